"""Questions that production is asked: periods that overlap, flags out of phases, the place where an operation is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q

from hub.filters import ReferenceFilter, RelatedTextFilter
from hub.filters.kinds import HubFilter
from hub.filters.values import BOOLEAN, REFERENCE, TEXT, TIMESTAMP

#: Phases of operations that nobody has begun; planned dates and places count in the second, wanted ones in the first.
RELEASED, DISPATCHED = "RELEASED", "DISPATCHED"
_MOMENT = replace(TIMESTAMP, words=False, absent=False)
_FLAG = replace(BOOLEAN, words=False, absent=False)


class Overlap(HubFilter):
    """One side of a period; what has no date there reaches beyond every moment. ``sorts`` is what is ordered by."""

    lists = False
    lookup = ""

    def __init__(self, field_name: str = "", *, sorts: str = "", **options: Any) -> None:
        super().__init__(field_name, kind=_MOMENT, **options)
        self.sorts = sorts

    @property
    def order(self) -> tuple[str, ...]:
        return (self.sorts,) if self.sorts else ()

    def condition(self, wanted: list[Any]) -> Q:
        return self.reaches(str(self.field_name), wanted[0])

    def reaches(self, path: str, moment: Any) -> Q:
        """The date at ``path`` lies on the right side of ``moment``, or is not known."""
        return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__{self.lookup}": moment})


class EndsAfter(Overlap):
    """``start_date`` of a question: what ended before it is left out."""

    lookup = "gte"


class StartsBefore(Overlap):
    """``end_date`` of a question: what begins after it is left out."""

    lookup = "lte"


class _OperationOverlap(Overlap):
    """Dates of operations: the real ones once begun, the planned ones when dispatched, else the scheduled ones."""

    side = ""

    def condition(self, wanted: list[Any]) -> Q:
        moment = wanted[0]
        scheduled = self.reaches(f"scheduled_dates__scheduled_{self.side}", moment)
        return (
            (Q(phase=RELEASED) & scheduled)
            | (Q(phase=DISPATCHED) & self.reaches(f"planning_results__{self.side}", moment))
            | (~Q(phase__in=(RELEASED, DISPATCHED)) & self.reaches(self.side, moment))
        )


class OperationEndsAfter(_OperationOverlap):
    """Operations that did not end before; a running one has no end."""

    lookup, side = "gte", "end_date"


class OperationStartsBefore(_OperationOverlap):
    """Operations that do not begin after."""

    lookup, side = "lte", "start_date"


class _Actual(HubFilter):
    """When the operations of a production order were really done."""

    lists = False
    order = ()

    def __init__(self) -> None:
        super().__init__("pk", kind=_MOMENT)

    @staticmethod
    def orders(**which: Any) -> Any:
        """The orders of the operations for which ``which`` holds."""
        from operations.models import Operation

        return Operation.objects.filter(**which).order_by().values("production_order_id")


class BegunFrom(_Actual):
    """Orders of which the first operation began at a moment or later."""

    def condition(self, wanted: list[Any]) -> Q:
        begun = Q(pk__in=self.orders(start_date__gte=wanted[0]))
        return begun & ~Q(pk__in=self.orders(start_date__lt=wanted[0]))


class EndedUntil(_Actual):
    """Orders of which the last operation ended at a moment or earlier."""

    def condition(self, wanted: list[Any]) -> Q:
        ended = Q(pk__in=self.orders(end_date__lte=wanted[0]))
        return ended & ~Q(pk__in=self.orders(end_date__isnull=True)) & ~Q(pk__in=self.orders(end_date__gt=wanted[0]))


class RelatedReferenceFilter(ReferenceFilter):
    """A reference of something referred to; a cursor cannot read the order from there."""

    order = ()


class ShiftFilter(ReferenceFilter):
    """``shift_id`` of what was recorded at workplaces: what falls into a shift of the workplace, from the column
    ``start`` to the column ``end``; what has no end lasts still, and without ``end`` it is a moment."""

    order = ()

    def __init__(self, start: str, end: str = "", *, related: Any) -> None:
        super().__init__("pk", related=related)
        self.kind = replace(self.kind, words=False, absent=False)
        self.start, self.end = start, end

    def condition(self, wanted: list[Any]) -> Q:
        shifts = self.related._base_manager.filter(self.among(wanted), workplace_id=OuterRef("workplace_id"))
        if not self.end:
            inside = {"start_date__lte": OuterRef(self.start), "end_date__gte": OuterRef(self.start)}
            return Q(Exists(shifts.filter(**inside)))
        begun = shifts.filter(end_date__gt=OuterRef(self.start))
        lasting = Q(**{f"{self.end}__isnull": True}) & Q(Exists(begun))
        return lasting | Q(Exists(begun.filter(start_date__lt=OuterRef(self.end))))


class PhaseFlag(HubFilter):
    """Whether the phase is one of those that ``codes()`` names."""

    lists = False
    order = ()

    def __init__(self, codes: Callable[[], Iterable[str]]) -> None:
        super().__init__("phase", kind=_FLAG)
        self.codes = codes

    def condition(self, wanted: list[Any]) -> Q:
        among = Q(phase__in=list(self.codes()))
        return among if wanted[0] else ~among


class Either(HubFilter):
    """What any of several filters finds, each under a condition of its own."""

    order = ()
    parts: tuple[tuple[Q, HubFilter], ...] = ()

    def condition(self, wanted: list[Any]) -> Q:
        found = Q(pk__in=())
        for when, part in self.parts:
            part.model = self.model
            found |= when & part.condition(wanted)
        return found


#: Where an operation is: wanted while released, planned when dispatched, else where it is or was worked on.
PLACES = (
    (Q(phase=RELEASED), "target_workplace"),
    (Q(phase=DISPATCHED), "planning_results__workplace"),
    (~Q(phase__in=(RELEASED, DISPATCHED)), "last_workplace"),
)
GROUPS = ("capacity_group", "production_line")


class _Place(Either):
    """References to workplaces or groups, by several paths."""

    def __init__(self, paths: Iterable[tuple[Q, str]], related: Callable[[], Any]) -> None:
        super().__init__("pk", kind=REFERENCE, commas=True)
        self.parts = tuple((when, ReferenceFilter(f"{path}_id", related=related())) for when, path in paths)


class _PlaceNumber(Either):
    """Numbers of workplaces or groups, by several paths."""

    def __init__(self, paths: Iterable[tuple[Q, str]]) -> None:
        super().__init__("pk", kind=TEXT)
        self.parts = tuple((when, RelatedTextFilter(field=f"{path}__number")) for when, path in paths)


class PlaceFilter(_Place):
    """``workplace_id`` of operations."""

    def __init__(self) -> None:
        super().__init__(PLACES, _workplace)


class PlaceNumberFilter(_PlaceNumber):
    """``workplace_number`` of operations."""

    def __init__(self) -> None:
        super().__init__(PLACES)


class WorkplaceGroupFilter(_Place):
    """``workplace_group_id`` of workplaces: capacity group or line."""

    def __init__(self) -> None:
        super().__init__([(Q(), path) for path in GROUPS], _workplace_group)


class WorkplaceGroupNumberFilter(_PlaceNumber):
    """``workplace_group_number`` of workplaces."""

    def __init__(self) -> None:
        super().__init__([(Q(), path) for path in GROUPS])


class ConditionFilter(Either):
    """Texts of conditions, any of several columns; stars stand for what is around a number."""

    def __init__(self, *names: str) -> None:
        super().__init__("pk", kind=TEXT)
        self.parts = tuple((Q(), RelatedTextFilter(field=name)) for name in names)


class AssignedGroupFilter(_Place):
    """``workplace_group_id`` of assignments: capacity group or line of the workplace."""

    def __init__(self) -> None:
        super().__init__([(Q(), f"workplace__{path}") for path in GROUPS], _workplace_group)


class AssignedGroupNumberFilter(_PlaceNumber):
    """``workplace_group_number`` of assignments."""

    def __init__(self) -> None:
        super().__init__([(Q(), f"workplace__{path}") for path in GROUPS])


def _workplace() -> Any:
    from operations.models import Workplace

    return Workplace


def _workplace_group() -> Any:
    from operations.models import WorkplaceGroup

    return WorkplaceGroup
