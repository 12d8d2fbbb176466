"""Plausible words for the demo's candidates and dwellings, and the days of an election."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from linli.core.workdays import CHINA

ABOUT = (
    "现任居委会主任，社区工作十二年",
    "退休中学教师，楼组长",
    "社区工作者，持社会工作师证",
    "退役军人，义务消防队队员",
    "小学家长委员会委员",
    "退休会计，业主代表",
    "网格员，住 5 号楼",
    "社区卫生服务站护士",
)
PLEDGES = (
    "把每月的收支明细贴到每个楼门口，欢迎大家来问。先办好三件事：东门的路灯、楼道里的杂物、老人助餐点的菜价。",
    "组织一支能随叫随到的邻里互助队，重点照应独居老人。每周三下午在活动室接待，有事当面说。",
    "推动停车位夜间共享，和周边单位谈妥错时停车；电动车充电桩一年内每栋楼都有。",
    "社区里的事，先听大家的。凡是动用公共收益五千元以上的，先开议事会再定。",
    "把闲置的自行车棚改成儿童活动角，费用不超过两万元，方案由居民投票定。",
    "帮大家盯住物业合同里的每一条，漏水、电梯、保洁的报修三天内给回音。",
)
WOMEN = "兰英梅芳娟丽霞敏静玲红艳桂珍琴云洁莉慧婷雪萍燕秀玉芬琳颖欣怡雯悦佳倩"


def dwelling(n: int) -> str:
    return f"{n % 12 + 1}号楼{n // 12 % 4 + 1}单元{n // 48 % 18 + 1}0{n % 3 + 1}"


def sex_of(name: str, n: int) -> str:
    return "f" if any(letter in WOMEN for letter in name[1:]) else "fm"[n % 2]


# days before the election day on which each step is taken; every period has room for holidays
COMMITTEE = {
    "drafted": 62,
    "announced": 60,
    "listed": 58,
    "checked": 55,
    "roll": 50,
    "objected": 48,
    "ruled": 47,
    "frozen": 34,
    "nominating": 22,
    "nominated": 20,
    "supported": 19,
    "accepted": 18,
    "reviewed": 12,
    "candidates": 8,
    "board": 6,
    "books": 4,
    "proxies": 3,
}
CLUB = {
    "drafted": 32,
    "announced": 30,
    "listed": 29,
    "checked": 27,
    "roll": 25,
    "objected": 24,
    "ruled": 23,
    "frozen": 13,
    "nominating": 12,
    "nominated": 11,
    "supported": 10,
    "accepted": 9,
    "reviewed": 6,
    "candidates": 4,
    "board": 3,
    "books": 2,
    "proxies": 1,
}


def day_in_china(at: datetime) -> date:
    return timezone.localtime(at, CHINA).date()


def sunday(near: datetime) -> date:
    day = day_in_china(near)
    return day + timedelta(days=6 - day.weekday())


class Calendar:
    """Moments around an election day, by China's clock."""

    def __init__(self, day: date, before: Mapping[str, int] = COMMITTEE) -> None:
        self.day, self.before = day, before

    def at(self, days: int, hour: int = 9) -> datetime:
        on = self.day + timedelta(days=days)
        return datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)

    def on(self, step: str, hour: int = 9) -> datetime:
        return self.at(-self.before[step], hour)
