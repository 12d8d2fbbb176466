"""What goes on these days, done by the same actions as on the site: the benches, reports, a hidden advertisement."""

from datetime import datetime, timedelta

from forum import actions
from forum.demo.history import MANY, write_likes
from forum.models import Comment, Topic
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.demo import World
from linli.roles.permissions import Permission
from linli.roles.rights import may

HOUR = timedelta(hours=1)
BENCH = "小花园的长椅坏了三把，能不能换成带扶手的？"
BENCH_TEXT = """东门小花园靠北的三把长椅，木板断了，老人坐下去起不来。隔壁院去年换的是带扶手的，扶着能站起来。

我问了物业，一把大约 780 元，三把加安装不到三千，可以从公共收益里出。大家看行不行？"""
RUDE = "就你事多，不会坐就在家待着，别出来丢人。"
ADVERT = "无抵押贷款，当天放款，利息超低，详情看我头像。"


def talkers(world: World, community: Community, at: datetime) -> list[User]:
    """Residents who may still talk, in a settled order."""
    people = sorted(world.residents[community.code], key=lambda u: u.pk)[:40]
    return [u for u in people if may(u, Permission.TALK, community, at)]


def build_living(world: World) -> None:
    for community in world.communities:
        staff = world.staff.get(community.code, {})
        if len(world.residents[community.code]) >= MANY and "chair" in staff:
            moderate(world, community, talkers(world, community, world.at), staff["chair"])
    ann = world.cast.get("ann")
    home = next((c for c in world.communities if ann in world.residents.get(c.code, [])), None)
    if ann and home:
        benches(world, home, ann)


def benches(world: World, home: Community, ann: User) -> None:
    """The topic of the house's own pictures."""
    at = world.at - 9 * HOUR
    bo, dan, chen = (world.cast.get(name) for name in ("bo", "dan", "chen"))
    topic = actions.post_topic(
        community=home,
        board="courtyards",
        title=BENCH,
        text=BENCH_TEXT,
        audience=Audience.PUBLIC,
        by=ann,
        at=at,
    )
    others = [u for u in talkers(world, home, at) if u not in (ann, bo, dan, chen)]
    first = reply(topic, dan or others[0], "支持。最好有一把是加高的，我妈膝盖不好，矮了更难起。", at + HOUR)
    official = reply(
        topic,
        bo or others[1],
        "收到，加高的我去问厂家。修正案已经写进提案：“其中一把座高 50 厘米”。",
        at + 2 * HOUR,
        first,
    )
    reply(topic, dan or others[0], "太好了，五十厘米正合适。", at + 2.5 * HOUR, official)
    fitter = chen if chen and may(chen, Permission.TALK, home, at) else others[2]
    offer = reply(topic, fitter, "安装我们店可以义务做，材料按成本。", at + 3 * HOUR)
    reply(topic, others[3], "我是木匠出身，周末可以搭把手。", at + 4 * HOUR, offer)
    reply(topic, others[4], "三千块不多，支持从公共收益里出，买完把发票贴出来就行。", at + 5 * HOUR)
    for comment, count in ((first, 17), (official, 24), (offer, 31)):
        write_likes({comment.pk: [u for u in others if u.pk != comment.user_id][:count]}, at + 6 * HOUR)
    if bo:
        actions.pin_topic(topic=topic, by=bo, at=at + 7 * HOUR)


def reply(topic: Topic, by: User, text: str, at: datetime, to: Comment | None = None) -> Comment:
    return actions.post_comment(target=topic, text=text, reply_to=to, by=by, at=at)


def moderate(world: World, community: Community, people: list[User], chair: User) -> None:
    """An advertisement that was hidden, an insult that waits for a decision, a difference of opinion left standing."""
    recent = (
        Topic.objects.in_community(community).standing().filter(locked_at=None).order_by("-last_activity_at")
    )
    first, second, third = recent[:3]
    at = world.at - 30 * HOUR
    advert = reply(first, people[5], ADVERT, at)
    report = actions.report_comment(
        comment=advert, reason="advert", note="又来了", by=people[6], at=at + HOUR
    )
    actions.uphold_report(report=report, answer="商业广告，与话题无关。", by=chair, at=at + 2 * HOUR)
    doubt = reply(second, people[7], "我觉得没必要，钱可以花在更急的地方。", at + 3 * HOUR)
    report = actions.report_comment(
        comment=doubt, reason="other", note="总是唱反调", by=people[8], at=at + 4 * HOUR
    )
    actions.dismiss_report(report=report, answer="只是意见不同，没有违反公约。", by=chair, at=at + 5 * HOUR)
    rude = reply(third, people[9], RUDE, world.at - 3 * HOUR)
    for reporter, note in ((people[10], "骂人，老人看了难受"), (people[11], "")):
        actions.report_comment(comment=rude, reason="insult", note=note, by=reporter, at=world.at - 2 * HOUR)
    topic = actions.post_topic(
        community=community,
        board="market",
        title="长期收购旧手机旧电脑，价高同行",
        text="上门收购，量大价优，电话联系。",
        audience=Audience.PUBLIC,
        by=people[5],
        at=world.at - 26 * HOUR,
    )
    actions.hide_topic(topic=topic, reason="这里不做买卖广告。", by=chair, at=world.at - 25 * HOUR)
