"""Each permission in words, for the people who give roles."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.roles.permissions import Permission as P

WORDS: dict[P, str | Promise] = {
    P.READ_PORTAL: _("read the portal"),
    P.USE_ACCOUNT: _("use an account of their own"),
    P.ASK_TO_JOIN: _("ask to join a community"),
    P.READ_AS_RESIDENT: _("read what is for verified residents"),
    P.TALK: _("talk in the forum"),
    P.VOTE: _("vote"),
    P.BOOK: _("book services"),
    P.VOLUNTEER: _("take volunteer shifts"),
    P.READ_AS_STAFF: _("read what is for staff, and use the desk"),
    P.WRITE_NOTICE: _("write notices and pages"),
    P.REVIEW_NOTICE: _("review and publish what others wrote"),
    P.MODERATE: _("hide contributions that break the rules"),
    P.RUN_VOTES: _("open and close votes"),
    P.VERIFY_RESIDENTS: _("verify residents"),
    P.ORGANISE_SHIFTS: _("organise volunteer shifts"),
    P.VERIFY_PROVIDERS: _("verify service providers"),
    P.OFFER_SERVICES: _("offer services"),
    P.READ_AUDIT: _("read the audit log"),
    P.APPOINT: _("appoint and dismiss staff"),
    P.MANAGE_SECURITY: _("look after accounts and their security"),
    P.MANAGE_SITE: _("run the platform"),
}


def in_words(permissions: list[str]) -> list[str]:
    """In the enum's order; what the code does not know any more is left out."""
    return [str(WORDS.get(permission, permission)) for permission in P if permission in permissions]
