"""Values of an asset: the latest of each key, those of one key over time, and the door through which they come in.

They share the right of the asset: reading takes read, storing takes update, removing takes delete.
"""

from __future__ import annotations

from typing import Any

import orjson
from django.utils.translation import gettext as _
from rest_framework.request import Request

from assets.models import Asset
from hub import access, errors, filters, registry
from hub.errors import BadParameter
from hub.fields.folded import fold
from hub.hal.plan import HAL
from hub.viewsets import paging
from hub.viewsets.answers import answer, nothing
from hub.viewsets.base import HubViewSet
from hub.viewsets.locating import Located, locate
from telemetry.api import described, questions
from telemetry.api.shown import Shown, href_of
from telemetry.models import LatestMeasurement, Series
from telemetry.rules import bodies, converting, ingest, reading, removing


class MeasurementViewSet(HubViewSet):
    """Values of an asset over time, by key."""

    places = (
        ("assets/<segment:key>/values", {"get": "latest", "post": "take_in", "delete": "remove"}),
        ("assets/<segment:key>/values/<path:name>", {"get": "over_time", "delete": "remove"}),
    )
    large = frozenset({"take_in"})
    described = described.OPERATIONS

    def asset(self, level: int = access.READ) -> Located:
        return locate(registry.get("asset"), self.kwargs["key"], self.principal, level)

    # -- the latest of each key -------------------------------------------------------------------------------------

    def latest(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The latest value of each key, in the order of the keys."""
        query = request.query_params
        filters.refuse_unknown(query, (*questions.LATEST, "page", "per_page"))
        asset = self.asset()
        series = questions.grouped(Series.objects.filter(asset_id=asset.id), query)
        if "key" in query:
            series = series.filter(key_folded__in=[fold(key) for key in query["key"].split(",")])
        found = LatestMeasurement.objects.filter(series_id__in=series.values("pk"))
        found = found.order_by("series__key_folded", "series__group_folded", "series_id").select_related("series")
        wanted = paging.page_request(query, b"values")
        rows = [] if wanted.beyond else list(found[wanted.offset : wanted.offset + wanted.size])
        wanted_units = questions.units(query)
        if wanted_units:
            converting.tell_in(rows, wanted_units)
        shown = Shown(self.media, self.language, (row.unit_id for row in rows))
        items = [shown.latest(asset, row.series, row) for row in rows]
        page = paging.Page(items, found.count(), wanted)
        pages = page.links(request.path, query)
        figures = {**page.figures(), **pages}
        if self.media != HAL:
            data: dict[str, Any] = {"values": items, "pagination": figures}
        else:
            links = shown.links(request.get_full_path(), asset, **_hrefs(pages), **self._actions(asset, request.path))
            data = {"_links": links, "_embedded": {"values": items}, "pagination": figures}
        return answer(request, data, headers=page.headers(pages), tagged=True)

    def _actions(self, asset: Located, path: str, *, create: bool = True) -> dict[str, Any]:
        may_change = access.may_change(self.principal, registry.get("asset"))
        found: dict[str, Any] = {}
        if create and may_change and asset.level >= access.UPDATE:
            found["create"] = {"href": path, "method": "POST"}
        if may_change and asset.level >= access.DELETE:
            found["delete"] = {"href": f"{path}{{?from,to}}", "method": "DELETE", "templated": True}
        return found

    def take_in(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Store a batch of values, all or nothing: 204, or 400 with a pointer to each bad one."""
        filters.refuse_unknown(request.query_params, ())
        asset = self.asset(access.UPDATE)
        batch = bodies.read(request.data)
        ingest.ingest(Asset.objects.get(pk=asset.id), batch)
        return nothing()

    # -- one key over time ------------------------------------------------------------------------------------------

    def over_time(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The values of one key in a window of time, or put together by intervals."""
        query = request.query_params
        filters.refuse_unknown(query, (*questions.WINDOW, *questions.NUMBERS))
        asset = self.asset()
        series = self._series(asset, kwargs["name"])
        rows = questions.window(query).of(series)
        together = questions.aggregation(query)
        order = questions.one_of(query, "order_by", ("timestamp", "-timestamp")) or "timestamp"
        counted = questions.flag(query, "include_total_count") is not False
        questions.one_of(query, "revisions", ("all",))
        sizes = {"default": questions.DEFAULT_SIZE, "most": questions.MAX_SIZE}
        wanted = paging.page_request(query, orjson.dumps("values"), **sizes)
        if wanted.after is not None:
            raise BadParameter("after", _("Page by number, or narrow the window."), "unknown")
        latest = LatestMeasurement.objects.filter(series_id=series.pk).first()
        if together is not None:
            unit_id = latest.unit_id if latest is not None else series.unit_id
            rows = rows if "unit_id" in query else rows.filter(unit_id=unit_id)
            data, more, total = self._together(rows, together, order, wanted, counted)
            shown = Shown(self.media, self.language, (series.unit_id, unit_id))
        else:
            data, more, total, shown = self._as_they_are(rows, series, order, wanted, counted, latest)
        told: dict[str, Any] = {"key": series.key, "group": series.group}
        told["latest"] = None if latest is None else shown.datum(latest, series)
        if counted:
            told |= {name: value for name, value in reading.figures(rows).items() if name != "count"}
        return self._window(asset, series, shown, {**told, "data": data}, (wanted, more, total))

    def _series(self, asset: Located, key: str) -> Any:
        """The series of a key; where it stands in several groups and none is named, that of none."""
        found = list(
            questions.grouped(Series.objects.filter(asset_id=asset.id, key_folded=fold(key)), self.request.query_params)
        )
        if not found:
            raise errors.NotFoundProblem()
        plain = found if len(found) == 1 else [series for series in found if not series.group]
        if not plain:
            names = sorted(series.group for series in found)
            detail = _("This key stands in several groups: {names}.").format(names=", ".join(names))
            raise BadParameter("group", detail, "required", groups=names)
        return plain[0]

    def _as_they_are(
        self, rows: Any, series: Series, order: str, wanted: paging.PageRequest, counted: bool, latest: Any
    ) -> tuple[list[dict[str, Any]], bool, int, Shown]:
        found = [] if wanted.beyond else list(rows.order_by(order)[wanted.offset : wanted.offset + wanted.size + 1])
        page = found[: wanted.size]
        replaced = None
        if self.request.query_params.get("revisions") == "all":
            replaced = reading.revisions(series, [row.timestamp for row in page])
        old = [one.unit_id for several in (replaced or {}).values() for one in several]
        units = {series.unit_id, *old, *(row.unit_id for row in [*page, *([latest] if latest else [])])}
        shown = Shown(self.media, self.language, units)
        data = [shown.datum(row, series, replaced) for row in page]
        return data, len(found) > wanted.size, rows.count() if counted else 0, shown

    @staticmethod
    def _together(
        rows: Any, together: tuple[str, int], order: str, wanted: paging.PageRequest, counted: bool
    ) -> tuple[list[dict[str, Any]], bool, int]:
        parts = reading.intervals(rows, *together)
        ordered = parts.order_by("-bucket" if order.startswith("-") else "bucket")
        found = [] if wanted.beyond else list(ordered[wanted.offset : wanted.offset + wanted.size + 1])
        data = [
            {"timestamp": reading.moment_of(bucket), "value": value, "count": count}
            for bucket, value, count in found[: wanted.size]
        ]
        return data, len(found) > wanted.size, parts.count() if counted else 0

    def _window(
        self,
        asset: Located,
        series: Any,
        shown: Shown,
        told: dict[str, Any],
        place: tuple[paging.PageRequest, bool, int],
    ) -> Any:
        wanted, more, total = place
        query, path = self.request.query_params, self.request.path
        page = paging.Page(told["data"], total, wanted)
        pages, figures, headers = page.links(path, query), page.figures(), page.headers
        if questions.flag(query, "include_total_count") is False:
            onward = paging.Page(told["data"], (wanted.number + more) * wanted.size, wanted).links(path, query)
            pages = {name: href for name, href in onward.items() if name != "last"}
            figures = {"per_page": wanted.size, "page": wanted.number}
            names = {"Link": ", ".join(f'<{href}>; rel="{rel}"' for rel, href in pages.items())}
            sent = {**names, "X-Per-Page": str(wanted.size), "X-Page": str(wanted.number)}
        else:
            sent = headers(pages)
        pagination = {"pagination": {**figures, **pages}}
        unit, own = shown.unit(series.unit_id), shown.refer("series", series.pk, series.uuid)
        if self.media != HAL:
            whole = {"key": told.pop("key"), "unit": unit, "series": own, **told, **pagination}
        else:
            actions = self._actions(asset, href_of(asset, series).partition("?")[0], create=False)
            links = shown.links(self.request.get_full_path(), asset, unit=unit, series=own, **_hrefs(pages), **actions)
            whole = {"_links": links, **told, **pagination}
        return answer(self.request, whole, headers=sent, tagged=True)

    # -- removing ---------------------------------------------------------------------------------------------------

    def remove(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Remove the values up to a moment, of all keys or of one: 204, also when there are none."""
        query = request.query_params
        filters.refuse_unknown(query, questions.SPAN)
        asset = self.asset(access.DELETE)
        since, upto = questions.span(query)
        if upto is None:
            raise BadParameter("to", _("Say up to which moment."), "required")
        key = fold(kwargs["name"]) if "name" in kwargs else None
        if key is not None and not Series.objects.filter(asset_id=asset.id, key_folded=key).exists():
            raise errors.NotFoundProblem()
        removing.remove(Asset.objects.get(pk=asset.id), upto=upto, since=since, key=key)
        return nothing()


def _hrefs(pages: dict[str, str]) -> dict[str, Any]:
    return {relation: {"href": href} for relation, href in pages.items()}
