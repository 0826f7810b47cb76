"""The base serializer: drf-hal-json's split of links and fields, with HAL link objects and safe input.

The package's measured defects are overruled here and nowhere else: bare-string links, relations at top level that were
dropped, bodies that are no object, links rebuilt by name for each instance.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.translation import gettext_lazy as _
from drf_hal_json import EMBEDDED_FIELD_NAME, LINKS_FIELD_NAME
from drf_hal_json.serializers import HalModelSerializer
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.validators import UniqueValidator

from hub import context, registry
from hub.fields import number, text, timestamp
from hub.fields.folded import FoldedCharField, FoldedTextField
from hub.fields.partial_date import PartialDateField
from hub.fields.partial_date import PartialDateSerializerField as PartialDateInput
from hub.hal import links as link_table
from hub.hal.plan import plan_of
from hub.hal.reference import Reference, key_of
from hub.language import translated

INTEGERS = (
    models.IntegerField,
    models.BigIntegerField,
    models.SmallIntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.PositiveBigIntegerField,
)
#: The least and the greatest number of a column, by kind of field, where a database keeps to it.
RANGES = BaseDatabaseOperations.integer_field_ranges
READ_ONLY = ("id", "uuid", "created_at", "updated_at")
#: Members of a representation that no serializer declares and that an echoed body may carry.
ECHOED = frozenset({LINKS_FIELD_NAME, EMBEDDED_FIELD_NAME, "id", "uuid", "href", "version", "created_at", "updated_at"})


class LinksSerializer(serializers.ModelSerializer[Any]):
    """The ``_links`` of a resource: references in and out, the other links out."""

    serializer_related_field = Reference

    def build_url_field(self, field_name: str, model_class: Any) -> Any:
        return serializers.ReadOnlyField, {"source": "*"}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            raise serializers.ValidationError([_("Expected an object of links.")], code="invalid")
        known = {name: value for name, value in data.items() if name in self.fields}
        try:
            values = super().to_internal_value(known)
        except serializers.ValidationError as exc:
            found: Any = exc.detail
            raise serializers.ValidationError({**found, **self._foreign_tenant(known)}) from exc
        wrong = self._foreign_tenant(known)
        if wrong:
            raise serializers.ValidationError(wrong)
        return values

    def _foreign_tenant(self, data: dict[str, Any]) -> dict[str, Any]:
        """The tenant defaults to the caller's, and no other can be named."""
        given, principal = data.get("tenant"), context.current().principal
        if given is None or principal is None:
            return {}
        key = key_of(registry.get("tenant"), given)
        if key is not None and key in (principal.tenant_id, principal.tenant_uuid):
            return {}
        text = Reference.default_error_messages["not_found"].format(name="tenant")
        return {"tenant": [serializers.ErrorDetail(text, code="not_found")]}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        entry = registry.of_model(type(instance))
        assert entry is not None
        href = entry.of(instance.pk)
        links: dict[str, Any] = {"self": {"href": href}, "curies": link_table.CURIES}
        language = context.current().language
        for link in plan_of(entry).links:
            row = _walk(instance, link.column.removesuffix("_id"))
            if row is not None:
                parts = [_title_part(row, path, link.target, language) for path in link.titles]
                links[link.name] = link_table.reference(link.target, row.pk, link_table.title(*parts))
        level, may_write = self.context.get("level", 1), self.context.get("may_write", False)
        for spec in link_table.table(entry):
            shown = not spec.where or getattr(instance, spec.where)
            if shown and level >= spec.level and (may_write or not spec.changes):
                links[spec.relation] = spec.at(href)
        if entry.states is not None and level >= entry.states.level and may_write:
            legal = (self.context.get("targets") or {}).get(getattr(instance, entry.states.field))
            if legal:
                links[link_table.state_relation(entry)] = [
                    {"href": f"{href}/{code}", "method": "POST", "name": code, "title": name, "embeddable": False}
                    for code, name in legal
                ]
        return links


def _walk(instance: Any, path: str) -> Any:
    for part in path.split("__"):
        instance = getattr(instance, part) if instance is not None else None
    return instance


def _title_part(row: Any, path: str, target: Any, language: str) -> Any:
    field = path.rpartition("__")[2]
    value = getattr(row, field)
    return translated(row.translations, language, field, value) if field in target.translatable else value


class HalSerializer(HalModelSerializer):
    """Base of all resource serializers. ``Meta.fields`` lists the members in order; foreign keys become references."""

    serializer_related_field = Reference
    links_serializer_class = LinksSerializer
    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: timestamp.TimestampField,
        **dict.fromkeys(INTEGERS, number.IntegerField),
        models.FloatField: number.FloatField,
        models.DecimalField: number.DecimalField,
        models.CharField: text.TextField,
        models.TextField: text.TextField,
        FoldedCharField: text.TextField,
        FoldedTextField: text.TextField,
        PartialDateField: PartialDateInput,
    }

    def __init__(self, instance: Any = None, data: Any = empty, **kwargs: Any) -> None:
        # The base class looks into ``data`` and changes it: it never sees it.
        super().__init__(instance, empty, **kwargs)
        if data is not empty:
            self.initial_data = data

    def get_extra_kwargs(self) -> dict[str, Any]:
        extra: dict[str, Any] = super().get_extra_kwargs()
        for name in READ_ONLY:
            extra.setdefault(name, {})["read_only"] = True
        return extra

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """No validator of a single unique column either: sent back unchanged, it would find the resource itself.
        Whole numbers have one range, whichever database keeps them."""
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        if "validators" in kwargs:
            kwargs["validators"] = [one for one in kwargs["validators"] if not isinstance(one, UniqueValidator)]
        if "max_value" in kwargs:
            _least, most = RANGES.get(model_field.get_internal_type(), (0, kwargs["max_value"]))
            kwargs["max_value"] = min(kwargs["max_value"], most)
        return field_class, kwargs

    def get_validators(self) -> list[Any]:
        """Uniqueness is the writing path's (it knows tenant and folding); no queries here."""
        return list(getattr(self.Meta, "validators", []))

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            raise serializers.ValidationError(
                {"": [serializers.ErrorDetail(str(_("Expected an object.")), code="invalid")]}
            )
        body = dict(data)
        links = body.pop(LINKS_FIELD_NAME, None)
        relations = self.fields[LINKS_FIELD_NAME].fields if LINKS_FIELD_NAME in self.fields else {}
        folded = dict(links) if isinstance(links, dict) else {} if links is None else links
        if isinstance(folded, dict):
            folded.update({name: body.pop(name) for name in list(body) if name in relations and name != "self"})
        echoed = ECHOED | set(getattr(registry.of_model(self.Meta.model), "added", ()))
        unknown = [name for name in body if name not in self.fields and name not in echoed]
        if LINKS_FIELD_NAME in self.fields:
            body[LINKS_FIELD_NAME] = folded
        if unknown and not self.context.get("lenient"):
            self._refuse(unknown, body)
        return super().to_internal_value(body)

    def _refuse(self, unknown: list[str], body: dict[str, Any]) -> None:
        errors: dict[str, Any] = {}
        try:
            super().to_internal_value(body)
        except serializers.ValidationError as problem:
            errors = problem.detail if isinstance(problem.detail, dict) else {}
        for name in unknown:
            errors[name] = [serializers.ErrorDetail(str(_("There is no such field.")), code="unknown")]
        raise serializers.ValidationError(errors)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The members in the plan's order, translatable ones in the caller's language; without what a link says."""
        data: dict[str, Any] = super().to_representation(instance)
        for name in [name for name in data if getattr(self.fields[name], "plain_only", False)]:
            del data[name]
        entry = registry.of_model(type(instance))
        if entry is not None:
            language = context.current().language
            for name in entry.translatable:
                if name in data:
                    data[name] = translated(instance.translations, language, name, data[name])
        return data
