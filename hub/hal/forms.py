"""HAL-FORMS: for each action that a representation offers a template with its fields.

The action links say what is offered and where; the route of the link says which action of which resource it is; the
serializer or filter set of that resource says what goes in. Nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import Resolver404, resolve

from hub import context, registry
from hub.hal import properties
from hub.hal.properties import Property
from hub.hal.reference import reference_fields
from hub.registry import Entry, Sub

Template = dict[str, Any]
#: Links with a method that are no actions: the pages of a search.
PAGES = frozenset({"self", "first", "prev", "next", "last"})
#: Which template is ``default``, the one a client takes that does not choose.
MEANT_MOST = ("create", "update", "search")
MOST_LINKED = 5000


def with_templates(data: dict[str, Any]) -> dict[str, Any]:
    """The representation with ``_templates`` after its links."""
    links = data.get("_links", {})
    rest = {name: value for name, value in data.items() if name != "_links"}
    return {"_links": links, "_templates": templates(data), **rest}


def templates(data: dict[str, Any]) -> dict[str, Template]:
    """A template for each action link of ``data`` by relation (and state, where a relation has several links);
    ``default`` repeats the one that is meant most."""
    found = {key: _template(relation, link, data) for key, relation, link in actions(data.get("_links", {}))}
    if not found:
        return {}
    default = next((found[name] for name in MEANT_MOST if name in found), next(iter(found.values())))
    return {"default": default, **found}


def actions(links: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(key, relation, link) of each link that does something."""
    for relation, value in links.items():
        if relation in PAGES:
            continue
        for link in value if isinstance(value, list) else [value]:
            if link.get("method", "GET") != "GET":
                yield (f"{relation}.{link['name']}" if isinstance(value, list) else relation), relation, link


def _template(relation: str, link: dict[str, Any], data: dict[str, Any]) -> Template:
    found: Template = {
        "title": link.get("title") or _title(relation),
        "method": link["method"],
        "target": link["href"],
    }
    fields = _fields(link, data)
    if fields:
        found["contentType"] = "application/json"
    found["properties"] = fields
    return found


def _title(relation: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in relation)
    return words.replace("_", " ").capitalize()


def _fields(link: dict[str, Any], data: dict[str, Any]) -> list[Property]:
    """The fields of the action behind ``link``, filled in where it changes what ``data`` shows."""
    try:
        match = resolve(link["href"].partition("?")[0])
    except Resolver404:
        return []
    actions_by_method: dict[str, str] = getattr(match.func, "actions", {})
    action = actions_by_method.get(link["method"].lower(), "")
    viewset: Any = getattr(match.func, "cls", None)
    make = FIELDS.get(action)
    # A link that leads elsewhere changes what is not shown here.
    shown = data if link["href"] == data.get("_links", {}).get("self", {}).get("href") else {}
    return make(viewset.entry, match.kwargs, shown) if make is not None else []


def _made(entry: Entry, _kwargs: dict[str, Any], _data: dict[str, Any]) -> list[Property]:
    return writable(entry)


def _replaced(entry: Entry, _kwargs: dict[str, Any], data: dict[str, Any]) -> list[Property]:
    return [properties.value_of(found, data) for found in writable(entry)]


def _changed(entry: Entry, _kwargs: dict[str, Any], data: dict[str, Any]) -> list[Property]:
    return [properties.value_of(found, data) for found in writable(entry, partial=True)]


def _searched(entry: Entry, _kwargs: dict[str, Any], _data: dict[str, Any]) -> list[Property]:
    return [properties.of_filter(name, one) for name, one in entry.filterset.base_filters.items()]


def _bulk(entry: Entry, _kwargs: dict[str, Any], _data: dict[str, Any]) -> list[Property]:
    if isinstance(entry, Sub):
        return _bulk_below(entry)
    prompt = f"{entry.plural.replace('_', ' ').capitalize()}: objects, each with its id and what changes"
    return [{"name": entry.plural, "prompt": prompt, **properties.JSON, "required": True, "placeholder": '[{"id": 1}]'}]


def _bulk_below(entry: Sub) -> list[Property]:
    prompt = f"{entry.plural.replace('_', ' ').capitalize()}: objects, each with what it hangs on and all its members"
    shown = f'[{{"{entry.key}": {{"id": 1}}}}]'
    return [{"name": entry.plural, "prompt": prompt, **properties.JSON, "required": True, "placeholder": shown}]


def _entered(entry: Entry, kwargs: dict[str, Any], _data: dict[str, Any]) -> list[Property]:
    """What a transition may say, and what it has to say on entering this state."""
    machine, principal = entry.states, context.current().principal
    if machine is None or machine.body is None:
        return []
    takes = machine.takes(kwargs["state"], principal.tenant_id) if machine.takes and principal is not None else set()
    found = [properties.of_field(name, field) for name, field in machine.body().fields.items()]
    return [{**one, "required": True} if one["name"] in takes else one for one in found]


def _linked(entry: Entry, kwargs: dict[str, Any], _data: dict[str, Any]) -> list[Property]:
    child = next(child for child in entry.nested if child.name == kwargs["child"])
    return [properties.references(registry.get(child.target), MOST_LINKED)]


def _made_below(entry: Entry, kwargs: dict[str, Any], _data: dict[str, Any]) -> list[Property]:
    """What it is made under is the one that the path names."""
    child = next(child for child in entry.nested if child.name == kwargs["child"])
    return [found for found in writable(registry.get(child.target)) if found["name"] != child.via]


def _granted(_entry: Entry, _kwargs: dict[str, Any], _data: dict[str, Any]) -> list[Property]:
    """The object of the grant is the one that the path names."""
    return [found for found in writable(registry.get("permission")) if found["name"] != "object"]


def writable(entry: Entry, *, partial: bool = False) -> list[Property]:
    """What can be written of a resource, in the order of its serializer."""
    serializer = entry.serializer(partial=partial)
    fields = {**serializer.fields, **reference_fields(serializer)}
    return [
        properties.of_field(name, fields[name], partial=partial)
        for name in serializer.Meta.fields
        if name in fields and not fields[name].read_only and not getattr(fields[name], "in_forms_only", False)
    ]


FIELDS: dict[str, Callable[[Entry, dict[str, Any], dict[str, Any]], list[Property]]] = {
    "create": _made,
    "update": _replaced,
    "partial_update": _changed,
    "search": _searched,
    "bulk_update": _bulk,
    "transition": _entered,
    "nested_create": _made_below,
    "nested_link": _linked,
    "nested_unlink": _linked,
    "permissions_create": _granted,
}
