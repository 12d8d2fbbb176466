"""The roles that every installation starts with. `guest` and `user` are held by everybody without appointment."""

from linli.roles.permissions import Permission as P

GUEST = frozenset({P.READ_PORTAL})
USER = GUEST | {P.USE_ACCOUNT, P.ASK_TO_JOIN}
RESIDENT = frozenset({P.READ_AS_RESIDENT, P.TALK, P.VOTE, P.BOOK, P.VOLUNTEER})
EARNED = USER | RESIDENT | {P.OFFER_SERVICES}  # by being verified; everything else is power over others
STAFF = frozenset({P.READ_AS_RESIDENT, P.READ_AS_STAFF, P.TALK})
MEMBER = STAFF | {
    P.WRITE_NOTICE,
    P.MODERATE,
    P.RUN_VOTES,
    P.RUN_ELECTIONS,
    P.OVERSEE_ELECTIONS,
    P.VERIFY_RESIDENTS,
    P.ORGANISE_SHIFTS,
    P.VERIFY_PROVIDERS,
}

# code: (name, English name, permissions, works for the community)
ROLES: dict[str, tuple[str, str, frozenset[P], bool]] = {
    "resident": ("居民", "Resident", RESIDENT, False),
    "grid_worker": ("网格员", "Grid worker", STAFF | {P.WRITE_NOTICE, P.VERIFY_RESIDENTS}, True),
    "committee_member": ("居委会委员", "Committee member", MEMBER, True),
    "chair": ("居委会主任", "Chair", MEMBER | {P.REVIEW_NOTICE, P.APPOINT}, True),
    "oversight_member": (
        "居务监督委员会成员",
        "Oversight member",
        STAFF | {P.REVIEW_NOTICE, P.READ_AUDIT, P.OVERSEE_ELECTIONS},
        True,
    ),
    "editor": ("编辑", "Editor", STAFF | {P.WRITE_NOTICE}, True),
    "reviewer": ("审核员", "Reviewer", STAFF | {P.REVIEW_NOTICE}, True),
    "street_officer": ("街道干部", "Street officer", MEMBER | {P.REVIEW_NOTICE, P.APPOINT}, True),
    "provider": ("服务商", "Provider", frozenset({P.OFFER_SERVICES}), False),
    "volunteer_organiser": ("志愿组织者", "Volunteer organiser", STAFF | {P.ORGANISE_SHIFTS}, True),
    "auditor": ("审计员", "Auditor", frozenset({P.READ_AUDIT}), True),
    "security_admin": ("安全管理员", "Security admin", frozenset({P.MANAGE_SECURITY, P.READ_AUDIT}), True),
    "platform_admin": ("平台管理员", "Platform admin", frozenset({P.MANAGE_SITE, P.APPOINT}), True),
}
