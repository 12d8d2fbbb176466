"""Declaring: the sums of all ballots, on paper and online together, decided by the rules and written down for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from elections.actions.running.base import State, kind_elected, law_of, locked, save, write_down
from elections.actions.running.refusals import CountsDoNotAdd
from elections.actions.running.telling import tell_step
from elections.models import Candidate, Election, ElectionResult, Officeholder, Post, Registration, Standing
from elections.rules import results
from elections.rules.profiles import Mode
from linli.accounts.models import User
from linli.core.searching import changed


@dataclass(frozen=True, kw_only=True)
class Marks:
    """How many ballots say what of one person."""

    votes: int
    against: int = 0
    abstained: int = 0


@dataclass(frozen=True, kw_only=True)
class WriteIn:
    """Somebody whom electors wrote in 另选他人."""

    post: Post
    name: str
    votes: int
    registration: Registration | None = None
    is_woman: bool = False

    @property
    def person(self) -> str:
        return self.registration.key if self.registration else self.name


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What came out of the boxes: given out, taken in, blank, invalid; and each candidate's marks by primary key."""

    issued: int
    returned: int
    marks: Mapping[int, Marks]
    blank: int = 0
    invalid: int = 0
    write_ins: Sequence[WriteIn] = ()
    kin: Sequence[tuple[str, str]] = field(default=())  # near relatives, by the keys of their registrations


def lines_of(post: Post, candidates: Sequence[Candidate], counts: Counts) -> tuple[results.Line, ...]:
    own = [
        results.Line(
            person=one.registration.key,
            votes=counts.marks[one.pk].votes,
            against=counts.marks[one.pk].against,
            abstained=counts.marks[one.pk].abstained,
            is_woman=one.is_woman,
        )
        for one in candidates
        if one.post_id == post.pk
    ]
    written = [
        results.Line(person=w.person, votes=w.votes, is_woman=w.is_woman, is_write_in=True)
        for w in counts.write_ins
        if w.post.pk == post.pk
    ]
    return (*own, *written)


def sitting(election: Election) -> tuple[tuple[str, ...], int]:
    """Members who stay in office beside those elected now: at a by-election or a run-off."""
    if election.kind == Election.Kind.GENERAL:
        return (), 0
    held = Officeholder.objects.in_community(election.community).in_office(election.election_day)
    held = held.filter(term__committee__kind=kind_elected(election))
    rows = list(held.filter(office__in=election.posts.values("office")).select_related("registration"))
    women = sum(bool(one.registration and one.registration.sex == Registration.Sex.FEMALE) for one in rows)
    return tuple(one.key for one in rows), women


def people_of(election: Election, counts: Counts) -> dict[str, str]:
    """Whom the rules speak of, by the keys that they know them by: on the ballot, written in, staying in office."""
    held = Officeholder.objects.filter(key__in=sitting(election)[0])
    names = {
        one.registration.key: one.name
        for one in election.candidates.on_ballot().select_related("registration")
    }
    return names | {one.person: one.name for one in counts.write_ins} | {one.key: one.name for one in held}


def bars_relatives(election: Election) -> bool:
    """城市居民委员会组织法 (2025) art. 8: near relatives do not sit in one committee."""
    committee = law_of(election).committee
    return committee is not None and committee.near_relatives_barred


def poll_of(election: Election, candidates: Sequence[Candidate], counts: Counts) -> results.Poll:
    stay, women = sitting(election)
    contests = tuple(
        results.Contest(post.office, post.seats, lines_of(post, candidates, counts), post.seats_for_women)
        for post in election.posts.all()
    )
    return results.Poll(
        roll=election.roll_size,
        issued=counts.issued,
        returned=counts.returned,
        contests=contests,
        blank=counts.blank,
        invalid=counts.invalid,
        kin=results.Kin.of(counts.kin),
        sitting=stay,
        sitting_women=women,
        mode=Mode(election.electorate_mode),
    )


def decide(
    election: Election, candidates: Sequence[Candidate], counts: Counts
) -> tuple[results.Poll, results.ElectionResult]:
    """What the frozen rules make of these counts; refused where the counts cannot be."""
    if set(counts.marks) != {one.pk for one in candidates}:
        raise CountsDoNotAdd
    try:
        poll = poll_of(election, candidates, counts)
    except results.ImpossibleCount as error:
        raise CountsDoNotAdd(f"{CountsDoNotAdd.reason} ({error})") from error
    rule = results.decide_run_off if election.kind == Election.Kind.RUN_OFF else results.decide_election
    return poll, rule(law_of(election), poll)


def standings(
    election: Election,
    candidates: Sequence[Candidate],
    counts: Counts,
    poll: results.Poll,
    found: results.ElectionResult,
) -> list[Standing]:
    """A row for each line of each post, most votes first, with what the rules say of it."""
    verdicts = {(post.post, one.person): one.verdict for post in found.posts for one in post.standings}
    own = {one.registration.key: one for one in candidates}
    written = {(w.post.office, w.person): w for w in counts.write_ins}
    rows = []
    for post, contest in zip(election.posts.all(), poll.contests, strict=True):
        ordered = sorted(contest.lines, key=lambda line: -line.votes)
        for rank, line in enumerate(ordered, 1):
            candidate = None if line.is_write_in else own[line.person]
            write_in = written.get((post.office, line.person)) if line.is_write_in else None
            entry = candidate.registration if candidate else (write_in.registration if write_in else None)
            rows.append(
                Standing(
                    election=election,
                    post=post,
                    candidate=candidate,
                    registration=entry,
                    name=candidate.name if candidate else (write_in.name if write_in else line.person),
                    votes_for=line.votes,
                    votes_against=line.against,
                    abstentions=line.abstained,
                    rank=rank,
                    verdict=str(verdicts.get((post.office, line.person), Standing.Verdict.NOT_ELECTED)),
                )
            )
    return rows


@transaction.atomic
def declare_election(*, election: Election, counts: Counts, by: User | None, at: datetime) -> ElectionResult:
    """Notice 16: the result, at once and whole. It cannot be taken back."""
    election = locked(election, State.CLOSED, by=by)
    candidates = list(election.candidates.on_ballot().select_related("registration"))
    poll, found = decide(election, candidates, counts)
    Standing.objects.bulk_create(standings(election, candidates, counts, poll, found))
    result = ElectionResult.objects.create(
        election=election,
        issued=counts.issued,
        took_part=counts.returned,
        blank=counts.blank,
        invalid=counts.invalid,
        is_valid=found.is_valid,
        counts=found.as_data(),
        declared_by=by,
        declared_at=at,
    )
    save(election, state=State.DECLARED, declared_at=at)
    detail = {"took_part": counts.returned, "is_valid": found.is_valid, "elected": list(found.elected)}
    detail |= {"near_relatives": [list(pair) for pair in counts.kin]} if counts.kin else {}
    write_down(election, "declare_election", by, at, detail=detail)
    tell_step(election, by, at)
    changed(election)
    return result
