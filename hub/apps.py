"""The Django app ``hub``: The grammar of the hub: what every resource can do."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HubConfig(AppConfig):
    """The grammar of the hub: what every resource can do."""

    name = "hub"
    label = "hub"

    def ready(self) -> None:
        from hub import store

        import_module("hub.urls")
        post_migrate.connect(store.after_migrate, sender=self)
