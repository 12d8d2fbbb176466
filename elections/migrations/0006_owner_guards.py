"""What nobody may do to an owners' vote, and when: refused by the database, whoever asks."""

from django.db import migrations

from elections.migrations import _owner_guards as guards
from linli.core.triggers import append_only, drop_append_only


class Migration(migrations.Migration):
    dependencies = [("elections", "0005_board_guards")]
    operations = [
        *(
            migrations.RunSQL(make, f"DROP FUNCTION {name} CASCADE")
            for make, name in guards.FUNCTIONS.items()
        ),
        *(migrations.RunSQL(append_only(table), drop_append_only(table)) for table in guards.APPEND_ONLY),
    ]
