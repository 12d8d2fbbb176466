"""What a petition for a recall is measured by: the law of the person's election, the electors, the representatives."""

from datetime import datetime

from django.db.models import Q

from elections.actions.meetings.base import in_office
from elections.actions.running.base import day_of, law_of
from elections.actions.running.drafting import profile_named
from elections.models import Officeholder, Recall
from elections.models.representatives import RepresentativeQuerySet
from elections.rules import results
from elections.rules.in_force import in_force as law_in_force
from elections.rules.profiles import Profile, Signers
from linli.roles.permissions import Permission
from linli.roles.rights import holders


def law_for(holder: Officeholder) -> Profile:
    """The rules under which the person was elected; of whoever took office before elections were held here, the law in force."""
    election = holder.election
    if election and election.profile:
        return law_of(election)
    return profile_named(law_in_force(is_village=holder.term.committee.community.is_village))


def electors_for(holder: Officeholder, at: datetime) -> int:
    """Of whom the share of signatures is taken: the roll that elected, else the verified residents of today."""
    if holder.election and holder.election.roll_size:
        return int(holder.election.roll_size)
    return holders(Permission.VOTE, holder.term.committee.community, at).count()


def representatives_for(recall: Recall, at: datetime) -> RepresentativeQuerySet:
    """The representatives in office who may ask by themselves; nobody where the rules do not say so."""
    found = in_office(recall.community, day_of(at))
    is_way = Signers.REPRESENTATIVES in law_for(recall.officeholder).petition_shares()
    return found if is_way else found.none()


def signed_by_representatives(recall: Recall, at: datetime) -> RepresentativeQuerySet:
    """Those in office who have signed with their account, whenever they signed, or on a sheet as representatives."""
    counted = recall.signatures.counted()
    office = Q(pk__in=counted.exclude(representative=None).values("representative"))
    account = Q(user__in=counted.exclude(user=None).values("user"))
    return representatives_for(recall, at).filter(office | account)


def petition_of(recall: Recall, at: datetime) -> results.Decision:
    """Whether the petition carries, each test with its numbers: electors or representatives, one way is enough.

    城市居民委员会组织法 (2025) art. 20, 村民委员会组织法 (2018) art. 16.
    """
    earlier = Recall.objects.filter(officeholder=recall.officeholder, state=Recall.State.FAILED)
    last = earlier.order_by("-ended_at").values_list("ended_at", flat=True).first()
    petition = results.Petition(
        electors=recall.electors,
        signed_by_electors=min(recall.signatures.counted().of_electors().count(), recall.electors),
        representatives=representatives_for(recall, at).count(),
        signed_by_representatives=signed_by_representatives(recall, at).count(),
    )
    return results.decide_petition(
        law_for(recall.officeholder), petition, day_of(at), day_of(last) if last else None
    )


def ways_of(recall: Recall, at: datetime) -> list[results.Reason]:
    """The ways that are open, each with its numbers; what is settled is counted as on the day on which it was settled."""
    checks = petition_of(recall, recall.admitted_at or recall.ended_at or at).checks
    return [one for one in checks if one.code in results.PETITION_CODES.values() and one.of]
