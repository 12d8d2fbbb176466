"""Nouns of the room: the vote and its options, the roll, the ballots, the result."""

from elections.models.ballots import Ballot, BallotBox, Participation, Result
from elections.models.roll import Elector
from elections.models.votes import Option, Vote

__all__ = ["Ballot", "BallotBox", "Elector", "Option", "Participation", "Result", "Vote"]
