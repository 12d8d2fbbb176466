"""From the sheets to the result: what the rules make of the counts is shown first, and declared by whoever confirms it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.papers import counts_of, paper_total
from elections.actions.recalls import declare_recall
from elections.actions.running import Counts, declare_election
from elections.actions.running.base import State
from elections.actions.running.declaring import bars_relatives, decide, people_of
from elections.forms.kin import KinForm
from elections.models import Candidate, Election, Standing
from elections.rules.papers import Votes
from elections.views.election_base import below, find
from elections.words import results as result_words
from elections.words.recalls import outcomes
from elections.words.votes import grouped, percent
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission

LIGHTS = {"elected": "green", "run_off": "yellow"}


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def declare(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The result before it is final, line by line; posting declares it."""
    election = find(request, community, key, timezone.now())
    if election.state != State.CLOSED:
        return redirect(election)
    if election.kind == Election.Kind.RECALL:
        return declare_vote_on_recall(request, election)
    counts = counts_of(election)
    people = people_of(election, counts)
    relatives = relatives_form(request, election, people)
    if relatives is not None and relatives.is_bound and relatives.is_valid():
        counts = replace(counts, kin=relatives.pairs())
    if request.method == "POST" and (relatives is None or not relatives.errors):
        who: Any = request.user
        declare_election(election=election, counts=counts, by=who, at=timezone.now())
        messages.success(request, _("The result is declared, and every member of the community is told."))
        return redirect(election)
    title = _("Declare the result")
    context = preview(election, counts, people) | {
        "election": election,
        "title": title,
        "facts": sums(election, counts),
        "form": relatives,
        "points": [
            _("The result is published at once, with every station's sheet."),
            _("This cannot be taken back."),
        ],
        "cancel_url": election.get_absolute_url(),
        "trail": below(election, (title, "")),
    }
    return render(request, "elections/paper/declare.html", context)


def relatives_form(request: HttpRequest, election: Election, people: dict[str, str]) -> KinForm | None:
    """Asked in the address, so that what is declared is what was shown."""
    if not bars_relatives(election):
        return None
    return KinForm(people, request.GET or None)


def declare_vote_on_recall(request: HttpRequest, election: Election) -> HttpResponse:
    if request.method == "POST":
        who: Any = request.user
        declare_recall(election=election, by=who, at=timezone.now())
        messages.success(request, _("The result is declared, and every member of the community is told."))
        return redirect(election)
    total, found = paper_total(election), list(outcomes(election))
    rows = [
        {
            "name": one["recall"].officeholder.name,
            "votes": recall_votes(one["votes"]),
            "verdict": one["verdict"],
            "why": one["why"],
            "light": "green" if one["is_carried"] else "",
        }
        for one in found
    ]
    title = _("Declare the result")
    context = {
        "election": election,
        "title": title,
        "facts": facts_of(election, total.issued, total.found, total.blank, total.invalid),
        "checks": [one["turnout"] for one in found[:1]],
        "posts": [{"title": pgettext("election", "Recall"), "rows": rows}],
        "points": [_("This cannot be taken back.")],
        "cancel_url": election.get_absolute_url(),
        "trail": below(election, (title, "")),
    }
    return render(request, "elections/paper/declare.html", context)


def recall_votes(votes: Votes) -> str:
    return _("for the recall %(for)s, against %(against)s, abstained %(abstained)s") % {
        "for": grouped(votes.for_),
        "against": grouped(votes.against),
        "abstained": grouped(votes.abstained),
    }


def sums(election: Election, counts: Counts) -> list[dict[str, str]]:
    return facts_of(election, counts.issued, counts.returned, counts.blank, counts.invalid)


def facts_of(
    election: Election, issued: int, returned: int, blank: int, invalid: int
) -> list[dict[str, str]]:
    pairs = [
        (_("On the roll"), grouped(election.roll_size)),
        (_("Ballots given out"), grouped(issued)),
        (_("Ballots taken in"), f"{grouped(returned)} · {percent(returned, election.roll_size)}"),
        (_("Of these blank"), grouped(blank)),
        (_("Of these invalid"), grouped(invalid)),
    ]
    return [{"term": term, "detail": detail} for term, detail in pairs]


def preview(election: Election, counts: Counts, names: dict[str, str]) -> dict[str, Any]:
    """What the rules make of the counts, in the words that the result's page will have."""
    candidates = list(Candidate.objects.of(election).on_ballot().select_related("registration"))
    found = decide(election, candidates, counts)[1].as_data()
    titles = {post.office: post.name for post in election.posts.all()}
    return {
        "checks": result_words.checks(found),
        "notes": result_words.notes(found),
        "posts": [previewed(post, titles[post["post"]], names) for post in found["posts"]],
    }


def previewed(post: dict[str, Any], title: str, names: dict[str, str]) -> dict[str, Any]:
    why = result_words.reasons(post, names)
    rows = [
        {
            "name": names[one["person"]],
            "votes": one["votes"],
            "verdict": Standing.Verdict(str(one["verdict"])).label,
            "light": LIGHTS.get(str(one["verdict"]), ""),
            "why": why[one["person"]],
        }
        for one in post["standings"]
    ]
    return {"title": title, "rows": rows, "further": result_words.further(post, names)}
