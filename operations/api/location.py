"""The locations of workplaces and of staff members."""

from __future__ import annotations

from typing import Any

from hub.hal.serializer import HalSerializer
from hub.registry import Sub
from hub.viewsets.sub import SubViewSet
from operations.models import StaffMemberLocation, WorkplaceLocation


def _kind(model: Any, owner: str) -> tuple[Sub, Any]:
    entry = Sub(model=model, owner=owner, key=owner, path="location")
    meta = type("Meta", (), {"model": model, "fields": [owner, "latitude", "longitude", "updated_at"]})
    return entry, type(f"{model.__name__}Serializer", (HalSerializer,), {"Meta": meta, "__doc__": model.__doc__})


class LocationViewSet(SubViewSet):
    """Where on earth it is."""

    kinds = (_kind(WorkplaceLocation, "workplace"), _kind(StaffMemberLocation, "staff_member"))
