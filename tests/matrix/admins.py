"""Everybody at every address of Wagtail's admin: the walk that the two test files share."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from linli.accounts.models import User
from tests.cast import Cast
from tests.matrix.people import people
from tests.matrix.tables import row_for
from tests.matrix.urls import Address, addresses
from tests.matrix.verdicts import METHODS, knock
from tests.matrix.wagtail_objects import Things
from tests.matrix.wagtails import ADMIN, ROWS, kind

MAY_ENTER = (
    "grid_worker",
    "committee_member",
    "chair",
    "oversight_member",
    "editor",
    "reviewer",
    "street_officer",
    "platform_admin",
)
NO = {400: "bad request", 403: "refused", 404: "not found", 405: "not offered"}
PEOPLE = ("anonymous", "guest", "foreign resident", "foreign chair", "root")


def admin() -> list[Address]:
    return [a for a in addresses() if a.route.startswith("admin/") and a.access is None]


def everybody(cast: Cast) -> dict[str, User | None]:
    root = User.objects.create_superuser(name="根", phone="+8613900009999", is_phone_verified=True)
    return {**people(cast), "root": root}


def walk(
    cast: Cast,
    who: str,
    things: Things,
    named: Callable[[Address], bool] = lambda address: True,
    *,
    its: str | None = None,
) -> list[str]:
    """What went wrong for this person, with the things given; `its` is the kind where it is not told by office."""
    user = everybody(cast)[who]
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    expected = its or kind(user, cast.home)
    wrong = []
    for address in filter(named, admin()):
        for method in METHODS:
            wrong += misjudged(client, expected, address, method, things)
    return [f"{who} ({expected}): {fault}" for fault in wrong]


def misjudged(client: Client, its: str, address: Address, method: str, things: Things) -> list[str]:
    url, given = things.url(address), things.form(address) if method == "post" else None
    _, written, answer = knock(client, method, url, given)
    found = judged(answer, url, its)
    if address.name == "wagtail_bulk_action" and method == "post" and not written:
        found = "refused"  # it goes on to the same page, done or not
    promised = row_for(address, ROWS).promised(method)
    no = ("sign in", "refused", "not offered", "not found", "bad request")
    expected = ("allowed", "bad request") if its in promised else no
    faults = [] if found in expected else [f"{method} {url} gives {found} ({answer.status_code})"]
    if its not in promised and written:
        faults.append(f"{method} {url} writes {written} rows")
    return faults


def judged(answer: Any, url: str, its: str) -> str:
    """Wagtail says no by sending to its home, or from another's part of the explorer to one's own."""
    to = answer.headers.get("Location", "")
    if answer.status_code >= 500:
        return "error"
    if answer.status_code in NO:
        return NO[answer.status_code]
    if to.startswith((reverse("wagtailadmin_login"), reverse("account_login"), "/accounts/password/")):
        return "refused" if its in ADMIN and "logout" not in url else "allowed" if its in ADMIN else "sign in"
    explores = "/results/" in url or url.removeprefix("/admin/pages/").strip("/").isdecimal()
    if to == reverse("wagtailadmin_home") or (explores and to.startswith("/admin/pages/")):
        return "refused"
    return "allowed"
