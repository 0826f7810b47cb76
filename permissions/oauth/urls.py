"""Where OAuth2 stands. The namespace is the toolkit's own, so that it finds its URLs; slashes at the end are served."""

from django.urls import re_path

from permissions.oauth.pages import AuthorizeView
from permissions.oauth.views import IntrospectView, MetadataView, RevokeView, TokenView

app_name = "oauth2_provider"

urlpatterns = [
    re_path(r"^oauth/token/?$", TokenView.as_view(), name="token"),
    re_path(r"^oauth/authorize/?$", AuthorizeView.as_view(), name="authorize"),
    re_path(r"^oauth/revoke/?$", RevokeView.as_view(), name="revoke-token"),
    re_path(r"^oauth/introspect/?$", IntrospectView.as_view(), name="introspect"),
    re_path(r"^ffwebservices/oauth/token/?$", TokenView.as_view(), name="force-token"),
    re_path(r"^\.well-known/oauth-authorization-server/?$", MetadataView.as_view(), name="oauth-server-metadata"),
]
