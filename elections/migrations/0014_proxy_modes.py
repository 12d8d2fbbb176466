"""How many proxies a holder takes depends on who votes: none where the rules allow none in that electorate."""

from django.db import migrations

from elections.migrations._election_guards import TERMS


class Migration(migrations.Migration):
    dependencies = [("elections", "0013_petition_sheets")]
    operations = [migrations.RunSQL(TERMS, migrations.RunSQL.noop)]  # the same text as 0003 runs on a new database
