"""Machines: at their workplace, their states and the corrections of them, and what is booked to what is in progress."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describe
from .operations import Operations, answer_one, canonical, enter, flag
from .resource import Body
from .tables.workplaces import MACHINE, RECORDED_MACHINE_STATE, WORKPLACE
from .values import zoned
from .view import ForceView

#: What a body may say about a new state, about a correction, and about what was made.
STATE = {"machineStateDetailIds": "details", "remark": "remark"}
CORRECTION = {"startDate": "start_date", "endDate": "end_date", **STATE}
BOOKINGS: dict[str, Mapping[str, str]] = {
    "strokes": {"strokes": "strokes"},
    "counterIncrease": {"count": "count"},
    "quantitiesWithQualityDetails": {"quantity": "quantity", "qualityDetailId": "quality_detail"},
}


def _of(view: ForceView, key: str) -> str:
    """The id of the machine at a workplace; 404 where there is none."""
    found = view.ask("GET", canonical(WORKPLACE, key, "machines"), query={"per_page": 1}).data["machines"]
    if not found:
        raise errors.NotFoundProblem()
    return str(found[0]["id"])


def _read(view: ForceView, key: str) -> Any:
    return answer_one(view, MACHINE, canonical(MACHINE, _of(view, key)))


def _enter(view: ForceView, key: str, state: str) -> Any:
    return enter(view, MACHINE, _of(view, key), state, STATE)


def _recorded(view: ForceView, key: str) -> Any:
    """What was recorded of the machine at a workplace."""
    wanted = view.after(lambda: asking.of_list(view, RECORDED_MACHINE_STATE, view.request.query_params))
    machine = _of(view, key)
    question: asking.Question = wanted()
    view.about(RECORDED_MACHINE_STATE, question)
    assert question.page is not None
    path = canonical(MACHINE, machine, "recordedMachineStateDetails")
    found, _offered = view.fetch(RECORDED_MACHINE_STATE, path, question, question.page, None)
    return view.elements(found, [RECORDED_MACHINE_STATE.told(item) for item in found.items])


def _correct(view: ForceView, key: str) -> Any:
    """Why the machine was in its state from a moment on; 204."""
    _book(view, _of(view, key), "recordedMachineStateDetails/update", CORRECTION)
    return view.nothing()


def _book(view: ForceView, key: str, path: str, members: Mapping[str, str]) -> None:
    view.names = {canonical_name: name for name, canonical_name in members.items()}

    def body() -> Body:
        sent = view.sent if isinstance(view.sent, dict) else {}
        flag(view, "async")
        return {members[name]: zoned(sent[name]) for name in members if sent.get(name) is not None}

    view.ask("POST", canonical(MACHINE, key, path), body=body)


def booking(name: str) -> Operations:
    """``POST /machines/{id}/{name}``: 204."""

    def run(view: ForceView, key: str) -> Any:
        _book(view, key, name, BOOKINGS[name])
        return view.nothing()

    return {"POST": Operation(run=run, described=lambda: describe.recording(MACHINE, tuple(BOOKINGS[name])))}


OF_WORKPLACE: dict[str, Operations] = {
    "machine": {"GET": Operation(run=_read, described=lambda: describe.reading(MACHINE, WORKPLACE))},
    "machine/<segment:state>": {
        "POST": Operation(run=_enter, described=lambda: describe.entering(MACHINE, STATE)),
    },
    "machine/recordedMachineStateDetails": {
        "GET": Operation(run=_recorded, described=lambda: describe.elements(RECORDED_MACHINE_STATE, WORKPLACE))
    },
    "machine/recordedMachineStateDetails/update": {
        "POST": Operation(run=_correct, described=lambda: describe.recording(MACHINE, tuple(CORRECTION)))
    },
}
