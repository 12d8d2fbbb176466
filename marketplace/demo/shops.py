"""Providers with their role, and their listings: as if verified over the last two years."""

from datetime import timedelta
from typing import Any

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from linli.core.models import ALPHABET
from linli.roles.models import Appointment
from marketplace.demo.stock import APPLICANTS, CHENS, SHOPS, Shop
from marketplace.models import HoursRule, Listing, Provider


def key(world: World) -> str:
    """The same in each build, so that links into the demo stay."""
    return "".join(world.random.choices(ALPHABET, k=12))


def checker(world: World, community: Community) -> Any:
    staff = world.staff.get(community.code, {})
    return staff.get("committee_member") or staff.get("chair") or next(iter(staff.values()), None)


def neighbours(world: World, community: Community) -> list[User]:
    """Residents who are not of the cast: some of them offer services, others book them."""
    known = {user.pk for user in world.cast.values()}
    return [user for user in world.residents.get(community.code, []) if user.pk not in known]


def open_shops(world: World, community: Community, people: list[User]) -> list[Listing]:
    """`people` are the providers to be, one for each shop, Chen first where he lives here."""
    chen = world.cast.get("chen")
    shops = [(CHENS, people[0])] + list(zip(SHOPS, people[1:], strict=False))
    providers = [shop(world, community, about, user, user == chen) for about, user in shops]
    Provider.objects.bulk_create(providers)
    appoint_all(world, community, providers)
    listings = [
        Listing(key=key(world), provider=provider, created_at=provider.decided_at, **fields(offer))
        for provider, (about, _) in zip(providers, shops, strict=True)
        for offer in about.offers
    ]
    Listing.objects.bulk_create(listings)
    offers = [offer for about, _ in shops for offer in about.offers]
    rules = [
        HoursRule(listing=listing, weekday=w.weekday, opens=w.opens, closes=w.closes)
        for listing, offer in zip(listings, offers, strict=True)
        for w in offer.hours
    ]
    HoursRule.objects.bulk_create(rules)
    return listings


def fields(offer: Any) -> dict[str, Any]:
    return {name: value for name, value in offer._asdict().items() if name != "hours"}


def shop(world: World, community: Community, about: Shop, user: User, is_chen: bool) -> Provider:
    applied = world.days_ago(720, 760) if is_chen else world.days_ago(380, 740)
    return Provider(
        key=key(world),
        community=community,
        user=user,
        name=about.name if is_chen else about.name.replace("陈", user.name[:1]).format(s=user.name[:1]),
        about=about.about,
        phone=f"0531-0000-{world.random.randint(1000, 9999)}",
        qualifications=about.qualifications,
        state=Provider.State.VERIFIED,
        applied_at=applied,
        decided_at=applied + timedelta(hours=world.random.randint(5, 60)),
        decided_by=checker(world, community),
    )


def appoint_all(world: World, community: Community, providers: list[Provider]) -> None:
    """The role that verification grants, where they do not hold it yet."""
    held = set(
        Appointment.objects.filter(role="provider", division=community.division).values_list(
            "user_id", flat=True
        )
    )
    Appointment.objects.bulk_create(
        Appointment(
            user=p.user,
            role_id="provider",
            division=community.division,
            starts_at=p.decided_at,
            appointed_by=p.decided_by,
        )
        for p in providers
        if p.user_id not in held
    )


def take_applications(world: World, community: Community, people: list[User]) -> None:
    """Two who wait to be checked, one of them for two days already."""
    for n, ((name, about, papers), user) in enumerate(zip(APPLICANTS, people, strict=False)):
        Provider.objects.create(
            key=key(world),
            community=community,
            user=user,
            name=name.format(s=user.name[:1]),
            about=about,
            phone=f"0531-0000-{world.random.randint(1000, 9999)}",
            qualifications=papers,
            applied_at=world.at - timedelta(hours=5 + 44 * n),
        )
