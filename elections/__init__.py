"""Votes of residents: a roll frozen at opening, quorum, named or secret ballots, a result that anyone can recount."""
