"""The second wall: on PostgreSQL a request sees and writes the rows of its tenant, whatever the code asks for."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from hub import errors, store
from hub.models import Outbox, Tenant, TotalDelta
from hub.store import policies
from tests.hub.things import a_principal, a_tenant, a_thing, at_once
from tests.sample.models import Part, Thing

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ours():
    return a_tenant("Ours")


@pytest.fixture
def theirs():
    return a_tenant("Theirs")


@pytest.fixture
def catalogue():
    return a_tenant("Catalogue", public_catalogue=True)


def scope(tenant, write=True):
    return store.current().request_scope(a_principal(tenant), write=write)


def a_part(tenant, name="Bolt"):
    part = Part(tenant=tenant, name=name)
    part.save()
    return part


def test_every_table_of_tenants_has_its_walls():
    assert store.current().shortcomings() == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT polrelid::regclass::text, polname FROM pg_policy WHERE polcmd IN ('a', 'w', '*') "
            "AND polwithcheck IS NULL OR polcmd IN ('r', 'w', 'd', '*') AND polqual IS NULL"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [settings.HUB_WEB_ROLE])
        assert cursor.fetchall() == [(False, False)]


def test_request_sees_its_own_rows_and_those_of_catalogues(ours, theirs, catalogue):
    mine, foreign, standard = (a_thing(tenant) for tenant in (ours, theirs, catalogue))
    with scope(ours, write=False):
        assert set(Thing.objects.values_list("pk", flat=True)) == {mine.pk, standard.pk}
        names = set(Tenant.objects.values_list("name", flat=True))
        assert ({"Ours", "Catalogue"} <= names, "Theirs" in names) == (True, False)
        assert set(Thing.history.values_list("id", flat=True)) == {mine.pk, standard.pk}
        assert not Thing.objects.filter(pk=foreign.pk).exists()
        rows = store.current().fetch('SELECT "id" FROM "sample_thing" ORDER BY 1')
        assert [row[0] for row in rows] == [mine.pk, standard.pk]


def test_tenant_becomes_a_catalogue_and_ceases_to_be_one_at_once(ours, theirs):
    a_thing(theirs)
    for public, seen in ((False, 0), (True, 1), (False, 0)):
        theirs.public_catalogue = public
        theirs.save()
        with scope(ours, write=False):
            assert Thing.objects.count() == seen


def test_missing_role_is_an_error_and_not_a_hole(ours, settings):
    role, settings.HUB_WEB_ROLE = settings.HUB_WEB_ROLE, "hub_nobody"
    with pytest.raises(DatabaseError, match="hub_nobody"), scope(ours):
        pass
    assert not connection.in_atomic_block
    settings.HUB_WEB_ROLE = role
    with scope(ours):
        a_thing(ours)


def test_request_without_a_principal_sees_nobody(ours, catalogue):
    a_thing(ours)
    with store.current().request_scope(None, write=False):
        assert not Thing.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            a_thing(ours)


def test_nothing_is_seen_when_only_the_role_is_set(ours):
    a_thing(ours)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {settings.HUB_WEB_ROLE}")
        assert not Thing.objects.exists()


def test_foreign_rows_are_neither_written_nor_changed_nor_deleted(ours, theirs, catalogue):
    foreign, standard = a_thing(theirs), a_thing(catalogue)
    with scope(ours):
        with pytest.raises(DatabaseError), transaction.atomic():
            a_thing(theirs)
        with pytest.raises(DatabaseError), transaction.atomic():
            store.current().insert_many(Thing, [Thing(tenant=theirs, name="x")])
        for thing in (foreign, standard):
            thing.count = 5
            with pytest.raises(errors.Conflict):
                thing.save()
            with pytest.raises(errors.Conflict):
                thing.delete()
            assert store.current().update_many(Thing, [{"id": thing.pk, "version": 1, "count": 5}]) == []
    assert set(Thing.objects.values_list("count", "version")) == {(None, 1)}


def test_own_rows_are_written_with_history_and_announcement(ours):
    with scope(ours):
        thing = a_thing(ours)
        thing.count = 1
        thing.save()
        store.current().update_many(Thing, [{"id": thing.pk, "version": 2, "count": 2}])
        Thing.objects.get(pk=thing.pk).delete()
    assert Thing.history.filter(id=thing.pk).count() == Outbox.objects.filter(kind="thing").count() == 4


def test_history_and_announcements_are_not_for_requests_to_change(ours):
    a_thing(ours)
    with scope(ours):
        for queryset in (Thing.history.all(), Outbox.objects.all(), TotalDelta.objects.all()):
            with pytest.raises(DatabaseError), transaction.atomic():
                queryset.update(tenant_id=ours.pk)
            with pytest.raises(DatabaseError), transaction.atomic():
                queryset.delete()


@pytest.mark.parametrize("as_request", [True, False])
def test_reference_into_another_tenant_is_refused(ours, theirs, catalogue, as_request):
    foreign, standard, own = a_part(theirs), a_part(catalogue), a_part(ours)
    thing = a_thing(ours)

    def attempts():
        thing.part = foreign
        with pytest.raises(IntegrityError), transaction.atomic():
            thing.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            a_thing(ours, part=foreign)
        with pytest.raises(IntegrityError), transaction.atomic():
            store.current().update_many(Thing, [{"id": thing.pk, "version": 1, "part_id": foreign.pk}])
        thing.part = standard
        thing.save()
        thing.part = own
        thing.save()
        thing.part = None
        thing.save()

    if as_request:
        with scope(ours):
            attempts()
    else:
        attempts()
    assert thing.version == 4


def test_one_reference_out_of_reach_among_many_is_refused(ours, theirs):
    own, foreign = a_part(ours), a_part(theirs)
    things = [a_thing(ours, part=own) for _ in range(3)]
    rows = [{"id": thing.pk, "version": 1, "part_id": part.pk} for thing, part in zip(things, (own, foreign, own))]
    with scope(ours):
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            store.current().update_many(Thing, rows)
        with pytest.raises(IntegrityError), transaction.atomic():
            store.current().insert_many(Thing, [Thing(tenant=ours, name=f"n{p.pk}", part=p) for p in (own, foreign)])
        assert store.current().update_many(Thing, [{**row, "part_id": own.pk} for row in rows]) == [
            t.pk for t in things
        ]
    assert refusal.value.__cause__.diag.column_name == "part_id"


def test_settings_end_with_the_scope(ours, theirs):
    mine, foreign = a_thing(ours), a_thing(theirs)
    with pytest.raises(RuntimeError), scope(ours):
        raise RuntimeError
    with scope(theirs, write=False):
        assert list(Thing.objects.values_list("pk", flat=True)) == [foreign.pk]
    assert set(Thing.objects.values_list("pk", flat=True)) == {mine.pk, foreign.pk}


def test_scope_within_a_transaction_gives_back_what_was(ours, theirs):
    a_thing(theirs)
    with transaction.atomic():
        with scope(ours):
            assert not Thing.objects.exists()
        assert Thing.objects.exists()
        a_thing(theirs)


def test_owner_reaches_past_the_scope_and_back(ours, theirs):
    a_thing(theirs)
    with scope(ours):
        with store.current().as_owner():
            assert Thing.objects.exists()
        assert not Thing.objects.exists()


def test_requests_side_by_side_see_their_own(ours, theirs):
    pairs = {tenant.pk: a_thing(tenant).pk for tenant in (ours, theirs)}
    tenants = [ours, theirs]

    def look(number):
        tenant, seen = tenants[number % 2], set()
        for turn in range(20):
            try:
                with scope(tenant, write=bool(turn % 2)):
                    seen |= set(Thing.objects.values_list("pk", flat=True))
                    if turn % 5 == 0:
                        raise RuntimeError
            except RuntimeError:
                pass
        return seen == {pairs[tenant.pk]}

    assert all(at_once(8, look))


def test_statement_that_takes_too_long_is_ended(ours, monkeypatch):
    monkeypatch.setattr("hub.store.postgresql.TIMEOUTS", {False: 50, True: 50})
    with pytest.raises(errors.GatewayTimeout), scope(ours, write=False):
        store.current().fetch("SELECT pg_sleep(5)")
    store.current().fetch("SELECT pg_sleep(0.1)")


def test_foreign_reference_that_nobody_caught_is_a_bad_reference(ours, theirs):
    with pytest.raises(errors.ValidationProblem) as caught, scope(ours):
        a_thing(ours, part=a_part_of(theirs))
    assert caught.value.errors[0]["pointer"] == "#/part"


def a_part_of(tenant):
    with store.current().as_owner():
        return a_part(tenant)


def test_row_that_somebody_refers_to_at_commit_is_in_use(ours):
    part = a_part(ours)

    def refer_and_remove():
        with scope(ours), connection.cursor() as cursor:
            a_thing(ours, part=part)
            cursor.execute('DELETE FROM "sample_part" WHERE "id" = %s', [part.pk])  # the key is checked at commit

    with pytest.raises(errors.InUse):
        refer_and_remove()


def test_preparing_and_ensuring_again_changes_nothing():
    before = _walls()
    assert (policies.prepare(), store.current().ensure()) == ([], [])
    assert _walls() == before


def _walls():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT polname::text, oid FROM pg_policy UNION SELECT tgname::text, oid FROM pg_trigger ORDER BY 1, 2"
        )
        return cursor.fetchall()


def test_missing_role_is_told_and_stops_nothing(settings):
    role, settings.HUB_WEB_ROLE = settings.HUB_WEB_ROLE, "hub_nobody"
    assert store.current().ensure() == ["the role hub_nobody does not exist; run manage.py prepare_database"]
    assert any("hub_nobody" in line for line in store.current().shortcomings())
    settings.HUB_WEB_ROLE = role
    assert store.current().ensure() == []


def test_read_of_a_tenant_goes_by_its_index(ours):
    with scope(ours, write=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(
            'EXPLAIN SELECT "id" FROM "sample_thing" WHERE "tenant_id" = %s ORDER BY "id" LIMIT 25', [ours.pk]
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "_page" in plan
    assert "SubPlan" not in plan  # the policy is asked once per statement
