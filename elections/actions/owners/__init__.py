"""Everything that may be done with an owners' vote."""

from elections.actions.owners.drafting import (
    add_owners_question,
    cancel_owners_vote,
    draft_owners_vote,
    remove_owners_question,
    revise_owners_vote,
)
from elections.actions.owners.registering import copy_units, import_units, link_owner
from elections.actions.owners.running import (
    announce_owners_vote,
    close_owners_vote,
    declare_owners_vote,
    open_owners_vote,
)
from elections.actions.owners.voting import (
    check_paper_ballot,
    enter_paper_ballot,
    give_owner_ballot,
    refuse_paper_ballot,
)

__all__ = [
    "add_owners_question",
    "announce_owners_vote",
    "cancel_owners_vote",
    "check_paper_ballot",
    "close_owners_vote",
    "copy_units",
    "declare_owners_vote",
    "draft_owners_vote",
    "enter_paper_ballot",
    "give_owner_ballot",
    "import_units",
    "link_owner",
    "open_owners_vote",
    "refuse_paper_ballot",
    "remove_owners_question",
    "revise_owners_vote",
]
