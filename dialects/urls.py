"""Where the dialects stand; without its slash a mount is its index."""

from django.urls import include, path, re_path

from dialects.force_bridge.door import GetTokenView
from dialects.force_bridge.urls import index as force_bridge_index
from dialects.force_bridge.urls import urlpatterns as force_bridge
from dialects.netilion.urls import index as netilion_index
from dialects.netilion.urls import urlpatterns as netilion

#: A revision is raised when something is taken away or renamed; so far nothing was.
FORCE_REVISIONS = ("v1", "v2", "v3")

urlpatterns = [
    path("v1", netilion_index, name="netilion"),
    path("v1/", include(netilion)),
    *(path(f"ffwebservices/api/{revision}", force_bridge_index) for revision in FORCE_REVISIONS),
    *(path(f"ffwebservices/api/{revision}/", include(force_bridge)) for revision in FORCE_REVISIONS),
    re_path(r"^ffauth/oauth2\.0/accessToken/?$", GetTokenView.as_view(), name="force-get-token"),
]
