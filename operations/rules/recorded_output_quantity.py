"""What may happen to recorded quantities."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub import errors
from operations.models import RecordedOutputQuantity

#: Beyond it sums of many would leave the range of numbers.
MOST = 1e15
AT_MOST = _("At most {most}.")
OTHER_QUALITY = _("This detail belongs to another quality type.")


def recorded_output_quantity_create(record: RecordedOutputQuantity) -> None:
    """It came out where the operation is, unless it says otherwise; detail and type of its quality agree."""
    if record.workplace_id is None:
        record.workplace_id = record.operation.current_workplace_id or record.operation.last_workplace_id
    _check(record)


def recorded_output_quantity_change(record: RecordedOutputQuantity, changed: set[str]) -> None:
    """Detail and type of its quality still agree."""
    _check(record)


def _check(record: RecordedOutputQuantity) -> None:
    wrong = []
    if record.quantity > MOST:
        wrong.append(errors.field_error("quantity", "max_value", str(AT_MOST).format(most="10^15")))
    detail = record.quality_detail
    if detail is not None and detail.quality_type_id != record.quality_type_id:
        wrong.append(errors.field_error("quality_detail", "invalid", OTHER_QUALITY))
    if wrong:
        raise errors.ValidationProblem(wrong)
