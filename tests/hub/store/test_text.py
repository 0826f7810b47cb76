"""The text search of the store: patterns, and on PostgreSQL the function that looks behind row-level policies."""

import pytest
from django.db import DatabaseError, connection, transaction

from hub.store import text
from tests.sample.models import Item, Maker

pytestmark = pytest.mark.django_db


def test_a_pattern_means_its_characters_and_stars():
    assert text.like("50%_a\\b*c**d") == "50\\%\\_a\\\\b%c%d"


def test_like_finds_any_of_its_patterns():
    for name in ("abc", "a%c", "xyz"):
        Item.objects.create(name=name)
    for patterns, wanted in ((["a\\%c"], ["a%c"]), (["a%"], ["a%c", "abc"]), (["%b%", "x%"], ["abc", "xyz"])):
        found = Item.objects.filter(name_folded__matches=patterns).order_by("name")
        assert [item.name for item in found] == wanted


def test_the_index_knows_runs_of_three_letters():
    assert [text.searchable(pattern) for pattern in ("%abc%", "%ab%c%", "%a1ä", "%\\_\\_\\_%")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_kind_without_tenant_has_no_wall_to_look_behind():
    assert text.few_ids(Maker, "name_folded", ["%abc%"]) is None


@pytest.fixture
def items():
    return {tenant: Item.objects.create(name="Needle", tenant_id=tenant).pk for tenant in (1, 2, 3)}


def as_tenant(readable, role="none"):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.readable', %s, true), set_config('role', %s, true)", [readable, role])


@pytest.mark.services("postgresql")
def test_the_function_finds_what_the_caller_may_read(items, settings):
    as_tenant("{1,3}", settings.HUB_WEB_ROLE)
    assert set(text.few_ids(Item, "name_folded", ["%eedl%", "needle%"])) == {items[1], items[3]}


@pytest.mark.services("postgresql")
def test_the_function_finds_nothing_for_the_web_role_without_a_tenant(items, settings):
    as_tenant("", settings.HUB_WEB_ROLE)
    assert text.few_ids(Item, "name_folded", ["%eedl%"]) == []


@pytest.mark.services("postgresql")
def test_the_owner_outside_a_request_finds_all(items):
    assert set(text.few_ids(Item, "name_folded", ["%eedl%"])) == set(items.values())


@pytest.mark.services("postgresql")
def test_many_are_left_to_a_scan(monkeypatch):
    monkeypatch.setattr(text, "FEW", 2)
    Item.objects.bulk_create([Item(name=f"needle {place}") for place in range(30)])
    assert text.few_ids(Item, "name_folded", ["%eedl%"]) is None


@pytest.mark.services("postgresql")
@pytest.mark.parametrize(
    "table, column", [("sample_item", "name"), ("sample_item", "x_folded"), ("pg_class", "relname")]
)
def test_the_function_looks_into_folded_columns_only(table, column):
    with (
        pytest.raises(DatabaseError, match="has no folded column"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT hub_text_ids(%s::regclass, %s, ARRAY['a'], 1)", [table, column])


@pytest.mark.services("postgresql")
@pytest.mark.parametrize("pattern", ["x' OR true --", "'; SELECT 1 --", "$body$", "%s %I \\"])
def test_the_function_quotes_patterns(items, pattern):
    assert text.few_ids(Item, "name_folded", [text.like(pattern + "abc")]) == []


@pytest.mark.services("postgresql")
def test_the_statements_can_be_repeated():
    with connection.cursor() as cursor:
        for statement in [*text.ddl([Item]), *text.ddl([Item])]:
            cursor.execute(statement)
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'sample_item_name_folded_trgm'")
        assert cursor.fetchone() == (1,)
