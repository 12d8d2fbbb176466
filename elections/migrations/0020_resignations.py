"""Resignations that whoever is in office files: each with its letter, and what nobody may do with it."""

import django.db.models.deletion
import linli.core.models
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _resignation_guards as guards


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0019_women_representatives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Resignation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=linli.core.models.new_key, editable=False, max_length=12, unique=True)),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='Why you resign')),
                ('state', models.CharField(choices=[('filed', 'Waits for the meeting'), ('withdrawn', 'Withdrawn'), ('approved', 'Approved'), ('refused', 'Not approved')], default='filed', max_length=10)),
                ('filed_at', models.DateTimeField()),
                ('refused_on', models.DateField(null=True, verbose_name='Decided on')),
                ('reference', models.CharField(blank=True, max_length=200, verbose_name='Minutes of the meeting')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resignation', to='elections.officeending')),
                ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('officeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resignations', to='elections.officeholder')),
            ],
            options={
                'verbose_name': 'Resignation',
                'verbose_name_plural': 'Resignations',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'filed')), fields=('officeholder',), name='elections_resignation_once'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('state', 'filed')), models.Q(('closed_at__isnull', False), ('state__in', ['withdrawn', 'approved', 'refused'])), _connector='OR'), name='elections_resignation_closed'), models.CheckConstraint(condition=models.Q(models.Q(('ending__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('ending', None)), _connector='OR'), name='elections_resignation_approved'), models.CheckConstraint(condition=models.Q(models.Q(('refused_on__isnull', False), ('state', 'refused'), models.Q(('reference', ''), _negated=True)), models.Q(models.Q(('state', 'refused'), _negated=True), ('reference', ''), ('refused_on', None)), _connector='OR'), name='elections_resignation_refused')],
            },
        ),
        *(
            migrations.RunSQL(sql, f"DROP FUNCTION {name} CASCADE")
            for sql, name in guards.FUNCTIONS.items()
        ),
    ]
