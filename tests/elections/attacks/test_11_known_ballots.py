"""Attack 11: whoever knows the other ballots subtracts them. The list is fixed, and small sums are never opened."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from elections.actions import board as verbs
from elections.models import BoardCredential
from tests.cast import Cast
from tests.elections.board import scene as made


def test_no_credential_is_added_once_the_list_stands(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    with pytest.raises(verbs.BoardRefused) as problem:
        body = made.credentials(scene, 15)
        verbs.accept_credentials(board=scene.board, body=body, by=scene.oversight, at=made.NOON)
    assert problem.value.code == "already_done"


def test_more_cards_than_electors_are_refused(cast: Cast) -> None:
    scene = made.rehearsed(made.listed(cast), cast)
    body = made.credentials(scene, scene.election.roll_size + 1)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.accept_credentials(board=scene.board, body=body, by=scene.oversight, at=made.SETTING_UP)
    assert problem.value.code == "bad_entry"


def test_cancelling_until_few_are_left_opens_nothing(cast: Cast) -> None:
    scene = made.opened(cast)
    for n in range(11):
        scene.cast_ballot(n)
    for n in range(2):
        scene.cancel(n)
    verbs.close_board(board=scene.board, by=None, at=made.CLOSES)
    with pytest.raises(verbs.BoardRefused) as problem:
        verbs.post_tally(board=scene.board, by=None, at=made.AFTER)
    assert problem.value.code == "too_few"


def test_the_list_cannot_be_changed(cast: Cast, owner: Any) -> None:
    scene = made.opened(cast)
    change = "UPDATE elections_boardcredential SET key = %s WHERE key = %s"
    keys = ["ab" * 32, scene.cards[0].public.hex()]

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(change, keys)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        run()
    owner("GRANT UPDATE ON elections_boardcredential TO PUBLIC")
    with pytest.raises(IntegrityError), transaction.atomic():
        run()
    owner("ALTER TABLE elections_boardcredential DISABLE TRIGGER elections_boardcredential_append_only")
    run()
    assert BoardCredential.objects.filter(key="ab" * 32).exists()  # damage: an elector's card is worthless
