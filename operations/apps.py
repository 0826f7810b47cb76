"""The Django app ``operations``: Production."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OperationsConfig(AppConfig):
    """Production: orders, operations, workplaces, tools, staff."""

    name = "operations"
    label = "operations"

    def ready(self) -> None:
        import_module("operations.urls")
        standard = import_module("operations.standard")
        post_migrate.connect(standard.ensure_standard, sender=self)
