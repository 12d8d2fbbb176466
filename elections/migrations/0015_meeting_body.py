"""Members of the residents' committee sit in the representatives' meeting beside the representatives, and are counted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _body_guards, _meeting_guards

AGAIN = (_meeting_guards.WAY, _meeting_guards.LAWFUL, _meeting_guards.PRESENCE)  # the same texts as 0007 runs on a new database

class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
        ('elections', '0014_proxy_modes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='presence',
            options={'ordering': ['representative_id', 'member_id'], 'verbose_name': 'Presence', 'verbose_name_plural': 'Presences'},
        ),
        migrations.AddField(
            model_name='meeting',
            name='committee_members',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='presence',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.officeholder'),
        ),
        migrations.AlterField(
            model_name='presence',
            name='representative',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.representative'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('members__gte', models.F('committee_members'))), name='elections_meeting_made_up'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('meeting', 'member'), name='elections_presence_member_once'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('representative', None)), models.Q(('member', None), ('representative__isnull', False)), _connector='OR'), name='elections_presence_one_seat'),
        ),
        *(migrations.RunSQL(make, f'DROP FUNCTION {name} CASCADE') for make, name in _body_guards.FUNCTIONS.items()),
        *(migrations.RunSQL(make, migrations.RunSQL.noop) for make in AGAIN),
    ]
