"""Each permission in words, for the people who give roles."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from linli.roles.permissions import Permission as P

WORDS: dict[P, str | Promise] = {
    P.READ_PORTAL: pgettext_lazy("permission", "read the portal"),
    P.USE_ACCOUNT: pgettext_lazy("permission", "use an account of their own"),
    P.ASK_TO_JOIN: pgettext_lazy("permission", "ask to join a community"),
    P.READ_AS_RESIDENT: pgettext_lazy("permission", "read what is for verified residents"),
    P.TALK: pgettext_lazy("permission", "talk in the forum"),
    P.VOTE: pgettext_lazy("permission", "vote"),
    P.BOOK: pgettext_lazy("permission", "book services"),
    P.VOLUNTEER: pgettext_lazy("permission", "take volunteer shifts"),
    P.READ_AS_STAFF: pgettext_lazy("permission", "read what is for staff, and use the desk"),
    P.WRITE_NOTICE: pgettext_lazy("permission", "write notices and pages"),
    P.REVIEW_NOTICE: pgettext_lazy("permission", "review and publish what others wrote"),
    P.MODERATE: pgettext_lazy("permission", "hide contributions that break the rules"),
    P.RUN_VOTES: pgettext_lazy("permission", "open and close votes"),
    P.RUN_ELECTIONS: pgettext_lazy("permission", "run elections"),
    P.OVERSEE_ELECTIONS: pgettext_lazy("permission", "read the desk of elections"),
    P.VERIFY_RESIDENTS: pgettext_lazy("permission", "verify residents"),
    P.ORGANISE_SHIFTS: pgettext_lazy("permission", "organise volunteer shifts"),
    P.VERIFY_PROVIDERS: pgettext_lazy("permission", "verify service providers"),
    P.OFFER_SERVICES: pgettext_lazy("permission", "offer services"),
    P.READ_AUDIT: pgettext_lazy("permission", "read the audit log"),
    P.APPOINT: pgettext_lazy("permission", "appoint and dismiss staff"),
    P.MANAGE_SECURITY: pgettext_lazy("permission", "look after accounts and their security"),
    P.MANAGE_SITE: pgettext_lazy("permission", "run the platform"),
}


def in_words(permissions: list[str]) -> list[str]:
    """In the enum's order; what the code does not know any more is left out."""
    return [str(WORDS.get(permission, permission)) for permission in P if permission in permissions]
