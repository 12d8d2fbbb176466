"""The demo's people: the cast, a committee for every community, 1,200 and more residents. Nobody is real."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from linli.accounts.codes import demo_authenticator
from linli.accounts.demo_people import CAST
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.demo import World
from linli.residents.actions import ask_to_join
from linli.residents.models import Verification
from linli.roles.models import Appointment

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GIVEN = "安宁嘉和敏静秀兰桂芳志强建国玉珍淑华明德文海晓梅春生立新雅琴永康思远若溪子涵雨桐景行知夏书瑶怀瑾承泽"
SIZES = (430, 410, 390)  # the three pilot communities; the others are small
SMALL = 12
# role: how many hold it in each pilot community
STAFF = {
    "chair": 1,
    "committee_member": 3,
    "grid_worker": 2,
    "oversight_member": 1,
    "editor": 1,
    "reviewer": 1,
    "volunteer_organiser": 1,
}
NOTES = ("上个月刚搬来。", "户口本和租房合同可以带到居委会。", "和女儿一家同住，帮忙带外孙。", "")


class Crowd:
    """Makes people with names and numbers that follow from the world's seed."""

    def __init__(self, world: World) -> None:
        self.world, self.number = world, 100

    def name(self) -> str:
        random = self.world.random
        return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2, 2))))

    def person(self, name: str = "", email: str | None = None) -> User:
        self.number += 1
        joined = self.world.days_ago(20, 730)
        user = User(name=name or self.name(), email=email, is_phone_verified=True, date_joined=joined)
        user.phone = f"+86138{self.number:08d}"
        user.set_unusable_password()
        return user

    def dwelling(self) -> str:
        random = self.world.random
        return f"{random.randint(1, 24)} 号楼 {random.randint(1, 4)} 单元 {random.randint(1, 6)}0{random.randint(1, 3)} 室"


def build(world: World) -> None:
    crowd = Crowd(world)
    for index, community in enumerate(world.communities):
        size = SIZES[index] if index < len(SIZES) else SMALL
        staff_sizes = STAFF if index < len(SIZES) else {"chair": 1, "committee_member": 1}
        world.residents[community.code] = settle(world, crowd, community, size)
        world.staff[community.code] = employ(crowd, community, staff_sizes)
    introduce_the_cast(world, crowd)
    for community in world.communities[: len(SIZES)]:
        knock(world, crowd, community)
    street_and_platform(world, crowd)
    give_second_factors()


def give_second_factors() -> None:
    """Everybody who works for a community has one already, so that the demo's desk opens."""
    staff = User.objects.filter(appointments__role__is_staff=True).distinct()
    Authenticator.objects.bulk_create(demo_authenticator(user) for user in staff)


def settle(world: World, crowd: Crowd, community: Community, size: int) -> list[User]:
    """Verified residents, who came over two years."""
    users = User.objects.bulk_create([crowd.person() for _ in range(size)])
    appointments = appointed(users, "resident", community)
    relations = Verification.Relation.values
    rows = [
        Verification(
            user=a.user,
            community=community,
            name=a.user.name,
            dwelling=crowd.dwelling(),
            relation=world.random.choice(relations),
            state=Verification.State.VERIFIED,
            requested_at=a.starts_at - timedelta(days=2),
            decided_at=a.starts_at,
            appointment=a,
        )
        for a in appointments
    ]
    Verification.objects.bulk_create(rows)
    return users


def appointed(users: list[User], role: str, community: Community) -> list[Appointment]:
    return Appointment.objects.bulk_create(
        Appointment(user=u, role_id=role, division=community.division, starts_at=u.date_joined) for u in users
    )


def employ(crowd: Crowd, community: Community, sizes: dict[str, int]) -> dict[str, Any]:
    """The community's staff; the first of each role stands in `World.staff`."""
    found: dict[str, Any] = {}
    for role, count in sizes.items():
        users = User.objects.bulk_create([crowd.person() for _ in range(count)])
        appointed(users, role, community)
        found[role] = users[0]
    return found


def introduce_the_cast(world: World, crowd: Crowd) -> None:
    """安 波 柏 陈 丹 live in the first community, 伊 in the second: numbers 138 0000 0001 to 0006."""
    home, other = world.communities[0], world.communities[1]
    long_ago = world.at - timedelta(days=720)
    for person in CAST:
        user = User(name=person.name, email=person.email, phone=person.phone, is_phone_verified=True)
        user.date_joined = long_ago
        user.set_unusable_password()
        user.save()
        EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
        world.cast[person.key] = user
        where = other if person.key == "eve" else home
        appointed([user], "resident", where)
        world.residents[where.code].append(user)
    appointed([world.cast["bo"]], "committee_member", home)
    appointed([world.cast["chair"]], "chair", home)
    world.staff[home.code].update(committee_member=world.cast["bo"], chair=world.cast["chair"])


def waiting_since(at: datetime) -> Iterator[datetime]:
    """Three lights at the desk: overdue, due within a day, fresh."""
    yield from (at - timedelta(days=3, hours=4), at - timedelta(days=2, hours=6), at - timedelta(hours=5))


def knock(world: World, crowd: Crowd, community: Community) -> None:
    """Some who have just asked to join."""
    for since in waiting_since(world.at):
        user = crowd.person()
        user.save()
        relation = world.random.choice(Verification.Relation.values)
        note = world.random.choice(NOTES)
        given = {"name": user.name, "dwelling": crowd.dwelling(), "relation": relation, "note": note}
        ask_to_join(community=community, by=user, at=since, **given)


def street_and_platform(world: World, crowd: Crowd) -> None:
    """An officer over the first community's street, and those who run the platform."""
    home = world.communities[0]
    for role, division in (
        ("street_officer", home.division.parent),
        ("auditor", home.division.parent.parent),
        ("security_admin", home.division.parent.parent),
        ("platform_admin", home.division.parent.parent),
    ):
        user = crowd.person()
        user.save()
        Appointment.objects.create(
            user=user, role_id=role, division=division, starts_at=world.at - timedelta(days=700)
        )
        world.staff[home.code][role] = user


builds = [(2, build)]
