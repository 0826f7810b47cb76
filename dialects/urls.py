"""Where the dialects stand; without its slash a mount is its index."""

from django.urls import include, path

from dialects.netilion.urls import index as netilion_index
from dialects.netilion.urls import urlpatterns as netilion

urlpatterns = [
    path("v1", netilion_index, name="netilion"),
    path("v1/", include(netilion)),
]
