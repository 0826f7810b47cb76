"""Reports of statuses: since when an asset has had one."""

from assets.models import AssetStatusReport
from assets.rules.asset_status_report import report_create, report_written
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet


class AssetStatusReportSerializer(HalSerializer):
    """The shape of a report."""

    class Meta:
        model = AssetStatusReport
        fields = ["id", "uuid", "asset", "status", "since", "tenant", "created_at", "updated_at"]


class AssetStatusReportFilter(ResourceFilterSet):
    """What reports can be asked for."""

    class Meta:
        model = AssetStatusReport


class AssetStatusReportViewSet(ResourceViewSet):
    """Which status an asset has had since when, as it was told; the latest is its status. They share its right."""

    entry = Entry(
        model=AssetStatusReport,
        path="asset/status_reports",
        group="plant",
        title=("since",),
        rules=Rules(create=report_create, written=report_written),
        actions=frozenset({"create", "delete", "history", "search"}),
        shares=("asset",),
    )
    serializer_class = AssetStatusReportSerializer
    filterset_class = AssetStatusReportFilter
