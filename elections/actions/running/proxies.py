"""Proxies 委托投票: asked in writing, accepted by the holder, published before the polls, revocable until they open.

The holder's row is locked while a slot is taken; the unique slot, its limit and the trigger hold even without that.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from elections.actions.running.base import State, entry_of, law_of, locked, save, shared, write_down
from elections.actions.running.lawful import check_lawful
from elections.actions.running.refusals import (
    AlreadyEntrusted,
    CandidateHolds,
    NoChain,
    NoSlotLeft,
    NotAllowedByRules,
    NotARelative,
    NotYours,
    ProxiesNotAllowed,
    TooLateForProxies,
    WrongStage,
)
from elections.actions.running.telling import tell_people
from elections.models import Candidate, Election, Proxy, Registration
from elections.rules import proxies as rules
from elections.rules.profiles import Mode
from linli.accounts.models import User
from linli.core.refusals import Refused

REFUSALS: dict[rules.Flaw, type[Refused]] = {
    rules.Flaw.NOT_ALLOWED: ProxiesNotAllowed,
    rules.Flaw.SELF: NoChain,
    rules.Flaw.RELATION: NotARelative,
    rules.Flaw.CANDIDATE: CandidateHolds,
    rules.Flaw.ASKED_LATE: TooLateForProxies,
    rules.Flaw.PUBLISHED_LATE: TooLateForProxies,
}
BEFORE_POLLS = (State.ROLL_PUBLISHED, State.NOMINATING, State.CANDIDATES_PUBLISHED)


def taking_proxies(election: Election, at: datetime) -> Election:
    """The election, where its rules and its calendar still let a vote be entrusted."""
    election = shared(election, *BEFORE_POLLS)
    if not election.most_per_holder:
        raise ProxiesNotAllowed
    if not election.is_roll_frozen:
        raise WrongStage
    if election.proxies_published_at:
        raise TooLateForProxies
    return election


def check_holder(election: Election, principal: Registration, holder: Registration) -> None:
    """No chain, and not more for one holder than the rules allow."""
    accepted = Proxy.objects.of(election).filter(state=Proxy.State.ACCEPTED)
    if principal.pk == holder.pk or accepted.filter(principal=holder).exists():
        raise NoChain
    if accepted.filter(holder=principal).exists():
        raise NoChain
    if accepted.filter(holder=holder).count() >= election.most_per_holder:
        raise NoSlotLeft


def check_mandate(proxy: Proxy) -> None:
    """What the rules find wrong with this mandate whatever the others are; publication comes later."""
    election = proxy.election
    standing = Candidate.objects.of(election).standing().filter(registration=proxy.holder)
    mandate = rules.Mandate(
        number=0,
        principal=proxy.principal.key,
        holder=proxy.holder.key,
        is_near_relative=proxy.relation != Proxy.Relation.OTHER,
        asked_at=proxy.asked_at,
        published_at=proxy.asked_at,
    )
    profile, roll = law_of(election), {proxy.principal.key, proxy.holder.key}
    candidates = {proxy.holder.key} if standing.exists() else set()
    flaws = rules.own_flaws(profile, mandate, roll, candidates, Mode(election.electorate_mode))
    flaws += rules.late(profile, mandate, election.election_day)
    for flaw in flaws:
        raise REFUSALS.get(flaw, NotAllowedByRules)


@transaction.atomic
def ask_proxy(
    *,
    election: Election,
    holder: Registration,
    relation: str,
    reason: str = "",
    principal: Registration | None = None,
    paper_number: str = "",
    by: User,
    at: datetime,
) -> Proxy:
    """An elector entrusts the vote in writing. With `principal` the committee enters a signed paper that it keeps."""
    election = taking_proxies(election, at)
    if principal is not None and not paper_number.strip():
        raise NotYours
    is_paper = principal is not None
    principal = principal or entry_of(election, by)
    proxy = Proxy(
        election=election,
        principal=principal,
        holder=holder,
        relation=relation,
        form=Proxy.Form.PAPER if is_paper else Proxy.Form.ONLINE,
        paper_number=paper_number.strip()[:40],
        reason=reason.strip()[:200],
        asked_at=at,
        entered_by=by,
    )
    check_mandate(proxy)
    check_holder(election, principal, holder)
    if Proxy.objects.live().filter(principal=principal).exists():
        raise AlreadyEntrusted
    proxy.save()
    write_down(election, "ask_proxy", by, at, obj=proxy, detail={"form": proxy.form})
    if holder.user:
        title = _("%(name)s asks you to vote for them") % {"name": principal.name}
        tell_people(election, [holder.user], title, _("Say whether you accept."), at)
    return proxy


def locked_proxy(proxy: Proxy, *states: str) -> Proxy:
    """The proxy and both its electors, held in the order of their ids."""
    people = sorted([proxy.principal_id, proxy.holder_id])
    list(Registration.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    rows = Proxy.objects.select_for_update(of=("self",)).select_related("principal__user", "holder__user")
    found = rows.get(pk=proxy.pk)
    if found.state not in states:
        raise WrongStage
    return found


def free_slot(holder: Registration, most: int) -> int:
    taken = set(
        Proxy.objects.filter(holder=holder, state=Proxy.State.ACCEPTED).values_list("slot", flat=True)
    )
    free = [slot for slot in range(1, most + 1) if slot not in taken]
    if not free:
        raise NoSlotLeft
    return free[0]


@transaction.atomic
def answer_proxy(*, proxy: Proxy, accepts: bool, on_behalf: bool = False, by: User, at: datetime) -> Proxy:
    """The holder says yes or no. `on_behalf`: the committee enters a signature on the paper."""
    election = taking_proxies(proxy.election, at)
    proxy = locked_proxy(proxy, Proxy.State.ASKED)
    if proxy.holder.user_id != by.pk and not (on_behalf and proxy.form == Proxy.Form.PAPER):
        raise NotYours
    if accepts:
        check_mandate(proxy)
        check_holder(election, proxy.principal, proxy.holder)
        slot = free_slot(proxy.holder, election.most_per_holder)
        save(proxy, state=Proxy.State.ACCEPTED, slot=slot, answered_at=at)
    else:
        save(proxy, state=Proxy.State.DECLINED, answered_at=at)
    write_down(election, "answer_proxy", by, at, obj=proxy, detail={"accepts": accepts})
    if proxy.principal.user and proxy.principal.user_id != by.pk:
        title = _("Your proxy: %(state)s") % {"state": proxy.get_state_display()}
        tell_people(election, [proxy.principal.user], title, proxy.holder.name, at)
    return proxy


@transaction.atomic
def revoke_proxy(*, proxy: Proxy, on_behalf: bool = False, by: User, at: datetime) -> Proxy:
    """The principal takes the vote back and comes to the polls."""
    election = shared(proxy.election, *BEFORE_POLLS)
    proxy = locked_proxy(proxy, Proxy.State.ASKED, Proxy.State.ACCEPTED)
    if proxy.principal.user_id != by.pk and not on_behalf:
        raise NotYours
    save(proxy, state=Proxy.State.REVOKED, revoked_at=at)
    write_down(election, "revoke_proxy", by, at, obj=proxy)
    if proxy.holder.user and proxy.holder.user_id != by.pk:
        title = _("%(name)s has taken back the proxy") % {"name": proxy.principal.name}
        tell_people(election, [proxy.holder.user], title, "", at)
    return proxy


@transaction.atomic
def publish_proxies(*, election: Election, by: User | None, at: datetime) -> Election:
    """Notice 13: who votes for whom. Proxies that are not on the list are void."""
    election = locked(election, *BEFORE_POLLS, by=by)
    if election.proxies_published_at or not election.is_roll_frozen:
        raise WrongStage
    check_lawful(election, "proxies", at)
    accepted = Proxy.objects.of(election).filter(state=Proxy.State.ACCEPTED)
    count = accepted.update(published_at=at)
    save(election, proxies_published_at=at)
    write_down(election, "publish_proxies", by, at, detail={"proxies": count})
    return election
