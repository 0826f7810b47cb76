"""What every test may use, and the rule that a missing service fails in CI and skips elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache

pytest.register_assert_rewrite("tests.factories", "tests.contracts")
pytest_plugins = ["tests.witness", "tests.contracts.fixtures", "tests.sampling"]

# What `@pytest.mark.services("redis")` may name, and how to tell that it is there.
SERVICES: dict[str, Callable[[], bool]] = {
    "postgresql": lambda: settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    "redis": lambda: bool(settings.CACHE_URL),
    "rabbitmq": lambda: bool(settings.BROKER_URL),
    "node": lambda: shutil.which("node") is not None,
    "chromium": lambda: shutil.which("chromium") is not None,
}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs a service which is not there is skipped at home and fails in CI."""
    needed = {name for marker in item.iter_markers("services") for name in marker.args}
    missing = sorted(name for name in needed if not SERVICES[name]())
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"needs {', '.join(missing)}; CI skips nothing", pytrace=False)
    if missing:
        pytest.skip(f"needs {', '.join(missing)}; run make test-services")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Policies hold for a role that belongs to the server and not to the test database."""
    from hub import store
    from tests import emptying, witness

    with django_db_blocker.unblock():
        store.current().prepare()
        store.current().ensure()
        if witness.ENABLED and SERVICES["postgresql"]():
            witness.install()
        emptying.remember()


@pytest.fixture(autouse=True)
def _forget_between_tests() -> None:
    """The cache holds verified passwords, counters and keys: no test inherits them."""
    cache.clear()


@pytest.fixture
def on_postgresql() -> bool:
    """Whether this run is on PostgreSQL."""
    return SERVICES["postgresql"]()
