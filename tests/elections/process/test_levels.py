"""Who elects persons online does so at level L2; nobody learns it from an error at the end."""

from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from elections.actions.running import announce_election, revise_election
from elections.actions.running.refusals import OnlineOnlyEncrypted
from elections.forms.elections import ElectionForm
from elections.models import Election
from elections.rules import profiles
from tests.cast import Cast
from tests.elections.process.scene import SEATS, day, drafted

GIVEN = {
    "title": "换届选举", "profile_code": "club-simple", "kind": "general", "election_day": "2026-06-28", "opens": "08:00",
    "closes": "18:00", "electorate_mode": "electors", "supporters_least": 10, "term_years": 5,
    "seats_chair": 1, "seats_member": 3,
}  # fmt: skip


@pytest.mark.parametrize("level", ["L0", "L1"])
@pytest.mark.parametrize("mode", ["online", "both"])
def test_nothing_else_is_drafted_or_revised_to(cast: Cast, mode: str, level: str) -> None:
    with pytest.raises(OnlineOnlyEncrypted, match="L2"):
        drafted(cast, ballot_mode=mode, assurance=level)
    assert not Election.objects.exists()
    election = drafted(cast)
    with pytest.raises(OnlineOnlyEncrypted):
        revise_election(
            election=election, seats=SEATS, ballot_mode=mode, assurance=level, by=cast.bo, at=day(-61)
        )
    election.refresh_from_db()
    assert election.ballot_mode == "paper"


def test_nothing_else_is_announced(cast: Cast, owner: Any) -> None:
    """A draft of an earlier version, from before the database refused it."""
    owner("ALTER TABLE elections_election DROP CONSTRAINT elections_election_online_level")
    election = drafted(cast)
    Election.objects.filter(pk=election.pk).update(ballot_mode="both", assurance="L1")
    with pytest.raises(OnlineOnlyEncrypted):
        announce_election(election=election, by=cast.bo, at=day(-60))


def test_paper_may_have_any_level_that_the_rules_allow(cast: Cast) -> None:
    assert drafted(cast, assurance="L1").assurance == "L1"


def test_the_form_asks_for_no_level_and_says_why() -> None:
    form = ElectionForm()
    assert "assurance" not in form.fields
    assert "L2" in str(form.fields["ballot_mode"].help_text)
    for mode in Election.BallotMode.values:
        given = ElectionForm(GIVEN | {"ballot_mode": mode})
        assert given.is_valid(), given.errors
        assert given.terms()["assurance"] == "L2"


def test_rules_without_l2_leave_paper_and_the_form_says_so(monkeypatch: Any, tmp_path: Path) -> None:
    for file in profiles.STOCK.glob("*.toml"):
        text = file.read_text()
        is_club = file.stem == "club-simple"
        tmp_path.joinpath(file.name).write_text(
            text.replace('["L0", "L1", "L2"]', '["L0", "L1"]') if is_club else text
        )
    monkeypatch.setattr(profiles, "STOCK", tmp_path)  # as an operator corrected them
    form = ElectionForm(GIVEN | {"ballot_mode": "both"})
    with override("zh-hans"):
        assert "这些规则下只能用纸质选票：社团选举（简单规则）" in str(form.fields["ballot_mode"].help_text)
        assert form.errors["ballot_mode"] == ["这套规则下只能选：纸质选票。请改选，或者换一套规则。"]
    paper = ElectionForm(GIVEN | {"ballot_mode": "paper"})
    assert paper.is_valid(), paper.errors
    assert paper.terms()["assurance"] == "L1"
