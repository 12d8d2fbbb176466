"""Verbs of a recall: asked for, answered, admitted to a vote, decided. The law is the profile's (rules.results.recalls)."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elections.actions.papers import paper_total
from elections.actions.petition_law import electors_for, law_for, petition_of, ways_of
from elections.actions.petitions import held, note, own_signature
from elections.actions.recall_telling import tell_admitted, tell_asked
from elections.actions.running.base import State, day_of, law_of, locked, save, write_down
from elections.actions.running.drafting import draft_election
from elections.actions.running.refusals import OwnRecall
from elections.actions.running.telling import tell_step
from elections.models import Election, ElectionResult, Officeholder, Recall
from elections.rules import papers, results
from elections.rules.offices import recall_vote_by
from elections.rules.profiles import Mode
from linli.accounts.models import User
from linli.core.refusals import Refused
from linli.core.searching import changed
from linli.core.workdays import CHINA


class NotInOffice(Refused):
    reason = gettext_lazy("This person is not in office any more.")


class AlreadyAsked(Refused):
    reason = gettext_lazy("A recall of this person is under way already. You can sign that one.")


class NotTheirs(Refused):
    reason = gettext_lazy("Only the person concerned answers.")


class NotEnough(Refused):
    reason = gettext_lazy("There are too few signatures, or the last vote on this person is too recent.")


class BadDay(Refused):
    reason = gettext_lazy("The day of the vote must lie after today and within the lawful days.")


@transaction.atomic
def ask_recall(*, officeholder: Officeholder, reasons: str, by: User, at: datetime) -> Recall:
    """An elector begins the petition, with reasons, and signs it first."""
    if not Officeholder.objects.in_office(day_of(at)).filter(pk=officeholder.pk).exists():
        raise NotInOffice
    community = officeholder.term.committee.community
    electors = electors_for(officeholder, at)
    values = {"officeholder": officeholder, "reasons": reasons, "electors": electors, "asked_by": by}
    try:
        with transaction.atomic():
            recall = Recall.objects.create(community=community, asked_at=at, **values)
    except IntegrityError as twice:
        raise AlreadyAsked from twice
    own_signature(recall, by, at)
    note(recall, "ask_recall", by, at, person=officeholder.name)
    tell_asked(recall, at)
    return recall


@transaction.atomic
def answer_recall(*, recall: Recall, text: str, by: User, at: datetime) -> Recall:
    """The person concerned is heard; what they say stands beside the reasons and cannot be changed."""
    recall = held(recall, *Recall.UNDER_WAY)
    if recall.officeholder.user_id != by.pk or recall.answer:
        raise NotTheirs
    save(recall, answer=text, answered_at=at)
    note(recall, "answer_recall", by, at)
    return recall


def may_be_admitted(recall: Recall, at: datetime) -> bool:
    """Enough have signed; or the vote that was drafted for it has been cancelled, and takes another day."""
    if recall.state == Recall.State.ADMITTED:
        return bool(recall.election.state == State.CANCELLED)
    return recall.state == Recall.State.SIGNING and petition_of(recall, at).is_carried


def mode_of(officeholder: Officeholder) -> str:
    """城市居民委员会组织法 (2025) art. 20: voted on in the way in which the person was elected."""
    elected = officeholder.election
    return str(elected.electorate_mode if elected else Election.Mode.ELECTORS)


@transaction.atomic
def admit_recall(*, recall: Recall, election_day: date, by: User, at: datetime) -> Election:
    """The petition has its signatures: a vote is drafted for the day, which the committee then announces."""
    recall = held(recall, *Recall.UNDER_WAY)
    if recall.officeholder.user_id == by.pk:
        raise OwnRecall
    if not may_be_admitted(recall, at):
        raise NotEnough
    law = law_for(recall.officeholder)
    last = recall_vote_by(law, day_of(at))
    if election_day <= day_of(at) or (last is not None and election_day > last):
        raise BadDay
    opens = datetime.combine(election_day, time(8), CHINA)
    election = draft_election(
        community=recall.community,
        seats=(),
        title=_("Vote on the recall of %(name)s") % {"name": recall.officeholder.name},
        kind=Election.Kind.RECALL,
        electorate_mode=mode_of(recall.officeholder),
        ballot_mode=Election.BallotMode.PAPER,
        election_day=election_day,
        polls_open_at=opens,
        polls_close_at=opens.replace(hour=18),
        profile_code=law.id,
        by=by,
        at=at,
    )
    save(recall, state=Recall.State.ADMITTED, election=election, admitted_by=by, admitted_at=at)
    note(recall, "admit_recall", by, at, **{str(one.code): one.count for one in ways_of(recall, at)})
    tell_admitted(recall, election_day, at)
    return election


@transaction.atomic
def withdraw_recall(*, recall: Recall, by: User, at: datetime) -> Recall:
    """Whoever asked takes the petition back while it is being signed."""
    recall = held(recall, Recall.State.SIGNING)
    if recall.asked_by_id != by.pk:
        raise NotTheirs
    save(recall, state=Recall.State.WITHDRAWN, ended_at=at)
    note(recall, "withdraw_recall", by, at)
    return recall


def decision_on(election: Election, recall: Recall, total: papers.Sheet) -> results.Decision:
    votes = total.votes[recall.key]
    vote = results.RecallVote(
        roll=election.roll_size,
        issued=total.issued,
        returned=total.found,
        votes_for=votes.for_,
        mode=Mode(election.electorate_mode),
    )
    return results.decide_recall(law_of(election), vote)


def is_valid(decision: results.Decision) -> bool:
    """Whether the poll counts, whichever way it went."""
    return all(check.is_met for check in decision.checks if check.code != results.Code.MAJORITY)


def decide(recall: Recall, decision: results.Decision, total: papers.Sheet, at: datetime) -> None:
    """Carried, the office ends today; not carried, it goes on."""
    votes = total.votes[recall.key]
    counts = {
        "for": votes.for_,
        "against": votes.against,
        "abstained": votes.abstained,
        "returned": total.found,
    }
    state = Recall.State.CARRIED if decision.is_carried else Recall.State.FAILED
    save(recall, state=state, ended_at=at, counts=counts)
    if decision.is_carried:
        save(recall.officeholder, ended_on=day_of(at), ending=Officeholder.Ending.RECALLED)


@transaction.atomic
def declare_recall(*, election: Election, by: User | None, at: datetime) -> ElectionResult:
    """The counts of a vote on a recall, decided by the frozen rules, at once and for good."""
    election = locked(election, State.CLOSED, by=by)
    total = paper_total(election)
    decisions: dict[str, results.Decision] = {}
    for recall in election.recalls.select_for_update().select_related("officeholder").order_by("pk"):
        decisions[recall.key] = decision_on(election, recall, total)
        decide(recall, decisions[recall.key], total, at)
    carried = {key: decision.is_carried for key, decision in decisions.items()}
    result = ElectionResult.objects.create(
        election=election,
        issued=total.issued,
        took_part=total.found,
        blank=total.blank,
        invalid=total.invalid,
        is_valid=all(is_valid(decision) for decision in decisions.values()),
        counts=carried,
        declared_by=by,
        declared_at=at,
    )
    save(election, state=State.DECLARED, declared_at=at)
    write_down(election, "declare_recall", by, at, detail={"took_part": total.found, "carried": carried})
    tell_step(election, by, at)
    changed(election)
    return result
