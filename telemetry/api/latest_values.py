"""The latest values of many assets at once: of all that the caller may read, or of those that are asked for."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from assets.models import Asset
from hub import filters, registry
from hub.errors import BadParameter
from hub.fields.folded import fold
from hub.filters.values import Refused
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.viewsets import paging
from hub.viewsets.answers import answer
from hub.viewsets.base import HubViewSet
from telemetry.api import described, questions
from telemetry.api.shown import Shown
from telemetry.models import LatestMeasurement, Series
from telemetry.rules import converting

PATH = "values"
ASKED = ("asset_id", *questions.LATEST)


class Latest(serializers.Serializer[Any]):
    """A value has no version."""


class LatestValues(HubViewSet):
    """The latest value of each key of many assets."""

    serializer_class, queryset = Latest, Series.objects.none()
    described = described.LATEST

    def latest_values(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """A page of them, asset by asset in the order of the keys."""
        query = request.query_params
        filters.refuse_unknown(query, (*ASKED, "page", "per_page"))
        series = questions.grouped(self._series(), query)
        if "key" in query:
            series = series.filter(key_folded__in=[fold(key) for key in query["key"].split(",")])
        found = LatestMeasurement.objects.filter(series_id__in=series.values("pk"))
        order = ("series__asset_id", "series__key_folded", "series__group_folded", "series_id")
        found = found.order_by(*order).select_related("series__asset")
        sizes = {"default": questions.DEFAULT_SIZE, "most": questions.MAX_SIZE}
        wanted = paging.page_request(query, b"latest values", **sizes)
        if wanted.after is not None:
            raise BadParameter("after", _("Page by number."), "unknown")
        rows = [] if wanted.beyond else list(found[wanted.offset : wanted.offset + wanted.size])
        wanted_units = questions.units(query)
        if wanted_units:
            converting.tell_in(rows, wanted_units)
        shown = Shown(self.media, self.language, (row.unit_id for row in rows))
        items = [self._item(shown, row) for row in rows]
        page = paging.Page(items, found.count(), wanted)
        pages = page.links(request.path, query)
        pagination = {"pagination": {**page.figures(), **pages}}
        if self.media != HAL:
            data: dict[str, Any] = {"values": items, **pagination}
        else:
            hrefs = {relation: {"href": href} for relation, href in pages.items()}
            links = {"self": {"href": request.get_full_path()}, "curies": CURIES, **hrefs}
            data = {"_links": links, "_embedded": {"values": items}, **pagination}
        return answer(request, data, headers=page.headers(pages), tagged=True)

    def _series(self) -> Any:
        """The series of the assets that are asked for and may be read."""
        rows = filters.readable(Series)
        if "asset_id" not in self.request.query_params:
            return rows
        one = registry.get("series").filterset.base_filters["asset_id"]
        try:
            return one.filter(rows, one.read(str(self.request.query_params["asset_id"])))
        except Refused as refusal:
            raise BadParameter("asset_id", refusal.detail, refusal.code) from None

    def _item(self, shown: Shown, row: Any) -> dict[str, Any]:
        asset: Asset = row.series.asset
        told = shown.latest(asset, row.series, row)
        own = shown.refer("asset", asset.pk, asset.uuid)
        return {**told, "asset": own} if self.media != HAL else {**told, "_links": {**told["_links"], "asset": own}}


def routes() -> list[tuple[str, URLPattern]]:
    """Where it stands; the entry point links it."""
    meaning = "The latest value of each key of all assets that the caller may read, or of some of them."
    registry.register_report(registry.Report(relation="values", path=PATH, parameters=ASKED, meaning=meaning))
    return [(PATH, path(PATH, LatestValues.as_view({"get": "latest_values"}), name="latest-values"))]
