"""Numbers on the wire: finite numbers and nothing that only looks like one."""

from decimal import Decimal

import pytest
from rest_framework import serializers

from hub.fields.number import DecimalField, FloatField, IntegerField

NOT_NUMBERS = [True, False, "", "x", [], {}, float("nan"), float("inf")]


@pytest.mark.parametrize("data", [*NOT_NUMBERS, "5", 5.5, 2**63, -(2**63) - 1])
def test_no_whole_number_is_refused(data):
    with pytest.raises(serializers.ValidationError):
        IntegerField().run_validation(data)


@pytest.mark.parametrize("data", [*NOT_NUMBERS, "5", 10**400])
def test_no_finite_number_is_refused(data):
    with pytest.raises(serializers.ValidationError):
        FloatField().run_validation(data)


@pytest.mark.parametrize("data", [*NOT_NUMBERS, 1.2345, "1e400", 10**9])
def test_no_fitting_exact_number_is_refused(data):
    with pytest.raises(serializers.ValidationError):
        DecimalField(max_digits=6, decimal_places=3).run_validation(data)


def test_numbers_are_taken_as_they_are():
    assert IntegerField().run_validation(2**63 - 1) == 2**63 - 1
    assert IntegerField().run_validation(5.0) == 5
    assert FloatField().run_validation(5) == 5.0
    assert DecimalField(max_digits=6, decimal_places=3).run_validation("1.10") == Decimal("1.10")
