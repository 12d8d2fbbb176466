"""The people of a small community with an election ahead: who runs it, who oversees it, two dozen electors."""

from dataclasses import dataclass, field
from typing import Any

from cms.actions.portals import open_community
from linli.accounts.models import User
from linli.residents.actions import ask_to_join, verify_resident
from tests.cast import BEGINNING, Cast, person

NAMES = [
    "赵国华",
    "钱秀英",
    "孙建军",
    "李桂兰",
    "周志强",
    "吴玉梅",
    "郑海涛",
    "王淑芬",
    "冯立新",
    "陈晓红",
    "褚卫东",
    "卫春燕",
    "蒋德明",
    "沈丽萍",
    "韩永福",
    "杨雪梅",
    "朱启航",
    "秦月娥",
    "尤家栋",
    "许文静",
]


@dataclass
class Neighbourhood:
    cast: Cast
    electors: list[User]
    oversight: User
    trustees: list[User] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"/c/{self.cast.home.code}/"


def moved_in(user: User, dwelling: str, cast: Cast, at: Any = BEGINNING) -> User:
    """Asked to join, and the committee saw the papers."""
    asked = ask_to_join(
        community=cast.home, name=user.name, dwelling=dwelling, relation="owner", by=user, at=at
    )
    verify_resident(verification=asked, by=cast.chair, at=at)
    return user


def build(cast: Cast) -> Neighbourhood:
    open_community(division=cast.home.division, at=BEGINNING, by=None)
    cast.home.refresh_from_db()
    electors = [
        moved_in(person(name, 200 + n), f"{n // 6 + 1} 号楼 {n % 3 + 1} 单元 {n % 6 + 1}02", cast)
        for n, name in enumerate(NAMES)
    ]
    roles = (("何网格", "grid_worker"), ("许监督", "oversight_member"), ("吕审核", "reviewer"))
    trustees = [person(name, 300 + n, role, at=cast.home) for n, (name, role) in enumerate(roles)]
    oversight = person("孙监督", 310, "oversight_member", at=cast.home)
    return Neighbourhood(cast, electors, oversight, trustees)
