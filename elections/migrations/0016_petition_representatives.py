"""Representatives sign a petition on paper as such, each once; the guards know of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _petition_guards as guards


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0015_meeting_body'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='recallsignature',
            name='elections_recallsignature_somebody',
        ),
        migrations.AddField(
            model_name='recallsignature',
            name='representative',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='elections.representative'),
        ),
        migrations.AddConstraint(
            model_name='recallsignature',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('recall', 'representative'), name='elections_recallsignature_representative'),
        ),
        migrations.AddConstraint(
            model_name='recallsignature',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), models.Q(models.Q(('registration__isnull', False), ('representative__isnull', False), _connector='OR'), ('sheet__isnull', False)), _connector='OR'), name='elections_recallsignature_somebody'),
        ),
        # the same texts as 0013 runs on a new database
        migrations.RunSQL(guards.ELECTOR, migrations.RunSQL.noop),
        migrations.RunSQL(guards.STAYS, migrations.RunSQL.noop),
    ]
