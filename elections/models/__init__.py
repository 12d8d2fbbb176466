"""Nouns of the room. A residents' vote: the vote and its options, the roll, the ballots, the result. A committee's
election: the election and its posts, the registrations, nominations, candidates and proxies, the outcome, the terms. An
owners' vote: its questions, units, heads and signed ballots. A representatives' meeting: who represents, who asks for
it, the agenda, who came, what was decided, the minutes."""

from elections.models.ballots import Ballot, BallotBox, Participation, Result
from elections.models.board import Board, BoardCredential, BoardEntry, BoardMark, Trustee
from elections.models.candidates import Candidate, Nomination, Support
from elections.models.election_committees import ElectionCommitteeMember
from elections.models.elections import Election, Post
from elections.models.endings import OfficeEnding
from elections.models.meetings import AgendaItem, ItemOutcome, Meeting, Minutes, Presence
from elections.models.outcomes import ElectionNotice, ElectionResult, Standing
from elections.models.owner_ballots import (
    OwnerBallot,
    OwnerBallotCheck,
    OwnerChoice,
    OwnersResult,
)
from elections.models.owners import OwnerHead, OwnerLink, OwnersQuestion, OwnersVote, OwnerUnit
from elections.models.papers import (
    Attendance,
    BallotBook,
    CountEntry,
    HomeVisit,
    Station,
    StationCount,
)
from elections.models.postponements import Postponement
from elections.models.proxies import Proxy
from elections.models.recalls import Recall, RecallSheet, RecallSignature
from elections.models.registration import Objection, Registration
from elections.models.representatives import MeetingRequest, MeetingSignature, Representative
from elections.models.resignations import Resignation
from elections.models.roll import Elector
from elections.models.terms import Committee, Officeholder, Term
from elections.models.votes import Option, Vote

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotBook",
    "BallotBox",
    "Board",
    "BoardCredential",
    "BoardEntry",
    "BoardMark",
    "Candidate",
    "Committee",
    "CountEntry",
    "Election",
    "ElectionCommitteeMember",
    "ElectionNotice",
    "ElectionResult",
    "Elector",
    "HomeVisit",
    "ItemOutcome",
    "Meeting",
    "MeetingRequest",
    "MeetingSignature",
    "Minutes",
    "Nomination",
    "Objection",
    "OfficeEnding",
    "Officeholder",
    "Option",
    "OwnerBallot",
    "OwnerBallotCheck",
    "OwnerChoice",
    "OwnerHead",
    "OwnerLink",
    "OwnerUnit",
    "OwnersQuestion",
    "OwnersResult",
    "OwnersVote",
    "Participation",
    "Post",
    "Postponement",
    "Presence",
    "Proxy",
    "Recall",
    "RecallSheet",
    "RecallSignature",
    "Registration",
    "Representative",
    "Resignation",
    "Result",
    "Standing",
    "Station",
    "StationCount",
    "Support",
    "Term",
    "Trustee",
    "Vote",
]
