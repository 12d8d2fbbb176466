"""The last days and the next ones, done by the same actions as on the site."""

from datetime import datetime, timedelta

from linli.accounts.models import User
from linli.core.demo import World
from marketplace.actions import bookings as acts
from marketplace.actions.disputes import report_problem
from marketplace.demo.history import address
from marketplace.models import Booking, Listing
from marketplace.rules import hours
from marketplace.rules.bookings import NOTICE

DAY = timedelta(days=1)


def free_time(listing: Listing, at: datetime, days: int) -> datetime:
    """The first free beginning of the service, so many days from `at` or soon after."""
    wanted = at.astimezone(hours.CHINA).date() + days * DAY
    taken = Booking.objects.live().filter(worker=listing.provider.user_id)
    busy = list(taken.values_list("starts_at", "ends_at"))
    for later in range(14):
        free = hours.free(listing.windows(), listing.minutes, wanted + later * DAY, busy, at + NOTICE)
        if free:
            return free[0]
    raise ValueError(f"No free time of {listing} within two weeks")


def book(
    world: World, listing: Listing, resident: User, *, days: int, at: datetime, note: str = ""
) -> Booking:
    """Asked for at `at`, for `days` from now."""
    offset = (world.at - at).days + days
    return acts.book_listing(
        listing=listing,
        starts_at=free_time(listing, at, max(offset, 0)),
        where=acts.Visit(address(world), resident.phone or "0531-0000-0000", note),
        resident=resident,
        by=resident,
        at=at,
    )


def accepted(
    world: World, listing: Listing, resident: User, *, days: int, at: datetime, note: str = ""
) -> Booking:
    made = book(world, listing, resident, days=days, at=at, note=note)
    return acts.accept_booking(booking=made, by=made.worker, at=at + timedelta(minutes=40))


def fulfilled(world: World, listing: Listing, resident: User, *, at: datetime) -> Booking:
    """A visit that took place a day or more ago."""
    made = accepted(world, listing, resident, days=-3, at=at)
    done = min(made.ends_at + timedelta(minutes=5), world.at)
    return acts.fulfil_booking(booking=made, is_paid=True, by=made.worker, at=done)


def live_on(world: World, listings: list[Listing], people: list[User]) -> None:
    """Requests, visits ahead, one to confirm, one with a problem: in every community."""
    by_title = {listing.title: listing for listing in listings}
    lunch, dinner = by_title["午餐送到家"], by_title["晚餐送到家"]
    recently = world.at - timedelta(hours=2)
    book(world, lunch, people[0], days=2, at=recently, note="少盐，谢谢。")
    book(world, dinner, people[1], days=1, at=world.at - timedelta(hours=3), note="晚六点前后都行。")
    book(world, by_title["上门做一顿饭"], people[2], days=4, at=recently, note="给母亲过八十大寿，六个人。")
    accepted(world, lunch, people[3], days=1, at=recently)
    accepted(world, by_title["日常保洁"], people[4], days=2, at=recently)
    accepted(world, by_title["陪诊半天"], people[5], days=3, at=recently, note="社区卫生服务中心门口见。")
    fulfilled(world, lunch, people[6], at=world.at - 6 * DAY)
    trouble = fulfilled(world, by_title["洗衣机、冰箱检修"], people[7], at=world.at - 6 * DAY)
    said = "说换了轴承，收了配件钱，今天又响了，打电话没人接。"
    report_problem(booking=trouble, reason=said, by=trouble.resident, at=world.at - timedelta(hours=20))


def live_for_ann(world: World, listings: list[Listing], ann: User) -> None:
    by_title = {listing.title: listing for listing in listings}
    accepted(
        world,
        by_title["换灯、换开关插座"],
        ann,
        days=1,
        at=world.at - timedelta(hours=9),
        note="客厅吸顶灯，灯已买好。",
    )
    book(
        world,
        by_title["午餐送到家"],
        ann,
        days=1,
        at=world.at - timedelta(hours=1),
        note="给婆婆订的，软烂一些。",
    )
    fulfilled(world, by_title["代取药送到家"], ann, at=world.at - 6 * DAY)
