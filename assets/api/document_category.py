"""Document categories: the tree in which documents are sorted."""

from assets.models import DocumentCategory, DocumentCategoryLink
from assets.rules.tree import parent_change
from hub.access import UPDATE
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class DocumentCategorySerializer(HalSerializer):
    """The shape of a document category."""

    class Meta:
        model = DocumentCategory
        fields = ["id", "uuid", "code", "name", "description", "parent", "tenant", "created_at", "updated_at"]


class DocumentCategoryFilter(ResourceFilterSet):
    """What document categories can be asked for."""

    class Meta:
        model = DocumentCategory


class DocumentCategoryViewSet(ResourceViewSet):
    """Document categories: the tree in which documents are sorted."""

    entry = Entry(
        model=DocumentCategory,
        path="document/categories",
        plural="document_categories",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=Rules(change=parent_change),
        nested=(
            Nested(name="categories", target="document_category", via="parent"),
            Nested(
                name="documents",
                target="document",
                through=lambda: DocumentCategoryLink,
                keys=("category", "document"),
                own_level=UPDATE,
                child_level=UPDATE,
            ),
        ),
    )
    serializer_class = DocumentCategorySerializer
    filterset_class = DocumentCategoryFilter
