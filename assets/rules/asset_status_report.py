"""What a report of a status does: the latest known is the status of the asset; late ones are kept as its past."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assets.models import Asset, AssetStatusReport
from hub import errors, registry, writing

#: Clocks of those who report may be so far ahead.
AHEAD = timedelta(minutes=5)
FUTURE = _("This moment lies in the future.")


def report_create(report: AssetStatusReport) -> None:
    """Nobody knows the future."""
    if report.since > timezone.now() + AHEAD:
        raise errors.ValidationProblem([errors.field_error("since", "future", FUTURE)])


def report_written(report: AssetStatusReport, event: str) -> None:
    """The asset gets the status, unless a later one is known."""
    if event != "create" or report.status_id == Asset.objects.values_list("status", flat=True).get(pk=report.asset_id):
        return
    later = AssetStatusReport.objects.filter(asset_id=report.asset_id, since__gt=report.since)
    if later.exists() or _changed_at(report.asset_id) > report.since:
        return
    writing.change(registry.get("asset"), report.asset_id, {"status": report.status})


def _changed_at(asset_id: int) -> datetime:
    """When the asset got the status that it has."""
    versions = Asset.history.filter(id=asset_id).order_by("-version")
    status_id = versions.values_list("status_id", flat=True)[0]
    others = versions.filter(status_id__isnull=False) if status_id is None else versions.exclude(status_id=status_id)
    before = others.values_list("version", flat=True).first() or 0
    moment: datetime = versions.filter(version__gt=before).values_list("history_date", flat=True).last()
    return moment
