"""The list of representatives from a file: all of it, or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from elections.actions.meetings.base import write_down
from elections.actions.meetings.refusals import ListFaulty, NobodyInList
from elections.actions.meetings.representing import hold
from elections.models import Representative
from elections.rules import representatives as rules
from linli.accounts.models import User
from linli.communities.models import Community


def clashes_here(community: Community, rows: Sequence[rules.Row]) -> list[rules.Fault]:
    """What is wrong between the rows, and with those who are representatives here already."""
    there = Representative.objects.in_community(community)
    about = there.values_list("name", "group", "starts_on", "ends_on")
    return rules.clashes(rows, [rules.Row(*one) for one in about])


@transaction.atomic
def import_representatives(
    *, community: Community, rows: Sequence[rules.Row], by: User | None, at: datetime
) -> list[Representative]:
    """Adds everybody of the list; whoever is in office stays. Accounts are linked one by one afterwards."""
    community = hold(community)
    if not rows:
        raise NobodyInList
    if faults := clashes_here(community, rows):
        raise ListFaulty(faults)
    about = {"community": community, "added_by": by, "added_at": at}
    made = Representative.objects.bulk_create(
        Representative(
            name=row.name, group=row.group, sex=row.sex, starts_on=row.starts_on, ends_on=row.ends_on, **about
        )
        for row in rows
    )
    detail = {"representatives": len(made), "first": made[0].key, "last": made[-1].key}
    write_down(community, "import_representatives", by, at, obj=community, detail=detail)
    return made
