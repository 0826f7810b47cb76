"""Document statuses: the standard ones and those of the tenant."""

from assets.models import DocumentStatus
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class DocumentStatusSerializer(HalSerializer):
    """The shape of a document status."""

    class Meta:
        model = DocumentStatus
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class DocumentStatusFilter(ResourceFilterSet):
    """What document statuses can be asked for."""

    class Meta:
        model = DocumentStatus


class DocumentStatusViewSet(ResourceViewSet):
    """Document statuses: the standard ones and those of the tenant."""

    entry = Entry(
        model=DocumentStatus,
        path="document/statuses",
        plural="document_statuses",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="documents", target="document", via="status"),),
    )
    serializer_class = DocumentStatusSerializer
    filterset_class = DocumentStatusFilter
