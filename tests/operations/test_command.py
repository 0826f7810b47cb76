"""Command: what a resource promises that is made, read and removed, and goes on by its states only."""

from tests.contracts.suites import (
    ConditionalContract,
    CreateContract,
    CursorContract,
    DeleteContract,
    GrantContract,
    HalContract,
    HistoryContract,
    PageContract,
    ReadContract,
    ReferenceContract,
    RightsContract,
    SearchContract,
    TenantContract,
)


class TestCommand(
    ReadContract,
    CreateContract,
    DeleteContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ReferenceContract,
    ConditionalContract,
    HistoryContract,
    RightsContract,
    TenantContract,
    GrantContract,
):
    kind = "command"
    unfiltered = frozenset({"parameters"})
