"""Predicted malfunction: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestPredictedMalfunction(WholeContract, BulkContract):
    kind = "predicted_malfunction"
    change = {"critical_date": "2026-02-03T00:00:00Z"}
