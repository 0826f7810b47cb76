"""How the API speaks: Django REST framework and the OpenAPI document."""

from __future__ import annotations

from .environment import BASE_DIR, env

REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["permissions.authentication.Doors"],
    # Who is nobody gets no further than this; the hub's own views know levels, roles and scopes besides.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "hub.hal.media.Negotiation",
    "DEFAULT_RENDERER_CLASSES": [
        "hub.hal.media.HalRenderer",
        "hub.hal.media.PlainJsonRenderer",
        "hub.hal.media.HalFormsRenderer",
        "hub.hal.browsable.BrowsableRenderer",
    ],
    "DEFAULT_PARSER_CLASSES": [
        "hub.hal.parsers.HalParser",
        "hub.hal.parsers.JsonParser",
        "hub.hal.parsers.HalFormsParser",
        "hub.hal.parsers.MergePatchParser",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["hub.throttling.PrincipalThrottle"],
    "DEFAULT_SCHEMA_CLASS": "hub.openapi.schema.HubSchema",
    "EXCEPTION_HANDLER": "hub.problems.handler.problem_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "URL_FIELD_NAME": "self",
    "COMPACT_JSON": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
CSRF_FAILURE_VIEW = "hub.problems.handler.csrf_failure"

# What is served as the description of the API: `make openapi` writes it, a test compares it with the code.
HUB_OPENAPI_FILE = BASE_DIR / "config" / "openapi.yaml"

SPECTACULAR_SETTINGS = {
    "TITLE": "Plant Hub",
    "DESCRIPTION": (
        "A hypermedia API for industrial plants. Begin at the entry point and follow the links: an action link is "
        "present exactly when you may follow it now. Every refusal is `application/problem+json`. Guides: "
        "[using the API](/docs/guides/using), [link relations](/docs/relations), [problems](/docs/problems)."
    ),
    "VERSION": "1.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "DEFAULT_GENERATOR_CLASS": "hub.openapi.generator.Generator",
    "SERVERS": [{"url": "/", "description": "The hub that serves this document"}],
    "POSTPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_REQUEST": True,
    # The tests hold the document in step and free of warnings; operators need not make it anew to check a deployment.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# How often a caller may ask, a minute
REQUESTS_PER_MINUTE = env.int("REQUESTS_PER_MINUTE", default=6_000)
FAILURES_PER_MINUTE = env.int("FAILURES_PER_MINUTE", default=10)
# Proxies in front whose X-Forwarded-For counts; none unless TRUST_PROXY says that there is one.
PROXY_COUNT = env.int("PROXY_COUNT", default=1 if env.bool("TRUST_PROXY", default=False) else 0)

# Where double and trailing slashes do not count, and the roots that keep their slash
HUB_PATHS = (
    *("/api/", "/docs/", "/oauth/", "/.well-known/", "/livez/", "/readyz/", "/metrics/"),
    *("/v1/", "/ffwebservices/", "/ffauth/", "/exchange/", "/elpro/"),
)
HUB_ROOTS = ("/api/v1/", "/docs/")

# off, on or seconds; the file does the same without a restart
MAINTENANCE = env.str("MAINTENANCE", default="off")
MAINTENANCE_FILE = env.str("MAINTENANCE_FILE", default="")
MAINTENANCE_EXEMPT = ("/livez", "/readyz", "/metrics", "/static/")

# Paths that make a line but no row in the request log, and whether a thread writes the rows of reads
REQUEST_LOG_EXEMPT = ("/livez", "/readyz", "/metrics", "/static/")
REQUEST_LOG_THREAD = env.bool("REQUEST_LOG_THREAD", default=True)
