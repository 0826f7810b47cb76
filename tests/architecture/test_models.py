"""What holds for every tracked model: decided before the first migration, dear to change afterwards."""

import pytest
from django.apps import apps
from django.db import models

from hub.models.guard import UnrecordedWrite
from hub.models.resource import Resource

RESOURCES = [model for model in apps.get_models() if issubclass(model, Resource)]
# Unique in the whole hub, because they are shown before a tenant is known; the tenant's name is the border itself.
GLOBAL = {("Tenant", "name"), ("User", "name"), ("Client", "client_id"), ("ApiKey", "prefix")}
ACTOR_COLUMNS = {
    "history_user_id",
    "history_user_name",
    "history_client_id",
    "history_client_name",
    "history_api_key_id",
    "history_api_key_name",
    "history_request_id",
}

each = pytest.mark.parametrize("model", RESOURCES, ids=[model._meta.label for model in RESOURCES])


@each
def test_model_has_the_columns_of_a_resource(model):
    fields = {field.name: field for field in model._meta.concrete_fields}
    assert isinstance(fields["id"], models.BigAutoField)
    assert fields["uuid"].unique
    assert {"tenant", "version", "created_at", "updated_at", "translations"} <= set(fields)


@each
def test_unique_constraints_hold_the_tenant(model):
    assert not model._meta.unique_together
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            names = set(constraint.fields) | _names(constraint.expressions)
            hub_wide = any((model.__name__, name.removesuffix("_folded")) in GLOBAL for name in names)
            assert "tenant" in names or hub_wide, constraint.name
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.name != "uuid" and not field.one_to_one:
            assert (model.__name__, field.name) in GLOBAL, field.name


@each
def test_foreign_keys_protect_or_cascade(model):
    for field in model._meta.concrete_fields:
        if field.remote_field:
            assert field.remote_field.on_delete in {models.PROTECT, models.CASCADE}, field.name


@each
def test_links_are_models_of_their_own(model):
    assert all(not field.remote_field.through._meta.auto_created for field in model._meta.local_many_to_many)


@each
def test_managers_are_guarded(model):
    for manager in (model._base_manager, *model._meta.managers):
        with pytest.raises(UnrecordedWrite):
            manager.none().update(version=1)
        with pytest.raises(UnrecordedWrite):
            manager.bulk_create([])
        with pytest.raises(UnrecordedWrite):
            manager.bulk_update([], ["version"])


@each
def test_history_keeps_names_and_no_foreign_keys(model):
    history = model.history.model
    columns = {field.attname for field in history._meta.concrete_fields}
    assert columns >= ACTOR_COLUMNS
    assert [
        field.name for field in history._meta.concrete_fields if field.remote_field and field.db_constraint
    ] == [], "a constraint would bind the past to what exists now"


@each
def test_tables_are_named_for_readers(model):
    assert model.__doc__, "say what it is in one sentence"
    assert not model.__doc__.startswith(f"{model.__name__}("), "say what it is in one sentence"


def _names(expressions) -> set[str]:
    found = set()
    for expression in expressions:
        for part in expression.flatten() if hasattr(expression, "flatten") else [expression]:
            if isinstance(part, models.F):
                found.add(part.name)
    return found
