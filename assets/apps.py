"""The Django app ``assets``: Products, assets and what describes them."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssetsConfig(AppConfig):
    """Products, assets and what describes them."""

    name = "assets"
    label = "assets"

    def ready(self) -> None:
        import_module("assets.urls")
        import_module("assets.rules.rights").declare()
        standard = import_module("assets.standard")
        post_migrate.connect(standard.ensure_standard, sender=self)
