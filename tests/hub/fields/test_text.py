"""Text on the wire: trimmed, otherwise kept; everything that is not text refused."""

import pytest
from rest_framework import serializers

from hub.fields.text import TextField


def test_text_is_trimmed_and_otherwise_kept():
    assert TextField().run_validation("  U\u0308ber  Druck ") == "U\u0308ber  Druck"


@pytest.mark.parametrize("data", [5, 1.5, True, [], {}, "a\x00", "\ud800", "   "])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(serializers.ValidationError):
        TextField().run_validation(data)
