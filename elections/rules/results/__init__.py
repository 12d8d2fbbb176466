"""Results, decided exactly and explained: elections, run-offs, recalls, owners' decisions, representatives' meetings."""

from elections.rules.results.elections import (
    Again,
    ElectionResult,
    Further,
    PostResult,
    Standing,
    Verdict,
    decide_again,
    decide_election,
    decide_run_off,
    decide_tie,
)
from elections.rules.results.meetings import NoMeeting, Show, decide_meeting, may_call_meeting
from elections.rules.results.owners import NOTHING, NoOwners, Weight, decide_owners, matter_of
from elections.rules.results.polls import (
    Contest,
    ImpossibleCount,
    Kin,
    Line,
    Poll,
    candidates_check,
    validity,
)
from elections.rules.results.reasons import Code, Reason
from elections.rules.results.recalls import (
    Decision,
    NoRecall,
    Petition,
    RecallVote,
    decide_petition,
    decide_recall,
)

__all__ = [
    "NOTHING",
    "Again",
    "Code",
    "Contest",
    "Decision",
    "ElectionResult",
    "Further",
    "ImpossibleCount",
    "Kin",
    "Line",
    "NoMeeting",
    "NoOwners",
    "NoRecall",
    "Petition",
    "Poll",
    "PostResult",
    "Reason",
    "RecallVote",
    "Show",
    "Standing",
    "Verdict",
    "Weight",
    "candidates_check",
    "decide_again",
    "decide_election",
    "decide_meeting",
    "decide_owners",
    "decide_petition",
    "decide_recall",
    "decide_run_off",
    "decide_tie",
    "matter_of",
    "may_call_meeting",
    "validity",
]
