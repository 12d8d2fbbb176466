"""Every step has its sentence in both languages, and says the numbers."""

import re
from fractions import Fraction
from pathlib import Path
from random import Random
from string import Formatter

import pytest

from elections.counting import wording
from elections.counting.count import RULES, count
from elections.counting.explain import explain, number
from elections.counting.profiles import Approval, Budget, Profile, Ranking, Scores
from elections.counting.sortition import draw
from elections.counting.ties import Lot
from tests.elections.counting import profiles

SOURCES = Path(wording.__file__).parent
TABLES = [wording.RULES, wording.TIES, wording.ROUNDS, wording.MEASURES, wording.WORDS, wording.FAULTS]
TEXTS = [texts for table in TABLES for texts in table.values()]


def fields(text: str) -> set[str]:
    return {name.split("!")[0] for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    for texts in (*TEXTS, wording.LOTS):
        assert set(texts) == {"en", "zh"}
        assert fields(texts["en"]) == fields(texts["zh"]), texts
        assert re.search(r"[一-鿿、；]", texts["zh"]), texts
        assert not re.search(r"[一-鿿]", texts["en"]), texts


def test_every_kind_of_step_and_fault_has_a_sentence_and_every_sentence_a_use() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if path.stem != "wording"
    )
    quoted = set(re.findall(r'"([a-z_0-9]+)"', source))
    assert set(wording.ROUNDS) <= quoted
    assert set(wording.FAULTS) <= quoted
    noted = set(re.findall(r'\.note\(\s*"(\w+)"', source)) | set(re.findall(r'Invalid\("(\w+)"', source))
    assert noted <= set(wording.ROUNDS) | set(wording.FAULTS)
    assert set(wording.RULES) == {*RULES, "sortition"}


def outcomes() -> list[tuple[str, Profile[Ranking] | Profile[Approval] | Profile[Scores], dict[str, object]]]:
    """Each rule on some of the random profiles."""
    cases = []
    for seed in range(25):
        random = Random(seed)
        ranked, approved, scored = (
            profiles.rankings(random),
            profiles.approvals(random),
            profiles.scores(random),
        )
        money = {"budget": profiles.budget(random, approved)}
        cases += [(rule, ranked, {}) for rule in ("irv", "borda", "schulze")]
        cases += [(rule, ranked, {"seats": 2}) for rule in ("stv-scottish", "stv-meek")]
        cases += [(rule, approved, {}) for rule in ("plurality", "k-of-n")]
        cases += [("approval", approved, {"seats": 9})]
        cases += [
            ("phragmen", approved, {"seats": 2}),
            ("phragmen-budget", approved, {**money, "complete": True}),
        ]
        cases += [(rule, approved, money) for rule in ("equal-shares", "greedy", "knapsack")]
        cases += [
            ("greedy", approved, {**money, "by": "value"}),
            ("score", scored, {"most": 4}),
            ("star", scored, {}),
        ]
        cases += [("cumulative", scored, {"points": 9}), ("quadratic", scored, {"credit": 40})]
    return cases


def test_all_rules_explain_themselves() -> None:
    said = set()
    for rule, profile, options in outcomes():
        for ties in (None, Lot("seed")):
            outcome = count(profile, rule, ties=ties, **options)  # type: ignore[arg-type]
            for language in ("zh", "en"):
                sentences = explain(outcome, language, {"a": "安居"})
                assert not any("{" in sentence or "Fraction" in sentence for sentence in sentences)
                assert ("安居" in sentences[-1]) == ("a" in (outcome.tied or outcome.winners))
            said |= {step.kind for step in outcome.rounds}
        assert rule in RULES
    assert {rule for rule, _, _ in outcomes()} == set(RULES)
    rare = {"cut", "looked_back", "stratum_quota", "drawn", "stratum_full", "seats_owed"}
    assert set(wording.ROUNDS) - said <= rare


def test_a_count_in_chinese() -> None:
    papers = [("ab", 4), ("bc", 3), ("c", 2)]
    profile = Profile(("a", "b", "c"), tuple(Ranking.of(*order, weight=n) for order, n in papers))
    names = {"a": "安", "b": "波", "c": "陈"}
    assert explain(count(profile, "stv-scottish", seats=2), "zh", names) == [
        "计票方法：可转移单票制（苏格兰规则）。",
        "票数相等时如实报告，不作裁定。",
        "有效票 9 张，应选 2 人，当选票额为 4 票。",
        "目前得票：安 4、波 3、陈 2。",
        "安 达到当选票额，当选。",
        "陈 得票最少，被淘汰；转给：无；无后续名字 2。",
        "目前得票：波 3。",
        "剩余候选人不多于空缺名额：波 当选。",
        "结果：安、波。",
    ]


def test_a_tie_in_both_languages() -> None:
    outcome = count(Profile(("a", "b"), (Approval.of("a", "b"),)), "approval")
    assert explain(outcome, "zh", {"a": "安", "b": "波"})[-1] == "未能在以下各方之间决出：安、波。"
    assert explain(outcome, "en")[-1] == "Not decided between: a, b."


def test_a_budget_in_english() -> None:
    profile = Profile(("a", "b"), (Approval.of("a", weight=2), Approval.of("a", "b")))
    outcome = count(profile, "equal-shares", budget=Budget.of(10, {"a": 7, "b": 3}), completion="none")
    assert explain(outcome, "en")[2:] == [
        "Voters 3, with a share of 10/3 (≈3.333) each.",
        "a for 7: bought by 3 supporters, who pay 7/3 (≈2.333) each at most.",
        "Result: a.",
    ]


def test_a_lot_in_english() -> None:
    outcome = draw({"x": "north", "y": "south"}, seats=1, seed="7", quotas={"south": (1, 1)})
    sentences = explain(outcome, "en")
    assert "SHA-256" in sentences[1]
    assert sentences[2] == "south: on the list 1, seats 1 to 1."
    assert sentences[-1] == "Result: y."


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (-3, "-3"),
        (Fraction(1, 2), "0.5"),
        (Fraction("94.82442"), "94.82442"),
        (Fraction(1, 10**9), "0.000000001"),
        (Fraction(1, 10**10), "≈0.000"),
        (Fraction(-5, 4), "-1.25"),
        (Fraction(1, 3), "1/3 (≈0.333)"),
        (Fraction(-2, 3), "-2/3 (≈-0.667)"),
        (Fraction(2, 1001), "≈0.002"),
        (Fraction(2, 999), "2/999 (≈0.002)"),
    ],
)
def test_numbers_are_exact_or_marked(value: int | Fraction, shown: str) -> None:
    assert number(value) == shown
