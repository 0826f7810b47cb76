"""The Django app ``bench``: the models that history is measured against."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    """The baselines."""

    name = "bench"
    label = "bench"
