"""The texts of the request log get folded columns, so that they can be asked for."""

import hub.fields.folded
from django.db import migrations, models

NAMES = ("address", "credential", "method", "path", "problem", "request_id")
#: The rows there are; what they hold is ASCII but for a few paths.
FILL = f"UPDATE hub_requestlog SET {', '.join(f'{name}_folded = lower({name})' for name in NAMES)}"


class Migration(migrations.Migration):

    dependencies = [
        ('hub', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='requestlog',
            name='address_folded',
            field=hub.fields.folded.FoldedColumn(source='address'),
        ),
        migrations.AddField(
            model_name='requestlog',
            name='credential_folded',
            field=hub.fields.folded.FoldedColumn(null=True, source='credential'),
        ),
        migrations.AddField(
            model_name='requestlog',
            name='method_folded',
            field=hub.fields.folded.FoldedColumn(source='method'),
        ),
        migrations.AddField(
            model_name='requestlog',
            name='path_folded',
            field=hub.fields.folded.FoldedColumn(source='path'),
        ),
        migrations.AddField(
            model_name='requestlog',
            name='problem_folded',
            field=hub.fields.folded.FoldedColumn(null=True, source='problem'),
        ),
        migrations.AddField(
            model_name='requestlog',
            name='request_id_folded',
            field=hub.fields.folded.FoldedColumn(source='request_id'),
        ),
        migrations.AlterField(
            model_name='requestlog',
            name='address',
            field=hub.fields.folded.FoldedCharField(help_text='Where the request came from.', max_length=45),
        ),
        migrations.AlterField(
            model_name='requestlog',
            name='credential',
            field=hub.fields.folded.FoldedCharField(max_length=20, null=True),
        ),
        migrations.AlterField(
            model_name='requestlog',
            name='method',
            field=hub.fields.folded.FoldedCharField(max_length=20),
        ),
        migrations.AlterField(
            model_name='requestlog',
            name='path',
            field=hub.fields.folded.FoldedCharField(help_text='Without the query.', max_length=500),
        ),
        migrations.AlterField(
            model_name='requestlog',
            name='problem',
            field=hub.fields.folded.FoldedCharField(help_text='Which problem a refusal was.', max_length=40, null=True),
        ),
        migrations.AlterField(
            model_name='requestlog',
            name='request_id',
            field=hub.fields.folded.FoldedCharField(max_length=128),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='requestlog',
            index=models.Index(fields=['tenant_id', 'at'], name='request_log_tenant_at'),
        ),
        migrations.AddIndex(
            model_name='requestlog',
            index=models.Index(fields=['tenant_id', 'request_id_folded'], name='request_log_request'),
        ),
    ]
