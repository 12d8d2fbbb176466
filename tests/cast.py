"""The fixed cast: five people in two communities. Tests start from here."""

from dataclasses import dataclass
from datetime import UTC, datetime

from wagtail.models import Collection, GroupApprovalTask, Locale, Page, Site, Workflow, WorkflowTask

from linli.accounts.models import User
from linli.communities.models import Community, Division
from linli.roles.actions import appoint, install_stock_roles

BEGINNING = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # a Monday, 9:00 in Shanghai
JIANXIN, NANSHAN = "370103008009", "370203026002"


@dataclass
class Cast:
    ann: User  # verified resident of 建新社区
    bo: User  # committee member there
    chair: User  # its chair, who reviews what Bo writes
    chen: User  # provider there
    dan: User  # volunteer (a verified resident) there
    eve: User  # verified resident of 南山社区
    eves_chair: User  # chair of 南山社区
    guest: User  # signed in, verified nowhere
    home: Community  # 建新社区
    other: Community  # 南山社区


def division(code: str, level: Division.Level, name: str, parent: Division | None = None) -> Division:
    return Division.objects.get_or_create(
        code=code, defaults={"level": level, "name": name, "parent": parent}
    )[0]


def community(code: str, name: str, street: Division, place: str) -> Community:
    own = division(code, Division.Level.COMMUNITY, name, street)
    return Community.objects.create(
        division=own,
        name=name,
        place=place,
        phone="0531-0000-0108",
        household_count=1286,
        opened_at=BEGINNING,
    )


def person(name: str, number: int, *roles: str, at: Community | None = None) -> User:
    user = User.objects.create_user(name=name, phone=f"+8613800000{number:03d}", is_phone_verified=True)
    for role in roles:
        assert at is not None
        appoint(user=user, role=role, division=at.division, by=None, at=BEGINNING)
    return user


def restore_base() -> None:
    """What migrations put into a new database, after a flush has taken it."""
    locale, _ = Locale.objects.get_or_create(language_code="zh-hans")
    if not Page.objects.filter(depth=1).exists():
        root = Page.add_root(title="Root", slug="root", locale=locale)
        home = root.add_child(title="邻里", slug="home", locale=locale)
        Site.objects.get_or_create(
            hostname="localhost", defaults={"root_page": home, "is_default_site": True}
        )
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Workflow.objects.exists():
        workflow = Workflow.objects.create(name="Moderators approval")
        WorkflowTask.objects.create(
            workflow=workflow, task=GroupApprovalTask.objects.create(name="Moderators approval"), sort_order=0
        )
    install_stock_roles()


def build_cast() -> Cast:
    province = division("370000000000", Division.Level.PROVINCE, "山东省")
    jinan = division("370100000000", Division.Level.CITY, "济南市", province)
    shizhong = division("370103000000", Division.Level.AREA, "市中区", jinan)
    street = division("370103008000", Division.Level.STREET, "七里山街道", shizhong)
    qingdao = division("370200000000", Division.Level.CITY, "青岛市", province)
    shibei = division("370203000000", Division.Level.AREA, "市北区", qingdao)
    far_street = division("370203026000", Division.Level.STREET, "合肥路街道", shibei)
    home = community(JIANXIN, "建新社区", street, "济南市市中区")
    other = community(NANSHAN, "南山社区", far_street, "青岛市市北区")
    return Cast(
        ann=person("安", 1, "resident", at=home),
        bo=person("波", 2, "resident", "committee_member", at=home),
        chair=person("柏主任", 3, "chair", at=home),
        chen=person("陈", 4, "provider", at=home),
        dan=person("丹", 5, "resident", at=home),
        eve=person("伊", 6, "resident", at=other),
        eves_chair=person("易主任", 7, "chair", at=other),
        guest=person("客", 8),
        home=home,
        other=other,
    )
