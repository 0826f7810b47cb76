"""Along which relations rights flow: a table that the apps declare, to be read; it is the same for every object."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.request import Request

from hub import access, filters, registry
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.viewsets import paging
from hub.viewsets.answers import answer
from hub.viewsets.base import HubViewSet
from permissions.api import described_inheritances as described
from permissions.models import EffectiveRight

PATH, PLURAL = "permission_inheritances", "permission_inheritances"
ASKED = ("source", "target")


class Inheritance(serializers.Serializer[Any]):
    """A row of the table has no version."""


class PermissionInheritances(HubViewSet):
    """From which kinds rights flow to which, along what, and up to which right. Nobody changes it."""

    serializer_class, queryset = Inheritance, EffectiveRight.objects.none()
    described = described.INHERITANCES

    def inheritances(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """A page of the table."""
        query = request.query_params
        filters.refuse_unknown(query, (*ASKED, "page", "per_page"))
        wanted = paging.page_request(query, b"inheritances")
        rows = [row for row in _rows() if all(query.get(name, row[name]) == row[name] for name in ASKED)]
        shown = [] if wanted.beyond else rows[wanted.offset : wanted.offset + wanted.size]
        page = paging.Page(shown, len(rows), wanted)
        pages = page.links(request.path, query)
        pagination = {"pagination": {**page.figures(), **pages}}
        if self.media != HAL:
            data: dict[str, Any] = {PLURAL: shown, **pagination}
        else:
            links = {"self": {"href": request.get_full_path()}, "curies": CURIES}
            hrefs = {relation: {"href": href} for relation, href in pages.items()}
            linked = [{"_links": {"self": {"href": _href(row)}}, **row} for row in shown]
            data = {"_links": {**links, **hrefs}, "_embedded": {PLURAL: linked}, **pagination}
        return answer(request, data, headers=page.headers(pages), tagged=True)


def _rows() -> list[dict[str, str]]:
    return [
        {
            "source": flow.source,
            "target": flow.target,
            "along": "parent" if flow.target_key == "id" else "link",
            "right": access.NAMES[flow.ceiling],
        }
        for flow in access.FLOWS
    ]


def _href(row: dict[str, str]) -> str:
    return f"{registry.API_ROOT}{PATH}?source={row['source']}&target={row['target']}"


def routes() -> list[tuple[str, URLPattern]]:
    """Where it stands; the entry point links it."""
    meaning = "From which kinds rights flow to which, along parents or links, and up to which right."
    report = registry.Report(relation="permissionInheritances", path=PATH, parameters=ASKED, meaning=meaning)
    registry.register_report(report)
    view = PermissionInheritances.as_view({"get": "inheritances"})
    return [(PATH, path(PATH, view, name="permission-inheritances"))]
