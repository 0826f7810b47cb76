"""What a Netilion client asks of a list, as the canonical API is asked: filters, order, page, includes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from hub import errors
from hub.filters.filterset import check_parameters, refuse
from hub.viewsets.paging import MAX_SIZE

from .resource import Resource, of_kind

PAGING = ("page", "per_page", "include_total_count", "order_by")
#: Names in ``include`` that are answered in another way than by including.
APART = frozenset({"hidden"})
#: The latest values, which stand in no relation, of these kinds; with what their assets are included by.
VALUED = frozenset({"values", "values.unit", "values.asset"})
WITH_VALUES = {"asset": "", "instrumentation": "assets"}
_BESIDE_BRACKETS = re.compile(r",(?![^\[]*\])")


@dataclass
class Question:
    """The canonical parameters, the vendor's names of those that are called otherwise; what was asked to include, as
    the vendor calls it, and what of that is answered in another way."""

    query: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)


def of_list(resource: Resource, given: QueryDict, *, further: Iterable[str] = ()) -> Question:
    """The question of a list; ``further`` are parameters that the operation sees to by itself."""
    filters = {**{name: name for name in resource.filters.split()}, **resource.asked}
    only(given, [*filters, *PAGING, "include", *further])
    question = of_one(resource, given, beside=[*filters, *PAGING, *further])
    for name in given.keys() & filters.keys():
        question.query |= _filter(filters[name], name, str(given[name]), question.names)
    for name, value in resource.always.items():
        if name not in question.query and name not in question.apart:
            question.query[name] = value
    _page(given, question.query)
    if "order_by" in given:
        question.query["order_by"] = _order(resource, str(given["order_by"]))
    return question


def of_one(resource: Resource, given: QueryDict, *, beside: Iterable[str] = ()) -> Question:
    """The question about one resource: only what to include."""
    only(given, ["include", *beside])
    question = Question()
    names = [_include(resource, name.strip(), question) for name in _BESIDE_BRACKETS.split(given.get("include", ""))]
    names = list(dict.fromkeys(name for name in names if name))
    if names:
        question.query["include"] = ",".join(names)
    return question


def only(given: QueryDict, allowed: Iterable[str]) -> None:
    """400 for any other parameter."""
    allowed = list(allowed)
    refuse(check_parameters(given, (), allowed), allowed)


def page_of(given: QueryDict) -> dict[str, Any]:
    """The page and its size, as the canonical API is asked."""
    query: dict[str, Any] = {}
    _page(given, query)
    return query


def _filter(target: Any, name: str, value: str, names: dict[str, str]) -> Mapping[str, Any]:
    if callable(target):
        found: Mapping[str, Any] = target(value)
        names.update(dict.fromkeys(found, name))
        return found
    names[target] = name
    return {target: value}


def _page(given: QueryDict, query: dict[str, Any]) -> None:
    """Page and size; more than the most is the most here."""
    for name in ("page", "per_page"):
        if name in given:
            query[name] = given[name]
    size = query.get("per_page", "")
    if size.isascii() and size.isdigit() and len(size) < 20 and int(size) > MAX_SIZE:
        query["per_page"] = str(MAX_SIZE)
    wanted = given.get("include_total_count", "true").lower()
    if wanted not in ("true", "false"):
        raise errors.BadParameter("include_total_count", "Expected true or false.")


def _order(resource: Resource, text: str) -> str:
    names = [name.strip() for name in text.split(",")]
    orders = {**resource.sources, **resource.orders}
    return ",".join(
        ("-" if name.startswith("-") else "") + orders.get(name.lstrip("-+"), name.lstrip("-+")) for name in names
    )


def _include(resource: Resource, name: str, question: Question) -> str:
    """The canonical name of something to include; empty when it is answered in another way."""
    name, _, inside = name.partition("[")
    if inside:
        keys = inside.rstrip("]").split(",")
        question.keys[name.rpartition(".")[2]] = frozenset(key.strip().lower() for key in keys)
    question.asked.add(name.partition(".")[0])
    if not name or name in APART:
        question.apart |= {name} - {""}
        return ""
    if name in VALUED and resource.kind in WITH_VALUES:
        question.apart.add(name)
        return WITH_VALUES[resource.kind]
    found, here = [], resource
    for part in name.split("."):
        canonical = here.includes.get(part, here.sources.get(part, part))
        found.append(canonical)
        target = here.relations.get(canonical)
        following = of_kind(target.name) if target is not None else None
        if following is None:
            break
        here = following
    rest = name.split(".")[len(found) :]
    return ".".join([*found, *rest])
