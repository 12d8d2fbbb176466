"""Profiles are read, refused with every fault named, and written back the same."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from elections.rules import profiles
from elections.rules.profiles.__main__ import main

STOCK = [
    "club-simple",
    "cn-owners-278",
    "cn-residents-2026",
    "cn-village-2018",
    "cn-village-2026",
    "condo-generic",
]


def text(name: str) -> str:
    return (profiles.STOCK / f"{name}.toml").read_text(encoding="utf-8")


def faults(changed: str) -> dict[str, str]:
    with pytest.raises(profiles.BadProfile) as bad:
        profiles.parse(changed, file="own.toml")
    assert all(fault.file == "own.toml" for fault in bad.value.faults)
    return {fault.key: str(fault) for fault in bad.value.faults}


def test_who_is_registered_was_not_said_before() -> None:
    """Nor by whom the Party organisation nominates: the notice goes on as it was."""
    data = json.loads(profiles.load("cn-residents-2026").canonical)
    del data["entitled"], data["election"]["party_nomination"]
    before = profiles.of_data(data)
    assert (before.entitled, before.election.party_nomination) == ((), None)
    assert before.election.is_party_named
    data["election"]["self_nomination"]["value"] = True
    assert not profiles.of_data(data).election.is_party_named


@pytest.mark.parametrize("name", ["representatives_share", "women_share", "every_months"])
def test_what_was_frozen_before_a_value_was_known_says_none(name: str) -> None:
    """Of a file it is a fault all the same."""
    data = json.loads(profiles.load("cn-village-2018").canonical)
    del data["meeting"][name]
    meeting = profiles.of_data(data).meeting
    assert meeting is not None
    assert getattr(meeting, name) is None
    share = next(
        one
        for one in text("cn-village-2018").splitlines()
        if one.startswith(f"{name} =") and "第十六条" not in one  # a recall has such a share too
    )
    assert f"meeting.{name}" in faults(text("cn-village-2018").replace(share, ""))


def test_members_of_the_committee_are_some_of_their_meeting() -> None:
    whole = text("cn-village-2018").replace('">= 4/5"', '">= 1/1"')
    assert "less than the whole" in faults(whole)["meeting.representatives_share"]
    odd = text("cn-village-2018").replace("every_months = { value = 3", "every_months = { value = 5")
    assert "a year is divided into" in faults(odd)["meeting.every_months"]


def test_the_stock_holds_six_profiles() -> None:
    assert profiles.names() == STOCK


@pytest.mark.parametrize("name", STOCK)
def test_a_profile_written_back_is_the_same(name: str) -> None:
    profile = profiles.load(name)
    again = profiles.of_data(json.loads(profile.canonical))
    assert again == profile
    assert again.digest == profile.digest
    assert profile.as_data() == {"entitled": [], "matters": []} | tomllib.loads(text(name))


@pytest.mark.parametrize("name", STOCK)
def test_every_value_names_its_law_and_article(name: str) -> None:
    profile = profiles.load(name)
    rows = [*profile.entitled, *profile.posts, *profile.matters, *profile.notices]
    for source in [*profile.sources.values(), *(row.source for row in rows)]:
        assert source.law in profile.laws
        assert source.article


@pytest.mark.parametrize(
    ("name", "law"),
    [("cn-residents-2026", "residents"), ("cn-village-2026", "village"), ("cn-village-2018", "village")],
)
def test_what_the_provinces_decide_is_not_called_verified(name: str, law: str) -> None:
    """Their measures are quoted from extracts."""
    sources = profiles.load(name).sources.values()
    assert not [one for one in sources if one.law != law and one.verified]
    assert all(one.verified for one in sources if one.law == law)


def test_the_digest_follows_every_value() -> None:
    changed = text("club-simple").replace("term_years = { value = 2", "term_years = { value = 3")
    assert profiles.parse(changed).digest != profiles.load("club-simple").digest


def test_an_operators_file_goes_before_the_stock(tmp_path: Path) -> None:
    (tmp_path / "club-simple.toml").write_text(
        text("club-simple").replace('version = "2"', 'version = "2.ours"')
    )
    (tmp_path / "choir.toml").write_text(text("club-simple").replace('id = "club-simple"', 'id = "choir"'))
    assert profiles.load("club-simple", folder=tmp_path).version == "2.ours"
    assert profiles.load("choir", folder=tmp_path).id == "choir"
    assert profiles.load("condo-generic", folder=tmp_path).id == "condo-generic"
    assert profiles.names(folder=tmp_path) == ["choir", *STOCK]


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        profiles.UnknownProfile, match="no profile '../club-simple'; there are: club-simple, cn-owners"
    ):
        profiles.load("../club-simple")


def test_a_file_whose_id_is_another_is_refused(tmp_path: Path) -> None:
    (tmp_path / "choir.toml").write_text(text("club-simple"))
    with pytest.raises(profiles.BadProfile, match="id: 'choir', the file's own name, not 'club-simple'"):
        profiles.load("choir", folder=tmp_path)


def test_all_faults_are_told_at_once() -> None:
    changed = (
        text("cn-village-2018")
        .replace('turnout = { value = "> 1/2"', 'turnout = { value = "over half"')
        .replace("handover_within = { value = 10", "handover_within = { value = -1")
        .replace('term_years = { value = 5, law = "village"', 'term_years = { value = 5, law = "vilage"')
        .replace("[recall]", "[recal]")
    )
    found = faults(changed)
    assert found["election.turnout.value"] == (
        'own.toml: election.turnout.value: a share such as "> 1/2" or ">= 2/3", at most the whole, not \'over half\''
    )
    assert "a whole number from 0 to 366" in found["deadlines.handover_within.value"]
    assert "one of [laws]: electoral, practice" in found["committee.term_years.law"]
    assert found["recal"].startswith("own.toml: recal: unknown; known here: ballots, body,")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (
            '"> 1/2", law = "village", article = "第十五条", verified = true }\nturnout_of',
            '"> 1/2" }\nturnout_of',
            "law",
        ),
        ("least_age = { value = 18, law", "least_age = { law", "value"),
        ("least_age = { value = 18, ", "least_age = { value = true, ", "value"),
        ("least_age = { value = 18, ", "least_age = { value = 18, unit = 1, ", "unit"),
        ('run_off_share = { value = "1/3"', 'run_off_share = { value = "4/3"', "value"),
        ('run_off_share = { value = "1/3"', 'run_off_share = { value = "1/0"', "value"),
        ('levels = { value = ["L1", "L2"]', 'levels = { value = ["L1", "L1"]', "value"),
        ('levels = { value = ["L1", "L2"]', 'levels = { value = ["L3"]', "value"),
        ('levels = { value = ["L1", "L2"]', "levels = { value = []", "value"),
        ("differential = { value = true", 'differential = { value = "yes"', "value"),
        ('zh = "主任"', 'zh = " "', "zh"),
        ('id = "cn-village-2018"', 'id = "../etc"', "id"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused(old: str, new: str, key: str) -> None:
    before = text("cn-village-2018")
    assert old in before
    assert any(found.split(".")[-1] == key for found in faults(before.replace(old, new)))


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (
            "club-simple",
            'default = { value = "electors"',
            'default = { value = "households"',
            "electorate.default",
        ),
        (
            "club-simple",
            'channels = { value = ["paper", "online", "both"]',
            'channels = { value = ["paper"]',
            "ballots.levels",
        ),
        ("cn-village-2018", 'level = { value = "L2"', 'level = { value = "L0"', "ballots.level"),
        ("cn-village-2018", "extra = 1", "extra = 0", "posts[1].extra"),
        ("cn-village-2018", "\nmost = { value = 7", "\nmost = { value = 2", "committee.least"),
        (
            "cn-village-2018",
            "women_least = { value = 1",
            "women_least = { value = 8",
            "committee.women_least",
        ),
        ("cn-village-2018", "\nmost = 4", "\nmost = 3", "posts"),
        ("cn-village-2018", 'key = "deputy"', 'key = "chair"', "posts"),
        ("cn-village-2018", "number = 17", "number = 18", "notices"),
        ("cn-village-2018", "[[entitled]]\nnumber = 3", "[[entitled]]\nnumber = 4", "entitled"),
        ("cn-village-2018", "women_least = 0", "women_least = 9", "posts[1].women_least"),
        (
            "cn-village-2018",
            "roll_published_before = { value = 20",
            "roll_published_before = { value = 8",
            "deadlines.roll_published_before",
        ),
        (
            "cn-village-2018",
            "proxies_asked_before = { value = 3",
            "proxies_asked_before = { value = 1",
            "deadlines.proxies_asked_before",
        ),
        ("cn-owners-278", '["owners"]', '["electors", "owners"]', ""),
        ("cn-owners-278", 'modes = { value = ["owners"]', 'modes = { value = ["electors"]', "owners"),
        ("cn-owners-278", "number = 9", "number = 10", "matters"),
    ],
)
def test_values_that_contradict_each_other_are_refused(name: str, old: str, new: str, key: str) -> None:
    before = text(name)
    assert old in before
    changed = before.replace(old, new)
    if key:
        assert key in faults(changed)
    else:
        profiles.parse(changed)


def test_a_file_that_is_no_toml_is_refused() -> None:
    assert "valid TOML" in faults("id = ")["file"]
    assert "a table" in faults("laws = 3")["laws"]
    assert "a list of tables" in faults("posts = 3")["posts"]


def test_a_channel_that_is_not_among_the_channels_is_refused() -> None:
    changed = text("cn-owners-278").replace(
        'channels = { value = ["paper", "online", "both"]', 'channels = { value = ["paper"]'
    )
    assert "one of ballots.channels" in faults(changed)["ballots.channel"]


def test_posts_need_a_committee_and_owners_their_matters() -> None:
    data = profiles.load("club-simple").as_data()
    del data["committee"]
    with pytest.raises(profiles.BadProfile, match="committee: present where there are posts"):
        profiles.of_data(data)
    data["posts"] = []
    assert profiles.of_data(data).committee is None
    owners = profiles.load("cn-owners-278").as_data() | {"matters": []}
    with pytest.raises(profiles.BadProfile, match="matters: at least one where body is owners"):
        profiles.of_data(owners)


def test_a_part_that_is_no_fraction_is_refused() -> None:
    for part in ('"a third"', "3", '"1/3 of them"'):
        found = faults(
            text("cn-village-2018").replace(
                'run_off_share = { value = "1/3"', f"run_off_share = {{ value = {part}"
            )
        )
        assert 'a part such as "1/5"' in found["election.run_off_share.value"]


def test_seats_that_cannot_be_are_refused() -> None:
    none = text("cn-village-2018").replace("least = 1\nmost = 1\n", "least = 0\nmost = 0\n")
    assert "at least 1" in faults(none)["posts[1].least"]


def test_validate_tells_the_same_faults_without_raising() -> None:
    assert profiles.validate(text("club-simple")) == []
    broken = text("club-simple").replace('version = "2"', 'version = ""')
    assert [str(fault) for fault in profiles.validate(broken, file="own.toml")] == [
        "own.toml: version: a text that is not empty"
    ]


def test_the_command_shows_profiles_and_their_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(STOCK)
    assert main(["cn-village-2018", "--values"]) == 0
    out = capsys.readouterr().out
    assert "    election.turnout = > 1/2  [中华人民共和国村民委员会组织法（2018 年修正） 第十五条]" in out
    assert "  ? recall.bar_days = 365" in out
    own = tmp_path / "own.toml"
    own.write_text(text("club-simple").replace('version = "2"', 'version = ""'))
    assert main([str(own), "club-simple"]) == 1
    assert "own.toml: version: a text that is not empty" in capsys.readouterr().err
    assert main([str(tmp_path / "none.toml")]) == 1
    assert "none.toml" in capsys.readouterr().err


def test_the_table_of_the_documentation_is_what_the_files_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--table"]) == 0
    page = (profiles.STOCK.parents[2] / "docs/election-law.md").read_text(encoding="utf-8")
    assert page.endswith(capsys.readouterr().out)
    assert set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)`", page, re.MULTILINE)) == {
        key for name in STOCK for key in profiles.load(name).sources
    }
