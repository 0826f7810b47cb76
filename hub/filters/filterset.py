"""The question a collection can be asked: the filters of a resource, read from a query or from the body of a search.

Everything wrong is told at once, and nothing is ignored silently.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from hub.errors import Error, UnknownParameter, ValidationProblem, did_you_mean, field_error, parameter_error
from hub.filters import building
from hub.filters.kinds import HubFilter
from hub.filters.values import Refused

#: Parameters of a collection that are not filters.
RESERVED = ("page", "per_page", "after", "order_by", "include", "embed")
MOST_FILTERS, MOST_ERRORS = 20, 100


class ResourceFilterSet(FilterSet):
    """Filters of one model. ``Meta.model`` is needed; ``Meta.fields`` and ``Meta.exclude`` name fields (default: all
    that can be filtered); filters of other names are declared as attributes."""

    base_filters: dict[str, HubFilter]

    def __init__(self, data: Any = None, queryset: Any = None, *, request: Any = None, prefix: Any = None) -> None:
        # Not FilterSet.__init__: it copies every filter for every request, and ours hold no state.
        self.is_bound = data is not None
        self.data: Mapping[str, Any] = data or {}
        self.queryset, self.request, self.form_prefix = queryset, request, prefix
        self.filters = self.base_filters
        self.cleaned: dict[str, list[Any]] = {}

    # -- what it is made of -----------------------------------------------------------------------------------------

    @classmethod
    def get_filters(cls) -> dict[str, HubFilter]:
        """Filters by parameter name: those of the model's fields, then the declared ones."""
        model = cls._meta.model
        if model is None:
            return dict(cls.declared_filters)
        names = cls._meta.fields
        names = building.field_names(model) if names in (None, "__all__") else names
        found: dict[str, HubFilter] = {}
        for name in names:
            if name not in (cls._meta.exclude or ()) and name not in cls.declared_filters:
                found.update(building.named_filters(model, name))
        found.update((name, copy.copy(declared)) for name, declared in cls.declared_filters.items())
        for one in found.values():
            one.model = model
        return found

    @classmethod
    def parameters(cls) -> list[str]:
        """The names of all filters, as query parameters and as members of a search."""
        return list(cls.base_filters)

    @classmethod
    def schema(cls) -> list[dict[str, Any]]:
        """The filters as OpenAPI query parameters."""
        return [
            {"name": name, "in": "query", "required": False, **one.parameter()}
            for name, one in cls.base_filters.items()
        ]

    @classmethod
    def body_schema(cls) -> dict[str, Any]:
        """The body of a search as JSON schema."""
        members = {name: one.member() for name, one in cls.base_filters.items()}
        return {"type": "object", "properties": members, "additionalProperties": False, "maxProperties": MOST_FILTERS}

    # -- reading ----------------------------------------------------------------------------------------------------

    @classmethod
    def from_query(
        cls, query: QueryDict, request: Any = None, *, reserved: Iterable[str] = RESERVED
    ) -> ResourceFilterSet:
        """The filters of a URL; ``reserved`` are the other parameters that the view understands."""
        reserved = tuple(reserved)
        errors = check_parameters(query, cls.base_filters, reserved)
        found = cls({name: query[name] for name in query if name in cls.base_filters}, request=request)
        for name, raw in found.data.items():
            try:
                found.cleaned[name] = cls.base_filters[name].read(raw)
            except Refused as refusal:
                errors.append(parameter_error(name, refusal.code, refusal.detail))
        refuse(errors, [*cls.base_filters, *reserved])
        return found

    @classmethod
    def from_body(cls, body: Any, request: Any = None) -> ResourceFilterSet:
        """The filters of a search: an object of values or lists, all of which must hold."""
        if not isinstance(body, dict):
            raise ValidationProblem([field_error("#", "invalid", _("Expected an object."))])
        errors: list[Error] = []
        if len(body) > MOST_FILTERS:
            raise ValidationProblem([field_error("#", "too_many", _most_filters())])
        found = cls({name: raw for name, raw in body.items() if name in cls.base_filters}, request=request)
        for name, raw in body.items():
            if name not in cls.base_filters:
                errors.append(field_error([name], "unknown", did_you_mean(name, cls.base_filters)))
                continue
            try:
                found.cleaned[name] = cls.base_filters[name].read_json(raw)
            except Refused as refusal:
                errors += [field_error([name, *one.at], one.code, one.detail) for one in refusal.all]
        if errors:
            raise ValidationProblem(errors[:MOST_ERRORS])
        return found

    # -- using ------------------------------------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: every row answers."""
        return not self.cleaned

    def apply(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of ``queryset`` that answer; one query, whatever the number of values."""
        for name, wanted in self.cleaned.items():
            queryset = self.base_filters[name].filter(queryset, wanted)
        return queryset


def filterset_for(model: Any, fields: Iterable[str] | None = None, **declared: HubFilter) -> type[ResourceFilterSet]:
    """The filter set of ``model`` without writing a class."""
    meta = type("Meta", (), {"model": model, "fields": list(fields) if fields is not None else None})
    return type(f"{model.__name__}FilterSet", (ResourceFilterSet,), {"Meta": meta, **declared})


def check_parameters(query: QueryDict, known: Iterable[str], reserved: Iterable[str]) -> list[Error]:
    """Errors of unknown and repeated parameters. Too many are refused at once, before any is looked at."""
    asked = [name for name in query if name not in reserved]
    if len(asked) > MOST_FILTERS:
        raise ValidationProblem([parameter_error(asked[MOST_FILTERS], "too_many", _most_filters())])
    allowed, errors = [*known, *reserved], []
    for name, given in query.lists():
        if name not in allowed:
            errors.append(parameter_error(name, "unknown", did_you_mean(name, allowed)))
        elif len(given) > 1:
            errors.append(parameter_error(name, "repeated", _("Give this parameter once.")))
    return errors


def refuse(errors: list[Error], allowed: Iterable[str]) -> None:
    """Raise the problem that tells all ``errors``, if there are any."""
    if errors and all(error["code"] == "unknown" for error in errors):
        raise UnknownParameter([error["parameter"] for error in errors], allowed)
    if errors:
        unknown = any(error["code"] == "unknown" for error in errors)
        raise ValidationProblem(errors, extra={"allowed": sorted(allowed)} if unknown else {})


def refuse_unknown(query: QueryDict, allowed: Iterable[str]) -> None:
    """400 for parameters that a view without filters does not know, or that are given twice."""
    allowed = list(allowed)
    refuse(check_parameters(query, (), allowed), allowed)


def _most_filters() -> Any:
    return _("At most %(most)d filters.") % {"most": MOST_FILTERS}
