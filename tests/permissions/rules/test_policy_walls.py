"""Rights behind the walls of the database: kept and answered by a request that sees one tenant only."""

import pytest

from hub import access, context, store
from permissions.models import EffectiveRight
from permissions.rules.granting import grant_create, grant_delete
from tests.permissions import rights_world as w
from tests.sample.tracked import Part, Thing

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plant(monkeypatch):
    w.register(monkeypatch)
    home, other, catalogue = w.tenant(), w.tenant(), w.tenant(public_catalogue=True)
    for where in (other, catalogue):
        w.grant(w.things(where, 1)[0], "permit", user=w.user(where))
        w.things(where, 2, Part)
    return home, w.user(home), w.user(home)


def test_rights_are_made_and_taken_back_within_a_request(plant):
    home, owner, colleague = plant
    who, reader = w.principal(owner, home), w.principal(colleague, home)
    with context.acting(who), store.current().request_scope(who, write=True):
        made = w.things(home, 3)
        w.POLICY.created(who, made)
        given = grant_create(
            principal=who, object_kind="thing", object_id=made[0].pk, right="read", user_id=colleague.pk
        )
    with context.acting(reader), store.current().request_scope(reader, write=False):
        assert w.paged(reader, Thing, limit=9) == [(made[0].pk, access.READ)]
        assert w.total(reader, Thing) == 1
        assert EffectiveRight.objects.exclude(tenant_id=home.pk).count() == 1  # that of the catalogue
    with context.acting(who), store.current().request_scope(who, write=True):
        grant_delete(principal=who, grant=given)
        w.POLICY.removed(made[1:])
    with context.acting(reader), store.current().request_scope(reader, write=False):
        assert w.listed(reader, Thing) == []
    with context.acting(who), store.current().request_scope(who, write=False):
        assert w.listed(who, Thing) == [made[0].pk]
        assert w.total(who, Thing) == 1


def test_rows_of_a_catalogue_are_listed_and_counted_where_members_hold_nothing(plant):
    home, owner, _colleague = plant
    w.tenant_grant(home, "part", access.NONE)
    who = w.principal(owner, home)
    with context.acting(who), store.current().request_scope(who, write=False):
        assert [level for _key, level in w.paged(who, Part, limit=1)] == [access.READ] * 2
        assert w.total(who, Part) == 2
        assert len(w.listed(who, Part)) == 2
        assert w.listed(who, Part, access.UPDATE) == []
