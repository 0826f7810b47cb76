"""The Django app ``permissions``: Users, clients, keys and rights."""

from importlib import import_module

from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    """Users, clients, keys and rights."""

    name = "permissions"
    label = "permissions"

    def ready(self) -> None:
        import_module("permissions.urls")
        import_module("permissions.authentication.described")
        import_module("permissions.api.described")
        import_module("permissions.rules.upkeep").connect()
