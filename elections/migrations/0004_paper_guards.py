"""What nobody may do to stations, books and counts, and when: refused by the database, whoever asks."""

from django.db import migrations

from elections.migrations import _paper_guards
from linli.core.triggers import append_only, drop_append_only


class Migration(migrations.Migration):
    dependencies = [("elections", "0003_process_guards")]
    operations = [
        *(
            migrations.RunSQL(make, "; ".join(f"DROP FUNCTION {name} CASCADE" for name in names))
            for make, names in _paper_guards.FUNCTIONS.items()
        ),
        *(
            migrations.RunSQL(append_only(table), drop_append_only(table))
            for table in _paper_guards.APPEND_ONLY
        ),
    ]
