"""Who is a residents' representative: added for a group, an account linked, the office ended. Kept by the committee."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from elections.actions.meetings.base import save, write_down
from elections.actions.meetings.refusals import (
    AccountTaken,
    EndsBeforeItBegins,
    NobodyTwice,
    NotVerified,
    SexEntered,
    SexesMissing,
)
from elections.models import Representative
from linli.accounts.models import User
from linli.communities.models import Community
from linli.roles.permissions import Permission
from linli.roles.rights import may


@transaction.atomic
def add_representative(
    *,
    community: Community,
    name: str,
    group: str,
    starts_on: date,
    ends_on: date | None = None,
    sex: str = "",
    user: User | None = None,
    by: User | None,
    at: datetime,
) -> Representative:
    """Somebody whom a residents' group has chosen. The list is published with names."""
    community = hold(community)
    new = Representative(community=community, name=name, group=group, starts_on=starts_on, ends_on=ends_on)
    new.sex = sex
    check(new, user, at)
    new.user, new.added_by, new.added_at = user, by, at
    new.save()
    write_down(community, "add_representative", by, at, obj=new, detail={"name": name, "group": group})
    return new


def hold(community: Community) -> Community:
    """Two who add the same person wait for each other."""
    return Community.objects.select_for_update(of=("self",), no_key=True).get(pk=community.pk)


def check(new: Representative, user: User | None, at: datetime) -> None:
    if new.ends_on and new.ends_on <= new.starts_on:
        raise EndsBeforeItBegins
    others = overlapping(new)
    if any(one.name == new.name and one.group == new.group for one in others):
        raise NobodyTwice
    if user is not None:
        check_account(new, user, others, at)


def check_account(one: Representative, user: User, others: list[Representative], at: datetime) -> None:
    if not may(user, Permission.VOTE, one.community, at):
        raise NotVerified
    if any(other.user_id == user.pk for other in others):
        raise AccountTaken


def overlapping(one: Representative) -> list[Representative]:
    """Others of the community who are in office on one of the same days."""
    others = Representative.objects.in_community(one.community).exclude(pk=one.pk)
    return [
        other
        for other in others
        if (other.ends_on is None or one.starts_on < other.ends_on)
        and (one.ends_on is None or other.starts_on < one.ends_on)
    ]


@transaction.atomic
def link_representative(
    *, representative: Representative, user: User, by: User | None, at: datetime
) -> Representative:
    """The account with which a representative signs and is told; set once."""
    hold(representative.community)
    found = Representative.objects.select_related("community").get(pk=representative.pk)
    if found.user_id:
        raise AccountTaken
    check_account(found, user, overlapping(found), at)
    save(found, user=user)
    write_down(found.community, "link_representative", by, at, obj=found, detail={"user": user.pk})
    return found


@transaction.atomic
def enter_sexes(
    *, community: Community, sexes: Mapping[Representative, str], by: User | None, at: datetime
) -> list[Representative]:
    """Who of the representatives is a woman, where rules ask for a share of women; once for each of them."""
    community = hold(community)
    if not sexes:
        raise SexesMissing
    keys = [one.pk for one in sexes]
    rows = Representative.objects.in_community(community).without_sex().filter(pk__in=keys)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if len(found) < len(keys):
        raise SexEntered
    for one in found:
        save(one, sex=sexes[one])
    write_down(community, "enter_sexes", by, at, obj=community, detail={"representatives": len(found)})
    return found


@transaction.atomic
def end_office(
    *, representative: Representative, ends_on: date, by: User | None, at: datetime
) -> Representative:
    """The office ends on that day: the person is a representative until the day before."""
    rows = Representative.objects.select_for_update(of=("self",)).select_related("community")
    found = rows.get(pk=representative.pk)
    if ends_on < found.starts_on or (found.ends_on and ends_on > found.ends_on):
        raise EndsBeforeItBegins
    save(found, ends_on=ends_on)
    write_down(found.community, "end_office", by, at, obj=found, detail={"ends_on": str(ends_on)})
    return found
