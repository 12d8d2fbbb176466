"""Attack 14: the server sends some voters another booth. The page is pinned by the manifest and can be fetched and compared."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from elections.actions import board as verbs
from elections.actions.board import manifests
from elections.views.online_answers import policy
from tests.cast import Cast
from tests.elections.board import scene as made


def test_the_page_of_a_board_does_not_change_with_the_server(cast: Cast) -> None:
    scene = made.opened(cast)
    manifests.BOOTH.write_text("<script>steal()</script>")  # a new release, or an attacker
    page = Client().get(reverse("online:booth", args=[cast.home.code, scene.election.key]))
    assert hashlib.sha256(page.content).hexdigest() == scene.ceremony.lines[0].body["booth"]
    assert page.content.decode() == made.BOOTH


def test_its_policy_lets_in_no_script_but_its_own() -> None:
    allowed = policy("<script>good()</script>")
    digest = hashlib.sha256(b"good()").digest()
    import base64

    assert f"script-src 'sha256-{base64.b64encode(digest).decode()}';" in allowed
    assert "unsafe-inline" not in allowed
    assert "default-src 'none'" in allowed


def test_a_board_without_a_page_is_not_set_up(cast: Cast) -> None:
    manifests.BOOTH.unlink()
    with pytest.raises(verbs.BoardRefused) as problem:
        made.set_up(made.listed(cast), cast)
    assert problem.value.code == "no_booth"
