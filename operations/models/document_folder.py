"""The model of document folders, and the link table of what is in them."""

from django.db import models

from assets.models import Document
from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .material import Material
from .workplace import Workplace


class DocumentFolder(Resource):
    """Documents that belong together: mostly all that is needed to make a material at a workplace."""

    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    workplace = models.ForeignKey(Workplace, models.PROTECT, null=True, blank=True, related_name="document_folders")
    material = models.ForeignKey(Material, models.PROTECT, null=True, blank=True, related_name="document_folders")

    def __str__(self) -> str:
        return self.name


class DocumentFolderLink(Resource):
    """That a document is in a folder."""

    folder = models.ForeignKey(DocumentFolder, models.CASCADE, related_name="document_links")
    document = models.ForeignKey(Document, models.CASCADE, related_name="folder_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "folder", "document"], name="document_folder_once")]

    def __str__(self) -> str:
        return f"{self.document_id} in {self.folder_id}"
