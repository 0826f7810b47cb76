"""What the hub is: installed apps, middleware, database, cache, languages, static files, logs."""

from __future__ import annotations

import warnings
from typing import Any

from .environment import BASE_DIR, cache, database, env, networks, secret_key
from .files import storage

DEBUG = env.bool("DEBUG", default=False)
ALLOW_HTTP = env.bool("ALLOW_HTTP", default=False)
SECRET_KEY = secret_key(debug=DEBUG)
# Former keys, while what was signed with them is to hold still.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "oauth2_provider",
    "rest_framework",
    "django_filters",
    "simple_history",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "hub",
    "permissions",
    "assets",
    "operations",
    "telemetry",
    # Last: it looks into what the apps have registered when they are ready.
    "hub.admin_app.HubAdminConfig",
]

MIDDLEWARE = [
    "hub.middleware.RequestIdentity",
    "hub.metrics.RequestMetrics",
    "hub.maintenance.Maintenance",
    "hub.middleware.TransportSecurity",
    "permissions.cors.CorsMiddleware",
    "hub.middleware.RequestLimits",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.sessions.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hub.sessions.AuthenticationMiddleware",
    "hub.sessions.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
APPEND_SLASH = False
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Database, cache, broker
_url = env.str("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
_owner_url = env.str("DATABASE_OWNER_URL", default="")
# manage.py sets HUB_AS_OWNER: commands migrate and act as the owner, what serves requests never does.
_as_owner = env.bool("HUB_AS_OWNER", default=False) and _owner_url
DATABASES = {
    "default": database(
        _owner_url if _as_owner else _url,
        pool=env.str("DATABASE_POOL", default="on"),
        prepare_threshold=env.int("DATABASE_PREPARE_THRESHOLD", default=5),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE_URL = env.str("CACHE_URL", default="")
CACHES = {"default": cache(CACHE_URL)}
BROKER_URL = env.str("BROKER_URL", default="")
# One process is the whole hub until others share its cache or its database has an owner apart.
RELAY_IN_PROCESS = env.bool("RELAY_IN_PROCESS", default=not (CACHE_URL or _owner_url))
# The role that requests take on PostgreSQL, subject to the row-level policies; empty leaves the role alone.
HUB_WEB_ROLE = env.str("HUB_WEB_ROLE", default="hub_web")

# Limits and retention
HUB_BODY_LIMIT = env.int("BODY_LIMIT", default=1_000_000)
HUB_BODY_LIMIT_LARGE = env.int("BODY_LIMIT_LARGE", default=16_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = HUB_BODY_LIMIT_LARGE
# Whoever shows this as a bearer token may read /metrics; without one, only this machine may.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
REQUEST_LOG_RETENTION_DAYS = env.int("REQUEST_LOG_RETENTION_DAYS", default=90)

# Changes: where the relay takes them, what runs beside it, and the forms in which webhooks are told
HUB_SINKS = ["hub.relay.LogSink", "permissions.webhooks.sink.WebhookSink"]
HUB_RELAY_WORKERS = ["permissions.webhooks.worker.Worker"]
HUB_WEBHOOK_FORMATS = {
    "hub": "permissions.webhooks.formats.HubFormat",
    "netilion": "dialects.netilion.notifying.NetilionFormat",
    "force_bridge": "dialects.force_bridge.notifying.ForceFormat",
}
# How the outside reaches the hub: written before the paths in messages that have no request to go by.
PUBLIC_URL = env.str("PUBLIC_URL", default="").rstrip("/")
# Networks beside the public ones that webhooks may call, and after how many days of failure one is switched off
OUTBOUND_NETWORKS = networks(env.list("OUTBOUND_NETWORKS", default=[]))
WEBHOOK_FAILING_DAYS = env.int("WEBHOOK_FAILING_DAYS", default=3)

# Files: where they are kept, how long one may be (bytes), and how many pixels a picture may have
FILES_URL = env.str("FILES_URL", default="")
STORAGES = {
    "default": storage(FILES_URL, BASE_DIR / "media"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["hub.files.upload.UploadHandler"]
HUB_UPLOAD_LIMIT = env.int("UPLOAD_LIMIT", default=25_000_000)
HUB_PICTURE_PIXELS = 40_000_000

# Languages and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English (UK)"), ("en-us", "English (US)"), ("de", "Deutsch"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files, served by the hub itself
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
WHITENOISE_USE_FINDERS = True
# Without collectstatic the files come from the apps themselves, and through ASGI they are read at once: both are meant.
warnings.filterwarnings("ignore", message="No directory at")
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
WHITENOISE_AUTOREFRESH = DEBUG

# Who adds to the demo plant, in this order
HUB_DEMO = [
    *("permissions.demo.seed", "assets.demo.seed", "operations.demo.seed", "telemetry.demo.seed"),
    "permissions.demo.share",
]
