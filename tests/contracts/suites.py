"""The classes of tests put together, as a resource's own test module inherits them."""

from tests.contracts.bulk import BulkContract
from tests.contracts.catalogue import CatalogueContract
from tests.contracts.conditional import ConditionalContract, ConditionalWriteContract
from tests.contracts.creating import CreateContract
from tests.contracts.cursor import CursorContract
from tests.contracts.deleting import DeleteContract
from tests.contracts.granting import GrantContract
from tests.contracts.hal import HalContract, PageContract
from tests.contracts.history import HistoryContract, RemovedHistoryContract
from tests.contracts.nested import NestedContract
from tests.contracts.reading import ReadContract
from tests.contracts.references import ReferenceContract
from tests.contracts.rights import RightsContract
from tests.contracts.search import SearchContract
from tests.contracts.tenants import TenantContract
from tests.contracts.updating import UpdateContract


class ResourceContract(ReadContract, CreateContract, UpdateContract, DeleteContract):
    """A resource that can be listed, read, created, replaced, changed and removed."""


class WholeContract(
    ResourceContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ReferenceContract,
    ConditionalContract,
    ConditionalWriteContract,
    HistoryContract,
    RemovedHistoryContract,
    RightsContract,
    TenantContract,
    NestedContract,
):
    """All that a kind promises that can be made, changed and removed by those who hold the right on it."""


class PlantContract(WholeContract, BulkContract, GrantContract):
    """A thing of the plant: also changed in bulk, and granted one by one."""


class MasterContract(PlantContract, CatalogueContract):
    """Coded master data: also with standard rows that all tenants read and none writes."""


__all__ = [
    "BulkContract",
    "CatalogueContract",
    "ConditionalContract",
    "ConditionalWriteContract",
    "CreateContract",
    "CursorContract",
    "DeleteContract",
    "GrantContract",
    "HalContract",
    "HistoryContract",
    "MasterContract",
    "NestedContract",
    "PageContract",
    "PlantContract",
    "ReadContract",
    "ReferenceContract",
    "RemovedHistoryContract",
    "ResourceContract",
    "RightsContract",
    "SearchContract",
    "TenantContract",
    "UpdateContract",
    "WholeContract",
]
