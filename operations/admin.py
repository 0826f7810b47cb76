"""The admin of production, made from its registry entries."""

from hub.admin import register_app

register_app("operations")
