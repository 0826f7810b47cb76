"""Bodies of changes: from JSON to values, one or many, with every error at once.

References of a batch are looked up with one query per kind before the elements are checked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from hub import errors
from hub.hal.reference import Resolver, key_of, reference_fields
from hub.problems.flatten import flatten
from hub.registry import Entry

MAX_ELEMENTS = 5000
Values = dict[str, Any]


def list_of(entry_plural: str, body: Any) -> list[Any] | None:
    """The elements when ``body`` is ``{"<plural>": [...]}``, else None."""
    if isinstance(body, dict) and isinstance(body.get(entry_plural), list) and set(body) == {entry_plural}:
        elements: list[Any] = body[entry_plural]
        if len(elements) > MAX_ELEMENTS:
            raise errors.TooLarge(MAX_ELEMENTS, _("At most {most} elements at once.").format(most=MAX_ELEMENTS))
        return elements
    return None


def prime(serializer: Any, bodies: Sequence[Any], *, written: int | None = None) -> None:
    """Look up the references of all ``bodies`` beforehand; ``written`` is the id of the resource that they change."""
    resolver: Resolver = serializer.context.setdefault("resolver", Resolver())
    serializer.context["written"] = written
    for name, field in reference_fields(serializer).items():
        if field.entry is None or field.read_only:
            continue
        keys: set[Any] = set()
        for body in bodies:
            if not isinstance(body, dict):
                continue
            data = body.get(name)
            if data is None and isinstance(body.get("_links"), dict):
                data = body["_links"].get(name)
            if type(data) is dict and len(data) == 1 and type(data.get("id")) is int:
                keys.add(data["id"])
            elif isinstance(data, (dict, str, int)):
                keys.add(key_of(field.entry, data))
        resolver.prime(field.entry, keys - {None})


def read_one(serializer: Any, body: Any, *, at: str = "#") -> tuple[Values, list[dict[str, Any]]]:
    """The values of one body, and what is wrong with it (pointers below ``at``)."""
    try:
        return serializer.run_validation(body), []
    except serializers.ValidationError as exc:
        found = flatten(exc.detail, body if isinstance(body, dict) else {})
        order = list(body) if isinstance(body, dict) else []
        found.sort(key=lambda error: _place(error["pointer"], order))
        return {}, [{**error, "pointer": at + error["pointer"].removeprefix("#")} for error in found]


def _place(pointer: str, order: list[str]) -> int:
    """Errors come in the order of the body, what is missing last."""
    name = pointer.removeprefix("#/").partition("/")[0]
    return order.index(name) if name in order else len(order)


def read_many(serializer: Any, bodies: Sequence[Any], plural: str) -> list[Values]:
    """The values of all ``bodies``; a validation problem with the errors of all when any is wrong."""
    prime(serializer, bodies)
    found, wrong = [], []
    for place, body in enumerate(bodies):
        values, problems = read_one(serializer, body, at=f"#/{plural}/{place}")
        found.append(values)
        wrong += problems
    if wrong:
        raise errors.ValidationProblem(wrong)
    return found


def replacement(entry: Entry, serializer: Any, values: Values) -> Values:
    """What PUT writes: members left out get their default."""
    return {**defaults(entry, serializer)(), **values}


def defaults(entry: Entry, serializer: Any) -> Callable[[], Values]:
    """The function that gives the defaults of all members that have one in a dict of the caller's own, those that are
    made made anew each time."""
    whole: Values = {}
    made: dict[str, Callable[[], Any]] = {}
    fields = {name: field for name, field in serializer.fields.items() if name != "_links"}
    fields.update(reference_fields(serializer))
    for name, field in fields.items():
        source = field.source or name
        if field.read_only or field.write_only or source == "*" or "." in source or name == "tenant":
            continue
        column = entry.model._meta.get_field(source)
        default = column.get_default()
        if column.has_default() and callable(column.default):
            made[source] = column.get_default
        if default is None and not column.null:
            continue  # there is always one, and none to put in its place
        if default is not None and column.is_relation:
            default = column.related_model._base_manager.get(pk=default)
        whole[source] = default
    if not made:
        return whole.copy
    return lambda: {**whole, **{source: make() for source, make in made.items()}}
