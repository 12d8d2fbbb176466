"""Who runs an election: chosen, seated, gone; and nobody who stands."""

import django.db.models.deletion
import linli.core.models
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _election_committee_guards as guards


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0017_office_endings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ElectionCommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=linli.core.models.new_key, editable=False, max_length=12, unique=True)),
                ('position', models.PositiveSmallIntegerField(verbose_name='Place by the result of the choice')),
                ('name', models.CharField(max_length=40, verbose_name='Name')),
                ('office', models.CharField(choices=[('chair', 'Chair'), ('deputy', 'Deputy chair'), ('member', 'Member')], default='member', max_length=8, verbose_name='Office')),
                ('added_at', models.DateTimeField()),
                ('seated_at', models.DateTimeField(null=True)),
                ('leaving', models.CharField(blank=True, choices=[('nominated', 'Nominated as a candidate'), ('relative', 'A near relative is nominated'), ('other', 'For another reason')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='Reason')),
                ('left_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_members', to='elections.election')),
                ('left_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('nomination', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.nomination')),
                ('registration', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.registration')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Member of the election committee',
                'verbose_name_plural': 'Members of the election committee',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('election', 'position'), name='elections_electioncommitteemember_place'), models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('election', 'user'), name='elections_electioncommitteemember_once'), models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('election', 'registration'), name='elections_electioncommitteemember_entry'), models.UniqueConstraint(condition=models.Q(('left_at', None), ('office', 'chair'), ('seated_at__isnull', False)), fields=('election',), name='elections_electioncommitteemember_chair'), models.CheckConstraint(condition=models.Q(models.Q(('leaving', ''), ('left_at', None), ('left_by', None), ('nomination', None), ('reason', '')), models.Q(('left_at__isnull', False), models.Q(('leaving', ''), _negated=True)), _connector='OR'), name='elections_electioncommitteemember_left'), models.CheckConstraint(condition=models.Q(models.Q(('leaving', 'other'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='elections_electioncommitteemember_why')],
            },
        ),
        *(
            migrations.RunSQL(sql, f"DROP FUNCTION {name} CASCADE")
            for sql, name in guards.FUNCTIONS.items()
        ),
    ]
