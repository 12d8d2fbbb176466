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
REASONS = (
    "登记的门牌与台账不符，请带不动产权证或租房合同到居委会窗口核对。",
    "这户已由房东登记为空置，请先请房东到窗口说明。",
    "您填写的是商铺地址，请填写住宅门牌。",
    "电话三次未接通，请在办公时间到窗口核对，或更新手机号后再申请。",
    "该地址属于相邻社区，请到相邻社区申请加入。",
)
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
        staff = world.staff[community.code] = employ(world, crowd, community, staff_sizes)
        world.residents[community.code] = settle(world, crowd, community, size, staff["committee_member"])
    introduce_the_cast(world, crowd)
    for community in world.communities[: len(SIZES)]:
        knock(world, crowd, community)
    street_and_platform(world, crowd)
    give_second_factors()


def give_second_factors() -> None:
    """Everybody who works for a community has one already, so that the demo's desk opens."""
    staff = User.objects.filter(appointments__role__is_staff=True).distinct()
    Authenticator.objects.bulk_create(demo_authenticator(user) for user in staff)


def settle(world: World, crowd: Crowd, community: Community, size: int, verifier: User) -> list[User]:
    """Verified residents, who came over two years; and a few who could not be verified."""
    users = User.objects.bulk_create([crowd.person() for _ in range(size)])
    verified(world, crowd, users, community, verifier)
    turn_away(world, crowd, community, min(size // 60, len(REASONS)), verifier)
    return users


def turn_away(world: World, crowd: Crowd, community: Community, count: int, verifier: User) -> None:
    strangers = User.objects.bulk_create([crowd.person() for _ in range(count)])
    rows = []
    for user, reason in zip(strangers, REASONS, strict=False):
        row = request(world, crowd, user, community, user.date_joined, verifier)
        row.state, row.reason = Verification.State.REFUSED, reason
        rows.append(row)
    Verification.objects.bulk_create(rows)


def verified(world: World, crowd: Crowd, users: list[User], community: Community, verifier: User) -> None:
    rows = []
    for appointment in appointed(users, "resident", community):
        row = request(world, crowd, appointment.user, community, appointment.starts_at, verifier)
        row.state, row.appointment = Verification.State.VERIFIED, appointment
        rows.append(row)
    Verification.objects.bulk_create(rows)


def request(
    world: World, crowd: Crowd, user: User, community: Community, at: datetime, verifier: User
) -> Verification:
    """A request that was decided at `at`, after a day or two."""
    return Verification(
        user=user,
        community=community,
        name=user.name,
        dwelling=crowd.dwelling(),
        relation=world.random.choice(Verification.Relation.values),
        requested_at=at - timedelta(hours=world.random.uniform(3, 60)),
        decided_at=at,
        decided_by=verifier if verifier != user else None,
    )


def appointed(users: list[User], role: str, community: Community) -> list[Appointment]:
    return Appointment.objects.bulk_create(
        Appointment(user=u, role_id=role, division=community.division, starts_at=u.date_joined) for u in users
    )


def employ(world: World, crowd: Crowd, community: Community, sizes: dict[str, int]) -> dict[str, Any]:
    """The community's staff, in office since its portal opened; the first of each role stands in `World.staff`."""
    found: dict[str, Any] = {}
    for role, count in sizes.items():
        people = [crowd.person() for _ in range(count)]
        for user in people:
            user.date_joined = world.at - timedelta(days=732)
        appointed(User.objects.bulk_create(people), role, community)
        found[role] = people[0]
    return found


def introduce_the_cast(world: World, crowd: Crowd) -> None:
    """安 波 柏 陈 丹 芳 live in the first community, 伊 in the second: numbers 138 0000 0001 to 0007."""
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
        verified(world, crowd, [user], where, world.staff[where.code]["committee_member"])
        world.residents[where.code].append(user)
    appointed([world.cast["bo"]], "committee_member", home)
    appointed([world.cast["chair"]], "chair", home)
    appointed([world.cast["fang"]], "oversight_member", home)
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
