"""The past of a resource: its versions, what each changed, and its representation at a moment.

Reads the history tables; titles and UUIDs of what it referred to are those of the same moment. Rights are those of now.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from hub import registry
from hub.hal.compiler import compiled
from hub.hal.links import relation_of, title
from hub.hal.plan import HAL, Link, plan_of
from hub.language import DEFAULT_LANGUAGE
from hub.registry import Entry, Nested, Sub, subs


def versions(entry: Entry, key: int) -> Any:
    """All versions of one resource, newest first."""
    return entry.model.history.filter(id=key).order_by("-version")


def at_version(entry: Entry, key: int, version: int) -> Any:
    """The history row of one version, or None."""
    return entry.model.history.filter(id=key, version=version).first()


def at_moment(entry: Entry, key: int, moment: datetime) -> Any:
    """The history row that held at ``moment``; None before creation and after deletion."""
    row = entry.model.history.filter(id=key, history_date__lte=moment).order_by("-version").first()
    return None if row is None or row.event == "delete" else row


def ends(entry: Entry, ids: Iterable[int]) -> dict[int, tuple[Any, Any]]:
    """The first and the latest version of each of these resources, in one query."""
    latest = entry.model.objects.filter(pk=OuterRef("id")).order_by().values("version")
    rows = entry.model.history.filter(id__in=list(ids)).filter(Q(version=1) | Q(version=Subquery(latest)))
    found: dict[int, tuple[Any, Any]] = {}
    for row in rows.order_by("id", "version"):
        found[row.id] = (found.get(row.id, (row,))[0], row)
    return found


def blank(sub: Sub, holder: Any) -> Any:
    """What hung on a resource before anything was written; ``holder`` is a history row of that."""
    return sub.model(pk=holder.id, tenant_id=holder.tenant_id, version=0, **{f"{sub.key}_id": holder.id})


def values_of(entry: Entry, row: Any) -> dict[str, Any]:
    """The members of a history row by name: plain values as they are shown, references as ids."""
    found: dict[str, Any] = {}
    for member in plan_of(entry).members:
        if isinstance(member, Link):
            if "__" not in member.column:
                found[member.name] = row.__dict__.get(member.column)
        elif not member.plain_only and not any("__" in column for column in member.columns):
            parts = [row.__dict__.get(column) for column in member.columns]
            found[member.name] = member.render(*parts) if member.render is not None else parts[0]
    for name in ("version", "updated_at", "created_at"):
        found.pop(name, None)
    return {**found, "translations": row.translations or {}}


def changes(entry: Entry, row: Any, before: Any) -> list[dict[str, Any]]:
    """What ``row`` changed against the version before it (None for the first): field, old and new."""
    if row.event == "delete":
        return []
    new = values_of(entry, row)
    old = values_of(entry, before) if before is not None and row.event != "create" else {}
    blank: tuple[Any, ...] = (None, {}, "")
    return [
        {"field": name, "old": old.get(name), "new": value}
        for name, value in new.items()
        if (old.get(name) != value if old else value not in blank and name not in ("id", "uuid"))
    ]


def name_references(entry: Entry, found: list[dict[str, Any]]) -> None:
    """Replace the ids of references in ``found`` (rows of ``changes``) by ``{id, title}``; one query per field."""
    links = {link.name: link for link in plan_of(entry).links}
    by_field: dict[str, list[dict[str, Any]]] = {}
    for change in found:
        if change["field"] in links:
            by_field.setdefault(change["field"], []).append(change)
    for name, rows in by_field.items():
        target = links[name].target
        ids = {value for change in rows for value in (change["old"], change["new"]) if value is not None}
        titles = _titles(target, ids) if target is not None and target.group != "plant" else {}
        for change in rows:
            for side in ("old", "new"):
                if change[side] is not None:
                    key = change[side]
                    change[side] = {"id": key, **({"title": titles[key]} if titles.get(key) else {})}


def _titles(target: Entry, ids: set[int]) -> dict[int, str]:
    rows = target.model.objects.filter(pk__in=ids).values_list("pk", *target.title)
    return {row[0]: title(*row[1:]) for row in rows}


def representation(entry: Entry, row: Any, *, media: str, language: str, moment: datetime) -> dict[str, Any]:
    """The resource as history row ``row`` holds it, without action links."""
    translating = language != DEFAULT_LANGUAGE
    columns, items = compiled(entry, media, language if translating else DEFAULT_LANGUAGE, translating)
    related: dict[str, Any] = {}
    values = tuple(_column(entry, row, path, related, moment) for path in columns)
    whole = items([(values, 1)], False, None)[0]
    if entry.files is not None and row.file_key:  # the bytes of then, which the store keeps
        href = f"{entry.of(row.id)}/download?version={row.version}"
        if media == HAL:
            whole["_links"]["download"] = {"href": href}
        else:
            whole["download_href"] = href
    for sub in subs(entry) if media == HAL else ():
        if not sub.always and at_moment(sub, row.id, moment) is None:
            whole["_links"].pop(sub.relation, None)
    return whole


def _column(entry: Entry, row: Any, path: str, related: dict[str, Any], moment: datetime) -> Any:
    head, _, rest = path.partition("__")
    if not rest:
        return row.__dict__.get(path)
    if head not in related:
        model = entry.model._meta.get_field(head).related_model
        key = getattr(row, f"{head}_id")
        related[head] = None if key is None else state_of(model, key, moment)
    return getattr(related[head], rest, None)


def state_of(model: Any, key: int, moment: datetime) -> Any:
    """A row of any tracked model as it was at ``moment``; as it is now when its history does not reach back."""
    past = model.history.filter(id=key, history_date__lte=moment).order_by("-version").first()
    return past if past is not None else model._base_manager.filter(pk=key).first()


def embedded(
    entry: Entry, row: Any, tree: dict[str, Any], *, media: str, language: str, moment: datetime, may_read: Any
) -> dict[str, Any]:
    """The included resources of a past state as they were then, by name; what may not be read now is left out.

    ``may_read(entry, ids)`` tells which ones may be.
    """
    found: dict[str, Any] = {}
    links = {link.name: link for link in plan_of(entry).links}
    children = {relation_of(child.name): child for child in entry.nested}
    subs = {sub.relation: sub for sub in registry.subs(entry)}
    settings: dict[str, Any] = {"media": media, "language": language, "moment": moment}

    def whole(target: Entry, state: Any, below: dict[str, Any]) -> dict[str, Any]:
        inner = embedded(target, state, below, **settings, may_read=may_read)
        return attach(representation(target, state, **settings), inner, media)

    for name, below in tree.items():
        if name in links:
            target, key = links[name].target, getattr(row, links[name].column)
            state = state_of(target.model, key, moment) if target and key and may_read(target, [key]) else None
            if target is not None and state is not None:
                found[name] = whole(target, state, below)
        elif name in subs:
            state = at_moment(subs[name], row.id, moment) or (blank(subs[name], row) if subs[name].always else None)
            if state is not None:
                found[name] = whole(subs[name], state, below)
        else:
            child = children[name]
            target = registry.get(child.target)
            keys = joined_at(child, target, row.id, moment)
            readable = may_read(target, keys)
            states = [state_of(target.model, key, moment) for key in keys if key in readable]
            found[name] = [whole(target, state, below) for state in states if state is not None]
    return found


def joined_at(child: Nested, target: Entry, key: int, moment: datetime) -> list[int]:
    """The ids that a nested collection held at ``moment``, the first hundred."""
    if child.through is not None:
        model, (own, other) = child.through(), child.keys
        own, other = f"{own}_id", f"{other}_id"
    else:
        model, own, other = target.model, f"{child.via}_id", "id"
    past_rows = model.history.filter(history_date__lte=moment)
    newer = past_rows.filter(id=OuterRef("id"), version__gt=OuterRef("version"))
    held = past_rows.filter(**{own: key}).exclude(history_type="-").filter(~Exists(newer))
    return list(held.order_by(other).values_list(other, flat=True)[:100])


def attach(whole: dict[str, Any], inner: dict[str, Any], media: str) -> dict[str, Any]:
    """Put embedded resources where the media type wants them."""
    for name, value in inner.items():
        if media == "hal":
            whole.setdefault("_embedded", {})[name] = value
        else:
            whole[name] = value
    return whole


def find_deleted(entry: Entry, column: str, key: Any) -> Any:
    """The last history row of a resource that was deleted, by id or UUID; None when it lives or never was."""
    row = entry.model.history.filter(**{column: key}).order_by("-version").first()
    return row if row is not None and row.event == "delete" else None
