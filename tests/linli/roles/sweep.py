"""All addresses of Wagtail's admin that speak of one object, filled in, called, and the answer judged."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

SECRET = "不可外传"
MINE = "自家事"
# What the parts of an address stand for; an address with a part that is not listed here fails the sweep.
PAGE_PARTS = ("page_id", "parent_page_id", "page_to_move_id", "page_pk")
NOT_OURS = (
    "users/",
    "groups/",
    "redirects/",
    "workflows/",
    "password_reset/",
    "tag-autocomplete/",
    "logout",
    "account/",
)


def routes(patterns: Any = None, before: str = "") -> Iterator[str]:
    """All addresses of Wagtail's admin that speak of one object."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        elif route.startswith("admin/") and re.search(r"<int:|<str:pk|\(\?P", route):
            yield route


def address(route: str, parts: dict[str, Any]) -> str | None:
    """The route with its parts filled; none where it speaks of an object that is nobody's community's."""
    if route.removeprefix("admin/").startswith(NOT_OURS):
        return None
    route = (
        re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<x:\1>", route).replace(r"\.", ".").replace("^", "").replace("$", "")
    )
    kind = next((k for k in ("image", "document", "collection") if f"/{k}s/" in route), "page")
    fixed = {
        "content_type_app_name": "wagtailcore",
        "content_type_model_name": "page",
        "app_label": "wagtailcore",
        "model_name": "page",
        "filter_spec": "width-100",
        "action_name": "approve",
        "workflow_pk": 1,
        "session_id": 1,
        "uploaded_file_id": 1,
        "object_id": parts["page_id"],
        "pk": parts[kind].pk,
    }
    return "/" + re.sub(r"<\w+:(\w+)>", lambda part: str({**fixed, **parts}[part[1]]), route)


def knock(client: Client, method: str, url: str) -> Any:
    with transaction.atomic():
        before = written()
        answer = getattr(client, method)(url)
        answer.rows = written() - before
        transaction.set_rollback(True)
    return answer


def written() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables"
            " WHERE relname NOT IN ('django_session', 'usersessions_usersession')"
        )
        return int(cursor.fetchone()[0])


def tells(answer: Any) -> bool:
    """Names what is the other community's, in plain text or in JSON's way of writing it."""
    shown = answer.content.decode(errors="replace")
    return SECRET in shown or escaped(SECRET) in shown


def denied(answer: Any, url: str, mine: dict[str, Any]) -> bool:
    """Wagtail's own ways to say no are the admin's home with a message, and one's own part of the explorer."""
    own_part = f"/admin/pages/{mine['destination_id']}/"
    elsewhere = ("/admin/", own_part, url.replace("/revisions/", "/history/"))  # the last is asked by itself
    return answer.status_code in (403, 404, 405) or answer.headers.get("Location") in elsewhere


# Says the same to everybody, whatever session it is asked to release.
QUIET = ("editing-sessions/release/",)


def escaped(text: str) -> str:
    """As it stands in JSON."""
    return json.dumps(text)[1:-1]


def where(shown: str) -> list[str]:
    return [shown[m.start() - 120 : m.end() + 60] for m in re.finditer(SECRET, shown)]
