"""What the demo's votes are about: plausible questions of a Chinese neighbourhood, and how they ended."""

from dataclasses import dataclass, field
from typing import Any

TWO_THIRDS = {"quorum_numerator": 2, "quorum_denominator": 3, "quorum_is_strict": False}
THREE_QUARTERS = {"passing_numerator": 3, "passing_denominator": 4, "passing_is_strict": False}
MOST = {"passing_numerator": 0, "passing_denominator": 1}


@dataclass(frozen=True)
class Past:
    """A finished vote: when it closed, how many took part, and how they were divided among the options."""

    question: str
    explanation: str
    days_ago: int
    turnout: float
    shares: tuple[float, ...]
    options: tuple[str, ...] = ()
    named: bool = False
    public: bool = False
    terms: dict[str, Any] = field(default_factory=dict)


PAST = (
    Past(
        "小区停车位改造选哪个方案",
        "现有车位 148 个，登记车辆 211 辆。三个方案都不占绿地，费用从公共收益中列支。\n\n改造期间约 20 天，临时停车借用北侧学校操场，已与校方谈妥。",
        655,
        0.71,
        (0.29, 0.46, 0.2, 0.05),
        (
            "方案一：重新划线，增加 22 个车位",
            "方案二：重新划线并改单向行驶，增加 37 个车位",
            "方案三：维持现状，加强外来车辆管理",
        ),
        public=True,
        terms=MOST,
    ),
    Past(
        "社区活动室周末开放到几点",
        "活动室现在周末 17:00 关门。延长开放需要志愿者轮值，费用不增加。",
        570,
        0.58,
        (0.18, 0.3, 0.44, 0.08),
        ("维持 17:00", "开放到 19:00", "开放到 20:30"),
        named=True,
        terms=MOST,
    ),
    Past(
        "是否引进智能垃圾分类回收箱",
        "企业免费安装两组，占用 3 号院西侧 6 平方米，合同期三年。",
        480,
        0.37,
        (0.6, 0.3, 0.1),
    ),
    Past(
        "东门改为人行专用通道",
        "东门外路窄，早晚高峰人车混行。改为人行后，车辆统一从南门进出，绕行约 350 米。",
        395,
        0.66,
        (0.39, 0.54, 0.07),
        public=True,
    ),
    Past(
        "小花园长椅更换为带扶手的座椅",
        "三把旧椅木板已断。新椅带扶手、座高 45 厘米，方便老人起身，共需 2340 元，从公共收益列支。",
        300,
        0.63,
        (0.86, 0.06, 0.08),
        named=True,
        public=True,
    ),
    Past(
        "居民公约（修订稿）",
        "修订稿公示 15 天，收到意见 41 条，采纳 23 条。主要新增：文明养宠、楼道不堆物、电动车不进楼。",
        212,
        0.79,
        (0.81, 0.11, 0.08),
        public=True,
        terms=TWO_THIRDS,
    ),
    Past(
        "广场舞晚间几点结束",
        "夏季（5 月至 9 月）执行。音量不超过 60 分贝，由文体队自我监督。",
        118,
        0.55,
        (0.42, 0.42, 0.16),
        ("20:30 结束", "21:00 结束"),
        terms=MOST,
    ),
    Past(
        "用公共收益更换全部单元门禁",
        "现有门禁使用 11 年，去年报修 63 次。更换为可刷卡、可密码、可远程开门的门禁，共 9.6 万元；不采集人脸。",
        57,
        0.74,
        (0.83, 0.1, 0.07),
        public=True,
        terms={**TWO_THIRDS, **THREE_QUARTERS},
    ),
)
WAITING = Past(
    "楼道灯改为声控加微光常亮",
    "改造后夜间有微光，老人起夜不摸黑；电费预计每单元每月多 4 元。",
    0,
    0.61,
    (0.75, 0.17, 0.08),
)
LIFT = Past(
    "是否启动老旧楼栋加装电梯的意见征集",
    "本次只决定要不要启动：请设计单位上门勘察、出方案、算费用。每栋楼是否加装，由该楼业主另行依法表决。\n\n勘察费用由街道补助，居民不出钱。",
    0,
    0.44,
    (0.7, 0.2, 0.1),
    public=True,
)
CANTEEN = Past(
    "社区食堂周末是否供应午餐",
    "目前周一至周五供应。周末供应需增加一名厨师，餐价每份上调 1 元。",
    0,
    0.31,
    (0.6, 0.3, 0.1),
    named=True,
)
PARCELS = Past(
    "智能快递柜设在哪里",
    "候选位置两处，均已量过尺寸。",
    160,
    0.3,
    (0.5, 0.4, 0.1),
    ("东门内侧", "2 号院车棚旁"),
    public=True,
    terms=MOST,
)
EMPTY_LOT = Past(
    "小区东侧空地做什么用",
    "空地约 260 平方米。议事会讨论后留下三个方案，费用都在预算之内。投票前欢迎到居委会看图纸。",
    0,
    0,
    (),
    ("口袋花园和健身步道", "儿童活动场地", "电动自行车充电棚"),
    public=True,
    terms=MOST,
)
