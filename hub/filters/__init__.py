"""Filters and orders of collections: what a client may ask, in a query or in the body of a search."""

from hub.filters.filterset import RESERVED, ResourceFilterSet, filterset_for, refuse_unknown
from hub.filters.kinds import ChoiceFilter, HubFilter, ReferenceFilter
from hub.filters.linked import LinkedFilter, RelatedReferenceFilter, RightFilter, ThroughFilter, below, readable
from hub.filters.ordering import ordering, orders, templated
from hub.filters.text import RelatedTextFilter, TextFilter

__all__ = [
    "RESERVED",
    "ChoiceFilter",
    "HubFilter",
    "LinkedFilter",
    "ReferenceFilter",
    "RelatedReferenceFilter",
    "RelatedTextFilter",
    "ResourceFilterSet",
    "RightFilter",
    "TextFilter",
    "ThroughFilter",
    "below",
    "filterset_for",
    "ordering",
    "orders",
    "readable",
    "refuse_unknown",
    "templated",
]
