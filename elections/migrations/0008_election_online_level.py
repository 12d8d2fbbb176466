"""Persons are elected online at level L2 alone: no other level has an online ballot box for them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("elections", "0007_meetings")]

    operations = [
        migrations.AddConstraint(
            model_name="election",
            constraint=models.CheckConstraint(
                condition=models.Q(("ballot_mode", "paper"), ("assurance", "L2"), _connector="OR"),
                name="elections_election_online_level",
            ),
        ),
    ]
