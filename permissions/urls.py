"""Where accounts and rights stand."""

from hub.router import resource, views
from permissions.api import permission_inheritance
from permissions.api.api_key import ApiKeyViewSet
from permissions.api.client import ClientViewSet
from permissions.api.external_event import ExternalEventViewSet
from permissions.api.grant import GrantViewSet
from permissions.api.group import GroupViewSet
from permissions.api.permission_request import PermissionRequestViewSet
from permissions.api.tenant_grant import TenantGrantViewSet
from permissions.api.user import UserViewSet
from permissions.api.webhook import WebhookViewSet
from permissions.api.webhook_delivery import WebhookDeliveryViewSet

routes = [
    *resource(UserViewSet),
    *resource(GroupViewSet),
    *resource(ClientViewSet),
    *resource(ApiKeyViewSet),
    *resource(GrantViewSet),
    *resource(PermissionRequestViewSet),
    *resource(TenantGrantViewSet),
    *permission_inheritance.routes(),
    *resource(ExternalEventViewSet),
    *resource(WebhookViewSet),
    *views(WebhookDeliveryViewSet),
]
