"""The lot: repeatable by anyone, within quotas, the same chance for all alike."""

import re
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from elections.counting.faults import Invalid
from elections.counting.sortition import Quota, draw, next_in_line, proportional

POOL = {f"{letter}{n}": letter for letter, size in (("a", 12), ("b", 6), ("c", 2)) for n in range(size)}
DOCS = Path(__file__).parents[3] / "docs" / "counting.md"


def strata(winners: tuple[str, ...]) -> Counter[str]:
    return Counter(POOL[person] for person in winners)


def test_without_quotas_the_lowest_numbers_win() -> None:
    expected = sorted(POOL, key=lambda person: sha256(f"seed\n{person}".encode()).hexdigest())[:5]
    assert list(draw(POOL, seats=5, seed="seed").winners) == expected


def test_the_order_of_the_list_does_not_matter() -> None:
    backwards = dict(reversed(POOL.items()))
    assert draw(POOL, seats=5, seed="s").winners == draw(backwards, seats=5, seed="s").winners


def test_quotas_hold_for_every_seed() -> None:
    for seed in range(300):
        random = Random(seed)
        quotas: dict[str, Quota] = {}
        for stratum, size in Counter(POOL.values()).items():
            least = random.randint(0, min(size, 3))
            quotas[stratum] = (least, random.randint(least, size))
        low, high = (sum(quota[end] for quota in quotas.values()) for end in (0, 1))
        seats = random.randint(max(1, low), max(1, high))
        if high == 0:
            continue
        outcome = draw(POOL, seats=seats, seed=str(seed), quotas=quotas)
        assert len(set(outcome.winners)) == seats
        for stratum, (least, most) in quotas.items():
            assert least <= strata(outcome.winners)[stratum] <= most


def test_two_people_of_one_stratum_have_the_same_chance() -> None:
    """4,000 seeds; the spread of a fair coin of this chance is below 31, so 5 of it is 155."""
    drawn: Counter[str] = Counter()
    for seed in range(4000):
        drawn.update(draw(POOL, seats=6, seed=str(seed), quotas={"c": (2, 2), "a": (0, 3)}).winners)
    for stratum in "abc":
        times = [drawn[person] for person in POOL if POOL[person] == stratum]
        expected = sum(times) / len(times)
        assert all(abs(n - expected) < 155 for n in times), (stratum, times)
    assert drawn["c0"] == drawn["c1"] == 4000


def test_without_quotas_everybody_has_the_same_chance() -> None:
    drawn: Counter[str] = Counter()
    for seed in range(4000):
        drawn.update(draw(POOL, seats=5, seed=f"{seed}").winners)
    assert all(abs(drawn[person] - 1000) < 140 for person in POOL)


def test_proportional_quotas() -> None:
    assert proportional(POOL, 5) == {"a": (3, 3), "b": (1, 2), "c": (0, 1)}
    assert strata(draw(POOL, seats=5, seed="s", quotas=proportional(POOL, 5)).winners)["a"] == 3


def test_who_moves_up_is_the_next_of_the_same_stratum() -> None:
    outcome = draw(POOL, seats=4, seed="s", quotas={"c": (1, 1)})
    [leaving] = [person for person in outcome.winners if POOL[person] == "c"]
    [other] = {"c0", "c1"} - {leaving}
    panel = list(outcome.winners)
    assert next_in_line(POOL, seed="s", panel=panel, leaving=leaving) == other
    assert next_in_line(POOL, seed="s", panel=panel, leaving=leaving, declined=frozenset({other})) is None


@pytest.mark.parametrize(
    ("seats", "quotas", "fault"),
    [
        (0, {}, "below_one"),
        (3, {"c": (3, 3)}, "quota"),
        (3, {"a": (2, 1)}, "quota"),
        (3, {"a": (-1, 1)}, "quota"),
        (3, {"nobody": (1, 1)}, "quota"),
        (21, {}, "quotas"),
        (3, {"a": (2, 2), "b": (2, 2)}, "quotas"),
        (3, {"a": (0, 1), "b": (0, 1), "c": (0, 0)}, "quotas"),
    ],
)
def test_impossible_quotas_are_refused(seats: int, quotas: dict[str, Quota], fault: str) -> None:
    with pytest.raises(Invalid) as refused:
        draw(POOL, seats=seats, seed="s", quotas=quotas)
    assert refused.value.kind == fault
    assert refused.value.says("zh")


def test_the_script_in_the_documentation_draws_the_same(tmp_path: Path) -> None:
    [script] = re.findall(r"```python\n(# draw\.py.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.S)
    (tmp_path / "draw.py").write_text(script, encoding="utf-8")
    (tmp_path / "list.tsv").write_text(
        "".join(f"{person}\t{s}\n" for person, s in POOL.items()), encoding="utf-8"
    )
    for seed in ("双色球 2026134", "x", "y"):
        command = [sys.executable, "draw.py", "list.tsv", "6", seed, "b=2-2", "c=1-2"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        ours = draw(POOL, seats=6, seed=seed, quotas={"b": (2, 2), "c": (1, 2)})
        assert tuple(done.stdout.split()) == ours.winners
