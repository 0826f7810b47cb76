"""What the things of the plant can be asked for by what is measured of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from hub.filters import TextFilter
from hub.filters.kinds import HubFilter
from telemetry.models import Series


class MeasuredKeyFilter(HubFilter):
    """Assets of which something with this key is measured; ``*`` finds all of which anything is."""

    order = ()

    def __init__(self) -> None:
        self.inner = TextFilter("key", commas=True)
        super().__init__("pk", kind=self.inner.kind, commas=True)

    def condition(self, wanted: list[Any]) -> Q:
        self.inner.model = Series
        return Q(pk__in=Series.objects.filter(self.inner.condition(wanted)).order_by().values("asset_id"))
