"""A database that is used again may come out of the flush after a test with real transactions."""

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import restore_base


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        restore_base()
