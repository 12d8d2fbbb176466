"""Nominations: opened on the frozen roll; by electors together or by oneself; the nominee answers; the committee reviews."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from elections.actions.running.base import State, entry_of, law_of, locked, save, shared, write_down
from elections.actions.running.committee import make_room
from elections.actions.running.lawful import check_lawful
from elections.actions.running.refusals import (
    AlreadyNominated,
    AlreadySupported,
    NotAllowedByRules,
    NotTheNominee,
    ReasonMissing,
    TooFewSupporters,
    WrongStage,
)
from elections.actions.running.standing import add_candidate
from elections.actions.running.telling import tell_people, tell_step
from elections.models import Candidate, Election, Nomination, Post, Registration, Support
from linli.accounts.models import User
from linli.core.searching import changed

Step = Nomination.State


@transaction.atomic
def open_nominations(*, election: Election, by: User | None, at: datetime) -> Election:
    """Notices 6 and 7: posts, seats, conditions; how and until when to nominate."""
    election = locked(election, State.ROLL_PUBLISHED, by=by)
    check_lawful(election, State.NOMINATING, at)
    save(election, state=State.NOMINATING, nominating_at=at)
    write_down(election, "open_nominations", by, at)
    tell_step(election, by, at)
    changed(election)
    return election


def held(nomination: Nomination, *states: str) -> Nomination:
    """The nomination as it is now, in an election that takes nominations."""
    shared(nomination.post.election, State.NOMINATING)
    rows = Nomination.objects.select_for_update(of=("self",)).select_related(
        "post__election__community__division", "nominee__user"
    )
    found = rows.get(pk=nomination.pk)
    if found.state not in states:
        raise WrongStage
    return found


@transaction.atomic
def nominate(
    *,
    post: Post,
    nominee: Registration,
    proposer: Registration | None = None,
    from_party: bool = False,
    statement: str = "",
    relatives: Collection[str] | None = None,
    by: User | None,
    at: datetime,
) -> Nomination:
    """An elector proposes another, or stands up oneself; whoever proposes is the first supporter.

    `proposer` is given where the committee enters a nomination on paper; else it is `by`. `from_party`: the community's
    Party organisation recommends the nominee (art. 18 of both 城市居民委员会组织法 (2025) and 村民委员会组织法 (2025)), which the
    committee enters. `relatives`: who of the election committee is a near relative of somebody who stands up oneself, by
    their keys.
    """
    election = shared(post.election, State.NOMINATING)
    if from_party:
        check_party(election)
    else:
        proposer = proposer or entry_of(election, by)  # type: ignore[arg-type]  # without a person there is a proposer
    if Nomination.objects.live().filter(post=post, nominee=nominee).exists():
        raise AlreadyNominated
    is_self = proposer is not None and nominee.pk == proposer.pk
    manner = manner_of(election, is_self=is_self, from_party=from_party)
    nomination = Nomination.objects.create(
        post=post,
        nominee=nominee,
        manner=manner,
        statement=statement.strip(),
        nominated_by=by,
        nominated_at=at,
    )
    if is_self:
        accept(nomination, relatives, by, at)
    if proposer is not None and manner == Nomination.Manner.JOINT:
        Support.objects.create(nomination=nomination, elector=proposer, at=at, entered_by=by)
    write_down(election, "nominate", by, at, obj=nomination, detail={"post": post.name})
    tell_nominee(nomination, election, at)
    return nomination


def check_party(election: Election) -> None:
    """Rules may leave nominating to the electors alone: 村民委员会组织法 (2018) art. 15."""
    if law_of(election).election.party_nomination is False:
        raise NotAllowedByRules


def manner_of(election: Election, *, is_self: bool, from_party: bool) -> Nomination.Manner:
    """Whoever stands up needs others beside them unless the rules say that one's own word is enough."""
    if from_party:
        return Nomination.Manner.PARTY
    alone = is_self and law_of(election).election.self_nomination
    return Nomination.Manner.SELF if alone else Nomination.Manner.JOINT


def tell_nominee(nomination: Nomination, election: Election, at: datetime) -> None:
    nominee = nomination.nominee.user
    if nominee and nomination.state == Step.GATHERING:
        title = _("You have been nominated: %(title)s") % {"title": election.title}
        body = _("Post: %(post)s. Say whether you accept.") % {"post": nomination.post.name}
        tell_people(election, [nominee], title, body, at)


@transaction.atomic
def support_nomination(
    *, nomination: Nomination, supporter: Registration | None = None, by: User, at: datetime
) -> Support:
    """One more elector stands behind a nomination 联名."""
    nomination = held(nomination, Step.GATHERING, Step.ACCEPTED)
    election = nomination.post.election
    supporter = supporter or entry_of(election, by)
    if nomination.supports.filter(elector=supporter).exists():
        raise AlreadySupported
    support = Support.objects.create(nomination=nomination, elector=supporter, at=at, entered_by=by)
    write_down(election, "support_nomination", by, at, obj=nomination)
    return support


def accept(nomination: Nomination, relatives: Collection[str] | None, by: User | None, at: datetime) -> None:
    """Whoever is willing to stand leaves the election committee first, and so do near relatives."""
    make_room(nomination, relatives, by, at)
    save(nomination, state=Step.ACCEPTED, accepted_at=at)


@transaction.atomic
def answer_nomination(
    *,
    nomination: Nomination,
    accepts: bool,
    on_behalf: bool = False,
    relatives: Collection[str] | None = None,
    by: User,
    at: datetime,
) -> Nomination:
    """The nominee says yes or no. `on_behalf`: the committee enters a written answer of somebody without an account.

    `relatives`: who of the election committee is a near relative, by their keys; asked before a yes.
    """
    nomination = held(nomination, Step.GATHERING)
    if nomination.nominee.user_id != by.pk and not (on_behalf and nomination.nominee.user_id is None):
        raise NotTheNominee
    if accepts:
        accept(nomination, relatives, by, at)
    else:
        save(nomination, state=Step.DECLINED)
    detail = {"accepts": accepts, "on_behalf": on_behalf}
    write_down(nomination.post.election, "answer_nomination", by, at, obj=nomination, detail=detail)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """The nominee steps back before the candidates are published."""
    nomination = held(nomination, Step.GATHERING, Step.ACCEPTED, Step.APPROVED)
    if nomination.nominee.user_id != by.pk:
        raise NotTheNominee
    save(nomination, state=Step.WITHDRAWN)
    Candidate.objects.standing().filter(nomination=nomination).update(withdrawn_at=at)
    write_down(nomination.post.election, "withdraw_nomination", by, at, obj=nomination)
    return nomination


def enough_supporters(nomination: Nomination) -> bool:
    if nomination.manner != Nomination.Manner.JOINT:
        return True
    return bool(nomination.supports.count() >= nomination.post.election.supporters_least)


@transaction.atomic
def review_nomination(
    *,
    nomination: Nomination,
    approve: bool,
    reason: str = "",
    is_woman: bool | None = None,
    relatives: Collection[str] | None = None,
    by: User,
    at: datetime,
) -> Nomination:
    """The committee checks the conditions; a refusal says why, and the nominee is told.

    `relatives`: who of the election committee is a near relative, by their keys; asked before an approval. `is_woman` is asked where the roll does not know: seats are kept for women (profile `committee.women_least`).
    """
    locked(nomination.post.election, State.NOMINATING, by=by)
    nomination = held(nomination, Step.ACCEPTED)
    election = nomination.post.election
    if approve and not enough_supporters(nomination):
        raise TooFewSupporters
    if not approve and not reason.strip():
        raise ReasonMissing
    if approve:
        make_room(nomination, relatives, by, at)
    state = Step.APPROVED if approve else Step.REFUSED
    save(nomination, state=state, reviewed_by=by, reviewed_at=at, reason=reason.strip()[:300])
    if approve:
        add_candidate(election, nomination, at, is_woman)
    write_down(election, "review_nomination", by, at, obj=nomination, detail={"approve": approve})
    if nomination.nominee.user:
        title = _("Your nomination: %(state)s") % {"state": nomination.get_state_display()}
        tell_people(election, [nomination.nominee.user], title, nomination.reason, at)
    return nomination


@transaction.atomic
def publish_candidates(*, election: Election, by: User | None, at: datetime) -> Election:
    """Notice 9: the final list. From now on a candidate can only withdraw."""
    election = locked(election, State.NOMINATING, State.ROLL_PUBLISHED, by=by)
    check_lawful(election, State.CANDIDATES_PUBLISHED, at)
    save(election, state=State.CANDIDATES_PUBLISHED, candidates_published_at=at)
    names = [candidate.name for candidate in election.candidates.on_ballot()]
    write_down(election, "publish_candidates", by, at, detail={"candidates": names})
    tell_step(election, by, at)
    changed(election)
    return election
