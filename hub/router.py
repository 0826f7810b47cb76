"""Where resources stand: the routes that every resource has, literals before ``{id}``.

An app's ``urls.py`` is one ``resource(...)`` line for each resource; ``urlpatterns_of`` puts them in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, path, register_converter
from django.urls.resolvers import RoutePattern

from hub import registry
from hub.registry import Entry, Nested, Sub

COLLECTION = {"get": "list", "post": "create"}
SINGLE = {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"}


class Segment:
    """One path segment, whatever it is; the view says 404 to what is no key."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: Any) -> str:
        return str(value)


register_converter(Segment, "segment")


def resource(viewset: Any) -> list[tuple[str, URLPattern]]:
    """The routes of one resource, each with the path that decides its place."""
    entry = registry.register(viewset)
    return [(route, _pattern(viewset, entry, route, actions, extra)) for route, actions, extra in _routes(entry)]


def _pattern(viewset: Any, entry: Entry, route: str, actions: dict[str, str], extra: dict[str, str]) -> URLPattern:
    name = f"{entry.name}-{'-'.join(actions.values())}" + (f"-{extra['child']}" if extra else "")
    return path(route, viewset.as_view(actions), extra, name=name)


def _routes(entry: Entry) -> Iterable[tuple[str, dict[str, str], dict[str, str]]]:
    base, one = entry.path, f"{entry.path}/<segment:key>"
    yield base, _allowed(entry, COLLECTION), {}
    if "search" in entry.actions:
        yield f"{base}/search", {"post": "search"}, {}
    if "bulk" in entry.actions and "update" in entry.actions:
        yield f"{base}/update", {"post": "bulk_update"}, {}
    yield one, _allowed(entry, SINGLE), {}
    if "history" in entry.actions:
        yield f"{one}/history", {"get": "history"}, {}
        yield f"{one}/history/<segment:version>", {"get": "version"}, {}
        if "update" in entry.actions:
            yield f"{one}/history/<segment:version>/restore", {"post": "restore"}, {}
    if "permissions" in entry.actions:
        yield f"{one}/permissions", {"get": "permissions_list", "post": "permissions_create"}, {}
    if entry.files is not None:
        yield f"{one}/download", {"get": "download"}, {}
    for child in entry.nested:
        yield _nested(one, child)
        if child.remembered:
            yield f"{one}/{child.name}/history", {"get": "nested_history"}, {"child": child.name}
    if entry.states is not None:
        yield f"{one}/<segment:state>", {"post": "transition"}, {}


def sub(viewset: Any) -> list[tuple[str, URLPattern]]:
    """The routes of what hangs on resources: of the view set's ``entry``, or of each of its ``kinds``."""
    found = []
    for one in viewset.each():
        entry = registry.register_sub(one)
        found += [(route, _pattern(one, entry, route, actions, {})) for route, actions in _sub_routes(entry)]
    return found


def nest(kind: str, *children: Nested) -> list[tuple[str, URLPattern]]:
    """Nested collections that an app above puts beneath a resource of an app below."""
    entry = registry.get(kind)
    known = {child.name for child in entry.nested}
    entry.nested += tuple(child for child in children if child.name not in known)
    found = [_nested(f"{entry.path}/<segment:key>", child) for child in children]
    return [(route, _pattern(entry.viewset, entry, route, actions, extra)) for route, actions, extra in found]


def views(viewset: Any) -> list[tuple[str, URLPattern]]:
    """The routes of a view set that serves no resource: its ``places``, each with its actions by method."""
    name = viewset.__name__.lower()
    return [
        (route, path(route, viewset.as_view(dict(actions)), name=f"{name}-{'-'.join(actions.values())}"))
        for route, actions in viewset.places
    ]


def _sub_routes(entry: Sub) -> Iterable[tuple[str, dict[str, str]]]:
    base = entry.holder.path
    one = f"{base}/<segment:key>/{entry.path}"
    yield one, _allowed(entry, SINGLE)
    if "history" in entry.actions:
        yield f"{one}/history", {"get": "history"}
        yield f"{one}/history/<segment:version>", {"get": "version"}
        yield f"{one}/history/<segment:version>/restore", {"post": "restore"}
    if "list" in entry.actions:
        yield entry.list_route, {"get": "list"}
    if "bulk" in entry.actions:
        yield entry.bulk_route, {"post": "bulk_update"}


def _nested(one: str, child: Nested) -> tuple[str, dict[str, str], dict[str, str]]:
    methods = {"get": "nested_list"}
    if child.linkable:
        methods |= {"post": "nested_link", "delete": "nested_unlink"}
    elif child.makes:
        methods |= {"post": "nested_create"}
    return f"{one}/{child.name}", methods, {"child": child.name}


def _allowed(entry: Entry, actions: dict[str, str]) -> dict[str, str]:
    needs = {"create": "create", "update": "update", "partial_update": "update", "destroy": "delete"}
    return {method: name for method, name in actions.items() if needs.get(name) is None or needs[name] in entry.actions}


def in_order(routes: Iterable[tuple[str, URLPattern]]) -> list[URLResolver]:
    """Patterns with literals before placeholders at every segment, whatever the order they were declared in."""

    def place(item: tuple[str, URLPattern]) -> tuple[Any, ...]:
        return tuple((part.startswith("<"), part) for part in item[0].split("/"))

    return [Branches(sorted(routes, key=place))]


class Branches(URLResolver):
    """Routes found by their first segment: with hundreds of them, trying one after the other would cost more than the
    rest of the routing."""

    def __init__(self, routes: list[tuple[str, URLPattern]]) -> None:
        super().__init__(RoutePattern(""), [pattern for _route, pattern in routes])
        self.branches: dict[str, list[URLPattern]] = {}
        for route, pattern in routes:
            self.branches.setdefault(route.partition("/")[0], []).append(pattern)

    def resolve(self, path: str) -> ResolverMatch:
        tried = self.branches.get(str(path).partition("/")[0], [])
        for pattern in tried:
            match = pattern.resolve(path)
            if match is not None:
                return match
        raise Resolver404({"tried": [[pattern] for pattern in tried], "path": path})
