"""What is computed out of what was recorded: summaries of operations and workplaces, and reports over a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from hub import access, errors, filters, registry
from hub.fields import timestamp
from hub.filters.values import Refused
from hub.hal.links import CURIES, LinkSpec
from hub.hal.plan import HAL
from hub.hal.reference import parse_key
from hub.viewsets.answers import answer
from hub.viewsets.base import HubViewSet
from hub.viewsets.locating import key_filter, locate
from operations.models import OperatingState, Operation, RecordedOutputQuantity, Workplace, WorkplaceShift
from operations.rules import production_data, summaries
from operations.rules.periods import BEFORE_START

REPORT = "reports/overallEquipmentEfficiency"
PERIOD = ("start_date", "end_date")
#: What elements refer to.
NAMED = ("workplace", "material", "operating_state", "quality_type", "quality_detail")
OF_STATES = ("time_base", "operating_state_class_id", "workplace_state_id")
WHERE = ("workplace_id", "workplace_number", "workplace_group_id", "workplace_group_number")


def _asked(*names: str) -> list[OpenApiParameter]:
    return [OpenApiParameter(name, str) for name in names]


class Figures(serializers.Serializer[Any]):
    """Figures computed at the moment; they have no version."""


class ComputedView(HubViewSet):
    """Base of what is computed: one GET."""

    serializer_class = Figures
    queryset = Operation.objects.none()

    def figures(self, href: str, data: dict[str, Any], **links: Any) -> Any:
        """``data`` with the link to itself and ``links``, in HAL; as it is in plain JSON."""
        if self.media == HAL:
            data = {"_links": {"self": {"href": href}, "curies": CURIES, **links}, **data}
        return answer(self.request, _named(data), tagged=True)

    def period(self) -> tuple[datetime | None, datetime | None]:
        """``start_date`` and ``end_date`` of the query."""
        found: list[datetime | None] = []
        for name in PERIOD:
            text = self.request.query_params.get(name)
            try:
                found.append(timestamp.parse(text) if text is not None else None)
            except ValueError:
                raise errors.BadParameter(name, timestamp.EXPECTED) from None
        start, end = found
        if start is not None and end is not None and end < start:
            raise errors.BadParameter("end_date", BEFORE_START, "before_start")
        return start, end

    def value(self, entry: registry.Entry, name: str) -> Any:
        """The value of a parameter that is a filter of ``entry``."""
        try:
            return entry.filterset.base_filters[name].read(self.request.query_params[name])
        except Refused as refusal:
            raise errors.BadParameter(name, refusal.detail, refusal.code) from None

    def states_asked(self) -> set[int] | None:
        """The operating states that the query asks for; None where it does not."""
        entry = registry.get("operating_state")
        given = [name for name in OF_STATES if name in self.request.query_params]
        rows = access.provider().narrow(OperatingState.objects.all(), self.principal, entry.name)
        for name in given:
            rows = entry.filterset.base_filters[name].filter(rows, self.value(entry, name))
        return set(rows.values_list("pk", flat=True)) if given else None


def reference_to(kind: str, key: int | None) -> dict[str, Any]:
    """The member ``kind`` as an object with ``id`` and ``href``; nothing of nothing."""
    return {} if key is None else {kind: {"id": key, "href": registry.get(kind).of(key)}}


def _named(data: dict[str, Any]) -> dict[str, Any]:
    """References in elements as objects with ``id`` and ``href``."""
    shown = []
    for element in data.get("elements", ()):
        element = dict(element)
        for kind in NAMED:
            element |= reference_to(kind, element.get(kind))
        shown.append(element)
    return {**data, "elements": shown} if "elements" in data else data


class OperationSummaryView(ComputedView):
    """Summaries of one operation."""

    def _operation(self, request: Request, key: str, asked: tuple[str, ...] = ()) -> Any:
        filters.refuse_unknown(request.query_params, asked)
        located = locate(registry.get("operation"), key, self.principal)
        return Operation.objects.get(pk=located.id)

    @extend_schema(operation_id="get_quantity_summary_of_operation", tags=["Operations"])
    def quantities(self, request: Request, key: str) -> Any:
        operation = self._operation(request, key)
        href = registry.get("operation").of(operation.pk)
        found = summaries.of_operation(operation)
        return self.figures(f"{href}/quantitySummary", found, operation={"href": href})

    @extend_schema(
        operation_id="get_operating_state_summary_of_operation", tags=["Operations"], parameters=_asked(*OF_STATES)
    )
    def states(self, request: Request, key: str) -> Any:
        operation = self._operation(request, key, OF_STATES)
        href = registry.get("operation").of(operation.pk)
        found = summaries.times_of_operation(operation, self.states_asked())
        return self.figures(f"{href}/operatingStateSummary", found, operation={"href": href})

    @extend_schema(
        operation_id="get_current_production_data_of_operation",
        tags=["Operations"],
        parameters=_asked(production_data.PARAMETER),
    )
    def production(self, request: Request, key: str) -> Any:
        """Where the operation is now, in which phase, and how long it took so far."""
        operation = self._operation(request, key, (production_data.PARAMETER,))
        href = registry.get("operation").of(operation.pk)
        given = request.query_params.get(production_data.PARAMETER, "").split(",")
        found = production_data.current(operation, [name.strip() for name in given if name.strip()])
        found |= reference_to("workplace", found["workplace"])
        return self.figures(f"{href}/currentProductionData", found, operation={"href": href})


class WorkplaceSummaryView(ComputedView):
    """Summaries of one workplace over a period."""

    def _place(self, request: Request, key: str, asked: tuple[str, ...]) -> tuple[int, str, Any, Any]:
        filters.refuse_unknown(request.query_params, (*PERIOD, "shift_id", *asked))
        entry = registry.get("workplace")
        located = locate(entry, key, self.principal)
        start, end = self.period()
        if "shift_id" in request.query_params:
            start, end = self._in_shift(located.id, start, end)
        return located.id, entry.of(located.id), start, end

    def _in_shift(self, place: int, start: datetime | None, end: datetime | None) -> tuple[datetime, datetime]:
        """The part of the period that lies in the shift of the workplace which the query names."""
        entry, name = registry.get("workplace_shift"), "shift_id"
        text = self.request.query_params[name]
        if parse_key(text) is None:
            raise errors.BadParameter(name, _("Expected an id or a UUID."))
        rows = access.provider().narrow(WorkplaceShift.objects.filter(workplace_id=place), self.principal, entry.name)
        shift = rows.filter(**key_filter(entry, text)).first()
        if shift is None:
            raise errors.BadParameter(name, _("This is no shift of the workplace."), "not_found")
        begin = max(start, shift.start_date) if start else shift.start_date
        return begin, max(begin, min(end, shift.end_date) if end else shift.end_date)

    @extend_schema(
        operation_id="get_quantity_summary_of_workplace",
        tags=["Workplaces"],
        parameters=_asked(*PERIOD, "shift_id", "material_number"),
    )
    def quantities(self, request: Request, key: str) -> Any:
        place, href, start, end = self._place(request, key, ("material_number",))
        of = Q(workplace_id=place)
        if "material_number" in request.query_params:
            entry = registry.get("recorded_output_quantity")
            one = entry.filterset.base_filters["material_number"]
            rows = one.filter(RecordedOutputQuantity.objects.filter(of), self.value(entry, "material_number"))
            of = Q(pk__in=rows.values("pk"))
        found = summaries.quantities(of, (start, end))
        return self.figures(f"{href}/quantitySummary", found, workplace={"href": href})

    @extend_schema(
        operation_id="get_operating_state_summary_of_workplace",
        tags=["Workplaces"],
        parameters=_asked(*PERIOD, "shift_id", *OF_STATES),
    )
    def states(self, request: Request, key: str) -> Any:
        place, href, start, end = self._place(request, key, OF_STATES)
        window = (start, end or timezone.now())
        found = summaries.times_of_workplace(Q(workplace_id=place), window, self.states_asked())
        return self.figures(f"{href}/operatingStateSummary", found, workplace={"href": href})


ASKED = [OpenApiParameter(name, str, required=name == "start_date") for name in (*PERIOD, *WHERE)]


class ReportView(ComputedView):
    """Reports of a workplace or a group in a period."""

    @extend_schema(operation_id="get_overall_equipment_efficiency", tags=["Reports"], parameters=ASKED)
    def efficiency(self, request: Request) -> Any:
        return self._report(EFFICIENCY, summaries.efficiency)

    @extend_schema(operation_id="get_total_quantity", tags=["Reports"], parameters=ASKED)
    def quantities(self, request: Request) -> Any:
        return self._report(QUANTITY, summaries.made_at)

    @extend_schema(operation_id="get_hit_list_of_operating_states", tags=["Reports"], parameters=ASKED)
    def hit_list(self, request: Request) -> Any:
        return self._report(HIT_LIST, summaries.hit_list)

    def _report(self, report: registry.Report, compute: Callable[[list[int], datetime, datetime], Any]) -> Any:
        filters.refuse_unknown(self.request.query_params, (*PERIOD, *WHERE))
        start, end = self.period()
        if start is None:
            raise errors.BadParameter("start_date", _("This parameter is required."), "required")
        end = end or timezone.now()
        found = compute(self._workplaces(), start, end)
        period = {"start_date": timestamp.render(start), "end_date": timestamp.render(end)}
        return self.figures(f"{registry.API_ROOT}{report.path}", {**period, **found})

    def _workplaces(self) -> list[int]:
        """The workplaces that the query names, all without a name, as far as the caller may read them."""
        given = [name for name in WHERE if name in self.request.query_params]
        if len(given) > 1:
            raise errors.BadParameter(given[1], _("Name one workplace or one group."))
        entry = registry.get("workplace")
        rows = access.provider().narrow(Workplace.objects.all(), self.principal, entry.name)
        if not given:
            return list(rows.values_list("pk", flat=True))
        name = given[0]
        text = self.request.query_params[name]
        if name.endswith("_id") and parse_key(text) is None:
            raise errors.BadParameter(name, _("Expected an id or a UUID."))
        one = entry.filterset.base_filters["id" if name == "workplace_id" else _own(name)]
        if name == "workplace_id" and len(text) in (32, 36):
            one = entry.filterset.base_filters["uuid"]
        return list(one.filter(rows, one.read(text)).values_list("pk", flat=True))


def _own(name: str) -> str:
    """The filter of workplaces that a parameter of the report means."""
    return "number" if name == "workplace_number" else name


LINKS = [LinkSpec("quantitySummary", "/quantitySummary"), LinkSpec("operatingStateSummary", "/operatingStateSummary")]
CURRENT = LinkSpec("currentProductionData", "/currentProductionData")


QUANTITY = registry.Report(
    relation="totalQuantity",
    path="reports/totalQuantity",
    parameters=(*PERIOD, *WHERE),
    meaning="What was made at a workplace or in a group in a period, by quality and workplace.",
)
HIT_LIST = registry.Report(
    relation="hitListOperatingStatesWorkplace",
    path="reports/hitListOperatingStatesWorkplace",
    parameters=(*PERIOD, *WHERE),
    meaning="The operating states of a workplace or a group in a period, those first that took most of the time.",
)
EFFICIENCY = registry.Report(
    relation="overallEquipmentEfficiency",
    path=REPORT,
    parameters=(*PERIOD, *WHERE),
    meaning="Availability, performance, quality and their product, of a workplace or a group in a period.",
)


def routes() -> list[tuple[str, URLPattern]]:
    """Where they stand; the reports are linked by the entry point."""
    reports = {"efficiency": EFFICIENCY, "quantities": QUANTITY, "hit_list": HIT_LIST}
    found = []
    for action, report in reports.items():
        registry.register_report(report)
        found.append((report.path, path(report.path, ReportView.as_view({"get": action}), name=report.relation)))
    for base, view in (("operations", OperationSummaryView), ("workplaces", WorkplaceSummaryView)):
        for name, action in (("quantitySummary", "quantities"), ("operatingStateSummary", "states")):
            route = f"{base}/<segment:key>/{name}"
            found.append((route, path(route, view.as_view({"get": action}), name=f"{base}-{name}")))
    route = f"operations/<segment:key>{CURRENT.suffix}"
    current = OperationSummaryView.as_view({"get": "production"})
    return [*found, (route, path(route, current, name="operations-currentProductionData"))]
