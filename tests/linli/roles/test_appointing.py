"""The pages where people are appointed and dismissed, and who may do it to whom."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from linli.accounts.models import User
from linli.audit.models import Event
from linli.communities.models import Division
from linli.roles import actions
from linli.roles.actions import NotYoursToGive, appoint, dismiss
from linli.roles.models import Appointment, Role
from tests.cast import Cast
from tests.linli.roles import trees


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own


def at(name: str, cast: Cast, *more: Any) -> str:
    return reverse(f"roles:{name}", args=[cast.home.code, *more])


def give(cast: Cast, role: str, by: User | None, division: Division | None = None) -> Appointment:
    place = division or cast.home.division
    return appoint(user=cast.guest, role=role, division=place, by=by, at=timezone.now())


def officer(cast: Cast, division: Division, role: str = "street_officer") -> User:
    user = User.objects.create_user(name="街道", phone="+8613800000999", is_phone_verified=True)
    trees.appoint(user, Role.objects.get(pk=role), division)
    return user


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", "committee_member", "grid_worker", "chair", "reviewer"])
def test_a_chair_gives_what_a_chair_may(cast: Cast, role: str) -> None:
    dismiss(appointment=give(cast, role, cast.chair), by=cast.chair, at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["oversight_member", "auditor", "security_admin", "platform_admin"])
def test_nobody_gives_or_takes_more_power_than_they_hold(cast: Cast, role: str) -> None:
    with pytest.raises(NotYoursToGive):
        give(cast, role, cast.chair)
    held = give(cast, role, None)
    with pytest.raises(NotYoursToGive):
        dismiss(appointment=held, by=cast.chair, at=timezone.now())


@pytest.mark.django_db
def test_nobody_gives_power_outside_their_own_place(cast: Cast) -> None:
    for place in (cast.other.division, cast.home.division.parent):
        with pytest.raises(NotYoursToGive):
            give(cast, "editor", cast.chair, place)


@pytest.mark.django_db
def test_an_editor_gives_nothing_though_they_hold_it(cast: Cast) -> None:
    for person in (cast.bo, cast.ann, cast.guest):
        with pytest.raises(NotYoursToGive):
            give(cast, "editor", person)


@pytest.mark.django_db
def test_the_street_appoints_chairs_in_its_communities(cast: Cast) -> None:
    street = officer(cast, cast.home.division.parent)
    give(cast, "chair", street)
    with pytest.raises(NotYoursToGive):
        give(cast, "chair", street, cast.other.division)


@pytest.mark.django_db
def test_the_operator_appoints_anybody_below(cast: Cast) -> None:
    operator = officer(cast, cast.home.division.parent.parent, "platform_admin")
    give(cast, "chair", operator)
    give(cast, "oversight_member", operator)
    with pytest.raises(NotYoursToGive):
        give(cast, "chair", operator, cast.other.division)


@pytest.mark.django_db
def test_guard_off_a_chair_makes_a_friend_operator(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "check_may_give", lambda *_: None)
    give(cast, "platform_admin", cast.chair, cast.other.division)
    assert Appointment.objects.filter(
        user=cast.guest, role="platform_admin", division=cast.other.division
    ).exists()


@pytest.mark.django_db
def test_appointing_asks_first_and_then_does_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    asked = client.get(at("appoint", cast), {"phone": "138 0000 0008", "role": "editor"})
    assert "客" in asked.content.decode()
    assert not Appointment.objects.filter(user=cast.guest).exists(), "GET writes nothing"
    done = client.post(at("appoint", cast), {"phone": cast.guest.phone, "role": "editor"})
    assert done.headers["Location"] == at("staff", cast)
    held = Appointment.objects.get(user=cast.guest)
    assert (held.role_id, held.appointed_by) == ("editor", cast.chair)
    assert (
        Event.objects.filter(action="roles.appoint", object_id=held.pk, actor_id=cast.chair.pk).count() == 1
    )
    assert "客" in client.get(at("staff", cast)).content.decode()
    again = client.post(at("appoint", cast), {"phone": cast.guest.phone, "role": "editor"})
    assert again.status_code == 200
    assert Appointment.objects.filter(user=cast.guest).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phone", "role"),
    [("13800000008", "platform_admin"), ("13900000000", "editor"), ("abc", "editor"), ("", "editor")],
)
def test_the_form_refuses_strangers_and_roles_that_are_not_ours_to_give(
    client: Client, cast: Cast, phone: str, role: str
) -> None:
    client.force_login(cast.chair)
    for answer in (
        client.get(at("appoint", cast), {"phone": phone, "role": role}),
        client.post(at("appoint", cast), {"phone": phone, "role": role}),
    ):
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert not Appointment.objects.filter(user=cast.guest).exists()


@pytest.mark.django_db
def test_dismissing_asks_first_and_then_does_it(client: Client, cast: Cast) -> None:
    held = give(cast, "editor", cast.chair)
    client.force_login(cast.chair)
    assert "客" in client.get(at("dismiss", cast, held.pk)).content.decode()
    client.post(at("dismiss", cast, held.pk))
    held.refresh_from_db()
    assert held.ends_at is not None
    assert client.get(at("dismiss", cast, held.pk)).status_code == 404


@pytest.mark.django_db
def test_what_others_gave_is_shown_and_not_taken(client: Client, cast: Cast) -> None:
    street = officer(cast, cast.home.division.parent)
    oversight = give(cast, "oversight_member", None)
    foreign = Appointment.objects.get(user=cast.eves_chair)
    client.force_login(cast.chair)
    page = client.get(at("staff", cast)).content.decode()
    assert "街道" in page
    for held in (Appointment.objects.get(user=street), oversight):
        assert at("dismiss", cast, held.pk) not in page
    assert "易主任" not in page
    assert client.post(at("dismiss", cast, foreign.pk)).status_code == 404
    assert client.post(at("dismiss", cast, oversight.pk)).status_code == 409
    assert not Appointment.objects.exclude(ends_at=None).exists()


@pytest.mark.django_db
def test_only_those_who_appoint_see_the_pages(client: Client, cast: Cast) -> None:
    for person in (cast.bo, cast.ann, cast.eves_chair):
        client.force_login(person)
        assert client.get(at("staff", cast)).status_code == 403
        assert (
            client.post(at("appoint", cast), {"phone": cast.guest.phone, "role": "editor"}).status_code == 403
        )


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_twenty_as_for_two(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    client.get(at("staff", cast))
    with CaptureQueriesContext(connection) as few:
        client.get(at("staff", cast))
    editor = Role.objects.get(pk="editor")
    for number in range(17):
        user = User.objects.create_user(name=f"员{number}", phone=f"+86137000000{number:02d}")
        trees.appoint(user, editor, cast.home.division)
    with CaptureQueriesContext(connection) as many:
        client.get(at("staff", cast))
    assert len(many) == len(few)


@pytest.mark.django_db
def test_the_table_of_roles_is_printed_from_code_and_data(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    trees.role("night_watch", "forum.talk")
    call_command("roles")
    printed = capsys.readouterr().out
    assert "night_watch" in printed
    assert "chair: 2 appointed" in printed
    assert next(line for line in printed.splitlines() if "roles.appoint" in line).count("●") == 3
    call_command("roles", "--stock")
    assert "night_watch" not in capsys.readouterr().out
