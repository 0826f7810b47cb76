"""The Django app ``dialects``: other vendors' wire formats."""

from django.apps import AppConfig


class DialectsConfig(AppConfig):
    """Other vendors' wire formats over the views of the hub."""

    name = "dialects"
    label = "dialects"
