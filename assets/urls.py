"""Where the things of the plant stand."""

from assets.api import finding
from assets.api.asset import AssetViewSet
from assets.api.asset_health_condition import AssetHealthConditionViewSet
from assets.api.asset_status import AssetStatusViewSet
from assets.api.asset_status_report import AssetStatusReportViewSet
from assets.api.attachment import AttachmentViewSet
from assets.api.document import DocumentViewSet
from assets.api.document_category import DocumentCategoryViewSet
from assets.api.document_classification import DocumentClassificationViewSet
from assets.api.document_status import DocumentStatusViewSet
from assets.api.event import EventViewSet
from assets.api.event_status import EventStatusViewSet
from assets.api.event_type import EventTypeViewSet
from assets.api.health_condition import HealthConditionViewSet
from assets.api.health_condition_cause import HealthConditionCauseViewSet
from assets.api.health_condition_remedy import HealthConditionRemedyViewSet
from assets.api.instrumentation import InstrumentationViewSet
from assets.api.instrumentation_status import InstrumentationStatusViewSet
from assets.api.instrumentation_type import InstrumentationTypeViewSet
from assets.api.manufacturer import ManufacturerViewSet
from assets.api.node import NodeViewSet
from assets.api.node_type import NodeTypeViewSet
from assets.api.picture import PictureViewSet
from assets.api.product import ProductViewSet
from assets.api.product_category import ProductCategoryViewSet
from assets.api.product_status import ProductStatusViewSet
from assets.api.software import SoftwareViewSet
from assets.api.software_attachment import SoftwareAttachmentViewSet
from assets.api.software_type import SoftwareTypeViewSet
from assets.api.specification import SpecificationViewSet
from assets.api.system import SystemViewSet
from assets.api.system_status import SystemStatusViewSet
from assets.api.system_type import SystemTypeViewSet
from assets.api.unit import UnitViewSet
from hub.router import resource, sub

routes = [
    *resource(ManufacturerViewSet),
    *resource(ProductViewSet),
    *resource(ProductStatusViewSet),
    *resource(ProductCategoryViewSet),
    *resource(AssetViewSet),
    *resource(AssetStatusViewSet),
    *resource(NodeViewSet),
    *resource(NodeTypeViewSet),
    *resource(InstrumentationViewSet),
    *resource(InstrumentationTypeViewSet),
    *resource(InstrumentationStatusViewSet),
    *resource(DocumentViewSet),
    *resource(AttachmentViewSet),
    *resource(DocumentStatusViewSet),
    *resource(DocumentClassificationViewSet),
    *resource(DocumentCategoryViewSet),
    *resource(EventViewSet),
    *resource(EventStatusViewSet),
    *resource(EventTypeViewSet),
    *resource(PictureViewSet),
    *resource(HealthConditionViewSet),
    *resource(HealthConditionCauseViewSet),
    *resource(HealthConditionRemedyViewSet),
    *resource(AssetHealthConditionViewSet),
    *resource(AssetStatusReportViewSet),
    *resource(SystemViewSet),
    *resource(SystemStatusViewSet),
    *resource(SystemTypeViewSet),
    *resource(SoftwareViewSet),
    *resource(SoftwareTypeViewSet),
    *resource(SoftwareAttachmentViewSet),
    *resource(UnitViewSet),
    *sub(SpecificationViewSet),
    *finding.routes(),
]
