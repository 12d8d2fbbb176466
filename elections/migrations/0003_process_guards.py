"""What an election may become and when, and what nobody may do to its roll, candidates and proxies: refused by the database."""

from django.db import migrations

from elections.migrations import _election_guards, _people_guards
from linli.core.triggers import append_only, drop_append_only

GUARDS = {**_election_guards.FUNCTIONS, **_people_guards.FUNCTIONS}
APPEND_ONLY = ["elections_electionresult", "elections_standing", "elections_electionnotice"]


def drop(names: tuple[str, ...]) -> str:
    return "; ".join(f"DROP FUNCTION {name} CASCADE" for name in names)


class Migration(migrations.Migration):
    dependencies = [("elections", "0002_guards")]
    operations = [
        *(migrations.RunSQL(make, drop(names)) for make, names in GUARDS.items()),
        *(migrations.RunSQL(append_only(table), drop_append_only(table)) for table in APPEND_ONLY),
    ]
