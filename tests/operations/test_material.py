"""Material: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestMaterial(PlantContract):
    kind = "material"
