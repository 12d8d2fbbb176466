"""Tests with real transactions: Django's flush makes its first site again and winds up that table's sequence."""

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.cast import restore_base


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute(f"GRANT UPDATE ON SEQUENCE django_site_id_seq TO {settings.DATABASE_APP_ROLE}")
            cursor.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")
        restore_base()  # a reused database may come out of such a flush
