"""A volunteer's own hours, and the certificate that anybody can check."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from linli.communities.models import Community
from linli.roles.guards import in_community
from linli.roles.permissions import Permission
from volunteers.actions.hours import issue_certificate
from volunteers.forms import CertificateKeyForm
from volunteers.models import Assignment, HoursCertificate, HoursRecord
from volunteers.rules.certificates import masked
from volunteers.rules.stars import hours_to_next_star, stars

PAGE = 20


@in_community(read=Permission.USE_ACCOUNT)
def hours(request: HttpRequest, community: Community) -> HttpResponse:
    user: Any = request.user
    records = HoursRecord.objects.of(user).in_community(community)
    listed = records.select_related("assignment__shift__opportunity__community__division", "confirmed_by")
    total = records.total()
    context = {
        "total": total,
        "stars": stars(total),
        "hours_to_next_star": hours_to_next_star(total),
        "shift_count": records.filter(corrects=None).count(),
        "waiting": Assignment.objects.in_community(community).of(user).unconfirmed().with_shift(),
        "page_obj": Paginator(listed.order_by("-confirmed_at", "-pk"), PAGE).get_page(
            request.GET.get("page")
        ),
        "certificates": HoursCertificate.objects.filter(volunteer=user, community=community).order_by(
            "-issued_at"
        )[:5],
    }
    return render(request, "volunteers/hours.html", context)


@in_community(write=Permission.USE_ACCOUNT)
def certify(request: HttpRequest, community: Community) -> HttpResponse:
    user: Any = request.user
    certificate = issue_certificate(volunteer=user, community=community, by=user, at=timezone.now())
    return redirect("volunteers:certificate", community.code, certificate.key)


@in_community(read=Permission.READ_PORTAL)
def certificate(request: HttpRequest, community: Community, key: str) -> HttpResponse:
    """Anybody who holds the paper can hold it against this page; what was corrected since is said here."""
    found = get_object_or_404(
        HoursCertificate.objects.select_related("volunteer"), community=community, key=key
    )
    records = HoursRecord.objects.filter(volunteer=found.volunteer).in_community(community)
    then = records.filter(corrects__confirmed_at__lte=found.issued_at, confirmed_at__gt=found.issued_at)
    is_own = found.volunteer_id == request.user.pk
    context = {
        "certificate": found,
        "is_own": is_own,
        "shown_name": found.name if is_own else masked(found.name),
        "corrected": then.total(),
        "stars": stars(found.minutes),
    }
    return render(request, "volunteers/certificate.html", context)


@in_community(read=Permission.READ_PORTAL)
def verify(request: HttpRequest, community: Community) -> HttpResponse:
    form = CertificateKeyForm(request.GET if "key" in request.GET else None)
    if form.is_bound and form.is_valid():
        key = form.cleaned_data["key"]
        if HoursCertificate.objects.filter(community=community, key=key).exists():
            return redirect("volunteers:certificate", community.code, key)
        return render(request, "volunteers/verify.html", {"form": form, "is_unknown": True}, status=404)
    return render(request, "volunteers/verify.html", {"form": form})
