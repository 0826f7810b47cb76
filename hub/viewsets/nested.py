"""Collections under one resource: what refers to it, or what a link table joins to it.

Reading needs the right to read the parent; items that the caller may not read are left out. Linking and unlinking take
``{"<plural>": [{"id": 1}]}`` and answer 204, also when it was so already.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub import access, errors, filters, linking, registry
from hub.hal.reference import Resolver, key_of
from hub.registry import Entry, Nested
from hub.viewsets.answers import nothing
from hub.viewsets.bodies import MAX_ELEMENTS, list_of
from hub.viewsets.collection import CollectionMixin
from hub.viewsets.locating import Located, locate


class NestedMixin(CollectionMixin):
    """Nested collections of the entry, named by the route's ``child``."""

    def _child(self) -> Nested:
        return next(child for child in self.entry.nested if child.name == self.kwargs["child"])

    def nested_list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        located = locate(self.entry, kwargs["key"], self.principal)
        child = self._child()
        target = registry.get(child.target)
        if not access.may_use(self.principal, target):
            raise errors.Forbidden(extra={"needs": target.reader})
        if child.linkable:
            own, other = child.keys
            assert child.through is not None
            joined = child.through().objects.filter(**{f"{own}_id": located.id}).values(f"{other}_id")
            base = target.model.objects.filter(pk__in=joined)
        else:
            base = target.model.objects.filter(**{f"{child.via}_id": located.id})
        extra = self._link_actions(child, located)
        if child.remembered:
            extra["history"] = {"href": f"{self.entry.of(located.id)}/{child.name}/history"}
        return self.collection(target, base=base, **extra)

    def _link_actions(self, child: Nested, located: Located) -> dict[str, Any]:
        if child.makes:
            return self._make_action(child, located)
        allowed = located.level >= child.own_level and access.may_change(self.principal, self.entry)
        if not child.linkable or not allowed:
            return {}
        href = f"{self.entry.of(located.id)}/{child.name}"
        return {"link": {"href": href, "method": "POST"}, "unlink": {"href": href, "method": "DELETE"}}

    def _make_action(self, child: Nested, located: Located) -> dict[str, Any]:
        allowed = located.level >= child.own_level and access.may_change(self.principal, registry.get(child.target))
        href = f"{self.entry.of(located.id)}/{child.name}"
        return {"create": {"href": href, "method": "POST"}} if allowed else {}

    def nested_create(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """One new row of the target, or several, that refer to this resource."""
        child = self._child()
        located = locate(self.entry, kwargs["key"], self.principal, child.own_level)
        target = registry.get(child.target)
        if not access.may_change(self.principal, target):
            raise errors.Forbidden(extra={"needs": target.writer})
        body = request.data
        filters.refuse_unknown(request.query_params, ())
        view = target.viewset(
            action="create", refused_types=getattr(self, "refused_types", frozenset()), headers=self.headers
        )
        view.request, view.args, view.kwargs, view.principal = request, (), {}, self.principal
        view.format_kwarg = None
        self.secret_fields = view.secret_fields  # what is kept of the answer for a retry holds none of them
        return view.make(self._below(child, located, body))

    def _below(self, child: Nested, located: Located, body: Any) -> Any:
        """``body`` with the reference to what it is made under; one that is given already has to be the same."""
        if not isinstance(body, dict):
            return body
        plural = registry.get(child.target).plural
        several = list_of(plural, body)
        if several is not None:
            return {plural: [self._below(child, located, element) for element in several]}
        links = body.get("_links")
        given = body.get(child.via, links.get(child.via) if isinstance(links, dict) else None)
        if given is None:
            return {**body, child.via: {"id": located.id}}
        if key_of(self.entry, given) not in (located.id, located.uuid):
            detail = _("It is made under another {name}.").format(name=self.entry.name.replace("_", " "))
            raise errors.ValidationProblem([errors.field_error(child.via, "conflict", detail)])
        return body

    def nested_link(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        return self._join(request, kwargs["key"], linking.link)

    def nested_unlink(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        return self._join(request, kwargs["key"], linking.unlink)

    def _join(self, request: Request, key: str, act: Any) -> Any:
        child = self._child()
        located = locate(self.entry, key, self.principal, child.own_level)
        if not access.may_change(self.principal, self.entry):
            raise errors.Forbidden(extra={"needs": self.entry.writer})
        body = request.data
        filters.refuse_unknown(request.query_params, ())
        rows = self._targets(registry.get(child.target), body)
        act(self.entry, located.id, child, rows)
        return nothing()

    @staticmethod
    def _targets(target: Entry, body: Any) -> list[Any]:
        """The rows that the body names; unknown ones are errors of the body."""
        plural = target.plural
        elements = body.get(plural) if isinstance(body, dict) else None
        if not isinstance(elements, list) or set(body) != {plural}:
            detail = _("Expected an object with the one member {plural}, a list.").format(plural=plural)
            raise errors.ValidationProblem([errors.field_error(plural, "required", detail)])
        if len(elements) > MAX_ELEMENTS:
            raise errors.TooLarge(MAX_ELEMENTS, _("At most {most} elements at once.").format(most=MAX_ELEMENTS))
        keys = [key_of(target, element) for element in elements]
        resolver = Resolver()
        resolver.prime(target, [key for key in keys if key is not None])
        rows, wrong = [], []
        for place, key in enumerate(keys):
            row = resolver.get(target, key) if key is not None else None
            if row is None:
                detail = _("There is no such {name}.").format(name=target.name.replace("_", " "))
                wrong.append(errors.field_error((plural, place), "not_found", detail))
            rows.append(row)
        if wrong:
            raise errors.ValidationProblem(wrong)
        return rows
