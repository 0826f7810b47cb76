"""Settings of the test suite: a SQLite file unless DATABASE_URL is set, plain HTTP, cheap passwords, no rate limits."""

import os
import tempfile
from zlib import crc32

import structlog

os.environ.setdefault("SECRET_KEY", "test-" + "k" * 60)
os.environ.setdefault("ALLOW_HTTP", "on")
os.environ.setdefault("DATABASE_POOL", "off")
os.environ.setdefault("RATE_LIMITS", "off")
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ.setdefault("REQUEST_LOG_THREAD", "off")

from .access import *  # noqa: F403
from .api import *  # noqa: F403
from .base import *  # noqa: F403
from .base import BASE_DIR, CACHES, DATABASES, INSTALLED_APPS, STORAGES
from .logs import *  # noqa: F403
from .production import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "[::1]"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "permissions.hashers.RandomSecretHasher"]
WHITENOISE_AUTOREFRESH = True

_copy = crc32(os.fsencode(BASE_DIR))
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # A file, not memory: tests of concurrency need connections of their own. Named by process, so runs can overlap.
    _database["TEST"] = {"NAME": os.path.join(tempfile.gettempdir(), f"hub-test-{os.getpid()}.sqlite3")}
    _database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # Runs of different working copies can overlap.
    _database["TEST"] = {"NAME": f"test_{_database['NAME']}_{_copy:08x}"}
    # What a test commits need not survive a crash of the server.
    _database["OPTIONS"]["options"] = "-c synchronous_commit=off"

# Workers of one test run clear their cache: each has a Redis database of its own, counted from the one that
# is named and the working copy.
_server, _, _number = CACHES["default"]["LOCATION"].rpartition("/")
if _number.isdigit():
    _worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{_server}/{(int(_number) + 2 * _copy + _worker) % 16}"

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample"]

# Files of a run lie apart from those of the demo, and go with it.
_files = tempfile.TemporaryDirectory(prefix="hub-test-files-")
STORAGES["default"]["OPTIONS"]["location"] = _files.name

# What captures log lines replaces processors, which a logger that is kept would not see.
structlog.configure(cache_logger_on_first_use=False)
