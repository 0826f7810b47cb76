"""Reports by material, by order and by detail of quality, over a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from hub import access, errors, filters, registry
from hub.fields import timestamp
from hub.hal.reference import parse_key
from operations.api.summaries import PERIOD, WHERE, ComputedView
from operations.rules import reports

WHAT = ("material_id", "material_number")
ORDER = ("production_order_id",)
#: The filter of its kind that a parameter means, where it is called otherwise.
MEANT = {"workplace_number": "number", "material_number": "number"}


def _asked(*names: str) -> list[OpenApiParameter]:
    return [OpenApiParameter(name, str, required=name == "start_date") for name in (*PERIOD, *names)]


class MaterialReportView(ComputedView):
    """Reports of what the caller may read, in a period; without a material or an order of all."""

    @extend_schema(operation_id="get_overall_process_efficiency", tags=["Reports"], parameters=_asked(*ORDER, *WHAT))
    def process_efficiency(self, request: Request) -> Any:
        window = self._window((*ORDER, *WHAT))
        found = reports.process_efficiency(self._made(), window)
        return self._told(PROCESS_EFFICIENCY, window, found)

    @extend_schema(
        operation_id="get_hit_list_of_operating_states_by_material", tags=["Reports"], parameters=_asked(*WHAT)
    )
    def hit_list(self, request: Request) -> Any:
        window = self._window(WHAT)
        return self._told(HIT_LIST, window, reports.hit_list_by_material(self._made(), window))

    @extend_schema(operation_id="get_quality_details_by_material", tags=["Reports"], parameters=_asked(*WHAT))
    def details_of_materials(self, request: Request) -> Any:
        window = self._window(WHAT)
        return self._told(OF_MATERIALS, window, reports.quality_details(self._made(), window, "material"))

    @extend_schema(operation_id="get_quality_details_by_workplace", tags=["Reports"], parameters=_asked(*WHERE, *WHAT))
    def details_of_workplaces(self, request: Request) -> Any:
        window = self._window((*WHERE, *WHAT))
        places = self._readable("workplace", WHERE, "workplace_id")
        of = Q(workplace__in=places.order_by().values("pk"))
        if any(name in request.query_params for name in WHAT):
            of &= self._made()
        return self._told(OF_WORKPLACES, window, reports.quality_details(of, window, "workplace"))

    # -- what is asked for ------------------------------------------------------------------------------------------

    def _window(self, names: Iterable[str]) -> tuple[datetime, datetime]:
        """The period of the query, which asks for nothing but ``names`` besides."""
        filters.refuse_unknown(self.request.query_params, (*PERIOD, *names))
        start, end = self.period()
        if start is None:
            raise errors.BadParameter("start_date", _("This parameter is required."), "required")
        return start, end or timezone.now()

    def _made(self) -> Q:
        """What was recorded at operations of the order and the material that the query names."""
        operations = self._readable("operation", (), "")
        if ORDER[0] in self.request.query_params:
            orders = self._readable("production_order", ORDER, ORDER[0])
            operations = operations.filter(production_order__in=orders.order_by().values("pk"))
        named = any(name in self.request.query_params for name in WHAT)
        return reports.of_material(operations, self._readable("material", WHAT, WHAT[0]) if named else None)

    def _readable(self, kind: str, names: Iterable[str], key: str) -> QuerySet[Any]:
        """What the caller may read of a kind, as far as the parameters ``names`` ask for it; ``key`` is its own id."""
        entry, given = registry.get(kind), self.request.query_params
        rows = access.provider().narrow(entry.model.objects.all(), self.principal, kind)
        asked = [name for name in names if name in given]
        if len(asked) > 1:
            raise errors.BadParameter(asked[1], _("Name it once."), "conflict")
        for name in asked:
            text = str(given[name])
            if name.endswith("_id") and parse_key(text) is None:
                raise errors.BadParameter(name, _("Expected an id or a UUID."))
            own = "uuid" if len(text) in (32, 36) else "id"
            one = entry.filterset.base_filters[own if name == key else MEANT.get(name, name)]
            rows = one.filter(rows, one.read(text))
        return rows

    def _told(self, report: registry.Report, window: tuple[datetime, datetime], found: Mapping[str, Any]) -> Any:
        period = dict(zip(PERIOD, map(timestamp.render, window), strict=True))
        return self.figures(f"{registry.API_ROOT}{report.path}", {**period, **found})


PROCESS_EFFICIENCY = registry.Report(
    relation="overallProcessEfficiency",
    path="reports/overallProcessEfficiency",
    parameters=(*PERIOD, *ORDER, *WHAT),
    meaning="How well orders went through the plant in a period: availability of the process, performance, quality.",
)
HIT_LIST = registry.Report(
    relation="hitListOperatingStatesMaterial",
    path="reports/hitListOperatingStatesMaterial",
    parameters=(*PERIOD, *WHAT),
    meaning="The operating states while a material was made, those first that took most of the time.",
)
OF_MATERIALS = registry.Report(
    relation="qualityDetailsMaterial",
    path="reports/qualityDetailsMaterial",
    parameters=(*PERIOD, *WHAT),
    meaning="What was made of a material in a period, by quality and its detail.",
)
OF_WORKPLACES = registry.Report(
    relation="qualityDetailsWorkplace",
    path="reports/qualityDetailsWorkplace",
    parameters=(*PERIOD, *WHERE, *WHAT),
    meaning="What was made at a workplace or in a group in a period, by quality and its detail.",
)
VIEWS = {
    "process_efficiency": PROCESS_EFFICIENCY,
    "hit_list": HIT_LIST,
    "details_of_materials": OF_MATERIALS,
    "details_of_workplaces": OF_WORKPLACES,
}


def routes() -> list[tuple[str, URLPattern]]:
    """Where they stand; the entry point links them."""
    found = []
    for action, report in VIEWS.items():
        registry.register_report(report)
        view = MaterialReportView.as_view({"get": action})
        found.append((report.path, path(report.path, view, name=report.relation)))
    return found
