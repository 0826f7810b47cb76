"""The entry point: everything starts here and shows only what this caller can use."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from hub import access, filters, registry
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.viewsets.answers import answer
from hub.viewsets.base import HubViewSet
from hub.viewsets.collection import find_template

VERSION = "1.0"


class RootViewSet(HubViewSet):
    """``GET /api/v1/``."""

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        filters.refuse_unknown(request.query_params, ())
        principal = self.principal
        data: dict[str, Any] = {
            "version": VERSION,
            "tenant": {"id": principal.tenant_id, "uuid": principal.tenant_uuid, "name": principal.tenant_name},
            "user": {"id": principal.user_id, "name": principal.user_name},
            "role": principal.role,
        }
        if self.media == HAL:
            data = {"_links": self._links(), **data}
        else:
            usable = (entry for entry in registry.entries() if access.may_use(principal, entry))
            data["collections"] = {entry.relation: entry.href for entry in usable}
        return answer(request, data, tagged=True)

    def _links(self) -> dict[str, Any]:
        links: dict[str, Any] = {
            "self": {"href": registry.API_ROOT},
            "curies": CURIES,
            "service-desc": {"href": f"{registry.API_ROOT}openapi.json", "type": "application/vnd.oai.openapi+json"},
            "service-doc": {"href": "/docs/", "type": "text/html"},
        }
        for entry in registry.entries():
            if access.may_use(self.principal, entry):
                links[entry.relation] = {"href": entry.href + find_template(entry), "templated": True}
        for report in registry.reports():
            links[report.relation] = {"href": report.href, "templated": True}
        return links
