"""What everybody sees of an owners' vote; and, once it is declared, the list to recount it by."""

import csv
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.owners.base import law_of
from elections.actions.owners.counting import counting_ballots, declared, participation, register_of
from elections.forms.owners import matter_words
from elections.models import OwnerBallot, OwnerChoice, OwnerHead, OwnersResult, OwnersVote
from elections.rules.results import matter_of
from elections.views.lists import download, safe
from elections.views.owners_base import PER_PAGE, below, find, seen
from elections.words.owners import both, explained, light, next_words, square_metres
from elections.words.votes import percent, share_words
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = OwnersVote.State
PER_LIST = 60


@in_community(read=Permission.READ_PORTAL)
def votes(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    found = seen(request, community, at)
    rows = [{"vote": one, "until": next_words(one), "light": light(one)} for one in found.under_way()]
    context = {
        "drafts": found.filter(state=State.DRAFT),
        "under_way": rows,
        "page_obj": Paginator(found.over(), PER_PAGE).get_page(request.GET.get("page")),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
    }
    return render(request, "elections/owners/list.html", context)


@in_community(read=Permission.READ_PORTAL)
def page(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    vote = find(request, community, key, at)
    context = {
        "vote": vote,
        "light": light(vote),
        "next": next_words(vote),
        "questions": questions_of(vote),
        "own": own_heads(request, vote),
        "may_vote": vote.is_open(at),
        "taking_part": taking_part(vote),
        "results": results_of(vote),
        "facts": rules_of(vote),
        "oversees": may(request.user, Permission.OVERSEE_ELECTIONS, community, at),
        "is_resident": may(request.user, Permission.READ_AS_RESIDENT, community, at),
        "trail": below(vote)[:1] + [{"label": vote.title, "url": ""}],
    }
    return render(request, "elections/owners/page.html", context)


def questions_of(vote: OwnersVote) -> list[dict[str, Any]]:
    law = law_of(vote)
    return [{"question": one, "matter": matter_words(law, one.matter)} for one in vote.questions.all()]


def own_heads(request: HttpRequest, vote: OwnersVote) -> list[dict[str, Any]]:
    """The person's own heads, each with the last ballot given and, where that does not count, the one that does.

    Shown to the owners alone.
    """
    if not request.user.is_authenticated or not vote.is_frozen:
        return []
    heads = OwnerHead.objects.filter(vote=vote, units__links__user=request.user).distinct()
    texts = {one.key: f"{one.position}. {one.text}" for one in vote.questions.all()}
    return [own_head(one, texts) for one in heads.prefetch_related("units", "ballots__check_of")]


def own_head(head: OwnerHead, texts: dict[str, str]) -> dict[str, Any]:
    given = sorted(head.ballots.all(), key=lambda one: (one.given_at, one.revision), reverse=True)
    first = next((n for n, one in enumerate(given) if standing(one)[0]), len(given))
    return {
        "head": head,
        "units": "、".join(str(unit) for unit in head.units.all()),
        "area": square_metres(head.area),
        "ballots": [own_ballot(one, texts) for one in given[: first + 1]],
    }


def own_ballot(ballot: OwnerBallot, texts: dict[str, str]) -> dict[str, Any]:
    counts, state, why = standing(ballot)
    said = [{"term": text, "detail": OwnerChoice(ballot.choices[key]).label} for key, text in texts.items()]
    return {"given": ballot, "counts": counts, "state": state, "why": why, "choices": said}


def standing(ballot: OwnerBallot) -> tuple[bool, str, str]:
    """Whether it counts; if not, what stands in the way, and why."""
    check = getattr(ballot, "check_of", None)
    if ballot.manner == OwnerBallot.Manner.ONLINE or (check and check.is_valid):
        return True, "", ""
    if check:
        return False, _("Does not count"), _("Reason: %(reason)s") % {"reason": check.reason}
    return False, _("To be checked"), _("It counts once a second person has read it from the photo.")


def taking_part(vote: OwnersVote) -> list[dict[str, Any]]:
    """How many took part, by area and heads; what they chose is not looked at."""
    if not vote.is_frozen or vote.state == State.CANCELLED:
        return []
    came, register = participation(vote), register_of(vote)
    return [
        bar(_("By area"), came.area, register.area, square_metres),
        bar(_("By heads"), came.heads, register.heads, lambda n: f"{n:,}"),
    ]


def bar(title: str, count: int, of: int, show: Any) -> dict[str, Any]:
    words = _("%(title)s: %(count)s of %(of)s (%(percent)s)") % {
        "title": title,
        "count": show(count),
        "of": show(of),
        "percent": percent(count, of),
    }
    return {"value": count * 1000 // of / 10 if of else 0, "words": words}


def results_of(vote: OwnersVote) -> list[dict[str, Any]]:
    if vote.state != State.DECLARED:
        return []
    rows = OwnersResult.objects.filter(question__vote=vote).select_related("question")
    return [explained(one) for one in declared(vote, rows.order_by("question__position"))]


def rules_of(vote: OwnersVote) -> list[dict[str, str]]:
    """What the law asks for here, in words."""
    law = law_of(vote)
    terms: Any = law.owners
    kinds = {matter_of(law, one.matter).is_special for one in vote.questions.all()}
    facts = [{"term": _("Must take part"), "detail": share_words(terms.participation_area)}]
    if False in kinds:
        facts.append({"term": _("Must agree (ordinary)"), "detail": share_words(terms.ordinary_area)})
    if True in kinds:
        facts.append({"term": _("Must agree (items 6 to 8)"), "detail": share_words(terms.special_area)})
    if vote.is_frozen:
        facts.append({"term": pgettext("owners' vote", "Register"), "detail": both(register_of(vote))})
    return facts


def counted_lines(request: HttpRequest, community: Community, key: str) -> tuple[OwnersVote, list[list[str]]]:
    """One line a unit: unit, area, head, and what its head's ballot says on each question."""
    vote = find(request, community, key, timezone.now())
    if vote.state != State.DECLARED:
        raise Http404
    keys = [one.key for one in vote.questions.all()]
    said: dict[Any, Any] = {one.head_id: one.choices for one in counting_ballots(vote)}
    lines = []
    for unit in vote.units.select_related("head").order_by("head__number", "building", "number"):
        choices = said.get(unit.head_id)
        words = [OwnerChoice(choices[key]).label if choices else _("no ballot") for key in keys]
        area = f"{unit.area // 100}.{unit.area % 100:02d}"
        lines.append([str(unit), area, str(unit.head.number), *map(str, words)])
    return vote, lines


@in_community(read=Permission.READ_AS_RESIDENT)
def recount(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote, lines = counted_lines(request, community, key)
    titles = columns(vote)
    rows = [list(zip(titles, line, strict=True)) for line in lines]
    context = {
        "vote": vote,
        "columns": titles,
        "page_obj": Paginator(rows, PER_LIST).get_page(request.GET.get("page")),
        "trail": below(vote, (_("Recount list"), "")),
    }
    return render(request, "elections/owners/recount.html", context)


def columns(vote: OwnersVote) -> list[str]:
    asked = [_("Question %(number)s") % {"number": one.position} for one in vote.questions.all()]
    return [_("Unit of the register"), _("Area (m²)"), _("Head no."), *asked]


@in_community(read=Permission.READ_AS_RESIDENT)
def recount_csv(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    vote, lines = counted_lines(request, community, key)
    page = StringIO()
    writer = csv.writer(page)
    writer.writerow(columns(vote))
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return download(page.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"owners-{vote.key}.csv")
