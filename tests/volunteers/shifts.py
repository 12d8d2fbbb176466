"""An opportunity with a shift, for the tests of this room."""

from datetime import datetime, timedelta

from linli.accounts.models import User
from linli.communities.models import Community
from tests.cast import BEGINNING, Cast
from volunteers.actions.attending import check_in, check_out, join_shift
from volunteers.actions.planning import create_opportunity, plan_shifts
from volunteers.models import Assignment, Opportunity, Shift
from volunteers.rules.windows import Window

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
STARTS = BEGINNING + 2 * DAY


def opportunity(cast: Cast, *, community: Community | None = None, by: User | None = None) -> Opportunity:
    return create_opportunity(
        community=community or cast.home,
        title="旧书交换搭把手",
        description="把书分类摆好，登记交换的册数。",
        needs="会搬桌子就行",
        place="小花园",
        by=by or cast.bo,
        at=BEGINNING,
    )


def shift(
    cast: Cast, *, places: int = 3, starts_at: datetime = STARTS, about: Opportunity | None = None
) -> Shift:
    window = Window(starts_at, starts_at + 2 * HOUR)
    return plan_shifts(
        opportunity=about or opportunity(cast), first=window, places=places, by=cast.bo, at=BEGINNING
    )[0]


def served(at_shift: Shift, who: User, *, late: timedelta = timedelta(0)) -> Assignment:
    """Somebody who joined, came, and left at the end."""
    assignment = join_shift(shift=at_shift, by=who, at=BEGINNING)
    assignment = check_in(assignment=assignment, by=who, at=at_shift.starts_at + late)
    return check_out(assignment=assignment, by=who, at=at_shift.ends_at)
