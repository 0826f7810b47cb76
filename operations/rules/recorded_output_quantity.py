"""What may happen to recorded quantities."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub import errors
from operations.models import RecordedOutputQuantity

OTHER_QUALITY = _("This detail belongs to another quality type.")


def recorded_output_quantity_create(record: RecordedOutputQuantity) -> None:
    """It came out where the operation is, unless it says otherwise; detail and type of its quality agree."""
    if record.workplace_id is None:
        record.workplace_id = record.operation.current_workplace_id or record.operation.last_workplace_id
    detail = record.quality_detail
    if detail is not None and detail.quality_type_id != record.quality_type_id:
        raise errors.ValidationProblem([errors.field_error("quality_detail", "invalid", OTHER_QUALITY)])
