"""Everything that somebody may be allowed to do. The enum is the whole list; roles are sets of it."""

from enum import StrEnum


class Permission(StrEnum):
    # everyone, signed in or not
    READ_PORTAL = "portal.read"
    # signed in
    USE_ACCOUNT = "account.use"
    ASK_TO_JOIN = "residents.ask"
    # verified residents
    READ_AS_RESIDENT = "portal.read_as_resident"
    TALK = "forum.talk"
    VOTE = "elections.vote"
    BOOK = "marketplace.book"
    VOLUNTEER = "volunteers.join"
    # staff of a community
    READ_AS_STAFF = "portal.read_as_staff"
    WRITE_NOTICE = "cms.write_notice"
    REVIEW_NOTICE = "cms.review_notice"
    MODERATE = "forum.moderate"
    RUN_VOTES = "elections.run"
    RUN_ELECTIONS = "elections.run_elections"
    OVERSEE_ELECTIONS = "elections.oversee"
    VERIFY_RESIDENTS = "residents.verify"
    ORGANISE_SHIFTS = "volunteers.organise"
    VERIFY_PROVIDERS = "marketplace.verify"
    OFFER_SERVICES = "marketplace.offer"
    # oversight and operation
    READ_AUDIT = "audit.read"
    APPOINT = "roles.appoint"
    MANAGE_SECURITY = "site.security"
    MANAGE_SITE = "site.manage"
