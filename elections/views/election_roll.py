"""The published roll for residents: look oneself up, register, object; and the file that its fingerprint vouches for."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from elections.actions.running import raise_objection, register_oneself
from elections.actions.running.publishing import roll_lines
from elections.forms.people import ObjectionForm, SelfRegistrationForm
from elections.models import Election, Registration
from elections.rules.roll import masked
from elections.views.election_base import PER_PAGE, below, entitled, find, own_entry, tried, url
from linli.communities.models import Community
from linli.residents.models import Verification
from linli.roles.guards import in_community
from linli.roles.permissions import Permission


def published(request: HttpRequest, community: Community, key: str) -> Election:
    """The election, once its roll is public."""
    found = find(request, community, key, timezone.now())
    if not found.roll_published_at:
        raise Http404
    return found


def searched(entries: QuerySet[Registration], q: str) -> QuerySet[Registration]:
    """By number, by the whole name or as it is printed; never by a part, which would unmask a name letter by letter."""
    if not q:
        return entries
    if q.isdigit():
        return entries.filter(number=int(q[:6]))
    return entries.filter(masked_name=masked(q) if "*" not in q else q)


@in_community(read=Permission.READ_AS_RESIDENT)
def roll(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    found = published(request, community, key)
    q = request.GET.get("q", "").strip()[:40]
    entries = searched(Registration.objects.of(found).on_roll().order_by("number"), q)
    page = Paginator(entries.only("number", "masked_name", "group"), PER_PAGE * 2)
    context = {
        "election": found,
        "page_obj": page.get_page(request.GET.get("page")),
        "q": q,
        "own": own_entry(request, found),
        "may_object": takes_objections(found),
        "trail": below(found, (_("Roll"), "")),
    }
    return render(request, "elections/election/roll.html", context)


def takes_objections(found: Election) -> bool:
    """Whether the days for objections still run."""
    if found.state != Election.State.ROLL_PUBLISHED or found.is_roll_frozen:
        return False
    return bool(timezone.localtime(timezone.now()).date() <= found.objections_end_on)


@in_community(read=Permission.READ_AS_RESIDENT)
def roll_file(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """The frozen roll with masked names: `LC_ALL=C sort roll.txt | sha256sum` gives the published fingerprint."""
    found = published(request, community, key)
    if not found.is_roll_frozen:
        raise Http404
    text = "".join(f"{line}\n" for line in sorted(roll_lines(found), key=str.encode))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="roll-{found.key}.txt"'
    return response


@in_community(read=Permission.VOTE, write=Permission.VOTE)
def register(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """A resident asks to be put on the roll."""
    found = find(request, community, key, timezone.now())
    if found.state not in (Election.State.ANNOUNCED, Election.State.ROLL_PUBLISHED) or found.is_roll_frozen:
        return redirect(found)
    by: Any = request.user
    form = SelfRegistrationForm(request.POST or None, initial=known(community, by))
    if request.method == "POST" and form.is_valid():
        about = {**form.cleaned_data, "by": by, "at": timezone.now()}
        if tried(form, lambda: register_oneself(election=found, **about)):
            messages.success(request, _("You asked to be put on the roll. The election committee checks it."))
            return redirect(found)
    context = {
        "form": form,
        "election": found,
        "entitled": entitled(found),
        "title": _("Register as an elector"),
        "submit": _("Register"),
        "back": found.get_absolute_url(),
        "trail": below(found, (_("Register as an elector"), "")),
    }
    return render(request, "elections/election/form.html", context)


def known(community: Community, user: Any) -> dict[str, str]:
    """What the residents' register already knows of this person's dwelling."""
    verified = Verification.objects.in_community(community).of(user).filter(state="verified").first()
    return {"household": verified.dwelling} if verified else {}


@in_community(read=Permission.READ_AS_RESIDENT, write=Permission.READ_AS_RESIDENT)
def objection(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """A resident says that the roll is wrong."""
    found = published(request, community, key)
    if request.method == "GET" and not takes_objections(found):
        return redirect(url("roll", found))
    number = request.GET.get("number", "")
    form = ObjectionForm(
        found, request.POST or None, initial={"number": number if number.isdigit() else None}
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("ground", "text", "registration")}
        about = {**given, "by": request.user, "at": timezone.now()}
        if tried(form, lambda: raise_objection(election=found, **about)):
            messages.success(request, _("Your objection is in. You are told how the committee rules."))
            return redirect(found)
    context = {
        "form": form,
        "election": found,
        "title": _("Object to the roll"),
        "submit": _("Hand in the objection"),
        "back": url("roll", found),
        "trail": below(found, (_("Roll"), url("roll", found)), (_("Object to the roll"), "")),
    }
    return render(request, "elections/election/form.html", context)
