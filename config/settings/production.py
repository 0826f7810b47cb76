"""What production demands: HTTPS only, strict cookies, TLS to remote services. Off in DEBUG and with ALLOW_HTTP."""

from __future__ import annotations

from .access import OAUTH2_PASSWORD_GRANT
from .base import ALLOW_HTTP, DEBUG, FILES_URL
from .environment import env, refuse_plain_services
from .files import refuse_plain_store

PRODUCTION = not (DEBUG or ALLOW_HTTP)
# Allows a remote database, cache or broker without TLS, for networks that are closed by other means.
ALLOW_PLAIN_SERVICES = env.bool("ALLOW_PLAIN_SERVICES", default=False)
# Set this where a proxy in front ends TLS and overwrites X-Forwarded-Proto and X-Forwarded-For.
TRUST_PROXY = env.bool("TRUST_PROXY", default=False)

if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# hub.middleware.TransportSecurity acts on this one, before a body is read: GET is redirected, the rest refused.
SECURE_SSL_REDIRECT = PRODUCTION
# Probes of the machine itself come without TLS and learn nothing.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=True)
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION

# Preloading is a promise only the owner of the domain can make; the password grant is a decision of its own (0007).
SILENCED_SYSTEM_CHECKS = ["security.W021"] + (["oauth2_provider.W002"] if OAUTH2_PASSWORD_GRANT else [])

if PRODUCTION and not ALLOW_PLAIN_SERVICES:
    refuse_plain_services(
        {name: env.str(name, default="") for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "CACHE_URL", "BROKER_URL")}
    )
    refuse_plain_store(FILES_URL)
