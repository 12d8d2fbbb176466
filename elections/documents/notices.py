"""The numbered notices 公告 of an election: Chinese documents, whatever language the pages are read in.

The profile says which there are, of which stage, under which title; a template of the same number makes the text from
what the election is at that moment. Blanks that only the committee knows are left for it to fill in the portal's draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from elections.actions.running.base import law_of
from elections.models import Candidate, Election, Nomination, Officeholder, Post, Proxy
from elections.rules import profiles
from elections.rules.profiles import Phase
from linli.core.workdays import CHINA

ZH = "zh-hans"
VILLAGE = "villagers_committee"
LAWS = {"residents_committee": "residents", VILLAGE: "village"}
MODES = {
    "electors": "由全体登记选民选举",
    "households": "由每户一名代表选举",
    "representatives": "由居民代表选举",
}
# what things are called where citizens live, and where villagers do
WORDS = {
    False: {
        "here": "本社区",
        "people": "居民",
        "affairs": "居务",
        "party": "社区党组织",
        "government": "街道办事处",
    },
    True: {
        "here": "本村",
        "people": "村民",
        "affairs": "村务",
        "party": "村党组织",
        "government": "乡镇人民政府",
    },
}
CHANNELS = {
    "paper": "采用纸质选票",
    "online": "采用网上投票",
    "both": "纸质选票与网上投票并行",
}
TEXTS: dict[Phase, tuple[int, ...]] = {
    Phase.ANNOUNCEMENT: (1,),
    Phase.COMMITTEE: (2,),
    Phase.REGISTRATION: (3,),
    Phase.ROLL: (4,),
    Phase.RULINGS: (5,),
    Phase.NOMINATION: (6, 7),
    Phase.REVIEW: (8,),
    Phase.CANDIDATES: (9, 10),
    Phase.PREPARATION: (11, 12, 14, 15),
    Phase.PROXIES: (13,),
    Phase.RESULT: (16,),
    Phase.HANDOVER: (17,),
}
KINDS = {"general": "换届选举", "by_election": "补选", "run_off": "另行选举", "recall": "罢免表决"}


@dataclass(frozen=True)
class Document:
    """A notice as it reads now."""

    number: int
    phase: str
    title: str
    text: str
    signed: str
    dated: str

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]


def zh_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def zh_moment(at: datetime) -> str:
    local = timezone.localtime(at, CHINA)
    return f"{zh_day(local.date())}{local:%H:%M}"


def numbers(election: Election) -> list[profiles.Notice]:
    """All notices that the rules of this election ask for, in their order."""
    return sorted(law_of(election).notices, key=lambda one: one.number)


def document(election: Election, number: int, on: date) -> Document:
    """The notice as the election stands now; LookupError where the rules know no such number."""
    row = next((one for one in numbers(election) if one.number == number), None)
    if row is None:
        raise LookupError(number)
    with override(ZH):
        text = render_to_string(text_of(election, row), context(election))
    about = committee(election)
    name = f"{about}{KINDS[election.kind]}公告（第{number}号）\n{row.title.zh}"
    return Document(number, str(row.phase), name, tidy(text), signed_by(election), zh_day(on))


def text_of(election: Election, row: profiles.Notice) -> str:
    """The template of this notice: of its stage the first, the second …, whatever number the rules give it."""
    alike = [one.number for one in numbers(election) if one.phase == row.phase]
    of_stage = TEXTS[row.phase]
    return f"elections/notices/{of_stage[min(alike.index(row.number), len(of_stage) - 1)]:02d}.txt"


def tidy(text: str) -> str:
    """At most one empty line between paragraphs."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines)


def committee(election: Election) -> str:
    """Whose election it is: 建新社区居民委员会."""
    body = str(law_of(election).body)
    names = {
        VILLAGE: "村民委员会",
        "residents_committee": "居民委员会",
        "condominium": "管理委员会",
        "club": "理事会",
    }
    return f"{election.community.name}{names.get(body, '委员会')}"


def signed_by(election: Election) -> str:
    """Who signs and seals: 建新社区居民委员会选举委员会."""
    return f"{committee(election)}选举委员会"


def context(election: Election) -> dict[str, Any]:
    law, posts = law_of(election), list(election.posts.all())
    is_village = str(law.body) == VILLAGE
    return WORDS[is_village] | {
        "community": election.community,
        "committee": committee(election),
        "kind": KINDS[election.kind],
        "profile": law,
        "law": law_name(law),
        "who": "村民" if is_village else "选民",
        "entitled": entitled(law),
        "least_age": law.electorate.least_age,
        "day": zh_day(election.election_day),
        "polls": polls(election),
        "postponed": [
            {"old": zh_day(one.old_day), "new": zh_day(one.new_day), "reason": one.reason}
            for one in election.postponements.all()
        ],
        "mode": MODES[election.electorate_mode],
        "channel": CHANNELS[election.ballot_mode],
        "is_online": election.ballot_mode != "paper",
        "write_ins": law.ballots.write_ins,
        "leaves": law.election_committee,
        "organisers": organisers(election),
        "near_relatives": bool(law.committee and law.committee.near_relatives_barred),
        "posts": [post_row(post) for post in posts],
        **roll(election, law),
        **people(election, posts),
        **outcome(election, posts),
    }


def entitled(law: profiles.Profile) -> str:
    """Who is registered, in the words of the law; nothing where the rules say nothing of it."""
    return "；".join(f"（{'一二三四五六七八九'[one.number - 1]}）{one.title.zh}" for one in law.entitled)


def organisers(election: Election) -> list[dict[str, str]]:
    """The members of the election committee by their offices, as they are now."""
    rows = list(election.committee_members.serving())
    offices = {"chair": "主任", "deputy": "副主任", "member": "委员"}
    if not rows:
        return []
    return [
        {"office": zh, "names": "、".join(one.name for one in rows if one.office == key)}
        for key, zh in offices.items()
    ]


def polls(election: Election) -> str:
    closes, hours = zh_moment(election.polls_close_at), election.daily_hours
    if election.days_open == 1:
        closes = closes.removeprefix(zh_day(election.election_day))
    window = f"{zh_moment(election.polls_open_at)}至{closes}"
    if hours is None or election.ballot_mode == Election.BallotMode.ONLINE:
        return window
    daily = f"{hours[0]:%H:%M}至{hours[1]:%H:%M}"
    if election.ballot_mode == Election.BallotMode.BOTH:
        return f"{window}，其中纸质投票每日{daily}"
    return f"{zh_day(election.election_day)}至{zh_day(election.last_day)}，每日{daily}"


def law_name(law: profiles.Profile) -> str:
    """The law that the election is held under, without the remark in brackets; else the body's own statutes."""
    title = law.laws.get(LAWS.get(str(law.body), ""), "")
    return f"《{title.split('（')[0]}》" if title else "本会章程"


def post_row(post: Post) -> dict[str, Any]:
    return {
        "name": post.name,
        "seats": post.seats,
        "surplus": post.surplus,
        "least": post.seats + post.surplus,
        "seats_for_women": post.seats_for_women,
    }


def roll(election: Election, law: profiles.Profile) -> dict[str, Any]:
    with override(ZH):
        objections = [
            {
                "ground": str(one.get_ground_display()),
                "ruling": str(one.get_ruling_display()),
                "reason": one.reason,
            }
            for one in election.objections.exclude(ruling="").order_by("ruled_at", "pk")
        ]
    published, until, frozen = election.roll_published_at, election.objections_end_on, election.roll_frozen_at
    before = election.election_day.toordinal() - election.roll_published_before
    return {
        "entries": election.registrations.confirmed().count(),
        "roll_day": zh_day(date.fromordinal(before)),
        "published": zh_day(timezone.localtime(published, CHINA).date()) if published else "（待公布）",
        "objection_days": election.objections_within,
        "ruling_days": election.rulings_within,
        "objections_until": zh_day(until) if until else "（待公布）",
        "objections": objections,
        "frozen": zh_moment(frozen) if frozen else "",
        "roll_size": election.roll_size,
        "roll_hash": election.roll_hash,
    }


def by_post(posts: Sequence[Post], rows: Sequence[tuple[int, Any]]) -> list[dict[str, Any]]:
    return [{**post_row(post), "people": [one for pk, one in rows if pk == post.pk]} for post in posts]


def people(election: Election, posts: Sequence[Post]) -> dict[str, Any]:
    willing = Nomination.objects.of(election).filter(accepted_at__isnull=False).select_related("nominee")
    nominated = [(one.post_id, one.nominee.name) for one in willing.order_by("nominated_at", "pk")]
    standing = [(one.post_id, one.name) for one in Candidate.objects.of(election).on_ballot()]
    opened = election.nominating_at
    proxies = Proxy.objects.of(election).effective().select_related("principal", "holder")
    return {
        "nominating": zh_day(timezone.localtime(opened, CHINA).date()) if opened else "（另行通知）",
        "nomination_days": election.nomination_least,
        "supporters": election.supporters_least,
        "self_nomination": law_of(election).election.self_nomination,
        "party_nominates": law_of(election).election.is_party_named,
        "nominations": by_post(posts, nominated),
        "candidates": by_post(posts, standing),
        "proxy_limit": election.most_per_holder,
        "proxies": [
            {
                "principal": one.principal.masked_name,
                "principal_number": one.principal.number,
                "holder": one.holder.masked_name,
                "holder_number": one.holder.number,
            }
            for one in proxies.order_by("holder__number", "slot")
        ],
    }


def outcome(election: Election, posts: Sequence[Post]) -> dict[str, Any]:
    if not election.declared_at:
        return {
            "result": {"issued": "　", "took_part": "　", "invalid": "　"},
            "standings": [],
            "officeholders": [],
        }
    with override(ZH):
        rows = [
            (
                one.post_id,
                {
                    "name": one.name,
                    "votes_for": one.votes_for,
                    "votes_against": one.votes_against,
                    "abstentions": one.abstentions,
                    "verdict": str(one.get_verdict_display()),
                },
            )
            for one in election.standings.order_by("post__position", "rank")
        ]
    held = Officeholder.objects.filter(election=election).order_by("post__position", "pk")
    return {"result": election.result, "standings": by_post(posts, rows), "officeholders": list(held)}
