"""Documents: what is written or drawn about the plant."""

from assets.filters import ValidAtFilter
from assets.models import (
    AssetDocumentLink,
    Document,
    DocumentCategoryLink,
    EventDocumentLink,
    InstrumentationDocumentLink,
    NodeDocumentLink,
    ProductDocumentLink,
)
from hub.access import PERMIT, READ, UPDATE
from hub.filters import LinkedFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class DocumentSerializer(HalSerializer):
    """The shape of a document."""

    class Meta:
        model = Document
        fields = [
            "id",
            "uuid",
            "name",
            "description",
            "number",
            "document_version",
            "valid_from",
            "valid_until",
            "status",
            "classification",
            "tenant",
            "created_at",
            "updated_at",
        ]


class DocumentFilter(ResourceFilterSet):
    """What documents can be asked for."""

    category_id = LinkedFilter(DocumentCategoryLink, "document", "category", tree=True)
    valid_at = ValidAtFilter()

    class Meta:
        model = Document


def _about(name: str, target: str, link: type) -> Nested:
    """What a document is about: that hands its rights down, the document receives them."""
    return Nested(
        name=name,
        target=target,
        through=lambda: link,
        keys=("document", target),
        own_level=PERMIT,
        child_level=UPDATE,
    )


class DocumentViewSet(ResourceViewSet):
    """Documents; their files are their attachments."""

    entry = Entry(
        model=Document,
        path="documents",
        group="plant",
        translatable=("name", "description"),
        nested=(
            Nested(name="attachments", target="attachment", via="document", makes=True),
            Nested(
                name="categories",
                target="document_category",
                through=lambda: DocumentCategoryLink,
                keys=("document", "category"),
                child_level=READ,
            ),
            _about("assets", "asset", AssetDocumentLink),
            _about("nodes", "node", NodeDocumentLink),
            _about("instrumentations", "instrumentation", InstrumentationDocumentLink),
            _about("products", "product", ProductDocumentLink),
            _about("events", "event", EventDocumentLink),
        ),
    )
    serializer_class = DocumentSerializer
    filterset_class = DocumentFilter
