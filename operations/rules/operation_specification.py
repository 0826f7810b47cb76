"""What may happen to the specification of an operation."""

from __future__ import annotations

from operations.models import OperationSpecification

from .periods import check

DATES = ("target_start_date", "target_end_date")


def operation_specification_create(specification: OperationSpecification) -> None:
    """The target dates are in order."""
    check(specification, DATES)


def operation_specification_change(specification: OperationSpecification, changed: set[str]) -> None:
    """The target dates stay in order."""
    check(specification, DATES)
