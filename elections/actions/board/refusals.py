"""Why a board says no. The code is for programs (docs/online-voting.md), the reason for the person in front of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _

from elections.crypto.faults import Malformed, Rejected
from linli.core.refusals import Refused

REASONS: dict[str, Any] = {
    "malformed": _("What was sent is not in the form that the protocol asks for. Nothing was recorded."),
    "not_yours": _("This seat belongs to somebody else."),
    "not_open": _("Voting online is not open now. No ballot was cast."),
    "closed": _("Voting online is closed. No ballot was cast."),
    "unknown_credential": _("This card is not one of this election's cards."),
    "cancelled": _("This card was handed in at the polling station; the vote on paper counts."),
    "revision": _("Another ballot of this card arrived in the meantime. Begin again."),
    "bad_proof": _("A proof does not hold. Nothing was recorded."),
    "bad_signature": _("A signature does not hold. Nothing was recorded."),
    "repeated": _("A part of this ballot stands on the board already. Begin again."),
    "challenged": _("This ballot was opened to check it and can no longer be cast. Begin again."),
    "wrong_stage": _("It is not time for this step yet, or no longer."),
    "already_done": _("This step is done already."),
    "bad_entry": _("What was sent contradicts what stands on the board. Nothing was recorded."),
    "bad_code": _("This is not the cancel code of this card."),
    "too_few": _(
        "Too few ballots were cast online: opening them would show who voted how. Hold this part again."
    ),
    "paper_missing": _("Cards were handed in for more paper ballots than the sheets say were given out."),
    "too_many": _("More people would have taken part than there are on the roll. Check the sheets."),
    "signed_in": _("Ballots are sent without sign-in, so that nothing joins them with you."),
    "changed": _(
        "The candidates or the polling hours have changed since the board was set up. Set up a new one."
    ),
    "no_authority_key": _("The oversight committee has not made its key yet."),
    "not_ready": _("Before the board can be set up, the roll is frozen and the candidates are published."),
    "no_booth": _("The booth page has not been built on this server."),
    "oversight_only": _(
        "The cards are drawn by a member of the oversight committee who does not run the election."
    ),
    "trustees": _("Name each trustee once, by name, and at least two where there are several."),
    "photo_missing": _("The photo of a sheet is missing."),
}


class BoardRefused(Refused):
    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(REASONS[code])
        self.code, self.detail = code, detail


def reason(code: str) -> Any:
    return REASONS[code]


@contextmanager
def spoken() -> Iterator[None]:
    """What the arithmetic finds wrong, as a refusal."""
    try:
        yield
    except Malformed as problem:
        raise BoardRefused("malformed", str(problem)) from problem
    except Rejected as problem:
        raise BoardRefused(problem.code, str(problem)) from problem
