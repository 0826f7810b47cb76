"""What is booked at machines: strokes, counts and quantities go to the operation in progress at their workplace, and
recorded states are corrected.

It takes the right to update the machine; the operation has to be one that the caller may read.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from hub import access, errors, filters, registry
from hub.fields.number import FloatField, IntegerField
from hub.fields.timestamp import TimestampField
from hub.guarding import lock
from hub.hal.reference import Reference, ReferenceList, Resolver
from hub.hal.serializer import ECHOED
from hub.openapi import answers
from hub.openapi.components import MOMENT, NUMBER, TEXT, Schema, several, thing
from hub.openapi.operations import POSTING, Operation
from hub.openapi.shapes import Shapes
from hub.viewsets.base import HubViewSet
from hub.viewsets.bodies import read_one
from hub.viewsets.locating import locate
from operations.models import QualityDetail
from operations.rules import machine as rules
from operations.rules.recorded_machine_state_detail import details_correct

QUANTITY, STATE = "recorded_output_quantity", "recorded_machine_state_detail"
REMARK = {"required": False, "allow_blank": True, "max_length": 500}


class StrokesBody(serializers.Serializer[object]):
    """How often a machine has struck."""

    strokes = IntegerField(min_value=0)


class CountBody(serializers.Serializer[object]):
    """By how much the counter of a machine has risen."""

    count = IntegerField(min_value=0)


class QuantityBody(serializers.Serializer[object]):
    """A quantity and why it has its quality."""

    quantity = FloatField(min_value=0)
    quality_detail = Reference(queryset=QualityDetail.objects.all())
    remark = serializers.CharField(**REMARK)  # type: ignore[arg-type]


class CorrectionBody(serializers.Serializer[object]):
    """Why a machine was in its state for some time."""

    start_date = TimestampField()
    end_date = TimestampField(required=False, allow_null=True)
    details = ReferenceList("machine_state_detail", required=True)
    remark = serializers.CharField(**REMARK)  # type: ignore[arg-type]


def _described(action: str, summary: str, members: dict[str, Schema], gives: str, required: list[str]) -> Any:
    def described(shapes: Shapes) -> tuple[str, Operation]:
        entry = registry.get(gives)
        name = "".join(part.capitalize() for part in action.split("_")) + "Body"
        whole = answers.made(shapes, entry, several=False) if gives == QUANTITY else answers.resource(shapes, entry)
        return "Machines", Operation(
            id=f"{action}_at_machine",
            summary=summary,
            takes="Takes the right update on the machine and the role engineer.",
            headers=("Idempotency-Key",),
            body=answers.body(shapes, name, thing(members, required, additionalProperties=False)),
            answers={"201" if gives == QUANTITY else "200": whole},
            refusals=POSTING,
        )

    return described


REFERENCE: Schema = {"type": ["integer", "string", "object"], "description": "An id, a UUID, or an object with one."}
DETAILS: dict[str, Schema] = {"details": several(REFERENCE), "remark": TEXT}


class MachineBookingView(HubViewSet):
    """Bookings at one machine."""

    places = (
        ("machines/<segment:key>/strokes", {"post": "strokes"}),
        ("machines/<segment:key>/counterIncrease", {"post": "count"}),
        ("machines/<segment:key>/quantitiesWithQualityDetails", {"post": "quantities"}),
        ("machines/<segment:key>/recordedMachineStateDetails/update", {"post": "correct"}),
    )
    described = {
        "strokes": _described(
            "book_strokes",
            "Book strokes: yield, as many as a machine cycle makes",
            {"strokes": NUMBER},
            QUANTITY,
            ["strokes"],
        ),
        "count": _described(
            "book_count", "Book what a counter has risen by: yield", {"count": NUMBER}, QUANTITY, ["count"]
        ),
        "quantities": _described(
            "book_quantity",
            "Book a quantity with a detail of its quality, whose type follows",
            {"quantity": {"type": "number"}, "quality_detail": REFERENCE, "remark": TEXT},
            QUANTITY,
            ["quantity", "quality_detail"],
        ),
        "correct": _described(
            "correct_states",
            "Say why it was in its state from a moment on; what is recorded is split where it has to be",
            {"start_date": MOMENT, "end_date": MOMENT, **DETAILS},
            STATE,
            ["start_date", "details"],
        ),
    }

    def strokes(self, request: Request, key: str) -> Any:
        return self._book(
            key, StrokesBody, lambda operation, said: {"quantity": rules.units(operation, said["strokes"])}
        )

    def count(self, request: Request, key: str) -> Any:
        return self._book(key, CountBody, lambda operation, said: {"quantity": float(said["count"])})

    def quantities(self, request: Request, key: str) -> Any:
        def booking(operation: Any, said: dict[str, Any]) -> dict[str, Any]:
            detail = said["quality_detail"]
            of = {"quality_detail": {"id": detail.pk}, "quality_type": {"id": detail.quality_type_id}}
            return {"quantity": said["quantity"], "remark": said.get("remark", ""), **of}

        return self._book(key, QuantityBody, booking)

    def correct(self, request: Request, key: str) -> Any:
        machine, said = self._machine(key, CorrectionBody)
        record = details_correct(
            lock(registry.get("machine"), machine),
            start=said["start_date"],
            end=said.get("end_date"),
            details=said["details"],
            remark=said.get("remark"),
        )
        view = self._view(STATE)
        return view.representation(view._fresh(record.pk))

    def _book(self, key: str, body: Any, booking: Any) -> Any:
        """What ``booking`` makes of the operation and the body, as a recorded quantity of that operation."""
        machine, said = self._machine(key, body)
        entry = registry.get(QUANTITY)
        if not access.may_change(self.principal, entry):
            raise errors.Forbidden(extra={"needs": entry.writer})
        operation = rules.operation_at(machine)
        values = {"quality_type": {"id": rules.quality_counted().pk}, **booking(operation, said)}
        place = {"id": operation.current_workplace_id}
        return self._view(QUANTITY).make({"operation": {"id": operation.pk}, "workplace": place, **values})

    def _machine(self, key: str, body: Any) -> tuple[int, dict[str, Any]]:
        """The machine, and what is said about it."""
        located = locate(registry.get("machine"), key, self.principal, access.UPDATE)
        sent = self.request.data
        filters.refuse_unknown(self.request.query_params, ())
        serializer = body(context={**self.get_serializer_context(), "resolver": Resolver()})
        values, wrong = read_one(serializer, sent)
        if isinstance(sent, dict):
            unknown = [name for name in sent if name not in serializer.fields and name not in ECHOED]
            wrong += [errors.field_error([name], "unknown", _("There is no such field.")) for name in unknown]
        if wrong:
            raise errors.ValidationProblem(wrong)
        return located.id, values

    def _view(self, kind: str) -> Any:
        """The view set of ``kind`` for the same caller."""
        view = registry.get(kind).viewset(action="create", headers=self.headers)
        view.request, view.args, view.kwargs, view.principal = self.request, (), {}, self.principal
        view.format_kwarg = None
        return view
