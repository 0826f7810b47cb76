"""The Django app ``telemetry``: values over time."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate


class TelemetryConfig(AppConfig):
    """Values over time: series and their measurements."""

    name = "telemetry"
    label = "telemetry"

    def ready(self) -> None:
        import_module("telemetry.urls")
        removing, partitions = import_module("telemetry.rules.removing"), import_module("telemetry.partitions")
        series = import_module("telemetry.models").Series
        carrying = import_module("permissions.webhooks.carrying")
        carrying.sources["asset_values"] = import_module("telemetry.rules.telling").values_of_batch
        post_delete.connect(removing.series_gone, sender=series, dispatch_uid="measurements of a series")
        post_migrate.connect(partitions.after_migrate, sender=self)
