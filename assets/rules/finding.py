"""Finds things of the plant by a text that people know them by, and the keys that specifications have."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from assets.models import Asset, Instrumentation, Node, NodeAssetLink, NodeInstrumentationLink
from assets.models.specification import SETS
from hub.fields.folded import fold
from hub.filters import RelatedTextFilter, TextFilter, below, readable

#: What is looked through, by the names of the collections: the model, its name, and all texts that are looked at.
SCOPES: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "assets": (
        Asset,
        "serial_number",
        ("serial_number", "product__product_code", "product__name", "manufacturer__name"),
    ),
    "instrumentations": (Instrumentation, "tag", ("tag",)),
    "nodes": (Node, "name", ("name",)),
}


def terms_of(model: Any) -> Any:
    """The model of what things of ``model`` are found by in their specifications."""
    return next(terms for sets, terms in SETS if sets.owner() is model)


def matching(scope: str, text: str) -> QuerySet[Any]:
    """What the caller may read of a collection and has ``text`` in a name or in a specification that people see; the
    text may have stars, without one it may stand anywhere. Hidden nodes are not found."""
    model, _name, columns = SCOPES[scope]
    pattern = fold(text) if "*" in text else f"*{fold(text)}*"
    terms = terms_of(model)
    shown = terms.objects.filter(_like(terms, "value", pattern), visible=True)
    found = Q(pk__in=shown.values("set_id"))
    for column in columns:
        found |= _like(model, column, pattern)
    rows = readable(model).filter(found)
    return rows.filter(hidden=False) if model is Node else rows


def _like(model: Any, column: str, pattern: str) -> Q:
    one: Any = RelatedTextFilter(field=column) if "__" in column else TextFilter(column)
    one.model = model
    return one.condition([pattern])  # type: ignore[no-any-return]


def at_node(scope: str, rows: QuerySet[Any], node: int) -> QuerySet[Any]:
    """Those that stand at a node or anywhere below it."""
    within = below(Node, node)
    if scope == "nodes":
        return rows.filter(pk__in=within)
    return rows.filter(pk__in=_links(scope).filter(node_id__in=within).values(f"{scope[:-1]}_id"))


def _links(scope: str) -> QuerySet[Any]:
    return (NodeAssetLink if scope == "assets" else NodeInstrumentationLink).objects.all()


def keys_of(model: Any, pattern: str, visible: bool | None, most: int) -> list[str]:
    """The keys in the specifications of what the caller may read of ``model``, in the order of the alphabet."""
    terms = terms_of(model)
    rows = terms.objects.filter(set_id__in=readable(model).values("pk"))
    if pattern:
        rows = rows.filter(_like(terms, "key", fold(pattern)))
    if visible is not None:
        rows = rows.filter(visible=visible)
    return list(rows.order_by("key").values_list("key", flat=True).distinct()[:most])
