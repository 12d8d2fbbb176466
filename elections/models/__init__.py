"""Nouns of the room. A residents' vote: the vote and its options, the roll, the ballots, the result. A committee's
election: the election and its posts, the registrations, nominations, candidates and proxies, the outcome, the terms."""

from elections.models.ballots import Ballot, BallotBox, Participation, Result
from elections.models.candidates import Candidate, Nomination, Support
from elections.models.elections import Election, Post
from elections.models.outcomes import ElectionNotice, ElectionResult, Standing
from elections.models.proxies import Proxy
from elections.models.registration import Objection, Registration
from elections.models.roll import Elector
from elections.models.terms import Committee, Officeholder, Term
from elections.models.votes import Option, Vote

__all__ = [
    "Ballot",
    "BallotBox",
    "Candidate",
    "Committee",
    "Election",
    "ElectionNotice",
    "ElectionResult",
    "Elector",
    "Nomination",
    "Objection",
    "Officeholder",
    "Option",
    "Participation",
    "Post",
    "Proxy",
    "Registration",
    "Result",
    "Standing",
    "Support",
    "Term",
    "Vote",
]
