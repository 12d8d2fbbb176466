"""The account of a buyer is not linked to a unit that counts for the developer."""

from django.db import migrations

from elections.migrations import _owner_link_guards as guards


class Migration(migrations.Migration):

    dependencies = [("elections", "0010_minutes_returned")]

    operations = [
        migrations.RunSQL(make, f"DROP FUNCTION {name} CASCADE") for make, name in guards.FUNCTIONS.items()
    ]
