"""A representatives' meeting in words: each test of the rules with its numbers, what comes next, a first draft of minutes."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from elections.models import AgendaItem, ItemOutcome, Meeting, Officeholder, Representative
from elections.rules.profiles import Profile
from elections.rules.representatives import Fault, RowFault
from elections.rules.results import Code, Reason
from elections.words.results import share_of
from elections.words.stages import source
from elections.words.votes import grouped, moment, share_words


def sentence(check: Reason) -> str:
    """One test: how many there were, of how many, how many it takes."""
    about = {"count": grouped(check.count), "of": grouped(check.of), "needed": grouped(check.needed)}
    about["share"] = share_of(check.rule) if check.rule else ""
    about["rest"] = grouped(check.of - check.count)
    said = WORDS.get(check.code)
    return said(check.is_met) % about if said else ""


WORDS: dict[Code, Any] = {
    Code.COMPOSITION: lambda met: (
        _("%(count)s representatives and %(rest)s members of the committee have a seat in this meeting.")
        if met
        else _(
            "%(share)s of this meeting must be residents' representatives. Beside %(rest)s members of the"
            " committee it takes %(needed)s of them; on that day %(count)s are in office. Have the residents'"
            " groups choose more, and enter them first."
        )
    ),
    Code.WOMEN_REPRESENTATIVES: lambda met: (
        _(
            "%(count)s of the %(of)s with a seat are women who are representatives; %(share)s must be, at least"
            " %(needed)s: reached."
        )
        if met
        else _(
            "%(count)s of the %(of)s with a seat are women who are representatives; %(share)s must be, at least"
            " %(needed)s: not reached."
        )
    ),
    Code.QUORUM: lambda met: (
        _("%(count)s of the %(of)s with a seat are present; %(share)s must be, at least %(needed)s: reached.")
        if met
        else _(
            "%(count)s of the %(of)s with a seat are present; %(share)s must be, at least %(needed)s: not reached."
        )
    ),
    Code.DECISION: lambda met: (
        _("%(count)s of the %(of)s present are for it; %(share)s must be, at least %(needed)s: adopted.")
        if met
        else _(
            "%(count)s of the %(of)s present are for it; %(share)s must be, at least %(needed)s: not adopted."
        )
    ),
    Code.PETITION_REPRESENTATIVES: lambda met: (
        _("%(count)s of %(of)s representatives have signed; %(share)s must, at least %(needed)s: reached.")
        if met
        else _(
            "%(count)s of %(of)s representatives have signed; %(share)s must, at least %(needed)s: not reached."
        )
    ),
}


def women_words(check: Reason, unknown: int) -> str:
    """The test, and where it fails, what to do: fill in the list, or have women chosen."""
    about = {"test": sentence(check), "unknown": grouped(unknown)}
    if check.is_met:
        return about["test"]
    if unknown:
        words = _("%(test)s For %(unknown)s representatives the list does not say it: enter that first.")
    else:
        words = _("%(test)s Have the residents' groups choose more women, and enter them first.")
    return words % about


def reasons(outcome: ItemOutcome) -> list[str]:
    """The sentences that were kept, in the reader's language."""
    kept: dict[str, list[str]] = outcome.reasons
    return kept.get(get_language() or "", []) or kept["zh-hans"]


def explained(item: AgendaItem) -> dict[str, Any]:
    """An item with what was decided on it, ready to show; the item is loaded with its outcome."""
    outcome: ItemOutcome | None = getattr(item, "outcome", None)
    if outcome is None:
        return {"item": item, "outcome": None}
    return {"item": item, "outcome": outcome, "hands": hands(outcome), "reasons": reasons(outcome)}


def hands(outcome: ItemOutcome) -> list[dict[str, str]]:
    rows = [
        (pgettext("show of hands", "For"), outcome.votes_for),
        (pgettext("show of hands", "Against"), outcome.votes_against),
        (pgettext("show of hands", "Abstained"), outcome.votes_abstained),
    ]
    if outcome.silent:
        rows.append((pgettext("show of hands", "No hand raised"), outcome.silent))
    return [{"label": label, "value": grouped(count)} for label, count in rows]


def next_words(meeting: Meeting) -> str:
    """What comes next, and when."""
    about = {"time": moment(meeting.starts_at), "place": meeting.place}
    words = {
        "draft": _("The draft is not public yet."),
        "called": _("The meeting begins on %(time)s, %(place)s.") % about,
        "sitting": _("The meeting is sitting now."),
        "closed": _("The meeting is over. The minutes follow when a second person has confirmed them."),
        "adjourned": _("Adjourned: %(reason)s") % {"reason": meeting.adjourn_reason},
        "recorded": _("The minutes are published."),
        "cancelled": _("Cancelled: %(reason)s") % {"reason": meeting.cancel_reason},
    }
    return words[meeting.state]


def sat_words(meeting: Meeting) -> str:
    """How many came, and why it was adjourned; nothing before it has sat."""
    if meeting.opened_at is None:
        return ""
    about = {"members": grouped(meeting.members), "came": grouped(meeting.presences.count())}
    about["reason"] = meeting.adjourn_reason
    if meeting.adjourn_reason:
        return _("%(came)s of the %(members)s with a seat came. Adjourned: %(reason)s") % about
    return _("%(came)s of the %(members)s with a seat came.") % about


def seats_words(meeting: Meeting) -> str:
    """As what its members had their seats, once it has sat; nothing where they were representatives alone."""
    if not meeting.committee_members:
        return ""
    about = {"representatives": grouped(meeting.members - meeting.committee_members)}
    about["committee"] = grouped(meeting.committee_members)
    return (
        _("%(representatives)s representatives and %(committee)s members of the committee had a seat.")
        % about
    )


def office_words(seat: Representative | Officeholder) -> str:
    """As what somebody sits in the meeting: for a residents' group, or as a member of the committee."""
    if isinstance(seat, Representative):
        return str(seat.group)
    return pgettext("seat in the meeting", "committee: %(title)s") % {"title": seat.title}


def continued_words(meeting: Meeting) -> list[str]:
    """The sitting before this one, for the record of this one."""
    before = meeting.continues
    if before is None:
        return []
    about = {"time": moment(before.starts_at), "place": before.place, "said": sat_words(before)}
    return [_("This meeting continues the one of %(time)s, %(place)s: %(said)s") % about]


LIGHTS = {"draft": "yellow", "closed": "yellow", "adjourned": "red", "cancelled": "red"}


def light(meeting: Meeting) -> str:
    return LIGHTS.get(meeting.state, "green")


def rules_of(law: Profile) -> list[dict[str, str]]:
    """What the rules ask for, each with its article; where nobody has read the article, that is said."""
    terms = law.meeting
    if terms is None:
        return []
    for_it = _("%(share)s of those present") % {"share": share_words(terms.decision)}
    rows = [
        (_("Must be present"), "meeting.quorum", share_words(terms.quorum)),
        (_("Must be for it"), "meeting.decision", for_it),
        (_("May have it called"), "meeting.call_rule", share_words(terms.call_rule)),
    ]
    if terms.every_months is not None:
        often = _("once every %(months)s months, at least") % {"months": terms.every_months}
        rows.append((pgettext("representatives", "Meet"), "meeting.every_months", often))
    if terms.representatives_share is not None:
        sit = _("residents' representatives, %(share)s; and the members of the residents' committee") % {
            "share": share_words(terms.representatives_share)
        }
        rows.insert(0, (_("Have a seat"), "meeting.representatives_share", sit))
    if terms.women_share is not None:
        women = _("%(share)s of all who have a seat") % {"share": share_words(terms.women_share)}
        rows.insert(1, (_("Women who are representatives"), "meeting.women_share", women))
    return [
        {"term": term, "detail": words, "source": source(law, key), "note": law.source(key).note}
        for term, key, words in rows
    ]


def minutes_draft(meeting: Meeting, items: Iterable[AgendaItem]) -> str:
    """What the numbers say already, for whoever writes the minutes to go on from."""
    about = {"time": moment(meeting.starts_at), "place": meeting.place, "members": grouped(meeting.members)}
    came = grouped(meeting.presences.count())
    lines = [
        _(
            "On %(time)s the residents' representatives met, %(place)s. Of %(members)s with a seat %(came)s came."
        )
        % (about | {"came": came})
    ]
    lines += filter(None, [seats_words(meeting)])
    lines += continued_words(meeting)
    lines += [item_line(item) for item in items]
    if meeting.adjourn_reason:
        lines.append(_("Adjourned: %(reason)s") % {"reason": meeting.adjourn_reason})
    return "\n\n".join(lines)


def item_line(item: AgendaItem) -> str:
    outcome: ItemOutcome | None = getattr(item, "outcome", None)
    about: dict[str, Any] = {"number": item.position, "title": item.title}
    if outcome is None:
        return _("%(number)s. %(title)s: not decided.") % about
    about |= {
        "for": outcome.votes_for,
        "against": outcome.votes_against,
        "abstained": outcome.votes_abstained,
    }
    if outcome.is_carried:
        return (
            _("%(number)s. %(title)s: %(for)s for, %(against)s against, %(abstained)s abstained; adopted.")
            % about
        )
    return (
        _("%(number)s. %(title)s: %(for)s for, %(against)s against, %(abstained)s abstained; not adopted.")
        % about
    )


def fault_words(fault: Fault) -> str:
    """What is wrong with a line of a list of representatives."""
    words = {
        RowFault.NAME: _("the name is missing"),
        RowFault.GROUP: _("the residents' group is missing"),
        RowFault.LONG: _("a name or group is longer than 40 characters"),
        RowFault.STARTS: _("the day from which is no day such as 2026-01-06"),
        RowFault.ENDS: _("the day until which is no day such as 2026-01-06"),
        RowFault.SEX: _("the sex is neither 女 nor 男"),
        RowFault.WINDOW: _("the office must end after it begins"),
        RowFault.TWICE: _("this person stands in the file twice"),
        RowFault.THERE: _("this person is a representative at that time already"),
    }
    about = f"（{fault.about}）" if fault.about else ""
    return _("Line %(line)s: %(what)s%(about)s") % {
        "line": fault.line,
        "what": words[fault.code],
        "about": about,
    }
