"""Where the hub's own resources stand."""

from hub.api.request_log import RequestLogViewSet
from hub.api.tenant import TenantViewSet
from hub.router import resource

routes = [
    *resource(TenantViewSet),
    *resource(RequestLogViewSet),
]
