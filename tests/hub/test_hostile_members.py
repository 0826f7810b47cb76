"""Hostile values in every member of real resources: refused well or taken as they are, never a failure."""

from __future__ import annotations

from typing import Any

import pytest

from config import urls
from hub import registry
from tests.factories.bodies import writable
from tests.hub.hostile import VALUES, Siege, some, tried

assert urls.routes  # with them all kinds are known
KINDS = tried([entry.name for entry in registry.entries() if "create" in entry.actions])


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_of_a_member_breaks_a_creation(world: Any, kind: str) -> None:
    entry, plant = registry.get(kind), world.here
    siege = Siege(plant.maker(kind))
    for turn, name in enumerate(writable(entry)):
        body = plant.body(kind)
        for value in some(VALUES, turn):
            siege.ask("POST", entry.href, {**body, name: value})
    siege.held()


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_of_a_member_breaks_a_change(world: Any, kind: str) -> None:
    entry, plant = registry.get(kind), world.here
    if "update" not in entry.actions:
        return
    siege, href = Siege(plant.maker(kind)), entry.of(plant.make(kind)["id"])
    for turn, name in enumerate(writable(entry)):
        for value in some(VALUES, turn + 5):
            siege.ask("PATCH", href, {name: value})
    siege.held()
