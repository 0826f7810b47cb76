"""The model of the files of software."""

from django.db import models

from hub.fields.folded import FoldedTextField
from hub.fields.partial_date import PartialDateField
from hub.files.model import StoredFile

from .software import Software


class SoftwareAttachment(StoredFile):
    """A file of a software, or the address of one elsewhere: what is installed, what is to be read before."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="attachments")
    content_date = PartialDateField(null=True, blank=True)
    remarks = FoldedTextField(blank=True, default="")
