"""What all master data of production share: code and name, a colour to be shown in, and a rank to be shown by."""

from django.core.validators import RegexValidator
from django.db import models

from assets.models.coded import Coded
from hub.fields.folded import FoldedCharField

COLOR = RegexValidator(r"\A#[0-9A-Fa-f]{6}\Z", "Expected a colour: #RRGGBB.", "invalid")


class Coloured(Coded):
    """A row of master data that people see as a coloured field in a sequence."""

    color = FoldedCharField(max_length=32, default="#808080", validators=[COLOR])
    rank = models.PositiveIntegerField(default=0)

    class Meta(Coded.Meta):
        abstract = True
