"""A board is a chain that only grows, in one order, with each ballot, credential and ciphertext once."""

from django.db import migrations

from elections.migrations import _board_guards as guards
from linli.core.triggers import append_only, drop_append_only

APPEND_ONLY = ["elections_boardentry", "elections_boardcredential", "elections_boardmark"]


class Migration(migrations.Migration):
    dependencies = [("elections", "0004_paper_guards")]
    operations = [
        migrations.RunSQL(
            [guards.RANK, guards.ORDER, guards.VOTER, guards.COUNTS, guards.GROWS, guards.STATE], guards.DROP
        ),
        *(migrations.RunSQL(append_only(table), drop_append_only(table)) for table in APPEND_ONLY),
    ]
