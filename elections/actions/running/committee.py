"""Who runs an election: chosen by a meeting, entered by the desk; leaves when nominated, or a near relative is; the next steps up.

城市居民委员会组织法 (2025) art. 15.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from elections.actions.running.base import law_of, locked, save, write_down
from elections.actions.running.committee_facts import is_same
from elections.actions.running.refusals import (
    AlreadyOnCommittee,
    ChairTaken,
    LeavingUnexplained,
    NotOnRoll,
    RelativesUnsaid,
    StandsThemselves,
    WrongStage,
)
from elections.actions.running.telling import tell_people
from elections.models import Election, ElectionCommitteeMember, Nomination, Registration
from elections.rules.election_committee import Leaving, asks_relatives, must_leave, steps_up
from linli.accounts.models import User

Office = ElectionCommitteeMember.Office


def members(election: Election) -> list[ElectionCommitteeMember]:
    """Who is on the committee or waits to step up; held, so that two who leave are not followed by one."""
    rows = ElectionCommitteeMember.objects.of(election).staying().select_related("user", "registration")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def stands(election: Election, user: User | None, entry: Registration | None) -> bool:
    """Whether this person is willing to stand, where the rules keep the two apart."""
    rules = law_of(election).election_committee
    if rules is None or not rules.leaves_if_nominated:
        return False
    willing = Nomination.objects.of(election).filter(
        state__in=[Nomination.State.ACCEPTED, Nomination.State.APPROVED]
    )
    by_account = user is not None and willing.filter(nominee__user=user).exists()
    return by_account or (entry is not None and willing.filter(nominee=entry).exists())


def check_chair(rows: Collection[ElectionCommitteeMember], office: str) -> None:
    if office == Office.CHAIR and any(one.office == Office.CHAIR and one.seated_at for one in rows):
        raise ChairTaken


@transaction.atomic
def add_member(
    *,
    election: Election,
    name: str,
    user: User | None = None,
    office: str = Office.MEMBER,
    is_waiting: bool = False,
    by: User | None,
    at: datetime,
) -> ElectionCommitteeMember:
    """The next by the result of the choice; `is_waiting`: chosen by fewer, without a seat, to step up."""
    election = locked(election, *Election.BEFORE_RESULT, by=by)
    rows = members(election)
    if user is not None and any(one.user_id == user.pk for one in rows):
        raise AlreadyOnCommittee
    if stands(election, user, None):
        raise StandsThemselves
    if not is_waiting:
        check_chair(rows, office)
    last = ElectionCommitteeMember.objects.of(election).order_by("-position").first()
    member = ElectionCommitteeMember.objects.create(
        election=election,
        position=1 + (last.position if last else 0),
        name=name.strip(),
        user=user,
        office=Office.MEMBER if is_waiting else office,
        added_by=by,
        added_at=at,
        seated_at=None if is_waiting else at,
    )
    write_down(election, "add_committee_member", by, at, obj=member, detail={"name": member.name})
    return member


@transaction.atomic
def describe_member(
    *, member: ElectionCommitteeMember, office: str, number: int | None = None, by: User | None, at: datetime
) -> ElectionCommitteeMember:
    """Another office, and which entry of the roll the member is: two people may bear one name."""
    election = locked(member.election, *Election.BEFORE_RESULT, by=by)
    rows = members(election)
    found = next((one for one in rows if one.pk == member.pk), None)
    if found is None:
        raise WrongStage
    check_chair([one for one in rows if one.pk != found.pk], office)
    if number is not None:
        link(election, found, number, rows)
    save(found, office=office)
    write_down(election, "describe_committee_member", by, at, obj=found, detail={"office": office})
    return found


def link(
    election: Election, member: ElectionCommitteeMember, number: int, rows: list[ElectionCommitteeMember]
) -> None:
    entry = Registration.objects.of(election).on_roll().filter(number=number).first()
    if entry is None or member.registration_id not in (None, entry.pk):
        raise NotOnRoll
    if any(is_same(one, entry) for one in rows if one.pk != member.pk):
        raise AlreadyOnCommittee
    user = member.user or entry.user
    if stands(election, user, entry):
        raise StandsThemselves
    save(member, registration=entry, user=user)


@transaction.atomic
def leave_committee(
    *, member: ElectionCommitteeMember, leaving: str, reason: str = "", by: User | None, at: datetime
) -> ElectionCommitteeMember:
    """For whatever reason; the desk enters it, and the next steps up."""
    election = locked(member.election, *Election.BEFORE_RESULT, by=by)
    found = next((one for one in members(election) if one.pk == member.pk), None)
    if found is None:
        raise WrongStage
    if leaving == Leaving.OTHER and not reason.strip():
        raise LeavingUnexplained
    depart(election, found, leaving, at, by=by, reason=reason.strip()[:200])
    return found


def depart(
    election: Election,
    member: ElectionCommitteeMember,
    leaving: str,
    at: datetime,
    *,
    by: User | None,
    nomination: Nomination | None = None,
    reason: str = "",
) -> None:
    save(member, left_at=at, left_by=by, leaving=leaving, nomination=nomination, reason=reason)
    write_down(election, "leave_committee", by, at, obj=member, detail={"leaving": leaving})
    title = _("You have left the election committee: %(title)s") % {"title": election.title}
    body = str(member.get_leaving_display())
    tell_member(election, member, title, body, at)
    if member.seated_at:
        step_up(election, at)


def step_up(election: Election, at: datetime) -> None:
    """The next by the result of the choice, as a member; who is in the chair is the desk's to say."""
    waiting = {one.position: one for one in members(election) if one.seated_at is None}
    place = steps_up(law_of(election), list(waiting))
    if place is None:
        return
    follower = waiting[place]
    save(follower, seated_at=at)
    write_down(election, "step_up", None, at, obj=follower, detail={"place": place})
    title = _("You are on the election committee now: %(title)s") % {"title": election.title}
    tell_member(election, follower, title, _("A member has left, and you were chosen next."), at)


def tell_member(
    election: Election, member: ElectionCommitteeMember, title: str, body: str, at: datetime
) -> None:
    if member.user:
        tell_people(election, [member.user], title, body, at)


def listed_relatives(election: Election, nominee: Registration | None) -> list[ElectionCommitteeMember]:
    """Of whom it is asked whether they are near relatives of the nominee: everybody but the nominee, where the rules ask."""
    if not asks_relatives(law_of(election)):
        return []
    rows = ElectionCommitteeMember.objects.of(election).staying()
    return [one for one in rows if nominee is None or not is_same(one, nominee)]


def make_room(
    nomination: Nomination, relatives: Collection[str] | None, by: User | None, at: datetime
) -> None:
    """Somebody is willing to stand, or is approved: the nominee and near relatives leave the committee.

    `relatives` are keys of members, as the nominee or the desk says; None where nobody was asked.
    """
    nominee, election = nomination.nominee, nomination.post.election
    rows = members(election)
    if relatives is None and listed_relatives(election, nominee):
        raise RelativesUnsaid
    for one in rows:
        is_named = one.key in (relatives or ())
        is_nominee = is_same(one, nominee) or (is_named and one.name == nominee.name)
        leaving = must_leave(law_of(election), is_nominee=is_nominee, is_relative=is_named)
        if leaving:
            depart(election, one, leaving, at, by=by, nomination=nomination)
