"""One request and what became of it: was it answered, refused, and did a refusal change anything?"""

from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

METHODS = ("get", "post", "put", "patch", "delete")
BOOKKEEPING = ("django_session", "usersessions_usersession")


def rows_written() -> int:
    """How many rows this transaction has written so far, whatever was rolled back since."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables "
            "WHERE NOT relname = ANY(%s)",
            [list(BOOKKEEPING)],
        )
        return int(cursor.fetchone()[0])


def knock(client: Client, method: str, url: str, given: dict[str, Any] | None = None) -> tuple[str, int, Any]:
    """The verdict ("allowed", "sign in", "refused", "not offered", "not found", "error"), rows written, the answer."""
    before, cookies = rows_written(), {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer = getattr(client, method)(url, given or {})
        written = rows_written() - before
        transaction.set_rollback(True)
    client.cookies.clear()  # some addresses sign out
    client.cookies.load(cookies)
    return verdict(answer), written, answer


def verdict(answer: Any) -> str:
    if answer.status_code >= 500:
        return "error"
    if answer.status_code in (301, 302, 303) and answer["Location"].startswith(reverse("account_login")):
        return "sign in"
    return {403: "refused", 405: "not offered", 404: "not found"}.get(answer.status_code, "allowed")
