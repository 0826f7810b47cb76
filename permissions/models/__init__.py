"""Users, clients, keys and rights as they are stored."""

from permissions.models.api_key import ApiKey, ApiKeyUse
from permissions.models.client import Client, ClientUser
from permissions.models.effective_right import EffectiveRight
from permissions.models.external_event import ExternalEvent
from permissions.models.grant import Grant
from permissions.models.group import Group, GroupMember
from permissions.models.membership import Membership
from permissions.models.permission_request import PermissionRequest
from permissions.models.tenant_grant import TenantGrant
from permissions.models.token import AccessToken, AuthorizationCode, DeviceGrant, IDToken, RefreshToken
from permissions.models.user import User
from permissions.models.webhook import Webhook, WebhookState
from permissions.models.webhook_delivery import WebhookDelivery

__all__ = [
    "AccessToken",
    "ApiKey",
    "ApiKeyUse",
    "AuthorizationCode",
    "Client",
    "ClientUser",
    "DeviceGrant",
    "EffectiveRight",
    "ExternalEvent",
    "Grant",
    "Group",
    "GroupMember",
    "IDToken",
    "Membership",
    "PermissionRequest",
    "RefreshToken",
    "TenantGrant",
    "User",
    "Webhook",
    "WebhookDelivery",
    "WebhookState",
]
