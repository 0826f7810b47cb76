"""What our own serializer fields look like in JSON; drf-spectacular knows the rest. Importing this registers them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension

from hub.openapi import common
from hub.openapi.components import MOMENT, Components, Schema, several


class Timestamp(OpenApiSerializerFieldExtension):
    """A moment with a zone."""

    target_class = "hub.fields.timestamp.TimestampField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Schema:
        return dict(MOMENT)


class PartialDate(OpenApiSerializerFieldExtension):
    """A date known to the year, the month or the day."""

    target_class = "hub.fields.partial_date.PartialDateSerializerField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Schema:
        return {
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "description": "A date known to the year, the month or the day; the precision is kept.",
            "examples": ["2016", "2016-06", "2016-06-13"],
        }


class ReferenceList(OpenApiSerializerFieldExtension):
    """References to set a nested collection by."""

    target_class = "hub.hal.reference.ReferenceList"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Schema:
        return several(common.reference_input(Components(auto_schema.registry)), maxItems=self.target.max_length)


class Shaped(OpenApiSerializerFieldExtension):
    """Fields that tell their shape themselves."""

    target_class = "hub.fields.shaped.ShapedField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Schema:
        return dict(self.target.shape(direction))
