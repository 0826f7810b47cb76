"""What the plant is made of."""

from .asset import Asset
from .asset_health_condition import AssetHealthCondition, ProductHealthConditionLink
from .asset_status import AssetStatus
from .asset_status_report import AssetStatusReport
from .attachment import Attachment
from .document import AssetDocumentLink, Document, DocumentCategoryLink, ProductDocumentLink
from .document_category import DocumentCategory
from .document_classification import DocumentClassification
from .document_status import DocumentStatus
from .event import Event, EventAssetLink, EventDocumentLink, EventInstrumentationLink, EventNodeLink
from .event_status import EventStatus
from .event_type import EventType
from .health_condition import HealthCondition
from .health_condition_cause import HealthConditionCause
from .health_condition_remedy import HealthConditionRemedy
from .instrumentation import Instrumentation, InstrumentationAssetLink, InstrumentationDocumentLink
from .instrumentation_status import InstrumentationStatus
from .instrumentation_type import InstrumentationType
from .manufacturer import Manufacturer
from .node import Node, NodeAssetLink, NodeDocumentLink, NodeInstrumentationLink
from .node_type import NodeType
from .picture import Picture
from .product import Product, ProductCategoryLink
from .product_category import ProductCategory
from .product_status import ProductStatus
from .software import AssetSoftwareLink, ProductSoftwareLink, Software
from .software_attachment import SoftwareAttachment
from .software_type import SoftwareType
from .specification import (
    AssetSpecificationSet,
    AssetTerm,
    EventSpecificationSet,
    EventTerm,
    InstrumentationSpecificationSet,
    InstrumentationTerm,
    NodeSpecificationSet,
    NodeTerm,
    ProductSpecificationSet,
    ProductTerm,
    SystemSpecificationSet,
    SystemTerm,
    UserSpecificationSet,
    UserTerm,
)
from .system import NodeSystemLink, System, SystemAssetLink, SystemInstrumentationLink
from .system_status import SystemStatus
from .system_type import SystemType
from .unit import Unit

__all__ = [
    "Asset",
    "AssetDocumentLink",
    "AssetHealthCondition",
    "AssetSoftwareLink",
    "AssetSpecificationSet",
    "AssetStatus",
    "AssetStatusReport",
    "AssetTerm",
    "Attachment",
    "Document",
    "DocumentCategory",
    "DocumentCategoryLink",
    "DocumentClassification",
    "DocumentStatus",
    "Event",
    "EventAssetLink",
    "EventDocumentLink",
    "EventInstrumentationLink",
    "EventNodeLink",
    "EventSpecificationSet",
    "EventStatus",
    "EventTerm",
    "EventType",
    "HealthCondition",
    "HealthConditionCause",
    "HealthConditionRemedy",
    "Instrumentation",
    "InstrumentationAssetLink",
    "InstrumentationDocumentLink",
    "InstrumentationSpecificationSet",
    "InstrumentationStatus",
    "InstrumentationTerm",
    "InstrumentationType",
    "Manufacturer",
    "Node",
    "NodeAssetLink",
    "NodeDocumentLink",
    "NodeInstrumentationLink",
    "NodeSpecificationSet",
    "NodeSystemLink",
    "NodeTerm",
    "NodeType",
    "Picture",
    "Product",
    "ProductCategory",
    "ProductCategoryLink",
    "ProductDocumentLink",
    "ProductHealthConditionLink",
    "ProductSoftwareLink",
    "ProductSpecificationSet",
    "ProductStatus",
    "ProductTerm",
    "Software",
    "SoftwareAttachment",
    "SoftwareType",
    "System",
    "SystemAssetLink",
    "SystemInstrumentationLink",
    "SystemSpecificationSet",
    "SystemStatus",
    "SystemTerm",
    "SystemType",
    "Unit",
    "UserSpecificationSet",
    "UserTerm",
]
