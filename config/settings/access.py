"""Who is let in, and how: users, OAuth2, the provider of rights, rate limits."""

from __future__ import annotations

from .base import ALLOW_HTTP, DEBUG
from .environment import env

HUB_ACCESS = "permissions.rules.policy.Policy"
RATE_LIMITS = env.bool("RATE_LIMITS", default=True)
# The FORCE Bridge way of getting a token by GET; it puts credentials into URLs, so it is off unless asked for.
FORCE_GET_TOKEN = env.bool("FORCE_GET_TOKEN", default=False)
# RFC 9700 advises against the password grant. Technical users of older clients still need it; nobody else may use it.
OAUTH2_PASSWORD_GRANT = env.bool("OAUTH2_PASSWORD_GRANT", default=True)
# Seconds an access token of a machine (client credentials) lives; a person's lives ACCESS_TOKEN_EXPIRE_SECONDS.
OAUTH2_MACHINE_TOKEN_SECONDS = env.int("OAUTH2_MACHINE_TOKEN_SECONDS", default=3600)

AUTH_USER_MODEL = "permissions.User"
OAUTH2_PROVIDER_APPLICATION_MODEL = "permissions.Client"
OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL = "permissions.AccessToken"
OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL = "permissions.RefreshToken"
OAUTH2_PROVIDER_GRANT_MODEL = "permissions.AuthorizationCode"
OAUTH2_PROVIDER_ID_TOKEN_MODEL = "permissions.IDToken"
OAUTH2_PROVIDER_DEVICE_GRANT_MODEL = "permissions.DeviceGrant"

_GRANTS = ["authorization_code", "client_credentials", "refresh_token"]

OAUTH2_PROVIDER = {
    "OAUTH2_VALIDATOR_CLASS": "permissions.oauth.Validator",
    "CLIENT_SECRET_HASHER": "random_sha256",
    "SCOPES": {"read": "Read what the user may read", "write": "Change what the user may change"},
    "DEFAULT_SCOPES": [],
    "ACCESS_TOKEN_EXPIRE_SECONDS": env.int("OAUTH2_USER_TOKEN_SECONDS", default=900),
    "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
    "REFRESH_TOKEN_EXPIRE_SECONDS": env.int("OAUTH2_REFRESH_TOKEN_SECONDS", default=30 * 24 * 3600),
    "REFRESH_TOKEN_GRACE_PERIOD_SECONDS": 0,
    "ROTATE_REFRESH_TOKEN": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "PKCE_REQUIRED": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "ALLOWED_SCHEMES": ["http", "https"] if DEBUG or ALLOW_HTTP else ["https"],
    "ALLOW_URI_WILDCARDS": False,
    "OAUTH2_RESPONSE_TYPES_SUPPORTED": ["code"],
    "OAUTH2_GRANT_TYPES_SUPPORTED": [*_GRANTS, "password"] if OAUTH2_PASSWORD_GRANT else _GRANTS,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": not OAUTH2_PASSWORD_GRANT,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_PKCE_REQUIRED": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_MATCHING": True,
}

# The first is for passwords people choose; the second only for secrets the hub made, which no one can guess.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", "permissions.hashers.RandomSecretHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["permissions.authentication.backend.NameBackend"]
# Seconds a token of POST /api/auth/login lives
LOGIN_TOKEN_SECONDS = env.int("LOGIN_TOKEN_SECONDS", default=900)
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=12 * 3600)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Whom a page of the admin runs for
HUB_ADMIN_PRINCIPAL = "permissions.authentication.session.admin_principal"
