"""The Django app ``sample``, installed only while testing."""

from django.apps import AppConfig


class SampleConfig(AppConfig):
    """Models that use every kind of field, for tests of the hub."""

    name = "tests.sample"
    label = "sample"
