"""The models of user fields: free texts of a plant's own, each at a position."""

from django.db import models

from hub.models import Resource

from .operation import Operation
from .workplace import Workplace


class UserFields(Resource):
    """A list in one row, so that it has one version: ``[{"position", "value"}]``."""

    elements = models.JSONField(default=list, blank=True)

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind().replace('_', ' ')} of {self.pk}"


class OperationUserFields(UserFields):
    """The user fields of an operation."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="user_fields", editable=False)

    class Meta(UserFields.Meta):
        verbose_name_plural = "operation user fields"
        constraints = [models.UniqueConstraint(fields=["tenant", "operation"], name="operation_user_fields_once")]


class WorkplaceUserFields(UserFields):
    """The user fields of a workplace."""

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="user_fields", editable=False)

    class Meta(UserFields.Meta):
        verbose_name_plural = "workplace user fields"
        constraints = [models.UniqueConstraint(fields=["tenant", "workplace"], name="workplace_user_fields_once")]
