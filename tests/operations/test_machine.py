"""Machine: what every resource promises. Its asset must be known to those who see it."""

import pytest

from tests.contracts.suites import PlantContract


class TestMachine(PlantContract):
    kind = "machine"

    @pytest.fixture(autouse=True)
    def _assets_are_known(self, _begin):
        self.here.grant("asset", "read")
