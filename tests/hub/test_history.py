"""Versions of an object: how it was at any moment, and what each changed."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from hub import history
from tests.hub.things import a_tenant, a_thing
from tests.sample.models import Thing

pytestmark = pytest.mark.django_db


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
        row = history.version_at(Thing, key, moment)
        assert row.count == count
        before = history.version_at(Thing, key, moment - timedelta(microseconds=1))
        assert before is None or before.count < count


def test_nothing_is_before_creation_and_after_deletion():
    thing = a_thing(a_tenant())
    key, born = thing.pk, thing.created_at
    thing.delete()
    died = history.versions(Thing, key).first().history_date
    assert history.version_at(Thing, key, born - timedelta(seconds=1)) is None
    assert history.version_at(Thing, key, died) is None
    assert history.version_at(Thing, key, born).version == 1
    assert [row.version for row in history.versions(Thing, key)] == [2, 1]


def test_difference_names_column_old_and_new():
    thing = a_thing(a_tenant(), "A", made_on="2016")
    thing.name, thing.translations = "B", {"de-DE": {"name": "Be"}}
    thing.save()
    new, old = history.versions(Thing, thing.pk)
    assert history.diff(old, new) == [("translations", {}, {"de-DE": {"name": "Be"}}), ("name", "A", "B")]
    assert ("name", None, "A") in history.diff(None, old)
