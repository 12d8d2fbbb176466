"""What everybody sees of elections: the list, an election's own page, its calendar, its candidates."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running.base import law_of
from elections.forms.elections import titled
from elections.models import (
    Candidate,
    Election,
    Nomination,
    Officeholder,
    Proxy,
    Recall,
)
from elections.views.board_head import published_head
from elections.views.election_base import PER_PAGE, below, find, has_proxies, own_entry, seen, url
from elections.views.election_result import result
from elections.views.paper_base import is_printed, is_ready
from elections.words.calendar import next_words, stages
from elections.words.stages import polls_words
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may

State = Election.State


@in_community(read=Permission.READ_PORTAL)
def elections(request: HttpRequest, community: Community) -> HttpResponse:
    at = timezone.now()
    mine = seen(request, community, at)
    over = Paginator(mine.over().order_by("-election_day", "-pk"), PER_PAGE)
    today = timezone.localtime(at).date()
    held = Officeholder.objects.in_community(community).in_office(today).by_body()
    context = {
        "drafts": [row(one, at) for one in mine.filter(state=State.DRAFT).order_by("election_day")],
        "under_way": [row(one, at) for one in mine.under_way().order_by("election_day")],
        "page_obj": over.get_page(request.GET.get("page")),
        "officeholders": list(held),
        "runs": may(request.user, Permission.RUN_ELECTIONS, community, at),
    }
    return render(request, "elections/election/list.html", context)


def row(election: Election, at: datetime) -> dict[str, Any]:
    title, until = next_words(election, at)
    return {"election": election, "title": title, "until": until}


@in_community(read=Permission.READ_PORTAL)
def election(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    at = timezone.now()
    found = find(request, community, key, at)
    title, until = next_words(found, at)
    context = {
        "election": found,
        "next_title": title,
        "next_until": until,
        "standing": standing(request, found),
        "candidates": ballot(found) if found.candidates_published_at else [],
        "result": result(found) if found.declared_at else None,
        "calendar": stages(found, at),
        "facts": facts(found),
        "links": links(request, found, at),
        "recalls": recalls_of(request, found, at),
        "ways": ways(found, at),
        "has_sample": found.ballot_mode != Election.BallotMode.ONLINE and is_printed(found),
        "organisers": list(found.committee_members.serving()),
        **published_head(found),
        "trail": below(found)[:1],
        "present": at,
    }
    return render(request, "elections/election/page.html", context)


def standing(request: HttpRequest, found: Election) -> dict[str, Any]:
    """How this person stands to the election: on the roll or not, nominated, entrusting or entrusted."""
    if not request.user.is_authenticated:
        return {}
    entry = own_entry(request, found)
    answer: dict[str, Any] = {
        "known": True,
        "entry": entry,
    }
    if entry is None:
        return answer
    asked = Nomination.objects.filter(nominee=entry, state=Nomination.State.GATHERING).select_related("post")
    proxies = Proxy.objects.live().select_related("principal", "holder")
    return answer | {
        "asked": list(asked),
        "candidacy": Candidate.objects.standing().filter(registration=entry).select_related("post").first(),
        "given": proxies.filter(principal=entry).first(),
        "held": list(proxies.filter(holder=entry)),
    }


def ballot(found: Election) -> list[dict[str, Any]]:
    """The candidates by post, in the order of the ballot; whoever withdrew stays readable."""
    people = list(Candidate.objects.of(found).order_by("post__position", "position").select_related("post"))
    posts = list(found.posts.all())
    return [{"post": post, "people": [one for one in people if one.post_id == post.pk]} for post in posts]


def facts(found: Election) -> list[dict[str, str]]:
    law = law_of(found)
    pairs = [
        (_("Rules"), titled(law.title)),
        (pgettext("rules", "Version"), found.profile_version or law.version),
        (_("Who elects"), found.get_electorate_mode_display()),
        (_("How ballots are cast"), found.get_ballot_mode_display()),
        (_("Polls"), polls_words(found)),
    ]
    if found.kind != Election.Kind.RECALL:
        posts = " · ".join(f"{post.name} {post.seats}" for post in found.posts.all())
        pairs += [(_("Posts"), posts), (_("Term of office in years"), str(found.term_years))]
    if found.ballot_mode != Election.BallotMode.PAPER:
        pairs.insert(4, (_("Secrecy of online ballots"), found.get_assurance_display()))
    return [{"term": term, "detail": str(detail)} for term, detail in pairs]


def links(request: HttpRequest, found: Election, at: datetime) -> list[dict[str, str]]:
    """The other pages of this election that this person may open."""
    reads = may(request.user, Permission.READ_AS_RESIDENT, found.community, at)
    oversees = may(request.user, Permission.OVERSEE_ELECTIONS, found.community, at)
    offers = [
        (reads and found.roll_published_at, _("Roll"), "list-ordered", "roll"),
        (reads and found.nominating_at, _("Nominations"), "hand", "nominations"),
        (reads and has_proxies(found), _("Proxies"), "users", "proxies"),
        (found.announced_at, pgettext("election", "Notices"), "megaphone", "notices"),
        (oversees, _("Election desk"), "clipboard-list", "desk"),
    ]
    return [
        {"label": label, "icon": icon, "url": url(name, found)} for show, label, icon, name in offers if show
    ] + ballot_links(found, reads)


def recalls_of(request: HttpRequest, found: Election, at: datetime) -> list[Recall]:
    """Whom this vote is about; residents read the reasons and the answer."""
    reads = may(request.user, Permission.READ_AS_RESIDENT, found.community, at)
    if found.kind != Election.Kind.RECALL or not reads:
        return []
    return list(found.recalls.select_related("officeholder", "community__division").order_by("pk"))


def ways(found: Election, at: datetime) -> dict[str, Any]:
    """How to vote: in the booth while the polls are open, and where the stations are, once it stands what is voted on."""
    polling = found.state == State.POLLING and at < found.polls_close_at
    online = found.ballot_mode != "paper" and found.is_polling(at)
    paper = found.ballot_mode != "online" and (polling or is_ready(found))
    return {
        "online": reverse("online:booth", args=[found.community.code, found.key]) if online else "",
        "stations": list(found.stations.all()) if paper else [],
    }


def ballot_links(found: Election, reads: bool) -> list[dict[str, str]]:
    """The travelling box before the polls, the stations' sheets after the result."""
    on_paper = found.ballot_mode != "online"
    before = found.is_roll_frozen and (found.state == State.NOMINATING or is_ready(found))
    offers = [
        (reads and on_paper and before, _("Ask for the travelling box"), "house", "paper:visit"),
        (on_paper and found.declared_at, _("The stations' sheets"), "file-check", "paper:counts"),
    ]
    args = [found.community.code, found.key]
    return [
        {"label": label, "icon": icon, "url": reverse(name, args=args)}
        for show, label, icon, name in offers
        if show
    ]


@in_community(read=Permission.READ_PORTAL)
def candidate(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    """A candidate's page: public with the published list; before it, for those who run the election and the person."""
    at = timezone.now()
    found = find(request, community, key, at)
    one = get_object_or_404(Candidate.objects.of(found).select_related("post", "registration"), key=number)
    is_own = request.user.is_authenticated and one.registration.user_id == request.user.pk
    oversees = may(request.user, Permission.OVERSEE_ELECTIONS, community, at)
    if not (found.candidates_published_at or is_own or oversees):
        raise Http404
    context = {
        "election": found,
        "candidate": one,
        "is_own": is_own,
        "may_edit": is_own and found.state == State.NOMINATING,
        "may_withdraw": is_own and found.state == State.CANDIDATES_PUBLISHED and not one.withdrawn_at,
        "trail": below(found, (one.name, "")),
    }
    return render(request, "elections/election/candidate.html", context)
