"""What an adjourned representatives' meeting left undecided goes on in another sitting, called again."""

import django.db.models.deletion
from django.db import migrations, models

from elections.migrations import _continuing_guards as guards


class Migration(migrations.Migration):

    dependencies = [("elections", "0008_election_online_level")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="continues",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continuations",
                to="elections.meeting",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="continues",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="elections.agendaitem",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("continues",),
                name="elections_meeting_continued_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "continues"), name="elections_agendaitem_continued_once"
            ),
        ),
        *(
            migrations.RunSQL(make, f"DROP FUNCTION {name} CASCADE")
            for make, name in guards.FUNCTIONS.items()
        ),
    ]
