"""What there is to print for the polls: ballots, the register to sign, the sheets of the count, the form of a proxy."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.documents.notices import signed_by
from elections.documents.polls import contents
from elections.documents.polls.ballots import ballots_pdf, sample_pdf
from elections.documents.polls.count_sheets import count_sheet_pdf
from elections.documents.polls.elector_cards import cards_pdf
from elections.documents.polls.posted_rolls import roll_pdf
from elections.documents.polls.proxy_forms import proxy_form_pdf
from elections.documents.polls.registers import Group, register_pdf
from elections.forms.papers import SHEETS_AT_ONCE, SerialsForm
from elections.models import Election, HomeVisit, Registration, Station
from elections.views.election_base import has_proxies
from elections.views.files import pdf_response
from elections.views.paper_base import is_printed, on_paper, station_of, trail
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


def next_serials(election: Election) -> dict[str, int]:
    """After the books that were given out, a ballot for each elector who has none yet."""
    last = election.ballot_books.aggregate(last=Max("last"))["last"] or 0
    needed = max(1, election.roll_size - last)
    return {"first": last + 1, "last": last + min(needed, SHEETS_AT_ONCE)}


def electors(election: Election) -> list[dict[str, Any]]:
    """All, each residents' group, and whom the travelling box goes to; the box has no roll of its own to post."""
    if not election.roll_published_at:
        return []
    counts = Registration.objects.of(election).on_roll().values_list("group").annotate(Count("pk"))
    groups = [
        {
            "name": name or _("Without a group"),
            "count": count,
            "query": f"?{urlencode({'group': name})}",
            "posts": True,
        }
        for name, count in counts.order_by("group")
    ]
    every = {
        "name": _("All electors"),
        "count": sum(one["count"] for one in groups),
        "query": "",
        "posts": True,
    }
    visited = HomeVisit.objects.filter(registration__election=election).count()
    box = (
        [{"name": _("Visits with the box"), "count": visited}] if visited and election.is_roll_frozen else []
    )
    return [every, *groups, *box]


def page(request: HttpRequest, election: Election, form: SerialsForm) -> HttpResponse:
    is_settled = is_printed(election)
    context = {
        "election": election,
        "form": form if is_settled else None,
        "is_frozen": election.is_roll_frozen,
        "groups": electors(election),
        "stations": Station.objects.of(election).order_by("position") if is_settled else [],
        "has_proxies": has_proxies(election),
        "trail": trail(election, (_("To print"), "")),
    }
    return render(request, "elections/paper/printing.html", context)


@in_community(read=Permission.RUN_ELECTIONS)
def papers(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    election = on_paper(request, community, key, timezone.now())
    return page(request, election, SerialsForm(initial=next_serials(election)))


def ready(request: HttpRequest, community: Community, key: str) -> Election:
    election = on_paper(request, community, key, timezone.now())
    if not is_printed(election):
        raise Http404
    return election


@in_community(read=Permission.RUN_ELECTIONS)
def ballots(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """A sheet for each serial; what was asked for wrongly is said on the page of what there is to print."""
    election = ready(request, community, key)
    form = SerialsForm(request.GET)
    if not form.is_valid():
        return page(request, election, form)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    content = ballots_pdf(contents.ballot_of_election(election), range(first, last + 1))
    return pdf_response(content, f"ballots-{first}-{last}")


@in_community(read=Permission.READ_PORTAL)
def sample(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """How the ballot looks, for everybody who wants to see it before the day."""
    election = ready(request, community, key)
    return pdf_response(sample_pdf(contents.ballot_of_election(election)), "sample-ballot")


def frozen(request: HttpRequest, community: Community, key: str) -> Election:
    """Before the roll is settled nobody knows who may sign."""
    election = on_paper(request, community, key, timezone.now())
    if not election.is_roll_frozen:
        raise Http404
    return election


def signed_register(election: Election, groups: list[Group], name: str) -> HttpResponse:
    if not groups:
        raise Http404
    title = f"{contents.name_of(election)}选民领票登记册"
    return pdf_response(register_pdf(title, contents.register_notes(election), groups), name)


@in_community(read=Permission.RUN_ELECTIONS)
def register(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The whole roll, or one group of it."""
    election = frozen(request, community, key)
    return signed_register(election, contents.register_of(election, request.GET.get("group")), "register")


@in_community(read=Permission.RUN_ELECTIONS)
def cards(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Electors' cards, of all or of one group."""
    election = frozen(request, community, key)
    found = contents.cards_of(election, request.GET.get("group"))
    if not found:
        raise Http404
    return pdf_response(cards_pdf(contents.occasion_of(election), found), "electors-cards")


@in_community(read=Permission.RUN_ELECTIONS)
def posted_roll(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """To post where people pass; entries have numbers from the day on which the roll is published."""
    election = on_paper(request, community, key, timezone.now())
    groups = contents.posted_of(election, request.GET.get("group"))
    if not election.roll_published_at or not groups:
        raise Http404
    about = (f"{contents.name_of(election)}选民名单", signed_by(election))
    return pdf_response(roll_pdf(*about, contents.posted_notes(election), groups), "roll-to-post")


@in_community(read=Permission.RUN_ELECTIONS)
def visits(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    election = frozen(request, community, key)
    return signed_register(election, contents.visits_of(election), "register-box")


@in_community(read=Permission.OVERSEE_ELECTIONS)
def count_sheet(request: HttpRequest, community: Community, key: str, number: str) -> HttpResponse:
    election = ready(request, community, key)
    sheet = contents.count_sheet_of(station_of(election, number))
    return pdf_response(count_sheet_pdf(sheet), f"count-sheet-{number}")


@in_community(read=Permission.READ_PORTAL)
def proxy_form(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    election = on_paper(request, community, key, timezone.now())
    if not has_proxies(election):
        raise Http404
    return pdf_response(proxy_form_pdf(contents.name_of(election), contents.proxy_rules(election)), "proxy")
