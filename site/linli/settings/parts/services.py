"""Wagtail, comments, notifications, queue, mail."""

import environ

env = environ.Env()

WAGTAIL_SITE_NAME = "邻里 Linli"
WAGTAILADMIN_BASE_URL = env.str("LINLI_BASE_URL", default="http://localhost:8000")
WAGTAIL_I18N_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
TAGGIT_CASE_INSENSITIVE = True

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "forum.models.Comment"
COMMENTS_XTD_FORM_CLASS = "forum.forms.CommentForm"
COMMENTS_XTD_MAX_THREAD_LEVEL = 2  # 0, 1, 2: three levels
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_DEFAULT_FOLLOWUP = True
COMMENTS_TIMEOUT = 24 * 60 * 60  # so long may a page stand open before its form is sent
COMMENTS_XTD_APP_MODEL_OPTIONS = {
    "default": {
        "who_can_post": "users",
        "allow_flagging": True,
        "allow_feedback": True,
        "show_feedback": False,
    }
}

DJANGO_NOTIFICATIONS_CONFIG = {"USE_JSONFIELD": True, "SOFT_DELETE": False, "PAGINATE_BY": 20}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("LINLI_FROM_EMAIL", default="邻里 <noreply@localhost>")
SMS_GATEWAY = env.str("LINLI_SMS_GATEWAY", default="linli.accounts.sms.LocalSink")

# Kiosks at polling places send more ballots a minute than a household; nobody else may sit behind these addresses.
KIOSK_ADDRESSES = env.list("LINLI_KIOSK_ADDRESSES", default=[])

PROCRASTINATE_ON_APP_READY = None
TASKS = {"default": {"BACKEND": "linli.core.tasks.ProcrastinateBackend"}}
