"""The hub's settings for measuring: plain HTTP and no rate limits; all else as in production.

``BENCH_DATABASE`` names one of the databases of ``bench.data`` on the server of ``BENCH_SERVER``.
"""

import os

SERVER = os.environ.get("BENCH_SERVER", "postgres://postgres@127.0.0.1:5432")
os.environ["DATABASE_URL"] = f"{SERVER}/{os.environ.get('BENCH_DATABASE', 'hub_bench_10k')}"
os.environ.setdefault("SECRET_KEY", "bench-" + "k" * 60)
os.environ.setdefault("ALLOW_HTTP", "on")
os.environ.setdefault("RATE_LIMITS", "off")
for name in ("DEBUG", "DATABASE_OWNER_URL", "CACHE_URL", "BROKER_URL"):
    os.environ.pop(name, None)

from config.settings import *  # noqa: E402, F403
from config.settings import INSTALLED_APPS  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
