"""Tables that are made at once are the tables that one step after the other would have made."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from hub.migrating import AtOnce, once_complete


def changes_the_schema(test: Any) -> Any:
    """A test that changes the schema: emptying all tables after it takes seconds on SQLite."""
    return pytest.mark.services("postgresql")(pytest.mark.django_db(transaction=True)(test))


SEEN: list[list[str]] = []
MANY = 10


def _look(apps: Any, schema_editor: Any) -> None:
    SEEN.append(sorted(field.name for field in apps.get_model("hub", "Hen")._meta.get_fields()))


class Yard(AtOnce):
    """A hen lives in a coop that one of the hens keeps; later each gets a colour."""

    initial = True
    operations = [
        migrations.CreateModel("Hen", [("id", models.BigAutoField(primary_key=True))]),
        migrations.CreateModel(
            "Coop",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("keeper", models.ForeignKey("hub.Hen", models.CASCADE, related_name="+")),
            ],
        ),
        migrations.AddField(
            "Hen", "coop", models.ForeignKey("hub.Coop", models.CASCADE, null=True, related_name="hens")
        ),
        migrations.AddConstraint("Hen", models.UniqueConstraint(fields=["id", "coop"], name="hen_once_in_coop")),
        migrations.RunPython(_look, migrations.RunPython.noop),
        migrations.AddField("Hen", "colour", models.CharField(max_length=10, default="brown")),
    ]


class Change(AtOnce):
    """Hens get a mother, a weight and another range of colours, coops a sign; all of them tables that are there."""

    operations = [
        migrations.AddField("Hen", "mother", models.ForeignKey("hub.Hen", models.CASCADE, null=True)),
        migrations.AddField("Hen", "weight", models.IntegerField(default=2), preserve_default=False),
        migrations.AddField("Hen", "ring", models.CharField(max_length=5, null=True, unique=True)),
        migrations.AddField("Coop", "sign", models.CharField(max_length=5, default="A")),
        migrations.AlterField("Hen", "colour", models.CharField(max_length=30, null=True)),
        migrations.AddIndex("Hen", models.Index(fields=["weight", "ring"], name="hen_by_weight")),
        migrations.RunPython(_look, migrations.RunPython.noop),
    ]


@pytest.fixture
def yard() -> Iterator[ProjectState]:
    migration, before = Yard("yard", "hub"), ProjectState.from_apps(apps)
    with connection.schema_editor(atomic=True) as editor:
        after = migration.apply(before.clone(), editor)
    yield after
    with connection.schema_editor(atomic=True) as editor:
        migration.unapply(before, editor)
    assert not {"hub_hen", "hub_coop"} & set(connection.introspection.table_names())


@changes_the_schema
def test_tables_that_refer_to_each_other_are_made(yard: ProjectState) -> None:
    hen, coop = (yard.apps.get_model("hub", name) for name in ("Hen", "Coop"))
    keeper = hen.objects.create()
    home = coop.objects.create(keeper=keeper)
    hen.objects.filter(pk=keeper.pk).update(coop=home)
    assert list(home.hens.values_list("colour", flat=True)) == ["brown"]


@changes_the_schema
def test_constraint_of_a_later_step_holds(yard: ProjectState) -> None:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, "hub_hen")
    assert constraints["hen_once_in_coop"]["unique"]


@changes_the_schema
def test_step_between_sees_what_was_made_before_it_and_nothing_later(yard: ProjectState) -> None:
    assert SEEN[-1] == ["coop", "id"]


@changes_the_schema
def test_columns_of_tables_that_are_there_are_added_and_altered(yard: ProjectState) -> None:
    old = yard.apps.get_model("hub", "Hen").objects.create(colour="white")
    with connection.schema_editor(atomic=True) as editor:
        changed = Change("change", "hub").apply(yard.clone(), editor)
    hen, coop = (changed.apps.get_model("hub", name) for name in ("Hen", "Coop"))
    daughter = hen.objects.create(mother_id=old.pk, weight=1, ring="r1", colour="a long name for brown")
    assert list(hen.objects.order_by("pk").values_list("colour", "weight", "ring", "mother_id")) == [
        ("white", 2, None, None),
        (daughter.colour, 1, "r1", old.pk),
    ]
    assert coop.objects.create(keeper=daughter).sign == "A"
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, "hub_hen")
    assert constraints["hen_by_weight"]["index"]
    assert constraints["hen_once_in_coop"]["unique"]
    assert SEEN[-1] == ["colour", "coop", "hen", "id", "mother", "ring", "weight"]


def test_migration_that_makes_many_tables_makes_them_at_once() -> None:
    slow = []
    for config in apps.get_app_configs():
        ours = Path(config.path).parent == settings.BASE_DIR
        for path in (Path(config.path) / "migrations").glob("0*.py") if ours else ():
            migration = import_module(f"{config.name}.migrations.{path.stem}").Migration
            made = [operation for operation in migration.operations if isinstance(operation, migrations.CreateModel)]
            slow += [path] if len(made) >= MANY and not issubclass(migration, AtOnce) else []
    assert slow == [], "let them be hub.migrating.AtOnce: class Migration(AtOnce)"


@pytest.mark.parametrize(("applied", "calls"), [([("eggs", "0001"), ("eggs", "0002")], 3), ([("eggs", "0001")], 1)])
def test_what_runs_after_migrations_waits_for_the_last_of_them(monkeypatch: Any, applied: Any, calls: int) -> None:
    class Loader:
        def __init__(self, _connection: Any) -> None:
            self.graph = self
            self.applied_migrations = dict.fromkeys(applied)

        def leaf_nodes(self) -> list[tuple[str, str]]:
            return [("eggs", "0002")]

    seen: list[Any] = []
    receive = once_complete(lambda **signal: seen.append(signal))
    monkeypatch.setattr("hub.migrating.MigrationLoader", Loader)
    receive(plan=[])
    receive()  # a flush
    receive(plan=[], using="default")
    assert len(seen) == calls
