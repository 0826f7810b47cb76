"""The model of pictures."""

from django.db import models
from django.db.models import Q

from hub.files.model import StoredFile

from .asset import Asset
from .instrumentation import Instrumentation
from .node import Node
from .product import Product

#: What a picture can hang on.
HOLDERS = ("asset", "node", "instrumentation", "product")


def _only(name: str) -> Q:
    return Q(**{f"{other}__isnull": other != name for other in HOLDERS})


class Picture(StoredFile):
    """A picture of one thing of the plant, or the address of one elsewhere."""

    asset = models.ForeignKey(Asset, models.CASCADE, null=True, blank=True, related_name="pictures")
    node = models.ForeignKey(Node, models.CASCADE, null=True, blank=True, related_name="pictures")
    instrumentation = models.ForeignKey(Instrumentation, models.CASCADE, null=True, blank=True, related_name="pictures")
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="pictures")
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)

    class Meta(StoredFile.Meta):
        constraints = [
            models.CheckConstraint(
                condition=_only("asset") | _only("node") | _only("instrumentation") | _only("product"),
                name="picture_of_one_thing",
                violation_error_message="A picture is of one thing.",
            )
        ]
