"""Totals of several holders: counted once, kept until a row of theirs comes or goes."""

import pytest

from hub.models import totals
from permissions.rules import counting
from tests.permissions import rights_world as w
from tests.sample.tracked import Thing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plant(monkeypatch):
    w.register(monkeypatch)
    monkeypatch.setattr(counting, "WORTH_KEEPING", 0)
    home = w.tenant()
    user = w.user(home)
    groups = [w.group(home, user), w.group(home, user)]
    things = w.things(home, 5)
    for group, some in zip(groups, (things[:3], things[2:4]), strict=True):
        for thing in some:
            w.grant(thing, "read", group=group)
    return w.principal(user, home), groups, things


def test_kept_total_needs_no_count(plant, monkeypatch):
    who, _groups, _things = plant
    assert w.total(who, Thing) == 4
    monkeypatch.setattr(counting, "_beside", None)
    assert w.total(who, Thing) == 4


def test_kept_total_falls_with_any_change(plant):
    who, groups, things = plant
    assert w.total(who, Thing) == 4
    w.grant(things[4], "read", group=groups[0])
    assert w.total(who, Thing) == 5
    totals.fold(least=1)
    assert w.total(who, Thing) == 5


def test_coming_and_going_at_once_is_a_change(plant):
    """As many rows as before, but others: the kept number must not stand."""
    from django.db import transaction

    from permissions.models import Grant

    who, groups, things = plant
    assert w.total(who, Thing) == 4
    with transaction.atomic():
        Grant.objects.get(object_id=things[3].pk, group=groups[1]).delete()
        w.grant(things[1], "read", group=groups[1])
    assert w.total(who, Thing) == 3
