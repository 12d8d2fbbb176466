"""Seats that stand empty in a running term, and until when they are filled (城市居民委员会组织法 (2025) art. 24)."""

from datetime import date, datetime

from elections.actions.offices import by_elections, law_of_office
from elections.actions.running.base import day_of, days_off
from elections.models import Officeholder
from elections.rules.offices import by_election_by
from linli.communities.models import Community


def vacancies(community: Community, at: datetime) -> list[Officeholder]:
    """Whose seat is empty, and no by-election for it has been drafted since."""
    today = day_of(at)
    left = Officeholder.objects.in_community(community).filter(ended_on__lte=today, term__ends_on__gt=today)
    rows = left.select_related("term__committee__community__division", "election").order_by("ended_on", "pk")
    return [one for one in rows if not by_elections(one)]


def fill_by(holder: Officeholder) -> date | None:
    """The last day for filling the seat; none where the rules set none, for a by-election may be held and need not."""
    return by_election_by(law_of_office(holder), holder.ended_on, days_off(holder.ended_on))
