"""Production in the demo plant: there is something of everything, and a second run adds nothing."""

import pytest
from django.core.management import call_command

from operations.models import Operation, PlanningResult, ProductionOrder, Tool, ToolAssemblyOrder, Workplace

MODELS = (Operation, PlanningResult, ProductionOrder, Tool, ToolAssemblyOrder, Workplace)


@pytest.mark.django_db
def test_the_demo_plant_produces(capsys):
    call_command("seed_demo", "--json")
    counts = [model.objects.count() for model in MODELS]
    assert min(counts) > 0
    assert Operation.objects.filter(phase="PROCESSING", current_workplace__isnull=False).count() == 1
    call_command("seed_demo", "--json")
    assert [model.objects.count() for model in MODELS] == counts
