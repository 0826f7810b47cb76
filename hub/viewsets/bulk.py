"""Many changes in one transaction: ``POST {collection}/update``, each element acting as a PATCH.

All or nothing. ``dry_run=true`` writes nothing and tells for each element what would happen.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub import access, errors, filters
from hub.batch import Batch, Element
from hub.registry import Entry
from hub.viewsets.answers import answer, nothing
from hub.viewsets.bodies import list_of, prime, read_one
from hub.viewsets.collection import CollectionMixin


class BulkMixin(CollectionMixin):
    """``/update`` of a collection."""

    def bulk_update(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """204 when all were written, 400 with a pointer to each bad element when none was."""
        self.check_kind()  # type: ignore[attr-defined]
        if not access.may_change(self.principal, self.entry):
            raise errors.Forbidden(extra={"needs": self.entry.writer})
        body = request.data
        filters.refuse_unknown(request.query_params, ("dry_run",))
        dry_run = flag(request.query_params.get("dry_run"))
        elements = self._elements(elements_of(self.entry, body))
        return carry_out(request, Batch(self.entry, elements), dry_run=dry_run)

    def _elements(self, bodies: list[Any]) -> list[Element]:
        """Each body checked by itself: shape, key, members."""
        plural = self.entry.plural
        serializer = self.get_serializer(partial=True)
        prime(serializer, bodies)
        elements = []
        for place, body in enumerate(bodies):
            at = f"#/{plural}/{place}"
            if not isinstance(body, dict):
                wrong = [{"pointer": at, "code": "invalid", "detail": _("Expected an object.")}]
                elements.append(Element(at, None, None, {}, wrong))
                continue
            values, wrong = read_one(serializer, body, at=at)
            version = version_of(body, at, wrong)
            elements.append(Element(at, body.get("id", body.get("uuid")), version, values, wrong))
        return elements


def elements_of(entry: Entry, body: Any) -> list[Any]:
    """The elements of a bulk, as they are."""
    bodies = list_of(entry.plural, body)
    if bodies is None:
        detail = _("Expected an object with the one member {plural}, a list.").format(plural=entry.plural)
        raise errors.ValidationProblem([errors.field_error(entry.plural, "required", detail)])
    return bodies


def version_of(body: dict[str, Any], at: str, wrong: list[dict[str, Any]]) -> int | None:
    """The version that an element was made for, if it says so."""
    version = body.get("version")
    if version is not None and (isinstance(version, bool) or not isinstance(version, int)):
        wrong.append({"pointer": f"{at}/version", "code": "invalid", "detail": _("Expected a whole number.")})
        return None
    return version


def carry_out(request: Request, batch: Batch, *, dry_run: bool) -> Any:
    """Check ``batch`` and write it, or with ``dry_run`` tell what would happen."""
    with transaction.atomic():
        batch.check()
        if dry_run:
            return answer(request, {"results": [element.result() for element in batch.elements]})
        wrong = [error for element in batch.elements for error in element.errors]
        if wrong:
            raise errors.ValidationProblem(wrong, bulk=True)
        batch.write()
    return nothing()


def flag(text: str | None) -> bool:
    """Whether ``dry_run`` is asked for."""
    if text is None or text.lower() == "false":
        return False
    if text.lower() == "true":
        return True
    raise errors.BadParameter("dry_run", _("Expected true or false."))
