"""The models of locations: where on earth a workplace or a staff member is."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from hub.models import Resource

from .staff_member import StaffMember
from .workplace import Workplace


class Location(Resource):
    """A point of the earth, in degrees (WGS 84)."""

    latitude = models.FloatField(validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(validators=[MinValueValidator(-180), MaxValueValidator(180)])

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


class WorkplaceLocation(Location):
    """Where a workplace stands."""

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="locations", editable=False)

    class Meta(Location.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "workplace"], name="workplace_location_once")]


class StaffMemberLocation(Location):
    """Where a staff member is."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="locations", editable=False)

    class Meta(Location.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "staff_member"], name="staff_member_location_once")]
