"""What all coded master data share: a stable code, a translatable name and description."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class Coded(Resource):
    """A row of master data, identified by its code and named in the reader's language."""

    code = FoldedCharField(max_length=100)
    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Described(Resource):
    """A row that is known by its code beneath something else, and described in the reader's language."""

    code = FoldedCharField(max_length=100)
    description = models.TextField()

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.code
