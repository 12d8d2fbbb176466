"""Offices that end before their term otherwise than by a recall: the record of each, and what nobody may do with it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import linli.core.models
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _ending_guards as guards


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0016_petition_representatives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficeEnding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=linli.core.models.new_key, editable=False, max_length=12, unique=True)),
                ('ground', models.CharField(choices=[('resigned', 'Resigned'), ('left', 'Moved away or died'), ('incapable', 'Lost the capacity to act'), ('sentenced', 'Sentenced to a punishment'), ('appraisal', 'Found unfit by two appraisals in a row')], max_length=10, verbose_name='Why it ends')),
                ('ended_on', models.DateField(verbose_name='Ended on')),
                ('applied_on', models.DateField(null=True, verbose_name='Written resignation of')),
                ('appraised_on', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None)),
                ('reference', models.CharField(max_length=200, verbose_name='What vouches for it')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='Note')),
                ('portal_key', models.CharField(blank=True, max_length=20)),
                ('entered_at', models.DateTimeField()),
                ('take_back_reason', models.CharField(blank=True, max_length=200, verbose_name='Reason')),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='elections.agendaitem')),
                ('officeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='elections.officeholder')),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Ending of an office',
                'verbose_name_plural': 'Endings of offices',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('officeholder',), name='elections_officeending_once'), models.CheckConstraint(condition=models.Q(('ground__in', ['resigned', 'left', 'incapable', 'sentenced', 'appraisal'])), name='elections_officeending_ground'), models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='elections_officeending_reference'), models.CheckConstraint(condition=models.Q(models.Q(('applied_on__isnull', False), ('applied_on__lte', models.F('ended_on')), ('ground', 'resigned')), models.Q(models.Q(('ground', 'resigned'), _negated=True), ('applied_on', None)), _connector='OR'), name='elections_officeending_applied'), models.CheckConstraint(condition=models.Q(models.Q(('appraised_on__len__gte', 1), ('ground', 'appraisal')), models.Q(models.Q(('ground', 'appraisal'), _negated=True), ('appraised_on__len', 0)), _connector='OR'), name='elections_officeending_appraised'), models.CheckConstraint(condition=models.Q(models.Q(('take_back_reason', ''), ('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False), models.Q(('take_back_reason', ''), _negated=True)), _connector='OR'), name='elections_officeending_taken_back')],
            },
        ),
        migrations.AlterField(
            model_name='officeholder',
            name='ending',
            field=models.CharField(blank=True, choices=[('resigned', 'Resigned'), ('recalled', 'Recalled'), ('left', 'Moved away or died'), ('incapable', 'Lost the capacity to act'), ('sentenced', 'Sentenced to a punishment'), ('appraisal', 'Found unfit by two appraisals in a row')], max_length=10),
        ),
        *(
            migrations.RunSQL(sql, f"DROP FUNCTION {name} CASCADE")
            for sql, name in guards.FUNCTIONS.items()
        ),
    ]
