"""Two years of neighbours helping out: most of it history, the last days done by the same actions as on the site."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from volunteers.actions.attending import check_in, check_out, join_shift
from volunteers.actions.planning import cancel_shift, plan_shifts
from volunteers.demo.plans import LATER, PLANS, Plan
from volunteers.models import Assignment, HoursRecord, Opportunity, Shift
from volunteers.rules.windows import Window, worked_minutes

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
State = Assignment.State
PILOT = 100  # residents


def build(world: World) -> None:
    for community in world.communities:
        people = world.residents.get(community.code, [])
        organiser = organiser_of(world, community)
        if people and organiser:
            fill(world, community, people, organiser)


def organiser_of(world: World, community: Community) -> User | None:
    staff = world.staff.get(community.code, {})
    found = (staff.get(role) for role in ("volunteer_organiser", "committee_member", "chair"))
    return next((user for user in found if user), None)


def fill(world: World, community: Community, people: list[User], organiser: User) -> None:
    """Everything in the pilot communities; two opportunities and two months in the small ones of the street."""
    is_pilot = len(people) >= PILOT
    regulars = regulars_of(world, people)
    plans = PLANS if is_pilot else world.random.sample(PLANS, 2)
    since = world.at - (730 if is_pilot else 60) * DAY
    all_plans = [*plans, LATER] if is_pilot else plans
    opportunities = Opportunity.objects.bulk_create(
        [describe(community, p, organiser, since) for p in all_plans]
    )
    shifts = [
        s for plan, o in zip(plans, opportunities, strict=False) for s in history(world, plan, o, since)
    ]
    Shift.objects.bulk_create(shifts)
    attended = [a for shift in shifts for a in attendance(world, shift, regulars)]
    Assignment.objects.bulk_create(attended, batch_size=1000)
    hours = [confirmation(a, organiser) for a in attended if is_confirmed(world, a, organiser)]
    HoursRecord.objects.bulk_create(hours, batch_size=1000)
    if is_pilot:
        ahead(world, opportunities, regulars, organiser)
    else:
        ahead_in_bulk(world, plans, opportunities, regulars)


def regulars_of(world: World, people: list[User]) -> list[User]:
    """Sixty who come again and again; Dan is one of them wherever he lives."""
    found = world.random.sample(people, min(60, len(people)))
    dan = world.cast.get("dan")
    return [*found, dan] if dan in people and dan not in found else found


def describe(community: Community, plan: Plan, organiser: User, at: datetime) -> Opportunity:
    texts = {"title": plan.title, "description": plan.description, "needs": plan.needs, "place": plan.place}
    return Opportunity(community=community, organised_by=organiser, created_at=at, **texts)


def windows(plan: Plan, after: datetime, before: datetime) -> Iterator[Window]:
    """The plan's times between two moments."""
    day = timezone.localdate(after)
    day += timedelta(days=(plan.weekday - day.weekday()) % 7)
    while True:
        starts_at = timezone.make_aware(datetime.combine(day, plan.clock))
        if starts_at >= before:
            return
        if starts_at > after:
            yield Window(starts_at, starts_at + plan.minutes * MINUTE)
        day += timedelta(weeks=plan.every)


def history(world: World, plan: Plan, opportunity: Opportunity, since: datetime) -> list[Shift]:
    """Up to two years, thinner in the first than in the second, none still running."""
    last = world.at - timedelta(minutes=plan.minutes) - HOUR
    return [
        Shift(
            opportunity=opportunity,
            starts_at=w.starts_at,
            ends_at=w.ends_at,
            places=plan.places,
            reminded_at=w.starts_at,
        )
        for w in windows(plan, since, last)
        if world.random.random() < (0.35 if world.at - w.starts_at > 365 * DAY else 0.8)
    ]


def attendance(world: World, shift: Shift, regulars: list[User]) -> Iterator[Assignment]:
    count = world.random.randint(max(1, shift.places - 2), shift.places)
    for user in world.random.sample(regulars, min(count, len(regulars))):
        joined_at = shift.starts_at - timedelta(days=world.random.uniform(1, 6))
        if world.random.random() < 0.04:
            yield Assignment(shift=shift, user=user, state=State.NO_SHOW, joined_at=joined_at)
            continue
        came = shift.starts_at + world.random.randint(-12, 9) * MINUTE
        left = shift.ends_at + world.random.randint(-10, 14) * MINUTE
        yield Assignment(
            shift=shift,
            user=user,
            state=State.CHECKED_OUT,
            joined_at=joined_at,
            checked_in_at=came,
            checked_out_at=left,
            proposed_minutes=worked_minutes(shift.window, came, left),
        )


def is_confirmed(world: World, assignment: Assignment, organiser: User) -> bool:
    return (
        assignment.state == State.CHECKED_OUT
        and assignment.user_id != organiser.pk
        and assignment.shift.ends_at < world.at - 2 * DAY
    )


def confirmation(assignment: Assignment, organiser: User) -> HoursRecord:
    return HoursRecord(
        assignment=assignment,
        volunteer_id=assignment.user_id,
        minutes=assignment.proposed_minutes,
        confirmed_by=organiser,
        confirmed_at=assignment.shift.ends_at + DAY,
    )


def ahead(world: World, opportunities: list[Opportunity], regulars: list[User], organiser: User) -> None:
    """The coming weeks: some shifts full, some short of people, one called off, one running now."""
    for plan, opportunity in zip([*PLANS, LATER], opportunities, strict=True):
        first = next(windows(plan, world.at + DAY / 8, world.at + 60 * DAY))
        times = 4 if plan.every == 1 else 2
        shifts = plan_shifts(
            opportunity=opportunity,
            first=first,
            places=plan.places,
            times=times,
            by=organiser,
            at=world.at - 5 * DAY,
        )
        others = [user for user in regulars if user not in world.cast.values()]
        for shift in shifts:
            share(world, shift, others)
    cancel_shift(shift=shifts[-1], reason="场地检修，改期另行通知", by=organiser, at=world.at - DAY / 4)
    cast_takes_part(world, opportunities, organiser)


def ahead_in_bulk(
    world: World, plans: list[Plan], opportunities: list[Opportunity], regulars: list[User]
) -> None:
    coming = [
        Shift(opportunity=o, starts_at=w.starts_at, ends_at=w.ends_at, places=plan.places)
        for plan, o in zip(plans, opportunities, strict=True)
        for w in windows(plan, world.at + DAY / 8, world.at + 15 * DAY)
    ]
    Shift.objects.bulk_create(coming)
    Assignment.objects.bulk_create(
        Assignment(shift=shift, user=user, joined_at=world.at - DAY)
        for shift in coming
        for user in world.random.sample(regulars, min(world.random.randint(0, shift.places), len(regulars)))
    )


def share(world: World, shift: Shift, regulars: list[User]) -> None:
    for user in world.random.sample(regulars, min(world.random.randint(0, shift.places), len(regulars))):
        join_shift(shift=shift, by=user, at=world.at - 3 * DAY)


def cast_takes_part(world: World, opportunities: list[Opportunity], organiser: User) -> None:
    """Dan gave hours that wait, and by day is at a shift just now; he and Ann come to the next one."""
    dan, ann = world.cast.get("dan"), world.cast.get("ann")
    about = opportunities[-1]
    if not dan or not ann or dan not in world.residents.get(about.community.code, []):
        return
    evening = timezone.localtime(world.at).replace(hour=19, minute=30, second=0, microsecond=0)
    check_out(assignment=arrive(about, evening - DAY, dan, organiser), by=dan, at=evening - DAY + 2 * HOUR)
    if 8 <= timezone.localtime(world.at).hour < 19:
        arrive(about, world.at - 40 * MINUTE, dan, organiser)
    coming = plan_one(about, evening + DAY, organiser)
    for user in (ann, dan):
        join_shift(shift=coming, by=user, at=world.at - DAY)


def arrive(about: Opportunity, starts_at: datetime, user: User, organiser: User) -> Assignment:
    shift = plan_one(about, starts_at, organiser)
    joined = join_shift(shift=shift, by=user, at=shift.starts_at - DAY)
    return check_in(assignment=joined, by=user, at=shift.starts_at)


def plan_one(opportunity: Opportunity, starts_at: datetime, organiser: User) -> Shift:
    starts_at = starts_at.replace(minute=starts_at.minute // 10 * 10, second=0, microsecond=0)
    window = Window(starts_at, starts_at + 2 * HOUR)
    made = plan_shifts(opportunity=opportunity, first=window, places=4, by=organiser, at=starts_at - 2 * DAY)
    return made[0]


builds = [(40, build)]
