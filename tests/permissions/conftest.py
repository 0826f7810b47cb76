"""Fixtures of identity."""

from __future__ import annotations

import pytest

from tests.permissions import door_world


@pytest.fixture
def world(db, settings) -> door_world.World:
    """A plant with people and machines, and the view /whoami."""
    settings.ROOT_URLCONF = "tests.permissions.door_world"
    return door_world.build()
