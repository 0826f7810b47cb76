"""Document folders: documents that belong together, for a material or a workplace."""

from hub.access import UPDATE
from hub.filters import LinkedFilter, RelatedTextFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.models import DocumentFolder, DocumentFolderLink


class DocumentFolderSerializer(HalSerializer):
    """The shape of a document folder."""

    class Meta:
        model = DocumentFolder
        fields = [
            "id",
            "uuid",
            "name",
            "description",
            "workplace",
            "material",
            "tenant",
            "created_at",
            "updated_at",
        ]


class DocumentFolderFilter(ResourceFilterSet):
    """What document folders can be asked for."""

    workplace_number = RelatedTextFilter(field="workplace__number")
    material_number = RelatedTextFilter(field="material__number")
    document_id = LinkedFilter(DocumentFolderLink, "folder", "document")

    class Meta:
        model = DocumentFolder


class DocumentFolderViewSet(ResourceViewSet):
    """Document folders: documents that belong together. A folder hands no rights on to what is in it."""

    entry = Entry(
        model=DocumentFolder,
        path="document/folders",
        group="production",
        nested=(
            Nested(
                name="documents",
                target="document",
                through=lambda: DocumentFolderLink,
                keys=("folder", "document"),
                child_level=UPDATE,
            ),
        ),
    )
    serializer_class = DocumentFolderSerializer
    filterset_class = DocumentFolderFilter


#: Beneath a document: the folders that it is in.
FOLDERS = Nested(
    name="folders",
    target="document_folder",
    through=lambda: DocumentFolderLink,
    keys=("document", "folder"),
    child_level=UPDATE,
)
