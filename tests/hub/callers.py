"""Principals for tests that need no tables of the permissions app."""

from __future__ import annotations

from typing import Any

from hub.access import Principal


def principal(**changes: Any) -> Principal:
    """An engineer of tenant 1, unless told otherwise."""
    values: dict[str, Any] = {
        "tenant_id": 1,
        "tenant_name": "Demo Plant",
        "user_id": 7,
        "user_name": "ada",
        "role": "engineer",
        "scopes": frozenset({"read", "write"}),
        "credential": "bearer",
        "client_id": 2,
        "client_name": "erp-bridge",
    }
    return Principal(**{**values, **changes})
