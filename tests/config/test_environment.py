"""How the environment becomes settings."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import cache, database, has_tls, is_local, refuse_plain_services, secret_key

SQLITE, POSTGRES = "sqlite:////tmp/x.sqlite3", "postgres://hub:pw@db.example:5432/hub"


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("postgres://u:p@127.0.0.1:5432/x", True),
        ("postgres://u@[::1]:5432/x", True),
        ("postgres:///x", True),
        ("postgres://u@%2Fvar%2Frun:5432/x", True),
        ("amqp://a:b@localhost//", True),
        ("postgres://db.example/x", False),
        ("postgres://u@localhost:1,other:2/x", False),
        ("postgres://127.0.0.1@db.example/x", False),
        ("redis://127.0.0.1.example/0", False),
    ],
)
def test_machine_is_told_from_others(url, local):
    assert is_local(url) is local


@pytest.mark.parametrize(
    ("url", "tls"),
    [
        ("postgres://db/x?sslmode=verify-full", True),
        ("postgres://db/x?sslmode=require", True),
        ("postgres://db/x?sslmode=prefer", False),
        ("postgres://db/x?sslmode=require&sslmode=disable", False),
        ("postgres://db/x", False),
        ("rediss://cache/0", True),
        ("redis://cache/0", False),
        ("amqps://broker//", True),
        ("amqp://broker//", False),
    ],
)
def test_tls_is_seen_in_the_url(url, tls):
    assert has_tls(url) is tls


@pytest.mark.parametrize("url", ["postgres://db.example/x", "redis://cache.example/0", "amqp://broker.example//"])
def test_remote_service_in_clear_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL names another machine without TLS"):
        refuse_plain_services({"DATABASE_URL": url})


@pytest.mark.parametrize("url", ["", SQLITE, "postgres://127.0.0.1/x", "postgres://db/x?sslmode=verify-full"])
def test_local_or_encrypted_service_is_accepted(url):
    refuse_plain_services({"DATABASE_URL": url})


def test_sqlite_waits_for_its_lock_and_writes_ahead():
    options = database(SQLITE)["OPTIONS"]
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_has_a_pool_and_prepares_statements():
    described = database(POSTGRES)
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert described["OPTIONS"]["pool"]["max_size"] == 16
    assert described["OPTIONS"]["prepare_threshold"] == 5
    assert described["CONN_HEALTH_CHECKS"] is True


def test_pool_can_be_sized_and_switched_off():
    assert database(POSTGRES, pool="4")["OPTIONS"]["pool"]["max_size"] == 4
    assert "pool" not in database(POSTGRES, pool="off")["OPTIONS"]


def test_tls_of_the_url_reaches_the_driver():
    assert database(f"{POSTGRES}?sslmode=verify-full")["OPTIONS"]["sslmode"] == "verify-full"


@pytest.mark.parametrize("url", [SQLITE, POSTGRES])
def test_requests_are_not_wrapped_in_transactions_by_django(url):
    assert database(url)["ATOMIC_REQUESTS"] is False


def test_other_databases_are_refused():
    with pytest.raises(ImproperlyConfigured, match="sqlite or a postgres"):
        database("mysql://u@h/x")


def test_cache_is_memory_or_redis():
    assert cache("")["BACKEND"].endswith("LocMemCache")
    assert cache("rediss://h/1")["BACKEND"].endswith("RedisCache")
    with pytest.raises(ImproperlyConfigured):
        cache("memcached://h")


def test_secret_key_comes_from_the_environment_or_a_file(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "key"
    file.write_text("from-the-file\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    assert secret_key(debug=False) == "from-the-file"
    monkeypatch.setenv("SECRET_KEY", "from-the-environment")
    assert secret_key(debug=False) == "from-the-environment"


def test_secret_key_is_missed_outside_debug(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("SECRET_KEY_FILE", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        secret_key(debug=False)
    assert secret_key(debug=True)
