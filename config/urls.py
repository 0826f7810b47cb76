"""The root of all URLs: where the entry point, the docs, the doors and the health of the hub stand."""

from django.contrib import admin
from django.urls import include, path

from assets.urls import routes as assets_routes
from dialects.urls import urlpatterns as dialects
from hub import health, metrics
from hub.openapi import views as description
from hub.root import RootViewSet
from hub.router import in_order
from hub.urls import routes as hub_routes
from operations.urls import routes as operations_routes
from permissions.urls import routes as permissions_routes
from telemetry.urls import routes as telemetry_routes

routes = [*hub_routes, *permissions_routes, *assets_routes, *operations_routes, *telemetry_routes]

# For operators, without credentials
operations = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]

# The doors: tokens, login, OAuth2 metadata
doors = [path("", include("permissions.door_urls"))]

# The canonical API and its documents
api = [
    path("api/v1/", RootViewSet.as_view({"get": "list"}), name="root"),
    path("api/v1/openapi.json", description.as_json, name="openapi-json"),
    path("api/v1/openapi.yaml", description.as_yaml, name="openapi-yaml"),
    path("api/v1/", include(in_order(routes))),
]

# For people: landing page, docs, admin
people = [
    path("", include("hub.docs.urls")),
    path("admin/", admin.site.urls),
]

# The API first: what is asked for most is found first.
urlpatterns = [*api, *operations, *doors, *dialects, *people]

# Django's own refusals speak the same language as the API's.
handler400 = "hub.problems.handler.bad_request"
handler403 = "hub.problems.handler.permission_denied"
handler404 = "hub.problems.handler.not_found"
handler500 = "hub.problems.handler.server_error"
