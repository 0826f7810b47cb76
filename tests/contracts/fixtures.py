"""The world that contract tests act in: built once for a module, given anew to each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hub import registry


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is tested for thorough kinds only."""
    left_out = [item for item in items if _elsewhere(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _elsewhere(item)]


def _elsewhere(item: Any) -> bool:
    of_the_kernel = getattr(getattr(item, "function", None), "of_the_kernel", False)
    return of_the_kernel and not getattr(item.cls, "thorough", True)


@pytest.fixture(scope="module")
def kept_plants(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Two plants, built once for all tests of a module in a transaction that is taken back after the last."""
    from tests.factories import World, undone

    with django_db_blocker.unblock(), undone():
        yield World.build()


@pytest.fixture
def plants(kept_plants: Any, db: None) -> Any:
    """The two plants; what a test writes is taken back. Not for modules with transactional tests."""
    return kept_plants.again()


@pytest.fixture
def world(plants: Any) -> Any:
    """The same under the name that reads well in tests of their own."""
    return plants


@pytest.fixture(scope="class")
def kept_one(request: pytest.FixtureRequest, kept_plants: Any) -> dict[str, Any]:
    """One resource of the class's kind with all its members set, made by who may, in the first plant."""
    kind, plant = request.cls.kind, kept_plants.here
    if "create" in registry.get(kind).actions:
        made: dict[str, Any] = plant.make(kind, full=True)
        return made
    found: dict[str, Any] = plant.admin.get(f"{registry.get(kind).href}/{plant.sample(kind)['id']}").ok()
    return found
