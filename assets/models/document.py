"""The model of documents, and the link tables of what they are about."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.fields.partial_date import PartialDateField
from hub.models import Resource

from .asset import Asset
from .document_category import DocumentCategory
from .document_classification import DocumentClassification
from .document_status import DocumentStatus
from .product import Product


class Document(Resource):
    """Something written or drawn about the plant; its files are its attachments."""

    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    number = FoldedCharField(max_length=100, blank=True, default="")
    document_version = FoldedCharField(max_length=100, blank=True, default="")
    valid_from = PartialDateField(null=True, blank=True)
    valid_until = PartialDateField(null=True, blank=True)
    status = models.ForeignKey(DocumentStatus, models.PROTECT, related_name="documents")
    classification = models.ForeignKey(
        DocumentClassification, models.PROTECT, null=True, blank=True, related_name="documents"
    )

    def __str__(self) -> str:
        return self.name


class DocumentCategoryLink(Resource):
    """That a document stands in a category."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="category_links")
    category = models.ForeignKey(DocumentCategory, models.PROTECT, related_name="document_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "document", "category"], name="document_category_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} in {self.category_id}"


class AssetDocumentLink(Resource):
    """That a document is about an asset."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="document_links")
    document = models.ForeignKey(Document, models.CASCADE, related_name="asset_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "asset", "document"], name="asset_document_once")]

    def __str__(self) -> str:
        return f"{self.document_id} about {self.asset_id}"


class ProductDocumentLink(Resource):
    """That a document is about a product."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="document_links")
    document = models.ForeignKey(Document, models.CASCADE, related_name="product_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "product", "document"], name="product_document_once")]

    def __str__(self) -> str:
        return f"{self.document_id} about {self.product_id}"
