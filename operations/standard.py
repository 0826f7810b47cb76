"""The standard rows of production's master data: states, their transitions, and what else every plant shares."""

from __future__ import annotations

from typing import Any

from hub.catalogue import ensure_rows
from hub.migrating import once_complete
from operations.models import (
    CommandState,
    MachineState,
    MachineStateDetail,
    OperatingState,
    OperatingStateClass,
    OperationPhase,
    QualityType,
    ShiftState,
    ShiftType,
    StaffMemberState,
    StateTransition,
    ToolAssemblyOrderState,
    ToolState,
    WorkplaceState,
)

GREY, BLUE, GREEN, YELLOW, ORANGE, RED, VIOLET = (
    *("#9E9E9E", "#1E88E5", "#43A047", "#FDD835", "#FB8C00", "#E53935"),
    "#8E24AA",
)
Row = tuple[str, str, str, str, str]  # code, name, German, Chinese, colour

#: In progress, and takes a workplace, are told by the last two.
PHASES: list[tuple[str, str, str, str, str, bool, bool]] = [
    ("RELEASED", "Released", "Freigegeben", "已下达", GREY, False, False),
    ("COMPLETED", "Completed", "Beendet", "已完成", GREEN, False, False),
    ("SETUP", "Setup", "Rüsten", "调试", YELLOW, True, True),
    ("PROCESSING", "Processing", "Bearbeitung", "加工", BLUE, True, True),
    ("DISPATCHED", "Dispatched", "Eingeplant", "已派工", VIOLET, False, False),
    ("TRAINING", "Training", "Schulung", "培训", ORANGE, True, False),
    ("CLOSED", "Closed", "Abgeschlossen", "已关闭", GREEN, False, False),
    ("INTERRUPTED", "Interrupted", "Unterbrochen", "已中断", RED, False, False),
    (
        "WAITING_BEFORE_PROCESSING",
        "Waiting before processing",
        "Warten vor Bearbeitung",
        "加工前等待",
        YELLOW,
        True,
        False,
    ),
    (
        "WAITING_AFTER_PROCESSING",
        "Waiting after processing",
        "Warten nach Bearbeitung",
        "加工后等待",
        YELLOW,
        True,
        False,
    ),
]
TOOL_ASSEMBLY_ORDER_STATES: list[Row] = [
    ("REQUESTED", "Requested", "Angefordert", "已申请", GREY),
    ("INITIATED", "Initiated", "Veranlasst", "已启动", BLUE),
    ("ASSEMBLED", "Assembled", "Montiert", "已装配", BLUE),
    ("PRESETTING", "Presetting", "Voreinstellung", "预调", YELLOW),
    ("AVAILABLE", "Available", "Verfügbar", "可用", GREEN),
    ("RELEASED", "Released", "Freigegeben", "已放行", GREEN),
    ("COMPLETED", "Completed", "Abgeschlossen", "已完成", GREEN),
    ("UNAVAILABLE", "Unavailable", "Nicht verfügbar", "不可用", RED),
]
TOOL_STATES: list[Row] = [
    ("AVAILABLE", "Available", "Verfügbar", "可用", GREEN),
    ("IN_USE", "In use", "Im Einsatz", "使用中", BLUE),
    ("MAINTENANCE", "Maintenance", "Wartung", "维护", ORANGE),
    ("LOCKED", "Locked", "Gesperrt", "已锁定", RED),
    ("SCRAPPED", "Scrapped", "Verschrottet", "已报废", GREY),
]
MACHINE_STATES: list[Row] = [
    ("DOWNTIME", "Downtime", "Stillstand", "停机", RED),
    ("PRODUCTION", "Production", "Produktion", "生产", GREEN),
    ("SETUP", "Setup", "Rüsten", "调试", YELLOW),
]
#: The rows, then the state of machines; ids as in the list above.
MACHINE_STATE_DETAILS: list[tuple[Row, int]] = [
    (("UNDEFINED", "Undefined", "Undefiniert", "未定义", GREY), 1),
    (("PRODUCTION", "Production", "Produktion", "生产", GREEN), 2),
    (("SETUP", "Setup", "Rüsten", "调试", YELLOW), 3),
    (("MALFUNCTION", "Malfunction", "Störung", "故障", RED), 1),
    (("MAINTENANCE", "Maintenance", "Wartung", "维护", ORANGE), 1),
    (("NO_ORDER", "No order", "Kein Auftrag", "无订单", GREY), 1),
    (("NO_STAFF", "No staff", "Kein Personal", "无人员", GREY), 1),
    (("BREAK", "Break", "Pause", "休息", GREY), 1),
]
WORKPLACE_STATES: list[Row] = [
    ("PRODUCTION", "Production", "Produktion", "生产", GREEN),
    ("DOWNTIME", "Downtime", "Stillstand", "停机", RED),
]
STAFF_MEMBER_STATES: list[Row] = [
    ("SIGNED_OFF", "Signed off", "Abgemeldet", "已签退", GREY),
    ("SIGNED_ON", "Signed on", "Angemeldet", "已签到", GREEN),
]
COMMAND_STATES: list[Row] = [
    ("REQUESTED", "Requested", "Angefordert", "已请求", GREY),
    ("DELIVERED", "Delivered", "Zugestellt", "已送达", BLUE),
    ("CONFIRMED", "Confirmed", "Bestätigt", "已确认", GREEN),
    ("REJECTED", "Rejected", "Abgelehnt", "已拒绝", RED),
]
SHIFT_STATES: list[Row] = [
    ("PLANNED", "Planned", "Geplant", "已计划", GREY),
    ("CONFIRMED", "Confirmed", "Bestätigt", "已确认", GREEN),
    ("CANCELLED", "Cancelled", "Abgesagt", "已取消", RED),
]
OPERATING_STATE_CLASSES: list[Row] = [
    ("PRODUCTION", "Production", "Produktion", "生产", GREEN),
    ("ORGANISATIONAL", "Organisational", "Organisatorisch", "组织", YELLOW),
    ("TECHNICAL", "Technical", "Technisch", "技术", RED),
]
QUALITY_TYPES: list[Row] = [
    ("YIELD", "Yield", "Gutmenge", "合格品", GREEN),
    ("SCRAP", "Scrap", "Ausschuss", "废品", RED),
    ("REWORK", "Rework", "Nacharbeit", "返工", ORANGE),
]
SHIFT_TYPES: list[Row] = [
    ("EARLY", "Early shift", "Frühschicht", "早班", YELLOW),
    ("LATE", "Late shift", "Spätschicht", "中班", ORANGE),
    ("NIGHT", "Night shift", "Nachtschicht", "夜班", VIOLET),
    ("DAY", "Day shift", "Tagschicht", "白班", BLUE),
]
#: The rows above, then workplace state, class and time base; ids as in the lists above.
OPERATING_STATES: list[tuple[Row, int, int, str]] = [
    (("UNDEFINED", "Undefined", "Undefiniert", "未定义", GREY), 2, 2, "SCHEDULED_OPERATING_TIME"),
    (("PRODUCTION", "Production", "Produktion", "生产", GREEN), 1, 1, "PRODUCTION"),
    (("SETUP", "Setup", "Rüsten", "调试", YELLOW), 2, 1, "SETUP"),
    (("MALFUNCTION", "Malfunction", "Störung", "故障", RED), 2, 3, "MALFUNCTION"),
    (("MAINTENANCE", "Maintenance", "Wartung", "维护", ORANGE), 2, 3, "MAINTENANCE"),
    (("NO_ORDER", "No order", "Kein Auftrag", "无订单", GREY), 2, 2, "SCHEDULED_OPERATING_TIME"),
    (("NO_STAFF", "No staff", "Kein Personal", "无人员", GREY), 2, 2, "SCHEDULED_OPERATING_TIME"),
    (("BREAK", "Break", "Pause", "休息", GREY), 2, 2, "SCHEDULED_DOWNTIME"),
]
#: Machine, state and what it can become. Legal moves are the hub's own choice: no public source states them.
TRANSITIONS: dict[str, dict[str, str]] = {
    "operation": {
        "RELEASED": "DISPATCHED SETUP PROCESSING CLOSED",
        "DISPATCHED": "RELEASED SETUP PROCESSING",
        "SETUP": "WAITING_BEFORE_PROCESSING PROCESSING TRAINING INTERRUPTED COMPLETED",
        "WAITING_BEFORE_PROCESSING": "PROCESSING INTERRUPTED",
        "PROCESSING": "SETUP WAITING_AFTER_PROCESSING INTERRUPTED COMPLETED",
        "TRAINING": "PROCESSING SETUP INTERRUPTED COMPLETED",
        "WAITING_AFTER_PROCESSING": "COMPLETED INTERRUPTED",
        "INTERRUPTED": "SETUP PROCESSING TRAINING COMPLETED",
        "COMPLETED": "CLOSED PROCESSING",
    },
    "tool_assembly_order": {
        "REQUESTED": "INITIATED UNAVAILABLE",
        "INITIATED": "ASSEMBLED UNAVAILABLE",
        "ASSEMBLED": "PRESETTING UNAVAILABLE",
        "PRESETTING": "AVAILABLE ASSEMBLED UNAVAILABLE",
        "AVAILABLE": "RELEASED UNAVAILABLE",
        "RELEASED": "COMPLETED UNAVAILABLE",
        "UNAVAILABLE": "REQUESTED",
    },
    "tool": {
        "AVAILABLE": "IN_USE MAINTENANCE LOCKED SCRAPPED",
        "IN_USE": "AVAILABLE MAINTENANCE LOCKED",
        "MAINTENANCE": "AVAILABLE LOCKED SCRAPPED",
        "LOCKED": "AVAILABLE MAINTENANCE SCRAPPED",
    },
    "machine": {
        "DOWNTIME": "PRODUCTION SETUP",
        "PRODUCTION": "DOWNTIME SETUP",
        "SETUP": "PRODUCTION DOWNTIME",
    },
    "staff_member": {"SIGNED_OFF": "SIGNED_ON", "SIGNED_ON": "SIGNED_OFF"},
    "command": {"REQUESTED": "DELIVERED REJECTED", "DELIVERED": "CONFIRMED REJECTED"},
    "shift": {"PLANNED": "CONFIRMED CANCELLED", "CONFIRMED": "PLANNED CANCELLED", "CANCELLED": "PLANNED"},
}


def _row(rank: int, code: str, name: str, german: str, chinese: str, color: str) -> dict[str, Any]:
    translations = {"de-DE": {"name": german}, "zh-CN": {"name": chinese}}
    return {"code": code, "name": name, "color": color, "rank": rank, "translations": translations}


def _rows(rows: list[Row]) -> list[dict[str, Any]]:
    return [_row(rank, *row) for rank, row in enumerate(rows, start=1)]


def _phases() -> list[dict[str, Any]]:
    ranks = {code: rank for rank, code in enumerate(TRANSITIONS["operation"], start=1)}
    return [
        {**_row(ranks.get(row[0], len(PHASES)), *row[:5]), "in_progress": row[5], "needs_workplace": row[6]}
        for row in PHASES
    ]


def _operating_states() -> list[dict[str, Any]]:
    return [
        {
            **_row(rank, *row),
            "workplace_state_id": workplace_state,
            "operating_state_class_id": state_class,
            "time_base": time_base,
        }
        for rank, (row, workplace_state, state_class, time_base) in enumerate(OPERATING_STATES, start=1)
    ]


def _machine_state_details() -> list[dict[str, Any]]:
    return [
        {**_row(rank, *row), "machine_state_id": state}
        for rank, (row, state) in enumerate(MACHINE_STATE_DETAILS, start=1)
    ]


def _transitions() -> list[dict[str, Any]]:
    return [
        {"machine": machine, "from_state": state, "to_state": target}
        for machine, states in TRANSITIONS.items()
        for state, targets in states.items()
        for target in targets.split()
    ]


@once_complete
def ensure_standard(**_signal: Any) -> None:
    """Write what is missing; runs after every migration."""
    standard: list[tuple[Any, list[dict[str, Any]]]] = [
        (OperationPhase, _phases()),
        (ToolAssemblyOrderState, _rows(TOOL_ASSEMBLY_ORDER_STATES)),
        (ToolState, _rows(TOOL_STATES)),
        (MachineState, _rows(MACHINE_STATES)),
        (MachineStateDetail, _machine_state_details()),
        (WorkplaceState, _rows(WORKPLACE_STATES)),
        (StaffMemberState, _rows(STAFF_MEMBER_STATES)),
        (CommandState, _rows(COMMAND_STATES)),
        (OperatingStateClass, _rows(OPERATING_STATE_CLASSES)),
        (OperatingState, _operating_states()),
        (QualityType, _rows(QUALITY_TYPES)),
        (ShiftType, _rows(SHIFT_TYPES)),
        (ShiftState, _rows(SHIFT_STATES)),
        (StateTransition, _transitions()),
    ]
    for model, rows in standard:
        ensure_rows(model, enumerate(rows, start=1))
