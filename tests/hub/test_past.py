"""Versions of an object: how it was at any moment."""

from __future__ import annotations

import random
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from hub import past
from tests.hub.things import a_tenant, a_thing
from tests.sample.models import Thing

pytestmark = pytest.mark.django_db
#: As much of an entry as the past needs to find versions.
THINGS: Any = SimpleNamespace(model=Thing)


def test_every_instant_reads_as_it_was():
    dice = random.Random(4)
    things = [a_thing(a_tenant(), count=0) for _ in range(5)]
    recorded = [(thing.updated_at, thing.pk, 0) for thing in things]
    for number in range(1, 100):
        thing = dice.choice(things)
        thing.count = number
        thing.save()
        recorded.append((thing.updated_at, thing.pk, number))
    for moment, key, count in recorded:
        row = past.at_moment(THINGS, key, moment)
        assert row.count == count
        before = past.at_moment(THINGS, key, moment - timedelta(microseconds=1))
        assert before is None or before.count < count


def test_nothing_is_before_creation_and_after_deletion():
    thing = a_thing(a_tenant())
    key, born = thing.pk, thing.created_at
    thing.delete()
    died = past.versions(THINGS, key).first().history_date
    assert past.at_moment(THINGS, key, born - timedelta(seconds=1)) is None
    assert past.at_moment(THINGS, key, died) is None
    assert past.at_moment(THINGS, key, born).version == 1
    assert [row.version for row in past.versions(THINGS, key)] == [2, 1]
    assert past.find_deleted(THINGS, "uuid", thing.uuid).version == 2


def test_a_version_is_found_by_its_number():
    thing = a_thing(a_tenant(), "A")
    thing.name = "B"
    thing.save()
    assert [past.at_version(THINGS, thing.pk, number).name for number in (1, 2)] == ["A", "B"]
    assert past.at_version(THINGS, thing.pk, 3) is None
