"""The header's switch: for this device, and for the person where somebody is signed in."""

import pytest
from django.test import Client

from linli.accounts.models import User
from linli.audit.models import Event
from tests.cast import Cast
from tests.linli.accounts.entering import ask_for_code, code_sent_to, enter

SWITCH = "/i18n/setlang/"


def language_of(user: User) -> str:
    return User.objects.values_list("language", flat=True).get(pk=user.pk)


def test_ann_switches_and_is_remembered(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    answer = client.post(SWITCH, {"language": "en", "next": "/me/"})
    assert answer["Location"] == "/me/"
    assert answer.cookies["django_language"].value == "en"
    assert int(answer.cookies["django_language"]["max-age"]) > 300 * 24 * 3600
    assert language_of(cast.ann) == "en"
    assert "Sign out" in client.get("/me/").content.decode()
    event = Event.objects.get(action="accounts.change_language")
    assert event.actor_id == cast.ann.pk


def test_the_next_device_speaks_it_too(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    client.post(SWITCH, {"language": "en"})
    other = Client()
    ask_for_code(other, cast.ann.phone or "")
    enter(other, code_sent_to(cast.ann.phone or ""))
    assert "Sign out" in other.get("/me/").content.decode()


def test_the_same_again_writes_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    client.post(SWITCH, {"language": "zh-hans"})
    assert not Event.objects.filter(action="accounts.change_language").exists()


@pytest.mark.parametrize("language", ["fr", "", "<script>", "en-gb"])
def test_a_language_that_we_do_not_speak_changes_nothing(cast: Cast, client: Client, language: str) -> None:
    client.force_login(cast.ann)
    answer = client.post(SWITCH, {"language": language})
    assert answer.status_code == 302
    assert language_of(cast.ann) == "zh-hans"
    assert "django_language" not in answer.cookies


def test_a_stranger_switches_his_device_alone(cast: Cast, client: Client) -> None:
    assert client.post(SWITCH, {"language": "en"}).cookies["django_language"].value == "en"
    assert set(User.objects.values_list("language", flat=True)) == {"zh-hans"}


def test_a_foreign_next_is_not_followed_and_a_get_not_taken(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    answer = client.post(SWITCH, {"language": "en", "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert client.get(SWITCH + "?language=en").status_code == 405
