"""Mail goes to a real SMTP server: refused, away, killed between, together in a digest."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings as SettingsWrapper

from linli.notifications.actions import tell
from linli.notifications.actions.sending import claim
from linli.notifications.models import Delivery, Preference
from linli.notifications.tasks import empty_digests, empty_outbox
from tests.cast import BEGINNING, Cast


class Sink:
    """Keeps what it is given; answers what it is told to answer."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content))
        return self.answer


@pytest.fixture
def sink(settings: SettingsWrapper) -> Iterator[Sink]:
    handler = Sink()
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield handler
    controller.stop()


@pytest.fixture
def ann_has_mail(cast: Cast) -> Cast:
    cast.ann.email = "ann@example.org"
    cast.ann.save()
    return cast


def write(cast: Cast, title: str = "停水通知") -> None:
    tell(
        users=[cast.ann],
        kind="notice",
        title=title,
        url="/n/1/",
        community=cast.home,
        at=BEGINNING,
        body="明天九点",
    )


def subject(mail: Any) -> str:
    return str(make_header(decode_header(mail["Subject"])))


def test_a_notice_arrives_in_chinese_with_its_address(ann_has_mail: Cast, sink: Sink) -> None:
    write(ann_has_mail)
    assert empty_outbox(now=BEGINNING) == 1
    [mail] = sink.mails
    assert subject(mail) == "停水通知"
    assert "http://localhost:8000/n/1/" in mail.get_payload(decode=True).decode()
    assert empty_outbox(now=BEGINNING) == 0


def test_a_refused_mail_is_tried_again_and_then_given_up(ann_has_mail: Cast, sink: Sink) -> None:
    write(ann_has_mail)
    sink.answer = "451 try later"
    for _ in range(5):
        empty_outbox(now=BEGINNING)
    assert Delivery.objects.get(channel="email").state == Delivery.State.FAILED
    assert "451" in Delivery.objects.get(channel="email").error


def test_a_mail_server_that_is_away_loses_nothing(
    ann_has_mail: Cast, sink: Sink, settings: SettingsWrapper
) -> None:
    write(ann_has_mail)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert empty_outbox(now=BEGINNING) == 0
    settings.EMAIL_PORT = port
    assert empty_outbox(now=BEGINNING) == 1


def test_what_a_killed_sender_held_is_sent_later_with_the_same_id(ann_has_mail: Cast, sink: Sink) -> None:
    write(ann_has_mail)
    claim(state=Delivery.State.QUEUED, at=BEGINNING)  # and then the sender was killed
    assert empty_outbox(now=BEGINNING + timedelta(minutes=5)) == 0
    assert empty_outbox(now=BEGINNING + timedelta(minutes=11)) == 1
    assert sink.mails[0]["Message-ID"].startswith("<linli-")


def test_a_digest_is_one_mail_with_all_of_the_day(ann_has_mail: Cast, sink: Sink) -> None:
    Preference.objects.create(user=ann_has_mail.ann, email="daily")
    for title in ("停水通知", "选举公告", "周末集市"):
        write(ann_has_mail, title)
    assert empty_outbox(now=BEGINNING) == 0
    assert empty_digests(now=BEGINNING) == 3
    [mail] = sink.mails
    text = mail.get_payload(decode=True).decode()
    assert all(title in text for title in ("停水通知", "选举公告", "周末集市"))
