"""Migrations: one that makes and changes many tables in one step, and what runs after them.

Nearly every model refers to a tenant or a user, so that they are all related, and each step of a migration renders what
is related to the changed model: Django would build all models of the hub anew for each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations import AddField, AddIndex, AlterField, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

CHANGES = (AddField, AlterField, AddIndex)


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
    Those that follow and change columns of other tables are run on models that are built once. Operations after these
    are run one by one, as in any migration.
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
        count = next((place for place, one in enumerate(rest) if type(one) not in CHANGES), len(rest))
        if count:
            self._change(rest[:count], project_state, schema_editor)
        others = Migration(self.name, self.app_label)
        vars(others).update(operations=rest[count:], atomic=self.atomic)
        return others.apply(project_state, schema_editor, collect_sql)

    def _change(self, operations: list[Any], project_state: Any, schema_editor: Any) -> None:
        """Add and alter columns and add indexes. The models as they were are kept in step with their tables, because
        SQLite makes tables anew from them."""
        before = project_state.apps
        del project_state.__dict__["apps"]
        for operation in operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in operations:
            old = before.get_model(self.app_label, operation.model_name)
            new = project_state.apps.get_model(self.app_label, operation.model_name)
            if not operation.allow_migrate_model(schema_editor.connection.alias, new):
                continue
            if isinstance(operation, AddIndex):
                schema_editor.add_index(new, operation.index)
                continue
            field = new._meta.get_field(operation.name)
            if not operation.preserve_default:
                field.default = operation.field.default
            if isinstance(operation, AddField):
                schema_editor.add_field(old, field)
            else:
                former = old._meta.get_field(operation.name)
                schema_editor.alter_field(old, former, field)
                old._meta.local_fields.remove(former)
            if not operation.preserve_default:
                field.default = NOT_PROVIDED
            field.clone().contribute_to_class(old, operation.name)

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
