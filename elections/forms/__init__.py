"""What people fill in. A residents' vote: `votes`; a committee's election: `elections` and `people`."""

from elections.forms.votes import (
    PASSINGS,
    QUORUMS,
    CancelForm,
    ChoiceForm,
    CodeForm,
    MomentInput,
    VoteForm,
    blank,
    filled,
)

__all__ = [
    "PASSINGS",
    "QUORUMS",
    "CancelForm",
    "ChoiceForm",
    "CodeForm",
    "MomentInput",
    "VoteForm",
    "blank",
    "filled",
]
