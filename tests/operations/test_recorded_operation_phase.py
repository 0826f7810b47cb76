"""Recorded operation phase: what a resource promises that only comes out of something else."""

from tests.contracts.suites import (
    ConditionalContract,
    CursorContract,
    HalContract,
    HistoryContract,
    PageContract,
    ReadContract,
    RightsContract,
    SearchContract,
    TenantContract,
)


class TestRecordedOperationPhase(
    ReadContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ConditionalContract,
    HistoryContract,
    RightsContract,
    TenantContract,
):
    kind = "recorded_operation_phase"
