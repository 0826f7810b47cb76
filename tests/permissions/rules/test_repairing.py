"""The table can be computed anew, and says what was wrong."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from hub import access
from hub.models import totals
from permissions.models import EffectiveRight
from tests.permissions import rights_world as w


@pytest.fixture
def plant(db, monkeypatch):
    w.register(monkeypatch)
    home = w.tenant()
    user = w.user(home)
    things = w.things(home, 4)
    for thing in things[:3]:
        w.grant(thing, "read", user=user)
    return home, user, things


def rebuilt():
    told = StringIO()
    call_command("rebuild_rights", json=True, stdout=told)
    return json.loads(told.getvalue())


def test_nothing_is_wrong_after_daily_work(plant):
    assert rebuilt() == {"objects": 0, "totals": 0}


def test_what_was_lost_added_or_raised_is_corrected(plant):
    home, user, things = plant
    rows = EffectiveRight.objects.filter(kind="thing")
    rows.filter(object_id=things[0].pk).delete()
    rows.filter(object_id=things[1].pk).update(level=access.PERMIT)
    EffectiveRight(subject=user.pk, tenant_id=home.pk, kind="thing", object_id=things[3].pk, level=1).save()
    totals.add(home.pk, "thing", 5, subject=str(user.pk))
    assert rebuilt() == {"objects": 3, "totals": 1}
    left = rows.order_by("object_id").values_list("object_id", "level")
    assert list(left) == [(thing.pk, access.READ) for thing in things[:3]]
    assert totals.read(home.pk, "thing", str(user.pk)) == 3
