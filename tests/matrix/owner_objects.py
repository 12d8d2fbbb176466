"""For each address of owners' votes that names an object: one that exists, in Ann's community."""

from typing import Any

from tests.cast import Cast
from tests.elections.owners import scene as made
from tests.matrix.registry import makes

DESK = ["page", "desk", "cancel", "register", "register_csv", "units", "unchecked", "sheets", "sheets_pdf"]


@makes(*(f"owners:{name}" for name in DESK))
def open_vote(cast: Cast) -> dict[str, Any]:
    return {"key": made.opened(cast).key}


@makes("owners:edit", "owners:question", "owners:import")
def drafted_vote(cast: Cast) -> dict[str, Any]:
    return {"key": made.drafted(cast).key}


@makes("owners:remove_question")
def question(cast: Cast) -> dict[str, Any]:
    vote = made.drafted(cast)
    return {"key": vote.key, "number": vote.questions.first().key}


@makes("owners:step")
def vote_to_close(cast: Cast) -> dict[str, Any]:
    return {"key": made.opened(cast).key, "step": "close"}


@makes("owners:link")
def unit(cast: Cast) -> dict[str, Any]:
    vote = made.announced(cast)
    return {"key": vote.key, "number": made.unit(vote, "1-102").key}


@makes("owners:ballot", "owners:enter", "owners:sheet", "owners:own_sheet")
def head(cast: Cast) -> dict[str, Any]:
    vote = made.opened(cast)
    return {"key": vote.key, "number": made.head(vote, "1-101").key}


@makes("owners:check", "owners:refuse", "owners:photo")
def sheet(cast: Cast) -> dict[str, Any]:
    vote = made.opened(cast)
    return {"key": vote.key, "number": made.on_paper(vote, "1-102", "妻", cast.bo, "against").key}


@makes("owners:recount", "owners:recount_csv")
def declared_vote(cast: Cast) -> dict[str, Any]:
    from elections.actions.owners import declare_owners_vote

    return {"key": declare_owners_vote(vote=made.closed(cast), by=cast.bo, at=made.AFTER).key}
