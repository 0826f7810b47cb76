"""Production in the demo plant: orders with operations, one of them running, tools, people, and what was recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from assets.models import Asset, Document, Node
from hub import context, linking, registry, subs, writing
from operations.models import (
    OperatingState,
    Operation,
    PlanningResult,
    ProductionOrder,
    QualityType,
    ShiftType,
    Workplace,
)

START = datetime(2026, 6, 15, 6, 0, tzinfo=UTC)
MATERIALS = [("FL-2040", "Flange DN40"), ("SH-0815", "Shaft 8x15"), ("BAR-30", "Bar stock 30 mm")]
WORKPLACES = [("TURN-1", "Turning centre ST-20"), ("MILL-1", "Milling centre"), ("ASSY-1", "Assembly by hand")]
#: Those that public samples of FORCE Bridge's clients ask for by number.
ASKED_FOR = [("R_WPL_04", "Turning, fourth place"), ("G550-1071", "Grinding machine G550")]
#: code, topic, value
SETTINGS = [("dashboard.refresh", "dashboard", "30"), ("label.printer", "labels", "LP-3")]
STEPS = [("0010", "Turn", 0), ("0020", "Mill", 1), ("0030", "Assemble", 2)]


def seed(told: dict[str, Any]) -> None:
    """Made once, by the engineer."""
    engineer, tenant = told["_acting"]["ada"], told["tenant"]["id"]
    if Workplace.objects.filter(tenant_id=tenant).exists():
        return
    with context.acting(engineer):
        workplaces = _workplaces(tenant)
        operations = _orders(workplaces)
        _sequence(operations[3:])
        _run(operations[0], workplaces[0])
        _plan(operations[1:], workplaces)
        _tools(operations[0], workplaces)
        _variants(operations[0], workplaces)
        _staff(workplaces)


def _make(kind: str, **values: Any) -> Any:
    return writing.create(registry.get(kind), values)


def _hang(name: str, key: int, **values: Any) -> None:
    sub = registry.find_sub(name)
    assert sub is not None
    subs.write(sub, key, values)


def _enter(kind: str, key: int, *states: str, **values: Any) -> None:
    for state in states:
        writing.transition(registry.get(kind), key, state, values)


def _workplaces(tenant: int) -> list[Workplace]:
    context_ = _make("erp_context", type="PLANT", identifier1="1000", system_number="ERP-1")
    group = _make("workplace_group", number="TURNING", description="Turning", erp_context=context_)
    line = Node.objects.filter(tenant_id=tenant, name="Line 3").first()
    made = []
    for place, (number, text) in enumerate(WORKPLACES):
        kind = "MANUAL_WORKPLACE" if place == 2 else "MACHINE_WORKPLACE"
        values = {"number": number, "description": text, "type": kind, "erp_context": context_, "node": line}
        made.append(_make("workplace", **values, capacity_group=group if place == 0 else None))
    for number, text in ASKED_FOR:
        _make("workplace", number=number, description=text, type="MACHINE_WORKPLACE", erp_context=context_, node=line)
    _group_rules(group, made[0])
    lathe = Asset.objects.filter(tenant_id=tenant, serial_number="ST20-0042").first()
    if lathe is not None:
        machine = _make("machine", number="M-42", description="Haas ST-20", asset=lathe, workplace=made[0])
        _enter("machine", machine.pk, "PRODUCTION")
    return made


def _group_rules(group: Any, workplace: Workplace) -> None:
    """What holds at the turning centres, and which of them will fail."""
    _make(
        "setup_transition_rule",
        workplace_group=group,
        predecessor_conditions="FL-2040",
        successor_conditions="SH-0815",
        setup_time=1_200_000,
    )
    rule = {"criterion": "MATERIAL_NUMBER", "conditions": "FL-2040", "workplaces": [workplace]}
    ratios = {"process_availability": 0.9, "performance": 0.95, "quality_rate": 0.98}
    _make("manufacturing_variant_rule", workplace_group=group, **rule, **ratios)
    end = START + timedelta(days=3)
    scenario = _make("predicted_malfunction_scenario", creator="Vibration", start_date=START, end_date=end)
    _make(
        "predicted_malfunction",
        predicted_malfunction_scenario=scenario,
        workplace=workplace,
        operating_state=OperatingState.objects.get(pk=4),
        prewarning_date=START + timedelta(days=1),
        critical_date=START + timedelta(days=2),
    )


def _orders(workplaces: list[Workplace]) -> list[Operation]:
    materials = [_make("material", number=number, description=text) for number, text in MATERIALS]
    operations = []
    for place in range(2):
        order: ProductionOrder = _make(
            "production_order",
            number=f"PO-{4711 + place}",
            description=materials[place].description,
            material=materials[place],
            target_quantity=100.0,
            quantity_unit="pcs",
            basic_start_date=START + timedelta(days=place),
            basic_end_date=START + timedelta(days=place + 2),
            priority=place,
            erp_context=workplaces[0].erp_context,
        )
        for sequence, (number, text, where) in enumerate(STEPS, start=1):
            values = {"number": number, "description": text, "sequence_number": sequence * 10}
            operation = _make("operation", **values, production_order=order, target_workplace=workplaces[where])
            _hang(
                "operation_specification",
                operation.pk,
                target_quantity=100.0,
                quantity_unit="pcs",
                target_time_per_unit=180_000,
                target_setup_time=1_800_000,
                target_processing_time=18_000_000,
            )
            operations.append(operation)
        _make("operation_component", operation=operations[-3], material=materials[2], quantity=100.0)
    return operations


def _sequence(operations: list[Operation]) -> None:
    """The second order says itself what comes before what, and when it is to be made."""
    order = operations[0].production_order
    dates = {"scheduled_start_date": START + timedelta(days=1), "scheduled_end_date": START + timedelta(days=2)}
    writing.change(registry.get("production_order"), order.pk, dates)
    for first, then in pairwise(operations):
        between = {"target_queue_time": 900_000, "target_move_time": 600_000, "minimum_send_ahead_quantity": 20.0}
        _make("operation_dependency", predecessor=first, successor=then, **between)
    _hang("scheduled_dates", operations[0].pk, **dates)


def _run(operation: Operation, workplace: Workplace) -> None:
    """The first operation is being worked on, with a morning of records."""
    _enter("operation", operation.pk, "SETUP", "PROCESSING", workplace=workplace)
    states = {row.code: row for row in OperatingState.objects.filter(pk__lte=8)}
    here = {"workplace": workplace, "operation": operation}
    begin = START
    for code, hours in (("SETUP", 0.5), ("PRODUCTION", 3.0), ("MALFUNCTION", 0.25), ("PRODUCTION", None)):
        end = begin + timedelta(hours=hours) if hours else None
        _make("recorded_operating_state", **here, operating_state=states[code], start_date=begin, end_date=end)
        begin = end or begin
    types = {row.code: row for row in QualityType.objects.filter(pk__lte=3)}
    _make("quality_detail", code="SCRATCHED", name="Scratched", quality_type=types["SCRAP"], color="#E53935")
    for code, quantity in (("YIELD", 42.0), ("SCRAP", 2.0), ("REWORK", 1.0)):
        booked = {"quality_type": types[code], "quantity": quantity, "booking_time": START + timedelta(hours=3)}
        _make("recorded_output_quantity", **here, **booked)


def _variants(operation: Operation, workplaces: list[Workplace]) -> None:
    """The first operation can be made in two ways; what only this plant knows stands in user fields."""
    tool = registry.get("tool").model.objects.filter(tenant_id=operation.tenant_id).order_by("pk").first()
    expected = {"process_availability": 0.9, "quality_rate": 0.97, "skill_factor": 1.0}
    for place, workplace in enumerate(workplaces[:2]):
        values = {"processing_time": 18_000_000 + place * 3_600_000, "delay_factor": 1.0 + place / 10}
        further = {"workplaces": [workplace], "tools": [tool] if place == 0 else []}
        _make("manufacturing_variant", operation=operation, **values, **expected, **further)
    _hang("operation_user_fields", operation.pk, elements=[{"position": 1, "value": "Deburr by hand"}])
    _hang("workplace_user_fields", workplaces[0].pk, elements=[{"position": 1, "value": "Hall 2"}])


def _plan(operations: list[Operation], workplaces: list[Workplace]) -> None:
    """The others are planned one behind the other; the first of them is dispatched."""
    for place, operation in enumerate(operations):
        start = START + timedelta(hours=8 * (place + 1))
        values = {"workplace": workplaces[(place + 1) % 3], "start_date": start, "end_date": start + timedelta(hours=6)}
        _hang("planning_result", operation.pk, **values)
        _hang("forecast_result", operation.pk, **{**values, "end_date": start + timedelta(hours=7)})
    _enter("operation", operations[0].pk, "DISPATCHED")
    end = START + timedelta(days=3)
    scenario = _make("planning_scenario", creator="Night shift", start_date=START, end_date=end)
    for place, operation in enumerate(operations):
        start = START + timedelta(hours=5 * (place + 1))
        period = {"workplace": workplaces[place % 3], "start_date": start, "end_date": start + timedelta(hours=5)}
        _make("scenario_assignment", planning_scenario=scenario, operation=operation, **period)
    _settings()
    _folder(operations[0], workplaces[0])
    early = ShiftType.objects.get(pk=1)
    for workplace in workplaces:
        period = {"workplace": workplace, "start_date": START, "end_date": START + timedelta(hours=8)}
        _make("workplace_shift", **period, shift_type=early)
        _make("scheduled_operating_time", **period)
    begin = START + timedelta(days=4)
    due = {"start_date": begin, "end_date": begin + timedelta(hours=4)}
    _make("scheduled_maintenance_time", workplace=workplaces[0], remark="Oil change", **due)


def _folder(operation: Operation, workplace: Workplace) -> None:
    """What the lathe's workers need to make a flange."""
    material = operation.production_order.material
    folder = _make("document_folder", name=f"Production of {material}", workplace=workplace, material=material)
    manuals = Document.objects.filter(tenant_id=folder.tenant_id, number="BA-0042")
    entry = registry.get("document_folder")
    linking.link(entry, folder.pk, entry.nested[0], list(manuals))


def _settings() -> None:
    for code, topic, value in SETTINGS:
        _make("customer_specific_setting", code=code, topic=topic, value=value)


def _tools(operation: Operation, workplaces: list[Workplace]) -> None:
    for number in range(1, 4):
        names = {"identifier1": f"T-{number:04d}", "name": f"Drill {number * 4} mm", "class_name": "Drill"}
        tool = _make("tool", **names, current_life_time=0, maximum_life_time=36_000_000)
        _hang("tool_location", tool.pk, workplace=workplaces[0], magazine_number="1", magazine_place=str(number))
        element = {"name": "Diameter", "identifier": "DC", "value": str(number * 4), "unit": "mm"}
        _hang("tool_characteristics", tool.pk, elements=[element])
        _make("tool_edge", tool=tool, identifier="1", maximum_life_time=36_000_000)
    order = _make("tool_assembly_order", operation=operation, target_workplace=workplaces[0])
    _enter("tool_assembly_order", order.pk, "INITIATED", "ASSEMBLED", "PRESETTING")


def _staff(workplaces: list[Workplace]) -> None:
    skill = _make("skill", code="TURNING", name="Turning")
    early = ShiftType.objects.get(pk=1)
    shifts: list[Any] = []
    for number, (first, last) in enumerate((("Mia", "Roth"), ("Jan", "Keller"))):
        member = _make("staff_member", staff_number=f"S-{100 + number}", first_name=first, last_name=last)
        _make("staff_member_skill", staff_member=member, skill=skill, level=0.8)
        shift = {"shift_type": early, "start_date": START, "end_date": START + timedelta(hours=8)}
        made = _make("staff_member_shift", staff_member=member, **shift)
        _hang(
            "staff_planning_result",
            made.pk,
            workplace=workplaces[number],
            skill=skill,
            start_date=START,
            end_date=START + timedelta(hours=8),
        )
        present = {"staff_member": member, "start_date": START, "end_date": START + timedelta(hours=8)}
        _make("recorded_attendance_time", **present)
        _make("recorded_login_period", **present, workplace=workplaces[number])
        _make("scheduled_working_time", staff_member=member, start_date=START, end_date=START + timedelta(hours=4))
        late = START + timedelta(hours=4.5)
        _make("scheduled_working_time", staff_member=member, start_date=late, end_date=START + timedelta(hours=8))
        assigned = next(child for child in registry.get("staff_member").nested if child.name == "assignedWorkplaces")
        linking.link(registry.get("staff_member"), member.pk, assigned, workplaces[: number + 1])
        shifts.append(made)
    _staff_plan(workplaces, skill, shifts)
    away = START + timedelta(days=7)
    _make("absence_time", staff_member=member, reason="Leave", start_date=away, end_date=away + timedelta(days=5))
    member = registry.get("staff_member").model.objects.filter(staff_number="S-100").first()
    _enter("staff_member", member.pk, "SIGNED_ON")
    _make("recorded_login_period", staff_member=member, workplace=workplaces[0], start_date=START + timedelta(days=1))
    _hang("staff_member_location", member.pk, latitude=47.6618, longitude=9.4806)
    _hang("workplace_location", workplaces[0].pk, latitude=47.6619, longitude=9.4805)


def _staff_plan(workplaces: list[Workplace], skill: Any, shifts: list[Any]) -> None:
    """A planned operation asks for two people who can turn; a scenario has one of them elsewhere."""
    planned = Operation.objects.get(pk=PlanningResult.objects.order_by("start_date").values_list("pk", flat=True)[0])
    _make("required_skill", operation=planned, skill=skill, phase="PROCESSING", minimum_skill=0.5, capacity=2.0)
    end = START + timedelta(days=1)
    scenario = _make("staff_planning_scenario", creator="Night shift", start_date=START, end_date=end)
    for shift, workplace in zip(shifts, reversed(workplaces), strict=False):
        period = {"start_date": START, "end_date": START + timedelta(hours=8)}
        _make(
            "staff_scenario_assignment",
            staff_planning_scenario=scenario,
            staff_member_shift=shift,
            workplace=workplace,
            skill=skill,
            **period,
        )
