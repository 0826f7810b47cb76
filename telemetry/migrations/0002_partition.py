"""On PostgreSQL measurements are kept in pieces by time from the start."""

from django.db import migrations

from telemetry import partitions


def divide(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            partitions.divide(cursor)


class Migration(migrations.Migration):
    dependencies = [("telemetry", "0001_initial")]
    operations = [migrations.RunPython(divide, migrations.RunPython.noop)]
