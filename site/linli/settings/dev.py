"""A bare machine: embedded database, mail and SMS shown on pages, everything in var/."""

from linli.settings.base import *  # noqa: F403
from linli.settings.base import STATIC_ROOT, VAR, env
from linli.settings.database import app_role, database

DEBUG = env.bool("LINLI_DEBUG", default=True)
DEMO = env.bool("LINLI_DEMO", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-a-machine-of-ones-own")
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS: list[str] = []
DATABASES = {"default": database(VAR, as_owner=env.str("LINLI_DATABASE_ROLE", default="app") == "owner")}
DATABASE_APP_ROLE = app_role()
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
