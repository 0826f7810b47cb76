"""The settings of every process, read from the environment.

Tests name ``config.settings.test``, which prepares the environment before it takes the same parts.
"""

import os

if os.environ.get("DJANGO_SETTINGS_MODULE") != "config.settings.test":
    from .access import *  # noqa: F403
    from .api import *  # noqa: F403
    from .base import *  # noqa: F403
    from .logs import *  # noqa: F403
    from .production import *  # noqa: F403
