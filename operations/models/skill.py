"""The model of skills."""

from django.db import models

from .coloured import Coloured


class Skill(Coloured):
    """Something that staff members can do and operations ask for."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="skill_code")]
