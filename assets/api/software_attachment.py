"""Software attachments: the files of software."""

from assets.models import SoftwareAttachment
from assets.rules.attachment import attachment_change, attachment_create
from hub.files.fields import FileField, FileSerializer
from hub.filters import ResourceFilterSet
from hub.registry import ALL_ACTIONS, Entry, Files, Rules
from hub.viewsets.resource import ResourceViewSet


class SoftwareAttachmentSerializer(FileSerializer):
    """The shape of a file of a software."""

    file = FileField()

    class Meta:
        model = SoftwareAttachment
        fields = [
            "id",
            "uuid",
            "type",
            "file",
            "href",
            "file_name",
            "content_type",
            "size",
            "fingerprint",
            "content_date",
            "remarks",
            "software",
            "download_href",
            "tenant",
            "created_at",
            "updated_at",
        ]


class SoftwareAttachmentFilter(ResourceFilterSet):
    """What files of software can be asked for."""

    class Meta:
        model = SoftwareAttachment


class SoftwareAttachmentViewSet(ResourceViewSet):
    """Files of software, and links to files elsewhere. They share the right of their software."""

    entry = Entry(
        model=SoftwareAttachment,
        path="software/attachments",
        title=("file_name",),
        rules=Rules(create=attachment_create, change=attachment_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("software",),
        files=Files(),
    )
    serializer_class = SoftwareAttachmentSerializer
    filterset_class = SoftwareAttachmentFilter
