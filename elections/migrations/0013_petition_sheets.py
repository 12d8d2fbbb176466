"""Signatures of a petition on paper: sheets, one elector once whichever way, and a signature that ended stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _petition_guards as guards
from linli.core.triggers import append_only, drop_append_only


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0012_postponement'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecallSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='Number of the sheet')),
                ('photo', models.FileField(blank=True, upload_to='documents/petitions/%Y/')),
                ('photo_hash', models.CharField(blank=True, max_length=64)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recall', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='elections.recall')),
            ],
            options={
                'verbose_name': 'Sheet',
                'verbose_name_plural': 'Sheets',
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('recall', 'number'), name='elections_recallsheet_number'),
                    models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='elections_recallsheet_counted'),
                    models.CheckConstraint(condition=models.Q(models.Q(('photo', ''), ('photo_hash', '')), models.Q(models.Q(('photo', ''), _negated=True), ('photo_hash__regex', '^[0-9a-f]{64}$')), _connector='OR'), name='elections_recallsheet_photo'),
                ],
            },
        ),
        migrations.RunSQL(drop_append_only('elections_recallsignature'), append_only('elections_recallsignature')),
        migrations.RemoveConstraint(model_name='recallsignature', name='elections_recallsignature_once'),
        migrations.AlterField(
            model_name='recallsignature',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='registration',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.registration'),
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='sheet',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='elections.recallsheet'),
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='ending',
            field=models.CharField(blank=True, choices=[('taken_back', 'Taken back by the elector'), ('struck', 'Struck: not valid')], default='', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='reason',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='Reason'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='ended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(guards.ENTRIES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='recallsignature',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('recall', 'user'), name='elections_recallsignature_once'),
        ),
        migrations.AddConstraint(
            model_name='recallsignature',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('recall', 'registration'), name='elections_recallsignature_entry'),
        ),
        migrations.AddConstraint(
            model_name='recallsignature',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), models.Q(('registration__isnull', False), ('sheet__isnull', False)), _connector='OR'), name='elections_recallsignature_somebody'),
        ),
        migrations.AddConstraint(
            model_name='recallsignature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entered_by', None), ('sheet', None)), models.Q(('entered_by__isnull', False), ('sheet__isnull', False)), _connector='OR'), name='elections_recallsignature_typed'),
        ),
        migrations.AddConstraint(
            model_name='recallsignature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ending', ''), ('reason', '')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ending', ''), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='elections_recallsignature_ended'),
        ),
        migrations.RunSQL(guards.ELECTOR, guards.drop('elections_recallsignature_elector')),
        migrations.RunSQL(guards.STAYS, guards.drop('elections_recallsignature_stays')),
        migrations.RunSQL(guards.SHEET, guards.DROP_SHEET),
        migrations.RunSQL(append_only('elections_recallsheet'), drop_append_only('elections_recallsheet')),
    ]
