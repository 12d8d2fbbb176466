"""Paper and online together: the counts that a result is declared from. Nobody is counted twice, since whoever takes a
paper ballot hands in their card first, and the ballots of that card are left out of the online tally."""

from elections.actions.papers.counting import paper_total
from elections.actions.running.declaring import Counts, Marks, WriteIn
from elections.models import Candidate, Election, Post, Registration
from elections.rules import papers


def write_ins_of(election: Election, total: papers.Sheet) -> list[WriteIn]:
    posts = {post.key: post for post in Post.objects.filter(election=election)}
    numbers = {number for _, number in total.others}
    roll = Registration.objects.of(election).on_roll().filter(number__in=numbers)
    people = {person.number: person for person in roll}
    return [
        WriteIn(
            post=posts[post],
            name=people[number].name,
            votes=votes,
            registration=people[number],
            is_woman=people[number].sex == Registration.Sex.FEMALE,
        )
        for (post, number), votes in sorted(total.others.items())
    ]


def counts_of(election: Election, online: dict[str, int] | None = None, cast_online: int = 0) -> Counts:
    """All stations' sheets, and the opened sums of the online ballots by candidate's key."""
    total, online = paper_total(election), online or {}
    marks = {
        one.pk: Marks(
            votes=total.votes[one.key].for_ + online.get(one.key, 0),
            against=total.votes[one.key].against,
            abstained=total.votes[one.key].abstained,
        )
        for one in Candidate.objects.of(election).on_ballot()
    }
    return Counts(
        issued=total.issued + cast_online,
        returned=total.found + cast_online,
        marks=marks,
        blank=total.blank,
        invalid=total.invalid,
        write_ins=write_ins_of(election, total),
    )
