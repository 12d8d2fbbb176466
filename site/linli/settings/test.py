"""Tests: the same parts, a database of their own, no network."""

from linli.settings.base import *  # noqa: F403
from linli.settings.base import STATIC_ROOT, TEMPLATES, VAR, env
from linli.settings.database import app_role, database

DEBUG = False
DEMO = True
STAFF_NEED_SECOND_FACTOR = False  # asked by tests of its own
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "server.test"]
# The test database is made and migrated by the owner; tests then run as the application (tests/conftest.py).
DATABASES = {"default": {**database(VAR, as_owner=True), "CONN_MAX_AGE": 0}}
DATABASES["default"]["TEST"] = {
    "NAME": env.str("LINLI_TEST_DATABASE", default="test_linli"),
    "TEMPLATE": "template0",
}
DATABASE_APP_ROLE = app_role()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # type: ignore[index]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
