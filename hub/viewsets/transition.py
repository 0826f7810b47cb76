"""State transitions: ``POST {collection}/{id}/{state}``; the legal ones are links, the others are refused by name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from hub import errors, filters, writing
from hub.hal.serializer import ECHOED
from hub.registry import StateMachine
from hub.viewsets.bodies import read_one
from hub.viewsets.collection import CollectionMixin
from hub.viewsets.locating import if_match, locate


class TransitionMixin(CollectionMixin):
    """Transitions of a resource whose entry declares a state machine."""

    def transition(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """200 with the resource; the same state again changes nothing, an illegal one is 409, an unknown one 404."""
        located = locate(self.entry, kwargs["key"], self.principal)
        machine = self.entry.states
        assert machine is not None
        code = machine.aliases.get(kwargs["state"], kwargs["state"])
        if code not in machine.table(self.principal.tenant_id):
            raise errors.NotFoundProblem()
        located = locate(self.entry, kwargs["key"], self.principal, machine.level)
        body = request.data
        filters.refuse_unknown(request.query_params, ())
        values = self._values(body, machine)
        version = if_match(request.headers.get("If-Match"), located)
        writing.transition(self.entry, located.id, code, values, if_version=version)
        return self.representation(self._fresh(located.id))  # type: ignore[attr-defined]

    def _values(self, body: Any, machine: StateMachine) -> dict[str, Any]:
        """What the body says about the transition, checked; none is like an empty one."""
        serializer: Any = (machine.body or serializers.Serializer)(context=self.get_serializer_context())
        body = {} if body is None or body == "" else body
        values, wrong = read_one(serializer, body)
        if isinstance(body, dict):
            unknown = [name for name in body if name not in serializer.fields and name not in ECHOED]
            wrong += [errors.field_error([name], "unknown", _("There is no such field.")) for name in unknown]
        if wrong:
            raise errors.ValidationProblem(wrong)
        return values
