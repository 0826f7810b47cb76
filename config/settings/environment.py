"""How the environment becomes Django's settings: database, cache, secret, and what counts as a local service."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
LOOPBACK = {"", "localhost", "127.0.0.1", "::1"}
TLS_SCHEMES = {"rediss", "amqps"}
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA busy_timeout=20000;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;"
)


def database(url: str, *, pool: str = "on", prepare_threshold: int | None = 5) -> dict[str, Any]:
    """Django's description of the database behind ``url`` (sqlite or postgres).

    ``pool`` is on, off or the greatest number of connections of this process.
    """
    parsed: dict[str, Any] = dict(env.db_url_config(url))
    options: dict[str, Any] = dict(parsed.pop("OPTIONS", {}) or {})
    parsed["ATOMIC_REQUESTS"] = False
    if parsed["ENGINE"].endswith("sqlite3"):
        # A transaction that begins as a reader and then writes is refused at once when another wrote meanwhile.
        options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS} | options
    elif parsed["ENGINE"].endswith("postgresql"):
        options = {"prepare_threshold": prepare_threshold, "application_name": "hub", **options}
        parsed["CONN_HEALTH_CHECKS"] = True
        if pool != "off":
            from config.database import PooledConnection

            most = int(pool) if pool.isdigit() else 16
            options["pool"] = {"min_size": 1, "max_size": most, "timeout": 10, "connection_class": PooledConnection}
    else:
        raise ImproperlyConfigured("DATABASE_URL must name a sqlite or a postgres database.")
    parsed["OPTIONS"] = options
    return parsed


def cache(url: str) -> dict[str, Any]:
    """Django's description of the cache behind ``url``; without one, memory of this process."""
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "hub",
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    if urlsplit(url).scheme not in {"redis", "rediss"}:
        raise ImproperlyConfigured("CACHE_URL must be redis:// or rediss://.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "KEY_PREFIX": "hub"}


def secret_key(*, debug: bool) -> str:
    """SECRET_KEY, or the content of SECRET_KEY_FILE; a fixed one in DEBUG, none otherwise."""
    key = env.str("SECRET_KEY", default="")
    path = env.str("SECRET_KEY_FILE", default="")
    if not key and path:
        key = Path(path).read_text(encoding="ascii").strip()
    if not key and debug:
        return "insecure-key-for-development-only-never-in-production-0123456789"
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it (or SECRET_KEY_FILE), run `make run` once, or set DEBUG=on for development."
        )
    return key


def networks(texts: list[str]) -> list[str]:
    """Networks as they are given, once it is sure that they are some."""
    for text in texts:
        try:
            ip_network(text)
        except ValueError as error:
            raise ImproperlyConfigured(f"OUTBOUND_NETWORKS: {error}.") from error
    return texts


def is_local(url: str) -> bool:
    """Whether every host of ``url`` is this machine (loopback or a socket)."""
    hosts = urlsplit(url).netloc.rpartition("@")[2].split(",")
    return all(_host(host) in LOOPBACK or _host(host).startswith("/") for host in hosts)


def has_tls(url: str) -> bool:
    """Whether ``url`` demands TLS: postgres by sslmode, redis and amqp by their scheme."""
    parts = urlsplit(url)
    if parts.scheme in TLS_SCHEMES:
        return True
    return parse_qs(parts.query).get("sslmode", [""])[-1] in {"require", "verify-ca", "verify-full"}


def refuse_plain_services(urls: dict[str, str]) -> None:
    """Raise ImproperlyConfigured for a service on another machine that is spoken to in clear."""
    for name, url in urls.items():
        if url and not url.startswith("sqlite") and not is_local(url) and not has_tls(url):
            raise ImproperlyConfigured(
                f"{name} names another machine without TLS. Use sslmode=verify-full, rediss:// or amqps://, "
                "or set ALLOW_PLAIN_SERVICES=on."
            )


def _host(part: str) -> str:
    part = unquote(part)
    return part.partition("]")[0][1:] if part.startswith("[") else part.partition(":")[0]
