"""Filters by what is joined to a row, by what is referred to further on, and by what the caller may do with it.

``node_id=3`` finds what is joined to the node 3, ``3+`` (written ``3%2B``) also what is joined to a node below it. Only
what the caller may read is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from hub import access, context
from hub.filters import values
from hub.filters.kinds import HubFilter, ReferenceFilter, among
from hub.filters.values import ABSENT, ANY, Kind, Refused

ALONE = _("A value with + stands alone.")


@dataclass(frozen=True, slots=True)
class Below:
    """One thing and all that has it above."""

    key: Any


def _text(raw: str) -> Any:
    return Below(values.REFERENCE.text(raw[:-1])) if raw.endswith("+") else values.REFERENCE.text(raw)


def _json(raw: Any) -> Any:
    return _text(raw) if isinstance(raw, str) and raw.endswith("+") else values.REFERENCE.json(raw)


TREE = Kind(
    _("Expected an id or a UUID; with + for all below it."),
    _text,
    _json,
    {"oneOf": [*values.REFERENCE.schema["oneOf"], {"type": "string", "pattern": r"^.+\+$"}]},
)


def readable(model: Any) -> QuerySet[Any]:
    """The rows of ``model`` that the caller may read."""
    principal = context.current().principal
    rows = model.objects.all()
    return rows if principal is None else access.provider().narrow(rows, principal, model.kind())


class LinkedFilter(HubFilter):
    """What the rows of the link model ``through`` join to the row by its keys ``own`` and ``other``.

    ``at`` is the column that ``own`` refers to: ``pk``, or a foreign key. With ``tree`` the other kind has parents.
    """

    order = ()

    def __init__(
        self, through: Any, own: str, other: str, *, at: str = "pk", tree: bool = False, **options: Any
    ) -> None:
        super().__init__(at, kind=TREE if tree else values.REFERENCE, commas=True, **options)
        self.through, self.own, self.other = through, own, other

    def read(self, raw: str) -> list[Any]:
        return self._alone(super().read(raw))

    def read_json(self, raw: Any) -> list[Any]:
        return self._alone(super().read_json(raw))

    @staticmethod
    def _alone(wanted: list[Any]) -> list[Any]:
        if len(wanted) > 1 and any(isinstance(value, Below) for value in wanted):
            raise Refused("invalid", ALONE)
        return wanted

    @property
    def target(self) -> Any:
        """The model on the other side."""
        return self.through._meta.get_field(self.other).related_model

    def condition(self, wanted: list[Any]) -> Q:
        found = Q(pk__in=())
        every = Q(**{f"{self.field_name}__in": self.through.objects.values(f"{self.own}_id")})
        if any(value is ABSENT for value in wanted):
            found |= ~every
        if any(value is ANY for value in wanted):
            found |= every
        given = [value for value in wanted if value is not ABSENT and value is not ANY]
        return found | self.among(given) if given else found

    def among(self, given: list[Any]) -> Q:
        return self.joined_to(self._others(given))

    def joined_to(self, others: Any) -> Q:
        """Joined to one of ``others``: ids, or a query of them."""
        links = self.through.objects.filter(**{f"{self.other}_id__in": others})
        return Q(**{f"{self.field_name}__in": links.values(f"{self.own}_id")})

    def _others(self, given: list[Any]) -> Any:
        keys = [value.key if isinstance(value, Below) else value for value in given]
        uuids = [key for key in keys if isinstance(key, UUID)]
        ids = [key for key in keys if not isinstance(key, UUID)]
        named = (among("pk", ids) if ids else Q()) | (among("uuid", uuids) if uuids else Q())
        rows = readable(self.target).filter(named).values_list("pk", flat=True)
        return below(self.target, next(iter(rows), 0)) if self._tree(given) else rows

    @staticmethod
    def _tree(given: list[Any]) -> bool:
        return any(isinstance(value, Below) for value in given)


_BELOW = (
    'WITH RECURSIVE "below"("id") AS (SELECT CAST(%s AS bigint) UNION '
    'SELECT "{table}"."id" FROM "{table}" INNER JOIN "below" ON "{table}"."parent_id" = "below"."id") '
    'SELECT "id" FROM "below"'
)


def below(model: Any, key: int) -> RawSQL:
    """The ids of the row ``key`` and of all that has it above, as a query."""
    # The table's name is the model's own; the one value is a parameter.
    return RawSQL(_BELOW.format(table=model._meta.db_table), [key])  # noqa: S611


class ThroughFilter(LinkedFilter):
    """What the filter ``inner`` finds among the things joined to the row: the tag of an instrumentation."""

    def __init__(self, through: Any, own: str, other: str, inner: HubFilter, **options: Any) -> None:
        super().__init__(through, own, other, **options)
        self.inner, self.kind, self.commas, self.lists = inner, inner.kind, inner.commas, inner.lists

    def read(self, raw: str) -> list[Any]:
        return self.inner.read(raw)

    def read_json(self, raw: Any) -> list[Any]:
        return self.inner.read_json(raw)

    def condition(self, wanted: list[Any]) -> Q:
        self.inner.model = self.target
        return self.joined_to(readable(self.target).filter(self.inner.condition(wanted)).values("pk"))


class RelatedReferenceFilter(ReferenceFilter):
    """What something referred to refers to itself: ``product__status_id``."""

    order = ()  # a cursor reads the order from columns of the row itself


class RightFilter(HubFilter):
    """Those on which the caller holds at least this right."""

    order = ()
    lists = False

    def __init__(self, **options: Any) -> None:
        kind = Kind(
            _("The rights are read, update, delete and permit."),
            _level,
            _level,
            {"type": "string", "enum": list(access.LEVELS)},
            words=False,
        )
        super().__init__("pk", kind=kind, **options)

    def filter(self, qs: Any, value: Any) -> Any:
        principal = context.current().principal
        if principal is None:
            return qs
        if value[0] > access.ceiling(principal):
            return qs.none()
        return access.provider().narrow(qs, principal, self.model.kind(), value[0])


def _level(raw: Any) -> int:
    if not isinstance(raw, str) or raw.lower() not in access.LEVELS:
        raise ValueError
    return access.LEVELS[raw.lower()]
