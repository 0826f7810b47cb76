"""Holders of rights as numbers: a user by id, a group by minus its id."""

from __future__ import annotations

from hub.access import Principal


def subjects_of(principal: Principal) -> tuple[int, ...]:
    """The holders whose rights are the caller's: the user and his groups."""
    return (principal.user_id, *(-group_id for group_id in principal.group_ids))
