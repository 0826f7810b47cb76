"""``include`` (alias ``embed``): linked resources put into ``_embedded``, a fixed number of queries per name.

What the caller may not read is left out. A to-many relation embeds at most 100; its link leads to all. In plain JSON
the reference is replaced by the whole object, a to-many relation is a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import gettext as _

from hub import access, registry
from hub.errors import BadParameter
from hub.hal.links import relation_of
from hub.hal.plan import HAL, Link, plan_of
from hub.hal.reader import Reader, Row
from hub.registry import Entry, Nested, Sub

if TYPE_CHECKING:
    from hub.viewsets.collection import CollectionMixin

MAX_DEPTH, MAX_NAMES, MAX_MANY = 3, 10, 100
Limits = tuple[int, int]
#: How many names, and how deep.
LIMITS: Limits = (MAX_NAMES, MAX_DEPTH)
Tree = dict[str, Any]
Relation = Link | Nested | Sub


def include_parameter(query: QueryDict) -> str:
    if "include" in query and "embed" in query:
        raise BadParameter("embed", _("Use either include or embed; they mean the same."))
    return query.get("include", query.get("embed", ""))


def embeddable(entry: Entry) -> dict[str, Relation]:
    """The references, sub-resources and nested collections of ``entry`` that can be included, by relation."""
    found: dict[str, Relation] = {
        relation_of(child.name): child for child in entry.nested if registry.find(child.target) is not None
    }
    found.update({sub.relation: sub for sub in registry.subs(entry)})
    found.update({link.name: link for link in plan_of(entry).links if link.target is not None})
    return found


def target_of(relation: Relation) -> Entry:
    """The kind that a relation leads to."""
    if isinstance(relation, Sub):
        return relation
    if isinstance(relation, Nested):
        return registry.get(relation.target)
    assert relation.target is not None
    return relation.target


class Includes:
    """The names asked for, as a tree, checked against the kinds they lead to."""

    def __init__(self, entry: Entry, text: str, parameter: str = "include", limits: Limits = LIMITS) -> None:
        self.entry = entry
        self.tree: Tree = {}
        most, deepest = limits
        names = [name.strip() for name in text.split(",") if name.strip()] if text else []
        if len(names) > most:
            raise BadParameter(parameter, _("At most {most} names.").format(most=most))
        for name in names:
            parts = name.split(".")
            if len(parts) > deepest:
                raise BadParameter(parameter, _("At most {most} steps deep.").format(most=deepest))
            self._add(entry, parts, self.tree, parameter)

    def _add(self, entry: Entry, parts: list[str], tree: Tree, parameter: str) -> None:
        for part in parts:
            known = embeddable(entry)
            if part not in known:
                listed = ", ".join(sorted(known)) or "-"
                raise BadParameter(
                    parameter,
                    _("{name} cannot be included here; these can: {known}.").format(name=part[:128], known=listed),
                    "not_embeddable",
                    embeddable=sorted(known),
                )
            tree = tree.setdefault(part, {})
            entry = target_of(known[part])

    def fill(self, view: CollectionMixin, reader: Reader, items: list[dict[str, Any]], rows: list[Row]) -> None:
        """Put the included resources into ``items``, which stand for ``rows``."""
        if self.tree and items:
            _fill(view, reader, self.tree, items, rows)


def _fill(view: CollectionMixin, reader: Reader, tree: Tree, items: list[dict[str, Any]], rows: list[Row]) -> None:
    known = embeddable(reader.entry)
    for name, below in tree.items():
        relation = known[name]
        target = view.reader(target_of(relation))
        if isinstance(relation, Nested):
            pairs = _joined(view, relation, target.entry, [row[0] for row in rows])
            wholes = _wholes(view, target, below, [other for _own, other in pairs])
            _attach_many(reader.media, name, items, rows, pairs, wholes)
        elif isinstance(relation, Sub):
            wholes = _wholes(view, target, below, [row[0] for row in rows])
            _attach_sub(reader.media, name, relation, items, rows, wholes)
        else:
            place = reader.columns.index(relation.column)
            wholes = _wholes(view, target, below, [row[place] for row in rows if row[place] is not None])
            _attach_one(reader.media, name, relation, items, [row[place] for row in rows], wholes)


def _wholes(view: CollectionMixin, target: Reader, below: Tree, ids: list[int]) -> dict[int, dict[str, Any]]:
    """The readable ones among ``ids``, each whole, with what is included below them."""
    if not access.may_use(view.principal, target.entry):
        return {}
    found = target.by_ids(list(dict.fromkeys(ids)), ordered=False)
    if isinstance(target.entry, Sub) and target.entry.always:
        found += target.blanks(sorted({*ids} - {row[0] for row, _level in found}))
    embedded = target.render_all(found)
    if below and embedded:
        _fill(view, target, below, embedded, [row for row, _level in found])
    return {row[0]: item for (row, _level), item in zip(found, embedded, strict=True)}


def _joined(view: CollectionMixin, child: Nested, target: Entry, ids: list[int]) -> list[tuple[int, int]]:
    """(parent, child) ids of a to-many relation: of each parent the first ones that the caller may read."""
    readable = access.provider().narrow(target.model.objects.all(), view.principal, target.name)
    if child.through is not None:
        own, other = (f"{key}_id" for key in child.keys)
        rows = child.through().objects.filter(**{f"{own}__in": ids, f"{other}__in": readable.values("pk")})
    else:
        own, other = f"{child.via}_id", "pk"
        rows = readable.filter(**{f"{own}__in": ids})
    number = Window(RowNumber(), partition_by=[F(own)], order_by=F(other).asc())
    numbered = rows.annotate(place_below_parent=number).filter(place_below_parent__lte=MAX_MANY)
    return sorted(numbered.values_list(own, other))


def _attach_one(
    media: str,
    name: str,
    link: Link,
    items: list[dict[str, Any]],
    keys: list[int | None],
    wholes: dict[int, dict[str, Any]],
) -> None:
    for item, key in zip(items, keys, strict=True):
        whole = wholes.get(key) if key is not None else None
        if whole is None:
            continue
        if media == HAL:
            item["_links"][name] = {**item["_links"][name], "embeddable": False}
            item.setdefault("_embedded", {})[name] = whole
        else:
            item[name] = {**whole, "href": target_of(link).of(key)}


def _attach_sub(
    media: str,
    name: str,
    sub: Sub,
    items: list[dict[str, Any]],
    rows: list[Row],
    wholes: dict[int, dict[str, Any]],
) -> None:
    for item, row in zip(items, rows, strict=True):
        whole = wholes.get(row[0])
        if whole is not None and media == HAL:
            item.setdefault("_embedded", {})[name] = whole
        elif whole is not None:
            item[name] = {**whole, "href": sub.of(row[0])}


def _attach_many(
    media: str,
    name: str,
    items: list[dict[str, Any]],
    rows: list[Row],
    pairs: list[tuple[int, int]],
    wholes: dict[int, dict[str, Any]],
) -> None:
    of_parent: dict[int, list[dict[str, Any]]] = {}
    for own, other in pairs:
        if other in wholes:
            of_parent.setdefault(own, []).append(wholes[other])
    for item, row in zip(items, rows, strict=True):
        found = of_parent.get(row[0], [])
        if media == HAL:
            item.setdefault("_embedded", {})[name] = found
        else:
            item[name] = found
