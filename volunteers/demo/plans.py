"""What neighbours do for each other, week by week."""

from datetime import time
from typing import NamedTuple


class Plan(NamedTuple):
    """An opportunity that recurs: on which weekday, when, how long, for how many, every how many weeks."""

    title: str
    description: str
    needs: str
    place: str
    weekday: int
    clock: time
    minutes: int
    places: int
    every: int


PLANS = [
    Plan(
        "教长辈用手机挂号",
        "一对一教长辈在手机上预约挂号、看检查报告、调大字体。一次教会一件事，教完请长辈自己做一遍。\n讲义放在活动室书架第二层，用完放回。",
        "有耐心，自带手机",
        "居委会活动室",
        2,
        time(9, 30),
        90,
        4,
        1,
    ),
    Plan(
        "旧书交换搭把手",
        "摆桌子、给交换的书贴签、登记册数。收摊后剩下的书送到图书角。",
        "会搬桌子就行",
        "小花园",
        5,
        time(14, 0),
        120,
        5,
        2,
    ),
    Plan(
        "周末清洁家园",
        "清理楼道堆物、擦拭宣传栏、捡拾绿地垃圾。手套、夹子和垃圾袋由居委会准备。",
        "穿方便活动的鞋",
        "二号院门口集合",
        6,
        time(8, 30),
        120,
        10,
        2,
    ),
    Plan(
        "独居老人结对探访",
        "两人一组，上门看望结对的独居老人：聊聊天，看看用电用气是否安全，有需要的事记下来带回居委会。",
        "需参加过探访培训",
        "居委会大厅集合",
        1,
        time(15, 0),
        90,
        6,
        1,
    ),
    Plan(
        "社区食堂午间帮餐",
        "帮行动不便的长辈端餐、收餐盘，给三户居家老人送餐上门。",
        "持健康证优先",
        "社区食堂",
        3,
        time(11, 0),
        120,
        3,
        1,
    ),
    Plan(
        "放学后课业辅导",
        "陪低年级孩子写作业、读绘本，五点半由家长接走。",
        "高中以上文化程度",
        "图书角",
        4,
        time(16, 0),
        90,
        4,
        1,
    ),
    Plan(
        "垃圾分类桶边指导",
        "在投放高峰时段提醒和示范，遇到不清楚的品类查分类手册。",
        "能站一个小时",
        "三号院投放点",
        0,
        time(18, 30),
        60,
        2,
        2,
    ),
]
LATER = Plan(
    "义务理发日",
    "请会理发的邻居为行动不便的长辈理发，其他志愿者负责接送、登记和打扫。",
    "会理发，或愿意接送长辈",
    "老年活动中心",
    5,
    time(9, 0),
    150,
    8,
    4,
)
