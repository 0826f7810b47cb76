"""Where values over time stand: series by themselves, values beneath their asset."""

from hub import registry
from hub.registry import Nested
from hub.router import nest, resource, views
from telemetry.api import latest_values
from telemetry.api.measurement import MeasurementViewSet
from telemetry.api.series import VALUES, SeriesViewSet
from telemetry.api.threshold import ThresholdViewSet
from telemetry.filters import MeasuredKeyFilter

registry.add_links("asset", VALUES)
registry.add_filters("asset", measured_key=MeasuredKeyFilter())
routes = [
    *resource(SeriesViewSet),
    *views(MeasurementViewSet),
    *resource(ThresholdViewSet),
    *latest_values.routes(),
    *nest("instrumentation", Nested(name="thresholds", target="threshold", via="instrumentation", makes=True)),
    *nest("system", Nested(name="thresholds", target="threshold", via="system", makes=True)),
    *nest("asset", Nested(name="series", target="series", via="asset")),
]
