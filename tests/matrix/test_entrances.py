"""allauth's pages and the public ones × everybody × every method; one's own passkey, and another's."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from linli.accounts.models import User
from linli.roles.stock import ROLES
from tests.cast import Cast
from tests.linli.roles import trees
from tests.matrix import entrances
from tests.matrix.entrances import MEMBER, STRANGER
from tests.matrix.factors import give_all, give_passkey
from tests.matrix.people import people
from tests.matrix.tables import row_for
from tests.matrix.urls import Address, addresses
from tests.matrix.verdicts import METHODS, knock

PEOPLE = ("anonymous", "guest", "foreign resident", "foreign chair", *ROLES)


def here() -> list[Address]:
    return [a for a in addresses() if a.access is None and not a.route.startswith("admin/")]


def signed_in(user: User) -> Client:
    """By a code and a second factor, a moment ago: nothing is asked again."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "code", "at": time.time()},
        {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def parts(cast: Cast) -> dict[str, Any]:
    page = trees.child(Page.objects.get(depth=2), "tell", live=True)
    closed = Collection.get_first_root_node().add_child(name="密")
    document = Document.objects.create(
        title="x", file=ContentFile(b"x", name="x.txt"), collection=Collection.get_first_root_node()
    )
    of_page = PageViewRestriction.objects.create(
        page=trees.child(page, "closed"), restriction_type="password"
    )
    of_media = CollectionViewRestriction.objects.create(collection=closed, restriction_type="password")
    return {
        "path": "x.png",
        "key": "x",
        "uidb36": "1",
        "page_view_restriction_id": of_page.pk,
        "page_id": of_page.page_id,
        "restriction_id": of_media.pk,
        "document": f"{document.pk}/{document.filename}",
        "page": "tell/",
    }


def url(address: Address, parts: dict[str, Any]) -> str:
    route = address.route.replace("^(\\d+)/(.*)$", "<x:document>").replace("^((?:[\\w\\-]+/)*)$", "<x:page>")
    route = re.sub(r"\(\?P<(\w+)>(?:\(.*?\))?[^)]*\)", r"<x:\1>", route)
    return "/" + re.sub(r"<\w+:(\w+)>", lambda m: str(parts[m[1]]), route.replace("^", "").replace("$", ""))


def faults(client: Client, its: str, address: Address, parts: dict[str, Any]) -> list[str]:
    wrong = []
    for method in METHODS:
        promised = row_for(address, entrances.ROWS).promised(method)
        found, written, answer = knock(client, method, url(address, parts))
        expected = {"allowed"} if its in promised else {"sign in", "refused", "not offered", "not found"}
        if found not in expected or (its not in promised and written):
            wrong.append(
                f"{its} {method} {url(address, parts)}: {found} ({answer.status_code}), {written} rows"
            )
    return wrong


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_what_the_table_says(
    cast: Cast,
    parts: dict[str, Any],
    who: str,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False  # asked by tests of its own
    (tmp_path / "x.png").write_bytes(b"x")
    media = next(a for a in here() if a.route.startswith("^media/"))
    monkeypatch.setitem(media.pattern.default_args, "document_root", tmp_path)
    user = people(cast)[who]
    parts["pk"] = give_all(user).pk if user else give_all(cast.ann).pk
    client = signed_in(user) if user else Client(raise_request_exception=False)
    its = MEMBER if user else STRANGER
    wrong = [fault for address in here() for fault in faults(client, its, address, parts)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["mfa_remove_webauthn", "mfa_edit_webauthn"])
def test_anothers_passkey_is_not_found(cast: Cast, name: str) -> None:
    give_passkey(cast.ann)
    address = next(a for a in here() if a.name == name)
    at = url(address, {"pk": give_passkey(cast.dan).pk})
    for method in ("get", "post"):
        found, written, _ = knock(signed_in(cast.ann), method, at, {"name": "x"})
        assert (found, written) == ("not found", 0)
    assert knock(signed_in(cast.dan), "get", at)[0] == "allowed"
