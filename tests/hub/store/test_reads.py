"""Hot reads: raw rows of one SELECT, decoded to what the ORM would give."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from hub import store
from tests.hub.things import a_tenant, a_thing
from tests.sample.models import Thing

pytestmark = pytest.mark.django_db


def _decoded(names, key):
    database = store.current()
    columns = ", ".join(f'"{Thing._meta.get_field(name).column}"' for name in names)
    row = database.fetch(f'SELECT {columns} FROM "sample_thing" WHERE "id" = %s', [key])[0]
    decoders = [database.decoder(Thing._meta.get_field(name)) for name in names]
    return [
        value if value is None or decode is None else decode(value) for value, decode in zip(row, decoders, strict=True)
    ]


def test_decoded_columns_are_python_values():
    thing = a_thing(
        a_tenant(),
        "Größe",
        count=3,
        weight="1.250",
        made_on="2016-06",
        seen_at=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
        data={"a": [1, None, "ü"]},
    )
    names = ["uuid", "name", "count", "weight", "active", "made_on", "seen_at", "data", "part"]
    assert _decoded(names, thing.pk) == [
        thing.uuid,
        "Größe",
        3,
        Decimal("1.250"),
        True,
        date(2016, 6, 1),
        datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
        {"a": [1, None, "ü"]},
        None,
    ]
    assert [type(value) for value in _decoded(["uuid", "active"], thing.pk)] == [UUID, bool]
    assert _decoded(["seen_at"], thing.pk)[0].utcoffset().total_seconds() == 0


def test_list_of_ids_is_one_parameter():
    tenant = a_tenant()
    keys = [a_thing(tenant).pk for _ in range(5)]
    for wanted in (keys[:3], [], [keys[0], 2**62]):
        condition, parameter = store.current().id_list(wanted)
        rows = store.current().fetch(f'SELECT "id" FROM "sample_thing" WHERE "id" {condition}', [parameter])
        assert {row[0] for row in rows} == set(wanted) & set(keys)


def test_reads_are_counted_like_any_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        store.current().fetch("SELECT 1")


def test_errors_are_those_of_django():
    with pytest.raises(DatabaseError), transaction.atomic():
        store.current().fetch('SELECT "nothing" FROM "nowhere"')
    assert store.current().fetch("SELECT 1") == [(1,)]


def test_loaded_rows_are_there():
    rows = [(f"label {number}",) for number in range(100)]
    assert store.current().copy("sample_drawer", ["label"], rows) == 100
    assert store.current().fetch('SELECT COUNT(*) FROM "sample_drawer"') == [(100,)]


def test_ids_given_by_hand_are_stepped_over():
    tenant = a_tenant()
    last = a_thing(tenant).pk
    Thing(pk=last + 5, tenant=tenant, name="By hand").save()
    store.current().sync_ids(Thing)
    assert a_thing(tenant).pk > last + 5


def test_last_version_is_that_of_history():
    tenant = a_tenant()
    thing = a_thing(tenant)
    thing.count = 2
    thing.save()
    locked = {thing.pk: (2, tenant.pk)}
    assert (store.current().lock_rows(Thing, [thing.pk]), connection.vendor) == (locked, store.current().vendor)
