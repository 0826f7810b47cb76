"""A plant whose webhooks may call this machine, and a receiver there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.relay import Relay
from permissions.webhooks.worker import Worker
from tests.permissions.receiver import receiving


@pytest.fixture
def receiver():
    with receiving() as one:
        yield one


@pytest.fixture
def plant(plants, settings):
    """The plant of the tests, of which all changes so far are told."""
    settings.OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    Relay().once()
    return plants.here


@pytest.fixture
def hook(plant, receiver):
    """Registers a webhook at the receiver."""

    def register(**values):
        body = {"name": f"hook {len(receiver.got)} {values.get('name', '')}", "url": receiver.url, **values}
        made = plant.admin.post("webhooks", body, accept="application/json").ok(201)
        tell()
        receiver.got.clear()
        return made

    return register


def tell():
    """Publish all changes and send what is due."""
    Relay().once()
    return Worker().once()


@pytest.fixture
def later(monkeypatch):
    """Lets time pass."""
    real, passed = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + passed[0])

    def wait(**time):
        passed[0] += timedelta(**time)

    return wait
