"""Trees of parents: nothing may stand below itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub import errors

CYCLE = _("This would put it below itself.")


def parent_check(instance: Any, member: str = "parent") -> None:
    """Refuse a parent that is the instance itself or stands below it."""
    seen = {instance.pk}
    above = getattr(instance, member)
    while above is not None:
        if above.pk in seen and instance.pk is not None:
            raise errors.ValidationProblem([errors.field_error(member, "cycle", CYCLE)])
        seen.add(above.pk)
        above = getattr(above, member)


def parent_change(instance: Any, changed: set[str]) -> None:
    """The rule of kinds whose parents form a tree."""
    if "parent" in changed:
        parent_check(instance)
