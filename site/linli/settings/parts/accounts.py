"""Sign-in by allauth: phone code, e-mail code, passkey; strict against enumeration; a second factor for staff."""

import environ

env = environ.Env()

AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "linli.roles.backends.AppointmentBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "linli.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
# Nobody has a password, and a phone only who signs up by one: allauth would turn the others away at sign-in.
ACCOUNT_SIGNUP_FIELDS = ["phone"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # the sign-up form asks for the number all the same
ACCOUNT_SIGNUP_REDIRECT_URL = "/me/profile/"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds: OWASP ASVS 5.0, 6.5.5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 600
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = 30 * 24 * 3600
ACCOUNT_FORMS = {
    "login": "linli.accounts.forms.SignInForm",
    "signup": "linli.accounts.forms.SignUpForm",
    "request_login_code": "linli.accounts.forms.AskForCodeForm",
    "confirm_login_code": "linli.accounts.forms.LoginCodeForm",
    "add_email": "linli.accounts.forms.AddressForm",
    "verify_phone": "linli.accounts.forms.PhoneCodeForm",
}

USERSESSIONS_TRACK_ACTIVITY = True
MFA_ADAPTER = "linli.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = (
    True  # an address is confirmed after it is added; phones, not addresses, own accounts
)
MFA_TOTP_TOLERANCE = 1  # one step of 30 s either way: RFC 6238, 5.2
# Browsers call localhost secure; elsewhere a passkey needs HTTPS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.str("LINLI_BASE_URL", default="http://localhost").startswith(
    "http://localhost"
)
MFA_FORMS = {
    "authenticate": "linli.accounts.forms.SecondFactorForm",
    "reauthenticate": "linli.accounts.forms.ReauthenticateForm",
    "add_webauthn": "linli.accounts.forms.PasskeyForm",
    "activate_totp": "linli.accounts.forms.ActivateAppForm",
}
STAFF_NEED_SECOND_FACTOR = env.bool("LINLI_STAFF_NEED_SECOND_FACTOR", default=True)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
