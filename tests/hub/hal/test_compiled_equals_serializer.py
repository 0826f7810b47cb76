"""The compiled read path and the serializer it is made from give the same bytes, whatever stands in a row."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework import serializers

from config import urls
from hub import access, context, registry
from hub.fields.partial_date import PartialDate, PartialDateSerializerField
from hub.fields.timestamp import TimestampField
from hub.hal.compiler import compiled
from hub.hal.media import dumps
from hub.hal.plan import HAL, PLAIN, plan_of
from hub.hal.reader import Reader
from hub.language import DEFAULT_LANGUAGE, SUPPORTED

assert urls.routes  # with them all kinds are known
KINDS = [entry.name for entry in registry.entries() if entry.name != "request_log"]
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)
TARGETS = st.lists(st.tuples(st.text("ABC_é", min_size=1, max_size=5), TEXT), max_size=3)


def raw(instance: Any, path: str) -> Any:
    """What a database gives for an ORM path."""
    *parts, last = path.split("__")
    for part in parts:
        instance = getattr(instance, part) if instance is not None else None
    return None if instance is None else instance.__dict__.get(last)


def check(entry: Any, instance: Any, row: Any, level: int, may_write: bool, targets: Any, language: str) -> None:
    """Serializer, compiled path and compiled path with written links: one and the same."""
    given_context = {"level": level, "may_write": may_write, "targets": targets}
    with context.acting(None, language=language):
        expected = dumps(entry.serializer(context=given_context).to_representation(instance))
    for written in (False, True):
        _columns, items = compiled(entry, HAL, language, language != DEFAULT_LANGUAGE, written=written)
        assert dumps(items([(row, level)], may_write, targets)[0]) == expected


def check_plain(entry: Any, instance: Any, language: str) -> None:
    """Plain JSON says what HAL says: the same members with the same bytes, and a link to one thing as a reference."""
    given_context = {"level": 1, "may_write": False, "targets": None}
    translating = language != DEFAULT_LANGUAGE
    with context.acting(None, language=language):
        hal = entry.serializer(context=given_context).to_representation(instance)
    columns, items = compiled(entry, PLAIN, language, translating)
    plain = items([(tuple(raw(instance, path) for path in columns), 1)], False, None)[0]
    links, only = hal.pop("_links"), {one.name for one in plan_of(entry).values if one.plain_only}
    references = {link.name: plain.pop(link.name) for link in plan_of(entry).links if link.name in plain}
    assert dumps({name: value for name, value in plain.items() if name not in only}) == dumps(hal)
    for name, reference in references.items():
        shown = None if reference is None else reference["href"]
        assert shown == (links[name]["href"] if name in links else None)
        assert reference is None or (
            set(reference) == {"id", "uuid", "href"} and reference["href"].endswith(f"/{reference['id']}")
        )


def one_of(plants: Any, kind: str) -> Any:
    plant, entry = plants.here, registry.get(kind)
    makable = "create" in entry.actions
    key = (plant.make(kind, full=True) if makable else plant.sample(kind))["id"]
    return entry.model.objects.get(pk=key)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_the_database_are_shown_alike(plants: Any, kind: str) -> None:
    entry, instance = registry.get(kind), one_of(plants, kind)
    for who in ("admin", "engineer", "operator"):
        caller = plants.here.principal(who)
        for language in SUPPORTED:
            reader = Reader(entry, caller, media=HAL, language=language)
            with context.acting(caller):
                for row, level in reader.by_ids([instance.pk]):
                    check(entry, instance, row, level, reader.may_write, reader.targets, language)
                    check_plain(entry, instance, language)


def value_of(field: Any) -> st.SearchStrategy[Any] | None:
    """Any value that a member can have; None where it has a form of its own."""
    found: st.SearchStrategy[Any] | None = None
    if isinstance(field, serializers.BooleanField):
        found = st.booleans()
    elif isinstance(field, serializers.ChoiceField):
        found = None
    elif isinstance(field, serializers.CharField):
        found = TEXT
    elif isinstance(field, serializers.IntegerField):
        found = st.integers(-(2**31), 2**31 - 1)
    elif isinstance(field, serializers.FloatField):
        found = st.floats(allow_nan=False, allow_infinity=False)
    elif isinstance(field, serializers.DecimalField):
        found = st.decimals(-99_999, 99_999, places=field.decimal_places)
    elif isinstance(field, TimestampField):
        found = st.datetimes(timezones=st.just(datetime.UTC))
    elif isinstance(field, PartialDateSerializerField):
        days = st.dates().map(datetime.date.isoformat)
        found = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda pair: PartialDate.parse(pair[0][: pair[1]]))
    return st.none() | found if found is not None and field.allow_null else found


@pytest.mark.parametrize("kind", KINDS)
def test_any_values_are_shown_alike(plants: Any, kind: str) -> None:
    entry, instance = registry.get(kind), one_of(plants, kind)
    columns = {field.name for field in entry.model._meta.concrete_fields}
    members = {
        field.source: value_of(field)
        for name, field in entry.serializer().fields.items()
        if name != "_links" and field.source in columns and not field.write_only
    }
    texts = st.dictionaries(st.sampled_from(entry.translatable or ("name",)), st.none() | TEXT, max_size=2)
    rows = {name: strategy for name, strategy in members.items() if strategy is not None}
    if entry.translatable:
        rows["translations"] = st.dictionaries(st.sampled_from([*SUPPORTED, "xx"]), texts, max_size=4)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.fixed_dictionaries(rows),
        st.sampled_from(range(1, 5)),
        st.booleans(),
        st.sampled_from(list(SUPPORTED)),
        TARGETS,
    )
    def hold(values: dict[str, Any], level: int, may_write: bool, language: str, legal: Any) -> None:
        for name, value in values.items():
            setattr(instance, name, value)
        targets = None
        if entry.states is not None:
            targets = {raw(instance, entry.states.field): legal}
        paths = plan_of(entry).columns(HAL, language != DEFAULT_LANGUAGE)
        row = tuple(raw(instance, path) for path in paths)
        check(entry, instance, row, level, may_write, targets, language)
        check_plain(entry, instance, language)

    hold()


def test_every_kind_is_here() -> None:
    assert {"asset", "product", "user", "tenant"} <= set(KINDS)
    assert access.NAMES
