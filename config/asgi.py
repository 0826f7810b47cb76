"""The whole hub in one ASGI process, the relay of events included while no CACHE_URL is set."""

import os

from django.core.asgi import get_asgi_application

from hub.asgi import BodyGuard
from hub.beside import Beside

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = Beside(BodyGuard(get_asgi_application()))  # type: ignore[arg-type]  # the stubs narrow what ASGI leaves open
