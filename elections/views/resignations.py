"""A resignation: written and checked by whoever is in office, withdrawn by them, read and settled by their colleagues."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.offices import OwnOffice, law_of_office
from elections.actions.resignations import (
    NoMeetingDecides,
    file_resignation,
    is_decided_by_a_meeting,
    refuse_resignation,
    withdraw_resignation,
)
from elections.actions.running.base import day_of
from elections.actions.running.lawful import shown
from elections.forms.resignations import RefusedForm, ResignationForm
from elections.models import Officeholder, Resignation
from elections.rules.offices import Ground
from elections.views.election_base import acted, tried
from elections.views.offices import here, trail
from elections.words.offices import article
from elections.words.resignations import light, next_words, state_words
from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from linli.roles.rights import may


def own_seat(request: HttpRequest, community: Community, number: str) -> Officeholder:
    """In office today, and the person's own: nobody resigns for another."""
    held = Officeholder.objects.in_community(community).in_office(day_of(timezone.now()))
    rows = held.filter(user=request.user.pk).select_related("term__committee__community", "election")
    found: Officeholder = get_object_or_404(rows, key=number)
    if not is_decided_by_a_meeting(found):
        raise NoMeetingDecides
    return found


# Whoever is in office was elected, and holds no role for it: being signed in is asked, and the own seat.
@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def resign(request: HttpRequest, community: Community, number: str) -> HttpResponse:
    """The letter is written, then shown as it will be read, then filed; going back keeps what was written."""
    at = timezone.now()
    holder = own_seat(request, community, number)
    if waits := holder.resignations.waiting(day_of(at)).first():
        return redirect(waits)
    form = ResignationForm(request.POST or None)
    step = request.POST.get("step")
    if step == "file" and form.is_valid():
        by: Any = request.user
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: file_resignation(officeholder=holder, reason=reason, by=by, at=at)):
            messages.success(request, _("Your resignation is filed, and your colleagues are told."))
            return redirect(here(community))
    if step == "check" and form.is_valid():
        return check(request, holder, form)
    return write(request, holder, form)


def write(request: HttpRequest, holder: Officeholder, form: forms.Form) -> HttpResponse:
    community = holder.term.committee.community
    title = _("File your resignation")
    context = {
        "form": form,
        "holder": holder,
        "title": title,
        "article": article(law_of_office(holder), Ground.RESIGNED),
        "back": here(community),
        "trail": trail(community, title),
    }
    return render(request, "elections/offices/resign.html", context)


def check(request: HttpRequest, holder: Officeholder, form: forms.Form) -> HttpResponse:
    community = holder.term.committee.community
    title = _("Check your resignation")
    context = {
        "form": form,
        "title": title,
        "facts": facts_of(holder, day_of(timezone.now()), form.cleaned_data["reason"]),
        "trail": trail(community, title),
    }
    return render(request, "elections/offices/resign_check.html", context)


def facts_of(holder: Officeholder, day: date, reason: str) -> list[dict[str, str]]:
    pairs = [
        (pgettext("letter", "To"), str(holder.term.committee)),
        (pgettext("letter", "From"), holder.name),
        (pgettext("office", "Office"), holder.title),
        (_("Filed on"), shown(day)),
        (pgettext("resignation", "Reason"), linebreaksbr(reason) or pgettext("resignation", "None given")),
    ]
    return [{"term": term, "detail": detail} for term, detail in pairs]


def find(request: HttpRequest, community: Community, key: str, **own: Any) -> Resignation:
    seen = Resignation.objects.in_community(community).visible_to(request.user, community, timezone.now())
    rows = seen.select_related(
        "officeholder__term__committee__community__division",
        "officeholder__election",
        "ending",
        "closed_by",
    )
    return get_object_or_404(rows, key=key, **own)


@in_community(read=Permission.USE_ACCOUNT)
def resignation(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The letter and what became of it: for whoever wrote it, and for those who run or oversee elections."""
    at = timezone.now()
    letter = find(request, community, key)
    is_own = letter.filed_by_id == request.user.pk
    waits = Resignation.objects.waiting(day_of(at)).filter(pk=letter.pk).exists()
    runs = may(request.user, Permission.RUN_ELECTIONS, community, at)
    context = {
        "letter": letter,
        "state": state_words(letter, waits),
        "light": light(letter, waits),
        "next": next_words(letter, waits),
        "facts": facts_of(letter.officeholder, letter.filed_on, letter.reason),
        "may_withdraw": waits and is_own,
        "may_settle": waits and runs and not is_own,
        "oversees": may(request.user, Permission.OVERSEE_ELECTIONS, community, at),
        "trail": trail(community, str(letter.officeholder)),
    }
    return render(request, "elections/offices/resignation.html", context)


def confirm(request: HttpRequest, letter: Resignation, form: forms.Form, **more: Any) -> HttpResponse:
    community = letter.officeholder.term.committee.community
    context = {
        "form": form,
        "text": f"{letter.officeholder} · {shown(letter.filed_on)}",
        "cancel_url": letter.get_absolute_url(),
        "trail": trail(community, more["title"]),
    }
    return render(request, "elections/offices/confirm.html", context | more)


@in_community(read=Permission.USE_ACCOUNT, write=Permission.USE_ACCOUNT)
def withdraw(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    letter = find(request, community, key, filed_by=request.user)
    form = forms.Form(request.POST if request.method == "POST" else None)
    words = _("Your resignation is withdrawn, and your colleagues are told.")
    if acted(request, form, withdraw_resignation, words, resignation=letter):
        return redirect(here(community))
    points = [
        _("You stay in office as before; your colleagues are told."),
        _("The letter stays in the record as withdrawn. You may file another one."),
        _("If a meeting has approved it already, the office has ended, and this changes nothing of it."),
    ]
    title = _("Withdraw the resignation")
    return confirm(request, letter, form, title=title, points=points, submit=title)


@in_community(read=Permission.RUN_ELECTIONS, write=Permission.RUN_ELECTIONS)
def refuse(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    letter = find(request, community, key)
    if letter.filed_by_id == request.user.pk:
        raise OwnOffice
    form = RefusedForm(request.POST or None)
    words = _("The decision is entered, and the person is told.")
    if acted(request, form, refuse_resignation, words, resignation=letter):
        return redirect(letter)
    points = [
        _("The person stays in office and is told."),
        _("This cannot be taken back; the person may file another resignation."),
    ]
    title = _("The meeting did not approve it")
    return confirm(request, letter, form, title=title, points=points, submit=_("Enter the decision"))
