"""Production starts only when it is safe: each case is a process of its own with nothing but its environment."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

KEY = {"SECRET_KEY": "k3y-" * 20}
SHOW = """
import json
from django.conf import settings
names = %r
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


def start(environment, *names):
    """Read settings in a process that knows ``environment`` only; the values, or the text it failed with."""
    result = subprocess.run(
        [sys.executable, "-c", SHOW % (names,)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return json.loads(result.stdout) if result.returncode == 0 else result.stderr.strip().splitlines()[-1]


def test_production_refuses_to_start_without_a_secret_key():
    assert "SECRET_KEY is not set" in start({}, "DEBUG")


def test_plain_http_does_not_excuse_a_missing_key():
    assert "SECRET_KEY is not set" in start({"ALLOW_HTTP": "on"}, "DEBUG")


def test_production_is_https_only():
    settings = start(
        KEY,
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_PROXY_SSL_HEADER",
        "ALLOWED_HOSTS",
    )
    assert settings == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
    }


@pytest.mark.parametrize("switch", ["ALLOW_HTTP", "DEBUG"])
def test_plain_http_is_open_only_by_a_switch(switch):
    settings = start(KEY | {switch: "on"}, "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE")
    assert settings == {"SECURE_SSL_REDIRECT": False, "SECURE_HSTS_SECONDS": 0, "SESSION_COOKIE_SECURE": False}


def test_proxy_is_trusted_only_by_a_switch():
    settings = start(KEY | {"TRUST_PROXY": "on"}, "SECURE_PROXY_SSL_HEADER")
    assert settings["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


@pytest.mark.parametrize("name", ["DATABASE_URL", "CACHE_URL", "BROKER_URL", "DATABASE_OWNER_URL"])
def test_remote_service_without_tls_is_refused(name):
    scheme = {"CACHE_URL": "redis", "BROKER_URL": "amqp"}.get(name, "postgres")
    environment = KEY | {name: f"{scheme}://far.example/0"}
    assert f"{name} names another machine" in start(environment, "DEBUG")
    assert start(environment | {"ALLOW_PLAIN_SERVICES": "on"}, "DEBUG") == {"DEBUG": False}


def test_owner_of_the_database_is_used_by_commands_only():
    urls = {"DATABASE_URL": "postgres://web@127.0.0.1/hub", "DATABASE_OWNER_URL": "postgres://owner@127.0.0.1/hub"}
    assert start(KEY | urls, "DATABASES")["DATABASES"]["default"]["USER"] == "web"
    assert start(KEY | urls | {"HUB_AS_OWNER": "on"}, "DATABASES")["DATABASES"]["default"]["USER"] == "owner"


def test_dangerous_switches_are_off_unless_set():
    settings = start(
        KEY, "DEBUG", "ALLOW_HTTP", "FORCE_GET_TOKEN", "ALLOW_PLAIN_SERVICES", "TRUST_PROXY", "RATE_LIMITS"
    )
    assert settings == {
        "DEBUG": False,
        "ALLOW_HTTP": False,
        "FORCE_GET_TOKEN": False,
        "ALLOW_PLAIN_SERVICES": False,
        "TRUST_PROXY": False,
        "RATE_LIMITS": True,
    }


def test_rfc_9700_switches_are_on_except_the_named_one():
    provider = start(KEY, "OAUTH2_PROVIDER")["OAUTH2_PROVIDER"]
    switches = {name: value for name, value in provider.items() if name.startswith("COMPLIANT_BCP_RFC9700_")}
    assert len(switches) == 10
    assert [name for name, value in switches.items() if not value] == ["COMPLIANT_BCP_RFC9700_PASSWORD_GRANT"]
    strict = start(KEY | {"OAUTH2_PASSWORD_GRANT": "off"}, "OAUTH2_PROVIDER")["OAUTH2_PROVIDER"]
    assert strict["COMPLIANT_BCP_RFC9700_PASSWORD_GRANT"] is True


def test_tokens_live_shortly_and_carry_no_scope_unasked():
    provider = start(KEY, "OAUTH2_PROVIDER")["OAUTH2_PROVIDER"]
    assert provider["ACCESS_TOKEN_EXPIRE_SECONDS"] == 900
    assert provider["AUTHORIZATION_CODE_EXPIRE_SECONDS"] == 60
    assert provider["DEFAULT_SCOPES"] == []
    assert provider["REFRESH_TOKEN_REUSE_PROTECTION"] is True
