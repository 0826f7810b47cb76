"""Erp contexts: the plant or personnel area of the business system that production belongs to."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import ErpContext


class ErpContextSerializer(HalSerializer):
    """The shape of an erp context."""

    class Meta:
        model = ErpContext
        fields = [
            "id",
            "uuid",
            "type",
            "identifier1",
            "identifier2",
            "identifier3",
            "system_number",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ErpContextFilter(ResourceFilterSet):
    """What erp contexts can be asked for."""

    class Meta:
        model = ErpContext


class ErpContextViewSet(ResourceViewSet):
    """Erp contexts: the plant or personnel area of the business system that production belongs to."""

    entry = Entry(
        model=ErpContext,
        path="erpContexts",
        group="production",
        title=("identifier1",),
    )
    serializer_class = ErpContextSerializer
    filterset_class = ErpContextFilter
