"""What is logged: one JSON line per request and per event, on standard error."""

from __future__ import annotations

from typing import Any

import orjson
import structlog

from .environment import env

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()
LOG_FORMAT = env.str("LOG_FORMAT", default="json")


def _json(event: Any, **_options: Any) -> str:
    return orjson.dumps(event, default=str).decode()


_BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_RENDER: list[Any] = (
    [structlog.dev.ConsoleRenderer(colors=False)]
    if LOG_FORMAT == "text"
    else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_json)]
)

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_BEFORE,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _BEFORE,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_RENDER],
        }
    },
    "filters": {
        "failures": {"()": "django.utils.log.CallbackFilter", "callback": lambda record: bool(record.exc_info)}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # A refused request is one line, written by the request log; Django would add a second one.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR", "filters": ["failures"]},
        "django.security": {"level": "CRITICAL"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "uvicorn": {"level": "WARNING"},
        "oauth2_provider": {"level": "ERROR"},
        "oauthlib": {"level": "ERROR"},
        "psycopg": {"level": "WARNING"},
    },
}
