"""Setup transitions of a workplace group, computed from its rules."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from hub import filters, registry
from hub.fields import timestamp
from hub.viewsets.locating import locate
from operations.api.summaries import ComputedView
from operations.rules import setup_transitions

ROUTE = "workplaceGroups/<segment:key>/setupTransitions"
ASKED = ("predecessor_material", "successor_material")


class SetupTransitionView(ComputedView):
    """How long it takes to go from one material to another."""

    @extend_schema(
        operation_id="get_setup_transitions_of_workplace_group",
        tags=["Workplace groups"],
        parameters=[OpenApiParameter(name, str, description="The number of a material.") for name in ASKED],
    )
    def transitions(self, request: Request, key: str) -> Any:
        entry = registry.get("workplace_group")
        located = locate(entry, key, self.principal)
        filters.refuse_unknown(request.query_params, ASKED)
        asked = [request.query_params.get(name) for name in ASKED]
        found, changed = setup_transitions.transitions(self.principal, located.id, *asked)
        elements = [
            {"predecessor_material": {"number": before}, "successor_material": {"number": after}, "setup_time": time}
            for before, after, time in found
        ]
        href = entry.of(located.id)
        told = {"updated_at": timestamp.render(changed), "elements": elements}
        return self.figures(f"{href}/setupTransitions", told, workplace_group={"href": href})


def routes() -> list[tuple[str, URLPattern]]:
    """Where they stand."""
    view = SetupTransitionView.as_view({"get": "transitions"})
    return [(ROUTE, path(ROUTE, view, name="workplaceGroups-setupTransitions"))]
