"""Attack 9: a trustee's entry is lost because the sign-in had ended, and nobody is told."""

import pytest
from django.test import Client
from django.urls import reverse

from elections.actions import board as verbs
from elections.crypto import canonical, trustees
from tests.cast import Cast
from tests.elections.board import scene as made


def test_without_sign_in_the_answer_is_loud_and_the_same_body_goes_through_later(cast: Cast) -> None:
    scene = made.set_up(made.listed(cast), cast)
    body = {"body": trustees.commit(scene.players[0], 2), "kind": "trustee.commit"}
    url = reverse("online:trustee", args=[cast.home.code, scene.election.key])
    client = Client()

    def send() -> int:
        return client.post(url, canonical.dumps(body), content_type="application/json").status_code

    assert send() == 401  # never a redirect, never a page that looks like success
    assert not scene.board.entries.filter(kind="trustee.commit").exists()
    client.force_login(scene.people[0])
    assert [send(), send()] == [201, 200]
    with pytest.raises(verbs.BoardRefused) as problem:
        scene.post(1, "trustee.commit", trustees.commit(scene.players[0], 2))
    assert problem.value.code == "already_done"
