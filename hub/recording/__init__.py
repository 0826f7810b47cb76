"""Every change of a tracked object, in one place: the row, its next version, its history, its announcement, its total.

``save`` and ``delete`` serve ``Resource``; ``insert_many`` and ``update_many`` are the same for sets and are reached
through ``hub.store``. How the rows are written is the store's matter.
"""

from hub.recording.loading import by_ids, made
from hub.recording.plan import Plan, Stamp, plan_of, snapshot, stamp
from hub.recording.sets import insert_many, update_many
from hub.recording.single import about_to_delete, delete, save

__all__ = [
    "Plan",
    "Stamp",
    "about_to_delete",
    "by_ids",
    "delete",
    "insert_many",
    "made",
    "plan_of",
    "save",
    "snapshot",
    "stamp",
    "update_many",
]
