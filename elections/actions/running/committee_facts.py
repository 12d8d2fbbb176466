"""Whether somebody who stands is on the committee that runs the election (城市居民委员会组织法 (2025) art. 15)."""

from elections.models import Candidate, Election, ElectionCommitteeMember, Registration


def is_same(member: ElectionCommitteeMember, entry: Registration) -> bool:
    """The account or the entry of the roll says so; a name alone does not."""
    by_account = member.user_id is not None and member.user_id == entry.user_id
    return by_account or member.registration_id == entry.pk


def candidates_on_committee(election: Election) -> tuple[str, ...]:
    """Candidates who serve on the committee, by account or entry; by name where the desk has not said which entry it is."""
    serving = ElectionCommitteeMember.objects.of(election).serving()
    standing = list(Candidate.objects.of(election).standing().select_related("registration"))
    return tuple(
        one.name
        for one in standing
        if any(is_same(member, one.registration) or is_unclear(member, one) for member in serving)
    )


def is_unclear(member: ElectionCommitteeMember, candidate: Candidate) -> bool:
    is_known = member.user_id is not None or member.registration_id is not None
    return not is_known and bool(member.name == candidate.name)
