"""Everything that may be done with a representatives' meeting."""

from elections.actions.meetings.continuing import continue_meeting
from elections.actions.meetings.drafting import (
    add_item,
    call_meeting,
    cancel_meeting,
    draft_meeting,
    remove_item,
    revise_meeting,
)
from elections.actions.meetings.importing import import_representatives
from elections.actions.meetings.minuting import confirm_minutes, return_minutes, write_minutes
from elections.actions.meetings.representing import (
    add_representative,
    end_office,
    enter_sexes,
    link_representative,
)
from elections.actions.meetings.requesting import ask_meeting, enter_signature, sign_request, withdraw_request
from elections.actions.meetings.sitting import (
    adjourn_meeting,
    begin_meeting,
    close_meeting,
    declare_item,
    mark_presence,
)

__all__ = [
    "add_item",
    "add_representative",
    "adjourn_meeting",
    "ask_meeting",
    "begin_meeting",
    "call_meeting",
    "cancel_meeting",
    "close_meeting",
    "confirm_minutes",
    "continue_meeting",
    "declare_item",
    "draft_meeting",
    "end_office",
    "enter_sexes",
    "enter_signature",
    "import_representatives",
    "link_representative",
    "mark_presence",
    "remove_item",
    "return_minutes",
    "revise_meeting",
    "sign_request",
    "withdraw_request",
    "write_minutes",
]
