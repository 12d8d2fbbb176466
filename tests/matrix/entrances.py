"""Addresses that are neither a room's nor Wagtail's admin: allauth's pages, and what is open to the whole world."""

from tests.matrix.tables import Row, row

STRANGER, MEMBER = "stranger", "member"
ALL, MEMBERS = {STRANGER, MEMBER}, {MEMBER}

PUBLIC: list[Row] = [
    row("core:healthz", ALL, ALL),
    row("core:readyz", ALL, ALL),
    row("core:design", ALL, ALL),
    row("core:help", ALL, ALL),
    row("core:elder", (), ALL),
    row("^media/(?P<path>(?!documents/).+)$", ALL, ALL),
    row("wagtaildocs_serve"),  # a file that stands on no page; those that do are asked for in tests/cms
    row("wagtaildocs_authenticate_with_password", ALL, ALL),
    row("wagtailcore_authenticate_with_password", ALL, ALL),
    row("no_other_sign_in"),  # sends to allauth's
    row("wagtailcore_login"),  # behind it
    row("wagtail_serve", ALL, ALL),
]

ALLAUTH: list[Row] = [
    # ways in; who is signed in is sent home
    row("account_login", ALL, ALL),
    row("account_signup", ALL, ALL),
    row("account_request_login_code", ALL, ALL),
    row("account_confirm_login_code", MEMBERS, MEMBERS),  # a stranger has to ask for a code first
    row("account_verify_phone", MEMBERS, MEMBERS),
    row("mfa_authenticate", MEMBERS, MEMBERS),
    row("mfa_login_webauthn", MEMBERS, MEMBERS),  # by script; without one it sends to the sign-in page
    row("account_inactive", ALL),
    row("account_email_verification_sent", ALL),
    row("account_confirm_email", ALL),  # asks for a click; the key is nobody's
    # nobody has a password: these send to the sign-in page
    row("no_password"),
    row("account_*_password*"),
    # one's own
    row("account_logout", ALL, ALL),
    row("account_reauthenticate", MEMBERS, MEMBERS),
    row("account_email", MEMBERS, MEMBERS),
    row("account_change_phone", MEMBERS, MEMBERS),
    row("usersessions_list", MEMBERS, MEMBERS),
    row("mfa_index", MEMBERS),
    row("mfa_reauthenticate", MEMBERS, MEMBERS),
    row("mfa_activate_totp", MEMBERS, MEMBERS),
    row("mfa_deactivate_totp", MEMBERS, MEMBERS),
    row("mfa_view_recovery_codes", MEMBERS),
    row("mfa_generate_recovery_codes", MEMBERS, MEMBERS),
    row("mfa_download_recovery_codes", MEMBERS),
    row("mfa_list_webauthn", MEMBERS),
    row("mfa_add_webauthn", MEMBERS, MEMBERS),
    row("mfa_reauthenticate_webauthn", MEMBERS),  # without a credential it sends to the sign-in page
    row("mfa_remove_webauthn", MEMBERS, MEMBERS),
    row("mfa_edit_webauthn", MEMBERS, MEMBERS),
]

ROWS = PUBLIC + ALLAUTH
