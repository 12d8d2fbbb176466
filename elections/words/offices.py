"""An office that ended before its term, in words for everybody.

Nothing here says more than the law announces: of an office that ended by itself (城市居民委员会组织法 (2025) art. 23) the
article, and neither a state of health nor a sentence.
"""

from datetime import date
from html import escape

from django.utils.translation import pgettext

from elections.documents.notices import VILLAGE, WORDS, law_name, zh_day
from elections.models import OfficeEnding, Officeholder
from elections.rules.offices import KEYS, Ground
from elections.rules.profiles import Consent, Profile
from linli.core.noticing import NoticeDraft

BY_LAW = (Ground.INCAPABLE, Ground.SENTENCED)


def public_ground(ground: str) -> str:
    """Why an office ended, as everybody reads it."""
    if ground in BY_LAW:
        return pgettext("office", "Ended by law")
    if ground == Ground.LEFT:
        return pgettext("office", "Seat vacant")
    return str(Officeholder.Ending(ground).label)


def article(law: Profile, ground: str) -> str:
    """The law and the article that end the office; nothing where the body's own rules do, or practice."""
    source = law.sources.get(f"endings.{KEYS[Ground(ground)]}")
    if source is None or not source.article.startswith("第"):
        return ""
    return f"{law_name(law)}{source.article}"


def notice_of(ending: OfficeEnding, law: Profile, on: date) -> NoticeDraft:
    """In the words of the article; a Chinese document, whatever language the pages are read in."""
    term = ending.officeholder.term
    lines = [sentence(ending, law), "出缺的职位可以依法补选。", str(term.committee), zh_day(on)]
    return NoticeDraft(
        community=term.committee.community,
        title=f"关于{term.committee}成员职务终止的公告",
        html="".join(f"<p>{escape(line)}</p>" for line in lines),
        category="election",
        issued_by=str(term.committee)[:60],
    )


def sentence(ending: OfficeEnding, law: Profile) -> str:
    holder, day = ending.officeholder, zh_day(ending.ended_on)
    person = f"{holder.term.committee}{holder.title}{holder.name}"
    by_article = article(law, ending.ground)
    under = f"根据{by_article}，" if by_article else ""
    if ending.ground == Ground.RESIGNED:
        return f"{person}{resigned(ending, law)}。{under}其职务自{day}起终止。"
    if ending.ground == Ground.APPRAISAL:
        days = "、".join(zh_day(one) for one in ending.appraised_on)
        return f"{person}在{days}的民主评议中连续被评议为不称职。{under}其职务自{day}起终止。"
    if ending.ground in BY_LAW:
        return f"{under}{person}的职务自{day}起自行终止。"
    return f"{person}自{day}起不再任职，职位出缺。"


def resigned(ending: OfficeEnding, law: Profile) -> str:
    """To whom, when, and who let the person go."""
    asked = f"于{zh_day(ending.applied_on)}提出辞职申请"
    if law.endings is None or law.endings.resignation is not Consent.MEETING:
        return asked
    people = WORDS[str(law.body) == VILLAGE]["people"]
    meeting = f"{people}代表会议" if ending.item else "会议"
    return f"{asked}，{zh_day(ending.ended_on)}经{meeting}审议通过"
