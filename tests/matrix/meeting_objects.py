"""For each address of representatives' meetings that names an object: one that exists, in Ann's community."""

from typing import Any

from tests.cast import Cast
from tests.elections.meetings import scene as made
from tests.matrix.registry import makes


@makes("meetings:page", "meetings:desk", "meetings:cancel")
def called(cast: Cast) -> dict[str, Any]:
    return {"key": made.called(cast).key}


@makes("meetings:continue")
def adjourned(cast: Cast) -> dict[str, Any]:
    return {"key": made.adjourned(cast).key}


@makes("meetings:pdf")
def recorded(cast: Cast) -> dict[str, Any]:
    return {"key": made.recorded(cast).key}


@makes("meetings:edit", "meetings:item")
def drafted(cast: Cast) -> dict[str, Any]:
    return {"key": made.drafted(cast).key}


@makes("meetings:drop")
def item(cast: Cast) -> dict[str, Any]:
    meeting = made.drafted(cast)
    return {"key": meeting.key, "number": made.item(meeting).key}


@makes("meetings:step")
def to_call(cast: Cast) -> dict[str, Any]:
    return {"key": made.called(cast).key, "step": "begin"}


@makes("meetings:adjourn", "meetings:attendance")
def sitting(cast: Cast) -> dict[str, Any]:
    return {"key": made.sitting(cast).key}


@makes("meetings:declare")
def item_to_decide(cast: Cast) -> dict[str, Any]:
    meeting = made.sitting(cast)
    return {"key": meeting.key, "number": made.item(meeting).key}


@makes("meetings:minutes")
def over(cast: Cast) -> dict[str, Any]:
    return {"key": made.closed(cast).key}


@makes("meetings:confirm", "meetings:send_back")
def written(cast: Cast) -> dict[str, Any]:
    return {"key": made.written(cast).key}


@makes("meetings:request", "meetings:sign", "meetings:withdraw", "meetings:enter")
def request(cast: Cast) -> dict[str, Any]:
    return {"key": made.asked(cast).key}


@makes("meetings:link", "meetings:end")
def representative(cast: Cast) -> dict[str, Any]:
    return {"number": made.elected(cast)[4].key}
