"""Counting an owners' vote: from the ballots, by area and heads, decided by the rules frozen with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from elections.actions.owners.base import law_of
from elections.models import OwnerBallot, OwnersQuestion, OwnersResult, OwnersVote
from elections.rules.owner_votes import Tally, tally
from elections.rules.results import Decision, Weight, decide_owners, matter_of


@dataclass(frozen=True)
class Outcome:
    question: OwnersQuestion
    tally: Tally
    decision: Decision


def register_of(vote: OwnersVote) -> Weight:
    return Weight(vote.register_area, vote.register_heads)


def counting_ballots(vote: OwnersVote) -> list[OwnerBallot]:
    return list(OwnerBallot.objects.of(vote).counting().select_related("head"))


def decided(vote: OwnersVote) -> list[Outcome]:
    """Each question with its sums and what the law makes of them. Only for a vote that has closed."""
    ballots = counting_ballots(vote)
    return [
        outcome(vote, question, tally((one.head.area, one.choices[question.key]) for one in ballots))
        for question in vote.questions.all()
    ]


def outcome(vote: OwnersVote, question: OwnersQuestion, sums: Tally) -> Outcome:
    law = law_of(vote)
    decision = decide_owners(
        law,
        matter_of(law, question.matter),
        register=register_of(vote),
        took_part=sums.took_part,
        in_favour=sums.in_favour,
    )
    return Outcome(question, sums, decision)


def declared(vote: OwnersVote, results: Iterable[OwnersResult]) -> list[Outcome]:
    """The declared numbers, explained again by the rules."""
    return [outcome(vote, one.question, sums_of(one)) for one in results]


def sums_of(result: OwnersResult) -> Tally:
    return Tally(
        Weight(result.area_for, result.heads_for),
        Weight(result.area_against, result.heads_against),
        Weight(result.area_abstained, result.heads_abstained),
    )


def participation(vote: OwnersVote) -> Weight:
    """How many gave a valid ballot, by area and heads; nothing of what is on it."""
    areas = [one.head.area for one in counting_ballots(vote)]
    return Weight(sum(areas), len(areas))
