"""The boards that every community starts with."""

from datetime import datetime

from django.db import transaction

from forum.models import Board
from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.models import Community

# code: (name, what belongs there, icon, the same two in English)
DEFAULTS: dict[str, tuple[str, str, str, str, str]] = {
    "courtyards": (
        "院落与绿化",
        "花园、长椅、停车、垃圾分类、院里的大事小情",
        "trees",
        "Courtyards and green",
        "Gardens, benches, parking, waste sorting",
    ),
    "repairs": (
        "物业与维修",
        "电梯、楼道灯、管道、门禁，哪里坏了、谁来修",
        "wrench",
        "Property and repairs",
        "Lifts, lights, pipes, doors: what is broken and who mends it",
    ),
    "neighbours": (
        "邻里互助",
        "借个梯子、捎个菜、找个伴，还有失物招领",
        "heart-handshake",
        "Neighbours help",
        "Borrow a ladder, find company, lost and found",
    ),
    "proposals": (
        "议事建议",
        "想改变点什么？先在这里和邻居商量",
        "lightbulb",
        "Ideas for the community",
        "Something should change? Talk it over here first",
    ),
    "market": (
        "闲置与活动",
        "送旧换新、跳蚤市场、合唱团、羽毛球",
        "gift",
        "Give away and join in",
        "Things to give, flea market, choir, badminton",
    ),
}


def new_board(community: Community, code: str, position: int) -> Board:
    """A default board, not saved: the page offers it before the first topic makes it."""
    name, about, icon, name_en, about_en = DEFAULTS[code]
    return Board(
        community=community,
        code=code,
        name=name,
        about=about,
        icon=icon,
        name_en=name_en,
        about_en=about_en,
        position=position,
    )


def boards_of(community: Community) -> list[Board]:
    """The community's boards; the default ones where it has none yet."""
    found = list(Board.objects.in_community(community))
    return found or [new_board(community, code, n) for n, code in enumerate(DEFAULTS)]


@transaction.atomic
def ensure_boards(*, community: Community, by: User | None, at: datetime) -> list[Board]:
    """Makes the default boards where there is none; twice is once."""
    if not Board.objects.in_community(community).exists():
        wanted = [new_board(community, code, n) for n, code in enumerate(DEFAULTS)]
        Board.objects.bulk_create(wanted, ignore_conflicts=True)
        record(by=by, action="forum.ensure_boards", obj=community, community=community, at=at)
    return list(Board.objects.in_community(community))
