"""What holds everywhere. Everything that an operator decides comes from the environment."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(environ.Env().str("LINLI_VAR", default=str(ROOT / "var")))
env = environ.Env()

DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("LINLI_HOSTS", default=[])
SECRET_KEY = env.str("SECRET_KEY", default="")
BASE_URL = env.str("LINLI_BASE_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "cms",
    "search",
    "forum",
    "elections",
    "marketplace",
    "volunteers",
    "linli.residents",
    "linli.notifications",
    "linli.roles",
    "linli.audit",
    "linli.communities",
    "linli.accounts",
    "linli.core",
    "linli.core.wagtail_admin",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_comments_xtd",
    "django_comments",
    "notifications",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "lucide",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "linli.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "linli.accounts.middleware.SessionActivity",
    "django_htmx.middleware.HtmxMiddleware",
    "linli.core.middleware.RefusalMiddleware",
    "linli.roles.second_factor.SecondFactorMiddleware",
    "linli.roles.middleware.WagtailQuestionsMiddleware",
    "linli.core.wagtail_admin.middleware.WagtailAdminMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "linli.urls"
WSGI_APPLICATION = "linli.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "linli.core.context.page",
                "linli.roles.context.rights",
                "linli.notifications.context.unread",
            ]
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1  # django.contrib.sites is only there for comments; communities are never told apart by it

LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"

from linli.settings.parts.accounts import *  # noqa: E402, F403
from linli.settings.parts.security import *  # noqa: E402, F403
from linli.settings.parts.services import *  # noqa: E402, F403
