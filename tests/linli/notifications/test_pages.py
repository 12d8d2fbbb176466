"""The inbox is one's own, and reading it costs the same however much is in it."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from notifications.models import Notification

from linli.notifications.actions import tell
from tests.cast import BEGINNING, Cast


def write(cast: Cast, count: int) -> None:
    for number in range(count):
        tell(
            users=[cast.ann],
            kind="x",
            title=f"通知{number}",
            url="/design/",
            community=cast.home,
            at=BEGINNING,
        )


def test_the_inbox_costs_the_same_queries_for_two_and_for_twenty(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    client.get("/me/notices/")  # content types and the session are read once
    counts = []
    for more in (2, 18):
        write(cast, more)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/me/notices/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_opening_marks_as_read_and_leads_there(cast: Cast, client: Client) -> None:
    write(cast, 1)
    client.force_login(cast.ann)
    note = Notification.objects.get()
    answer = client.post(f"/me/notices/{note.pk}/open/")
    assert answer["Location"] == "/design/"
    note.refresh_from_db()
    assert not note.unread


def test_another_persons_notice_is_not_there(cast: Cast, client: Client) -> None:
    write(cast, 1)
    client.force_login(cast.eve)
    assert client.post(f"/me/notices/{Notification.objects.get().pk}/open/").status_code == 404
    assert "通知0" not in client.get("/me/notices/").content.decode()
