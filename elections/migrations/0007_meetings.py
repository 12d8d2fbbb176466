"""The residents' representatives' meeting: its tables, and what nobody may do to them."""

import django.db.models.deletion
import django.db.models.expressions
import linli.core.models
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _meeting_guards as guards
from linli.core.triggers import append_only, drop_append_only


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
        ('elections', '0006_owner_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=linli.core.models.new_key, editable=False, max_length=12, unique=True)),
                ('title', models.CharField(max_length=80, verbose_name='Title')),
                ('place', models.CharField(max_length=80, verbose_name='Place')),
                ('starts_at', models.DateTimeField(verbose_name='Begins')),
                ('explanation', models.TextField(blank=True, verbose_name='What it is about')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('called', 'Called'), ('sitting', 'Sitting'), ('closed', 'Closed'), ('adjourned', 'Adjourned'), ('recorded', 'Minutes published'), ('cancelled', 'Cancelled')], default='draft', editable=False, max_length=10)),
                ('profile_code', models.CharField(max_length=40, verbose_name='Rules')),
                ('profile', models.JSONField(editable=False, null=True)),
                ('profile_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('members', models.PositiveIntegerField(default=0, editable=False)),
                ('drafted_at', models.DateTimeField(editable=False)),
                ('called_at', models.DateTimeField(editable=False, null=True)),
                ('opened_at', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('recorded_at', models.DateTimeField(editable=False, null=True)),
                ('cancelled_at', models.DateTimeField(editable=False, null=True)),
                ('cancel_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('adjourn_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('community', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='representatives_meetings', to='communities.community')),
                ('drafted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': "Representatives' meeting",
                'verbose_name_plural': "Representatives' meetings",
                'ordering': ['-starts_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='elections_meeting_cancelled'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'adjourned'), _negated=True), models.Q(('adjourn_reason', ''), _negated=True), _connector='OR'), name='elections_meeting_adjourned'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=linli.core.models.new_key, editable=False, max_length=12, unique=True)),
                ('position', models.PositiveSmallIntegerField(editable=False)),
                ('title', models.CharField(max_length=120, verbose_name='What is decided')),
                ('explanation', models.TextField(blank=True, verbose_name='In more words')),
                ('meeting', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='elections.meeting')),
            ],
            options={
                'verbose_name': 'Item',
                'verbose_name_plural': 'Items',
                'ordering': ['position'],
                'constraints': [
                    models.UniqueConstraint(fields=('meeting', 'position'), name='elections_agendaitem_position'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MeetingRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=linli.core.models.new_key, editable=False, max_length=12, unique=True)),
                ('subject', models.CharField(max_length=120, verbose_name='What the meeting should decide')),
                ('reasons', models.TextField(max_length=2000, verbose_name='Why')),
                ('profile_code', models.CharField(editable=False, max_length=40)),
                ('profile_version', models.CharField(editable=False, max_length=40)),
                ('call_rule', models.CharField(editable=False, max_length=12)),
                ('representatives', models.PositiveIntegerField(editable=False, null=True)),
                ('state', models.CharField(choices=[('signing', 'Signatures are being gathered'), ('reached', 'Enough have signed'), ('called', 'The meeting is called'), ('withdrawn', 'Withdrawn')], default='signing', editable=False, max_length=10)),
                ('asked_at', models.DateTimeField(editable=False)),
                ('reached_at', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_requests', to='communities.community')),
            ],
            options={
                'verbose_name': 'Request for a meeting',
                'verbose_name_plural': 'Requests for meetings',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('reasons', ''), _negated=True)), name='elections_meetingrequest_words'),
                ],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='request',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='elections.meetingrequest'),
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('chaired_by', models.CharField(max_length=40)),
                ('written_by', models.CharField(max_length=40)),
                ('entered_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='elections.meeting')),
            ],
            options={
                'verbose_name': 'Minutes',
                'verbose_name_plural': 'Minutes',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('chaired_by', ''), _negated=True), models.Q(('written_by', ''), _negated=True)), name='elections_minutes_words'),
                    models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='elections_minutes_confirmed'),
                    models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('entered_by')), _negated=True), _connector='OR'), name='elections_minutes_second'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=linli.core.models.new_key, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=40, verbose_name='Name')),
                ('group', models.CharField(max_length=40, verbose_name="Residents' group")),
                ('starts_on', models.DateField(verbose_name='In office from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='In office until')),
                ('added_at', models.DateTimeField(editable=False)),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representatives', to='communities.community')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Account')),
            ],
            options={
                'verbose_name': "Residents' representative",
                'verbose_name_plural': "Residents' representatives",
                'ordering': ['pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='elections_representative_window'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='elections.meeting')),
                ('representative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.representative')),
            ],
            options={
                'verbose_name': 'Presence',
                'verbose_name_plural': 'Presences',
                'ordering': ['representative_id'],
                'constraints': [
                    models.UniqueConstraint(fields=('meeting', 'representative'), name='elections_presence_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MeetingSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on_paper', models.BooleanField(default=False)),
                ('signed_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='elections.meetingrequest')),
                ('representative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.representative')),
            ],
            options={
                'verbose_name': 'Signature for a meeting',
                'verbose_name_plural': 'Signatures for meetings',
                'ordering': ['pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('request', 'representative'), name='elections_meetingsignature_once'),
                ],
            },
        ),
        migrations.AddField(
            model_name='meetingrequest',
            name='asked_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.representative'),
        ),
        migrations.CreateModel(
            name='ItemOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('members', models.PositiveIntegerField()),
                ('present', models.PositiveIntegerField()),
                ('votes_for', models.PositiveIntegerField()),
                ('votes_against', models.PositiveIntegerField()),
                ('votes_abstained', models.PositiveIntegerField()),
                ('is_carried', models.BooleanField()),
                ('profile_version', models.CharField(max_length=40)),
                ('checks', models.JSONField()),
                ('reasons', models.JSONField()),
                ('declared_at', models.DateTimeField()),
                ('declared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='elections.agendaitem')),
            ],
            options={
                'verbose_name': 'Outcome of an item',
                'verbose_name_plural': 'Outcomes of items',
                'constraints': [models.CheckConstraint(condition=models.Q(('present__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('votes_for'), '+', models.F('votes_against')), '+', models.F('votes_abstained')))), name='elections_itemoutcome_hands'), models.CheckConstraint(condition=models.Q(('members__gte', models.F('present'))), name='elections_itemoutcome_present')],
            },
        ),
        *(
            migrations.RunSQL(make, f"DROP FUNCTION {name} CASCADE")
            for make, name in guards.FUNCTIONS.items()
        ),
        *(migrations.RunSQL(append_only(table), drop_append_only(table)) for table in guards.APPEND_ONLY),
    ]
