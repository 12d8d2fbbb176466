"""What every page of an election begins with: the election that this person may see, the way back, a refused form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext

from elections.actions.running.base import law_of
from elections.forms.elections import titled
from elections.models import Election, Registration
from elections.models.elections import ElectionQuerySet
from elections.words.stages import source_words
from linli.communities.models import Community
from linli.core.refusals import Refused

PER_PAGE = 20


def seen(request: HttpRequest, community: Community, at: datetime) -> ElectionQuerySet:
    """The elections of this community that this person may see: every view looks up through it."""
    found = Election.objects.in_community(community).visible_to(request.user, community, at)
    return found.select_related("community__division")


def find(request: HttpRequest, community: Community, key: str, at: datetime) -> Election:
    return get_object_or_404(seen(request, community, at), key=key)


def has_proxies(election: Election) -> bool:
    """Whether the rules know proxies, and the roll is settled; the vote on a recall takes none."""
    return bool(
        election.most_per_holder and election.is_roll_frozen and election.kind != Election.Kind.RECALL
    )


def own_entry(request: HttpRequest, election: Election) -> Registration | None:
    """The person's own entry in the roll, if there is one."""
    if not request.user.is_authenticated:
        return None
    return Registration.objects.of(election).live().filter(user=request.user).first()


def trail(community: Community, *steps: tuple[str, str]) -> list[dict[str, str]]:
    first = (pgettext("navigation", "Elections"), reverse("election:list", args=[community.code]))
    return [{"label": label, "url": url} for label, url in (first, *steps)]


def below(election: Election, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page below an election's own."""
    return trail(election.community, (election.title, election.get_absolute_url()), *steps)


def url(name: str, election: Election, *more: Any) -> str:
    return reverse(f"election:{name}", args=[election.community.code, election.key, *more])


def entitled(found: Election) -> list[dict[str, str]]:
    """Whom the rules have registered, each with its article; nothing where they do not say."""
    law = law_of(found)
    return [{"text": titled(one.title), "source": source_words(law, one.source)} for one in law.entitled]


def acted(
    request: HttpRequest, form: forms.Form, act: Callable[..., Any], words: Any, /, **about: Any
) -> Any:
    """What an action made of a form that was sent and holds, and the words that say so; nothing where it was not sent, does
    not hold, or the action refuses: then the form says why."""
    if request.method != "POST" or not form.is_valid():
        return None
    terms = form.cleaned_data | {"by": request.user, "at": timezone.now()}
    if made := tried(form, lambda: act(**about, **terms)):
        messages.success(request, words)
    return made


def tried(form: forms.Form, act: Callable[[], Any]) -> Any:
    """Runs an action; what it refuses is shown on the form, and the answer is nothing."""
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return None
