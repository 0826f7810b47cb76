"""The demo plant has measured something, and the same when it is seeded twice."""

import io
import json

import pytest
from django.core.management import call_command

from assets.models import AssetSpecificationSet
from assets.standard import ensure_standard
from telemetry.models import LatestMeasurement, Measurement, MeasurementRevision
from tests.factories import Api

pytestmark = pytest.mark.django_db


def seed():
    out = io.StringIO()
    call_command("seed_demo", json=True, stdout=out)
    return json.loads(out.getvalue())


def test_the_lathe_has_a_day_of_values_and_specifications():
    ensure_standard()
    told = seed()
    counts = [model.objects.count() for model in (Measurement, MeasurementRevision, LatestMeasurement)]
    assert counts == [193, 1, 3]
    assert AssetSpecificationSet.objects.count() == 1
    seed()
    assert [model.objects.count() for model in (Measurement, MeasurementRevision, LatestMeasurement)] == counts
    api = next(Api(key["key"]) for key in told["api_keys"] if key["role"] != "operator")
    found = api.get("assets", {"specifications_key": "farbe", "specifications_value": "GRAU"}).ids("assets")
    assert len(found) == 1
    assert len(api.get(f"assets/{found[0]}/values").items("values")) == 2
