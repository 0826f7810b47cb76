"""Document classifications: the standard ones and those of the tenant."""

from assets.models import DocumentClassification
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class DocumentClassificationSerializer(HalSerializer):
    """The shape of a document classification."""

    class Meta:
        model = DocumentClassification
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class DocumentClassificationFilter(ResourceFilterSet):
    """What document classifications can be asked for."""

    class Meta:
        model = DocumentClassification


class DocumentClassificationViewSet(ResourceViewSet):
    """Document classifications: the standard ones and those of the tenant."""

    entry = Entry(
        model=DocumentClassification,
        path="document/classifications",
        plural="document_classifications",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="documents", target="document", via="classification"),),
    )
    serializer_class = DocumentClassificationSerializer
    filterset_class = DocumentClassificationFilter
