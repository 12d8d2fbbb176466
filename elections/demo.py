"""Two years of residents' votes: decided, failed, level, short of a quorum, cancelled; some open, one to come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from elections.actions import announce_vote, draft_vote, open_vote
from elections.actions.bulk import cast_ballots
from elections.actions.closing import set_closed, set_declared
from elections.actions.drafting import set_cancelled
from elections.actions.opening import set_open
from elections.models import Elector, Option, Vote
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.demo import World
from linli.roles.permissions import Permission
from linli.roles.rights import holders

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
        ("方案一：重新划线，增加 22 个车位", "方案二：重新划线并改单向行驶，增加 37 个车位", "方案三：维持现状，加强外来车辆管理"),
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
WAITING = Past("楼道灯改为声控加微光常亮", "改造后夜间有微光，老人起夜不摸黑；电费预计每单元每月多 4 元。", 0, 0.61, (0.75, 0.17, 0.08))
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
PARCELS = Past("智能快递柜设在哪里", "候选位置两处，均已量过尺寸。", 160, 0.3, (0.5, 0.4, 0.1), ("东门内侧", "2 号院车棚旁"), public=True, terms=MOST)
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


def moment(world: World, days: float, hour: int = 18) -> datetime:
    """So many days from the demo's present, on the hour, by Shanghai's clock."""
    return timezone.localtime(world.at + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def drafted(world: World, community: Community, plan: Past, opens_at: datetime, closes_at: datetime) -> Vote:
    terms = {
        "kind": Vote.Kind.ONE_OF_MANY if plan.options else Vote.Kind.YES_NO,
        "secrecy": Vote.Secrecy.NAMED if plan.named else Vote.Secrecy.SECRET,
        "audience": Audience.PUBLIC if plan.public else Audience.RESIDENTS,
        **plan.terms,
    }
    return draft_vote(
        community=community,
        question=plan.question,
        explanation=plan.explanation,
        opens_at=opens_at,
        closes_at=closes_at,
        options=plan.options,
        by=keeper(world, community),
        at=min(opens_at, world.at) - timedelta(days=3),
        **terms,
    )


def keeper(world: World, community: Community) -> User | None:
    """Whoever runs votes in this community: a committee member, or the chair."""
    staff = world.staff.get(community.code, {})
    return staff.get("committee_member") or staff.get("chair")


def divided(world: World, electors: Sequence[Elector], options: Sequence[Option], plan: Past) -> dict[Elector, Option]:
    """Whose ballots there are, and for what: as many for each option as its share says."""
    voters = world.random.sample(list(electors), round(len(electors) * plan.turnout))
    chosen: list[Option] = []
    for option, share in zip(options, plan.shares, strict=True):
        chosen += [option] * int(len(voters) * share)
    chosen += [options[-1]] * (len(voters) - len(chosen))
    world.random.shuffle(chosen)
    return dict(zip(voters, chosen, strict=True))


def vote_in(world: World, vote: Vote, plan: Past, at: datetime, without: Sequence[User] = ()) -> None:
    absent = {user.pk for user in without}
    electors = [e for e in vote.electors.order_by("number") if e.user_id not in absent]
    cast_ballots(vote=vote, choices=divided(world, electors, list(vote.options.all()), plan), by=None, at=at)


def finish(world: World, community: Community, plan: Past, *, declare: bool = True) -> Vote:
    """A vote of the past, written without telling anybody."""
    closes_at = moment(world, -plan.days_ago)
    vote = drafted(world, community, plan, closes_at - timedelta(days=7, hours=9), closes_at)
    residents = world.residents[community.code]
    world_roll = world.random.sample(residents, round(len(residents) * world.random.uniform(0.85, 0.98)))
    set_open(vote, world_roll, vote.opens_at)
    vote_in(world, vote, plan, closes_at - timedelta(days=2))
    set_closed(vote, closes_at)
    if declare:
        set_declared(vote, keeper(world, community), closes_at + timedelta(hours=1))
    return vote


def begin(world: World, community: Community, plan: Past, days_open: float, days_left: float) -> None:
    """An open vote, in which the demo's own people have not voted yet."""
    opens_at = moment(world, -days_open, 9)
    vote = drafted(world, community, plan, opens_at, moment(world, days_left))
    by = keeper(world, community)
    if holders(Permission.VOTE, community, opens_at).exists():
        open_vote(vote=vote, by=by, at=opens_at)
    else:
        set_open(vote, world.residents[community.code], opens_at)
    vote_in(world, vote, plan, world.at - timedelta(minutes=20), list(world.cast.values()))


def drop(world: World, community: Community, plan: Past, reason: str) -> None:
    """A vote that was cancelled while it was open."""
    end = moment(world, -plan.days_ago)
    vote = drafted(world, community, plan, end - timedelta(days=7), end)
    set_open(vote, world.residents[community.code], vote.opens_at)
    set_cancelled(vote, reason, end - timedelta(days=5))


def plan_ahead(world: World, community: Community, plan: Past, days: float) -> None:
    begins = moment(world, days, 9)
    vote = drafted(world, community, plan, begins, begins + timedelta(days=7, hours=9))
    announce_vote(vote=vote, by=keeper(world, community), at=world.at - timedelta(hours=5))


def build_votes(world: World) -> None:
    for number, community in enumerate(world.communities):
        if len(world.residents.get(community.code, [])) < 20:
            continue
        for plan in PAST if number < 3 else PAST[-4:]:
            finish(world, community, plan)
        drop(world, community, PARCELS, "东门内侧涉及消防通道，请消防部门复核后重新表决")
        finish(world, community, WAITING, declare=False)
        begin(world, community, LIFT, 4, 5)
        begin(world, community, CANTEEN, 2, 1)
        plan_ahead(world, community, EMPTY_LOT, 6)


builds = [(20, build_votes)]
