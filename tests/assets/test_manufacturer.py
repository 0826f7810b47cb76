"""Manufacturer: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestManufacturer(PlantContract):
    kind = "manufacturer"
    thorough = True
