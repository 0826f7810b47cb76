"""Saving one object: its versions, its history, its announcement, and what is refused."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection, transaction
from django.db.models import F

from hub import context, errors
from hub.models import Outbox, totals
from tests.hub.things import a_principal, a_tenant, a_thing, announced, versions
from tests.sample.models import Part, Thing

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant():
    return a_tenant()


@pytest.fixture
def thing(tenant):
    return a_thing(tenant, "Pump", count=1, data={"a": [1]}, made_on="2016-06")


def test_new_object_has_version_one_and_one_row_everywhere(thing):
    assert (thing.version, versions(Thing, thing.pk), announced("thing", thing.pk)) == (
        1,
        [(1, "create")],
        [(1, "create")],
    )
    assert thing.created_at == thing.updated_at
    assert thing.uuid.version == 7


def test_change_makes_the_next_version(thing):
    before = thing.updated_at
    thing.name = "Pump 2"
    thing.save()
    assert versions(Thing, thing.pk) == announced("thing", thing.pk) == [(1, "create"), (2, "update")]
    assert thing.version == Thing.objects.get(pk=thing.pk).version == 2
    assert thing.updated_at > before


def test_history_keeps_the_values_of_each_version(thing):
    thing.name, thing.made_on, thing.data = "Pump 2", "2017", {"a": []}
    thing.save()
    first, second = Thing.history.filter(id=thing.pk).order_by("version")
    assert (first.name, str(first.made_on), first.data) == ("Pump", "2016-06", {"a": [1]})
    assert (second.name, str(second.made_on), second.data) == ("Pump 2", "2017", {"a": []})


def test_save_without_a_change_writes_nothing_and_asks_nothing(thing, django_assert_num_queries):
    again = Thing.objects.get(pk=thing.pk)
    with django_assert_num_queries(0):
        again.save()
        thing.save()
    assert versions(Thing, thing.pk) == [(1, "create")]


@pytest.mark.parametrize(
    "name, value", [("count", "1"), ("made_on", "2016-06"), ("data", {"a": [1]}), ("active", True)]
)
def test_equal_value_in_other_clothes_is_no_change(thing, name, value):
    setattr(thing, name, value)
    thing.save()
    assert thing.version == 1


@pytest.mark.parametrize(
    "name, value",
    [("data", {"a": [True]}), ("data", {}), ("made_on", "2016-06-01"), ("made_on", None), ("count", None)],
)
def test_small_difference_is_a_change(thing, name, value):
    setattr(thing, name, value)
    thing.save()
    assert thing.version == 2


def test_change_in_place_is_seen(thing):
    again = Thing.objects.get(pk=thing.pk)
    again.data["a"].append(2)
    again.save()
    assert Thing.objects.get(pk=thing.pk).data == {"a": [1, 2]}
    again.translations["de-DE"] = {"name": "Pumpe"}
    again.save()
    assert again.version == 3


def test_folded_companion_follows_its_source(thing):
    thing.name = "STRASSE"
    thing.save(update_fields=["name"])
    assert Thing.objects.filter(name_folded="strasse").exists()


def test_named_fields_only_are_written(thing):
    thing.name, thing.count = "Other", 5
    thing.save(update_fields=["count"])
    assert (Thing.objects.get(pk=thing.pk).name, Thing.objects.get(pk=thing.pk).count) == ("Pump", 5)
    thing.save()
    assert Thing.objects.get(pk=thing.pk).name == "Other"
    assert thing.version == 3


def test_unknown_field_name_is_refused(thing):
    with pytest.raises(ValueError, match="colour"):
        thing.save(update_fields=["colour"])


def test_object_loaded_in_part_records_the_whole_row(thing):
    part = Thing.objects.only("name").get(pk=thing.pk)
    part.name = "Partly"
    part.save()
    row = Thing.history.filter(id=thing.pk).first()
    assert (row.version, row.name, row.count, row.data) == (2, "Partly", 1, {"a": [1]})


def test_stale_object_is_a_conflict_and_leaves_the_transaction_usable(thing):
    other = Thing.objects.get(pk=thing.pk)
    other.name = "First"
    other.save()
    thing.name = "Second"
    with pytest.raises(errors.Conflict) as caught:
        thing.save()
    assert (caught.value.code, thing.version) == ("stale", 1)
    assert (Thing.objects.get(pk=thing.pk).name, len(versions(Thing, thing.pk))) == ("First", 2)


def test_refreshed_object_saves_again(thing):
    other = Thing.objects.get(pk=thing.pk)
    other.name = "First"
    other.save()
    thing.refresh_from_db()
    thing.count = 9
    thing.save()
    assert thing.version == 3


def test_expression_is_refused_with_a_reason(thing):
    thing.count = F("count") + 1
    with pytest.raises(ValueError, match="history needs the value"):
        thing.save()
    with pytest.raises(ValueError, match="history needs the value"):
        Thing(tenant=thing.tenant, name="New", count=F("id")).save()


@pytest.mark.parametrize("name", ["tenant_id", "uuid"])
def test_identity_never_changes(thing, name):
    setattr(thing, name, uuid.uuid4() if name == "uuid" else a_tenant().pk)
    with pytest.raises(ValueError, match="does not change"):
        thing.save()


def test_id_of_a_saved_object_never_changes(thing):
    thing.pk += 1
    thing.name = "Elsewhere"
    with pytest.raises(ValueError, match="does not change"):
        thing.save()


def test_history_names_who_did_it(tenant):
    principal = a_principal(tenant, client_id=3, client_name="robot", api_key_id=4, api_key_name="line 1")
    with context.acting(principal, request_id="r-1"):
        thing = a_thing(tenant)
    row = Thing.history.get(id=thing.pk)
    assert (row.history_user_id, row.history_user_name, row.history_request_id) == (7, "ada", "r-1")
    assert (row.history_client_id, row.history_client_name) == (3, "robot")
    assert (row.history_api_key_id, row.history_api_key_name) == (4, "line 1")


def test_command_leaves_no_name(thing):
    row = Thing.history.get(id=thing.pk)
    assert (row.history_user_id, row.history_user_name, row.history_request_id) == (None, None, "")


def test_secret_is_kept_out_of_history_but_its_change_counts(thing):
    thing.secret = "s3cret"
    thing.save()
    row = Thing.history.filter(id=thing.pk).first()
    assert row.version == 2
    assert not hasattr(row, "secret")
    assert not hasattr(row, "name_folded")


def test_rollback_leaves_nothing(tenant):
    def fail():
        with transaction.atomic():
            a_thing(tenant, "Gone")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Thing.history.filter(name="Gone").exists()
    assert not Outbox.objects.filter(kind="thing").exists()
    assert totals.read(tenant.pk, "thing") == 0


def test_versions_of_one_instant_still_differ(thing):
    instant = datetime(2030, 1, 1, tzinfo=UTC)
    with mock.patch("django.utils.timezone.now", return_value=instant):
        for number in range(3):
            thing.count = 10 + number
            thing.save()
    assert [number for number, _event in versions(Thing, thing.pk)] == [1, 2, 3, 4]


def test_time_of_history_never_runs_backwards(thing):
    past = thing.updated_at - timedelta(hours=1)
    with mock.patch("django.utils.timezone.now", return_value=past):
        thing.count = 2
        thing.save()
        key = thing.pk
        thing.delete()
    dates = list(Thing.history.filter(id=key).order_by("version").values_list("history_date", flat=True))
    assert dates == sorted(dates)
    assert dates[0] <= dates[1]


def test_get_or_create_and_update_or_create_are_recorded(tenant):
    thing, made = Thing.objects.get_or_create(tenant=tenant, name="One")
    same, made_again = Thing.objects.get_or_create(tenant=tenant, name="One")
    assert (made, made_again, thing.pk == same.pk) == (True, False, True)
    Thing.objects.update_or_create(tenant=tenant, name="One", defaults={"count": 4})
    assert versions(Thing, thing.pk) == [(1, "create"), (2, "update")]


def test_copy_of_an_object_is_a_new_one(thing):
    key = thing.pk
    thing.pk, thing.uuid, thing.name = None, uuid.uuid4(), "Copy"
    thing.save()
    assert thing.pk != key
    assert versions(Thing, thing.pk) == [(1, "create")]


def test_object_saved_under_its_old_id_continues_its_versions(thing):
    key, identity = thing.pk, thing.uuid
    thing.delete()
    back = Thing.history.filter(id=key).order_by("version").first().instance
    back.save()
    assert (back.pk, back.uuid, back.version) == (key, identity, 3)
    assert versions(Thing, key) == [(1, "create"), (2, "delete"), (3, "create")]


def test_unsaved_reference_is_refused(tenant):
    with pytest.raises(ValueError, match="unsaved related object"):
        Thing(tenant=tenant, name="Lonely", part=Part(tenant=tenant, name="Bolt")).save()


def test_one_statement_writes_a_change_on_postgresql(thing, django_assert_num_queries):
    thing.name = "Fast"
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 3):
        thing.save()


def test_totals_follow_what_comes_and_goes(tenant, thing):
    other = a_thing(tenant)
    assert totals.read(tenant.pk, "thing") == 2
    other.delete()
    assert totals.read(tenant.pk, "thing") == 1
