"""The model of attachments."""

from django.db import models

from hub.fields.folded import FoldedCharField, FoldedTextField
from hub.fields.partial_date import PartialDateField
from hub.files.model import StoredFile

from .document import Document


class Attachment(StoredFile):
    """A file of a document, or the address of one elsewhere."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="attachments")
    content_author = FoldedCharField(max_length=200, blank=True, default="")
    content_version = FoldedCharField(max_length=100, blank=True, default="")
    content_date = PartialDateField(null=True, blank=True)
    remarks = FoldedTextField(blank=True, default="")
    #: Language tags with blanks between.
    languages = FoldedCharField(max_length=200, null=True, blank=True)
