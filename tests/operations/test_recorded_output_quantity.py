"""Recorded output quantity: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestRecordedOutputQuantity(PlantContract):
    kind = "recorded_output_quantity"
