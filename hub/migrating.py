"""Migrations: one that makes many tables in one step (Django would build all models of the hub anew for each of them),
and what runs after them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations import CreateModel, Migration
from django.db.migrations.loader import MigrationLoader


def once_complete(receiver: Callable[..., None]) -> Callable[..., None]:
    """A receiver of post_migrate that waits until the tables are those of the models: ``migrate APP NUMBER`` leaves
    some behind, and sends the signal for all apps. A flush sends it too, without a plan: it changes no table."""

    @wraps(receiver)
    def receive(**signal: Any) -> None:
        if "plan" not in signal or complete(signal.get("using", DEFAULT_DB_ALIAS)):
            receiver(**signal)

    return receive


def complete(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether every migration there is has been applied."""
    loader = MigrationLoader(connections[using])
    return all(node in loader.applied_migrations for node in loader.graph.leaf_nodes())


class AtOnce(Migration):
    """Its leading operations make models and complete those they made; each table is created once, in its final form.

    Nearly every model refers to a tenant or a user, so that they are all related, and each step of a migration renders
    what is related to the changed model. Operations after the leading ones are run one by one, as in any migration.
    """

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        made, rest = self._leading()
        project_state.__dict__.pop("apps", None)  # so that what follows changes the state only, and renders nothing
        for operation in self.operations[: len(self.operations) - len(rest)]:
            operation.state_forwards(self.app_label, project_state)
        for name in made:
            model = project_state.apps.get_model(self.app_label, name)
            if CreateModel.allow_migrate_model(CreateModel, schema_editor.connection.alias, model):  # type: ignore[arg-type]
                schema_editor.create_model(model)
        others = Migration(self.name, self.app_label)
        vars(others).update(operations=rest, atomic=self.atomic)
        return others.apply(project_state, schema_editor, collect_sql)

    def _leading(self) -> tuple[list[str], list[Any]]:
        """The names of the models that are made, in order, and the operations that are left."""
        made: dict[str, str] = {}
        for place, operation in enumerate(self.operations):
            if isinstance(operation, CreateModel):
                made[operation.name_lower] = operation.name
                continue
            about = getattr(operation, "model_name", None) or getattr(operation, "name", "")
            if not (operation.reduces_to_sql and str(about).lower() in made):
                return list(made.values()), list(self.operations[place:])
        return list(made.values()), []
