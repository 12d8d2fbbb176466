"""A vote on a recall in words: each person with the votes, the outcome, and the tests of the rules that made it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from elections.actions.papers import paper_total
from elections.actions.recalls import decision_on
from elections.models import Election, Recall
from elections.rules.results import Code
from elections.words import results as result_words


def outcomes(election: Election) -> Iterator[dict[str, Any]]:
    """From the stations' counts, before they are declared and after."""
    total = paper_total(election)
    for recall in election.recalls.select_related("officeholder", "community__division").order_by("pk"):
        decision = decision_on(election, recall, total)
        state = Recall.State.CARRIED if decision.is_carried else Recall.State.FAILED
        reasons = {one.code: result_words.sentence(asdict(one), {}) for one in decision.checks}
        yield {
            "recall": recall,
            "votes": total.votes[recall.key],
            "is_carried": decision.is_carried,
            "verdict": state.label,
            "turnout": reasons.get(Code.TURNOUT, ""),
            "why": reasons.get(Code.MAJORITY, ""),
        }
