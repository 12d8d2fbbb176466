"""Postponing an announced election: the record of each, and what nobody may do with it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _postponement_guards as guards
from linli.core.triggers import append_only, drop_append_only


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0011_owner_link_sold'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Postponement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_day', models.DateField()),
                ('old_opens_at', models.DateTimeField()),
                ('old_closes_at', models.DateTimeField()),
                ('new_day', models.DateField(verbose_name='New election day')),
                ('new_opens_at', models.DateTimeField(verbose_name='Polls open')),
                ('new_closes_at', models.DateTimeField(verbose_name='Polls close')),
                ('reason', models.CharField(max_length=200, verbose_name='Why it is postponed')),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postponements', to='elections.election')),
            ],
            options={
                'verbose_name': 'Postponement',
                'verbose_name_plural': 'Postponements',
                'ordering': ['new_day'],
                'constraints': [
                    models.UniqueConstraint(fields=('election', 'old_day'), name='elections_postponement_once'),
                    models.CheckConstraint(condition=models.Q(('new_day__gt', models.F('old_day'))), name='elections_postponement_later'),
                    models.CheckConstraint(condition=models.Q(('new_closes_at__gt', models.F('new_opens_at'))), name='elections_postponement_window'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='elections_postponement_reason'),
                ],
            },
        ),
        migrations.RunSQL(guards.MOVES, guards.MOVES_AS_BEFORE),
        migrations.RunSQL(guards.LAWFUL, guards.DROP_LAWFUL),
        migrations.RunSQL(append_only('elections_postponement'), drop_append_only('elections_postponement')),
    ]
