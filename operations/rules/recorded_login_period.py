"""What may happen to login periods: one that has no end says where the staff member is now."""

from __future__ import annotations

from typing import Any

from operations.models import RecordedLoginPeriod, StaffMember

from .periods import period_change


def recorded_login_period_change(period: RecordedLoginPeriod, changed: set[str]) -> None:
    """It still ends after it began; whose it was is kept in mind."""
    period_change(period, changed)
    if "staff_member" in changed:
        before: Any = period
        before.former = RecordedLoginPeriod.objects.values_list("staff_member_id", flat=True).get(pk=period.pk)


def recorded_login_period_written(period: Any, event: str) -> None:
    """The latest that still lasts shows at the staff member."""
    lasting = RecordedLoginPeriod.objects.filter(end_date__isnull=True).order_by("-start_date", "-pk")
    if event == "delete":
        lasting = lasting.exclude(pk=period.pk)
    for key in sorted({period.staff_member_id, getattr(period, "former", period.staff_member_id)}):
        member = StaffMember.objects.select_for_update().get(pk=key)
        place = lasting.filter(staff_member=member).values_list("workplace_id", flat=True).first()
        if member.current_workplace_id != place:
            member.current_workplace_id = place
            member.save()
