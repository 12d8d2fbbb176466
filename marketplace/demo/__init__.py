"""Order 30: services, two years of bookings and reviews, and what goes on today."""

from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from marketplace.demo.history import write_history
from marketplace.demo.living import live_for_ann, live_on
from marketplace.demo.shops import neighbours, open_shops, take_applications
from marketplace.demo.stock import SHOPS
from marketplace.models import Listing

HOME, ELSEWHERE = 680, 280  # bookings of the past that are tried; some days are full


def build(world: World) -> None:
    for community in world.communities:
        people = neighbours(world, community)
        if len(people) >= len(SHOPS) + 20:
            fill(world, community, people)


def fill(world: World, community: Community, people: list[User]) -> None:
    ann, chen = world.cast.get("ann"), world.cast.get("chen")
    is_home = ann in world.residents.get(community.code, [])
    chosen = world.random.sample(people, len(SHOPS) + 3)
    sellers, applicants = chosen[: len(SHOPS) + 1], chosen[len(SHOPS) + 1 :]
    if is_home and chen:
        sellers[0] = chen
    buyers = [user for user in people if user not in set(chosen)]
    made = open_shops(world, community, sellers)
    shown = Listing.objects.filter(pk__in=[listing.pk for listing in made]).order_by("pk")
    listings = list(shown.select_related("provider__user", "provider__community").prefetch_related("hours"))
    write_history(world, listings, buyers, HOME if is_home else ELSEWHERE)
    take_applications(world, community, applicants)
    live_on(world, listings, world.random.sample(buyers, 8))
    if is_home and ann:
        live_for_ann(world, listings, ann)


builds = [(30, build)]
