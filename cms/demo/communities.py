"""Three pilot communities, and the communities of one street in Shanghai."""

from typing import Any

from cms.actions.portals import open_community
from cms.models import CommunityPage, SiteHomePage
from linli.communities.models import Community, Division
from linli.core.demo import World

SHANGHAI_STREET = "310110009000"
HOURS = "工作日 9:00–12:00、13:00–17:00，周六上午值班"

# code: name, place, telephone, address, households, line of welcome (all but the code invented)
PILOTS = {
    "370103008009": (
        "建新社区",
        "济南市市中区",
        "0531-0000-0108",
        "建新路 18 号社区服务中心一楼",
        1286,
        "院里的事，大家商量着办。",
    ),
    "370203026002": (
        "南山社区",
        "青岛市市北区",
        "0532-0000-0226",
        "南山路 6 号",
        1742,
        "推门就是邻居，抬头就能看见山。",
    ),
    "370203030005": (
        "九江路社区",
        "青岛市市北区",
        "0532-0000-0305",
        "九江路 31 号甲",
        1518,
        "老城区，新日子。",
    ),
}
INTRODUCTION = "在这里找到您的社区：看公告、议事、投票、约服务、做志愿。没有开通的社区，请向居委会打听。"


def build_communities(world: World) -> None:
    opened_at = world.days_ago(735, 740)
    for code, (name, place, phone, address, homes, welcome) in PILOTS.items():
        division = Division.objects.get(pk=code)
        about: dict[str, Any] = {
            "name": name,
            "place": place,
            "phone": phone,
            "address": address,
            "household_count": homes,
        }
        community = open_community(division=division, at=opened_at, by=None, office_hours=HOURS, **about)
        CommunityPage.objects.filter(community=community).update(welcome=welcome)
        world.communities.append(community)
    world.communities += build_street(world)
    SiteHomePage.objects.update(introduction=INTRODUCTION)


def build_street(world: World) -> list[Community]:
    found = []
    divisions = Division.objects.filter(parent=SHANGHAI_STREET, level=Division.Level.COMMUNITY).order_by(
        "code"
    )
    for number, division in enumerate(divisions, start=1):
        about: dict[str, Any] = {
            "place": "上海市杨浦区四平路街道",
            "phone": f"021-0000-{9000 + number:04d}",
            "office_hours": HOURS,
        }
        homes = world.random.randrange(780, 2400)
        found.append(
            open_community(
                division=division, at=world.days_ago(200, 400), by=None, household_count=homes, **about
            )
        )
    return found
