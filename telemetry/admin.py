"""The admin of series, made from their registry entry. Measurements are too many for forms."""

from hub.admin import register_app

register_app("telemetry")
