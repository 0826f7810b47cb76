"""The postal address of a company, as one member."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError

from hub.fields.folded import storable
from hub.fields.shaped import ShapedField

REQUIRED = ("street", "zip_code", "city", "country_code")
FURTHER = ("street_number", "region_code", "phone", "company_name", "first_name", "last_name", "email")
LONGEST = 200
OBJECT = _("Expected an object.")
TEXT = _("Expected text of at most %(most)d characters.")
MISSING = _("This field is required.")
UNKNOWN = _("There is no such field.")


class AddressField(ShapedField):
    """``{"street", "street_number", "zip_code", "city", "region_code", "country_code", …}``, all of it text."""

    def to_representation(self, value: Any) -> Any:
        return value

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if not isinstance(data, dict):
            raise ValidationError([ErrorDetail(str(OBJECT), "invalid")])
        found = {name: text for name, text in data.items() if text is not None}
        wrong = {name: [ErrorDetail(str(MISSING), "required")] for name in REQUIRED if name not in found}
        for name, text in found.items():
            if name not in (*REQUIRED, *FURTHER):
                wrong[name] = [ErrorDetail(str(UNKNOWN), "unknown")]
            elif not isinstance(text, str) or len(text) > LONGEST or not storable(text):
                wrong[name] = [ErrorDetail(str(TEXT % {"most": LONGEST}), "invalid")]
            elif name in REQUIRED and not text.strip():
                wrong[name] = [ErrorDetail(str(MISSING), "blank")]
        if wrong:
            raise ValidationError(wrong)
        return {name: found[name].strip() for name in (*REQUIRED, *FURTHER) if name in found}

    def shape(self, direction: str) -> dict[str, Any]:
        text = {"type": "string", "maxLength": LONGEST}
        members = dict.fromkeys((*REQUIRED, *FURTHER), text)
        return {"type": "object", "properties": members, "required": list(REQUIRED), "additionalProperties": False}
