"""Who makes up a representatives' meeting on a day: the representatives in office, and the committee's members beside them."""

from dataclasses import dataclass
from datetime import date, datetime

from elections.actions.meetings.base import day_of, in_office, law_of
from elections.actions.meetings.refusals import TooFewRepresentatives, TooFewWomen
from elections.models import Meeting, Officeholder, Registration, Representative
from elections.models.representatives import RepresentativeQuerySet
from elections.models.terms import OfficeholderQuerySet
from elections.rules.profiles import Profile
from elections.rules.representatives import beside
from elections.rules.results import Reason, committee_sits, composition, women_share
from elections.words.meetings import sentence, women_words
from linli.accounts.models import User
from linli.communities.models import Community


@dataclass(frozen=True)
class Body:
    """Everybody has one seat: a member of the committee who is a representative too sits as a representative.

    `accounts` are of everybody with a seat who has one, by whichever office it is known.
    """

    representatives: tuple[Representative, ...]
    members: tuple[Officeholder, ...] = ()
    accounts: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        return len(self.representatives) + len(self.members)

    @property
    def seats(self) -> tuple[Representative | Officeholder, ...]:
        return (*self.representatives, *self.members)

    @property
    def women(self) -> int:
        """Women who are representatives; women of the committee who sit as such are not counted."""
        return sum(one.sex == Registration.Sex.FEMALE for one in self.representatives)

    @property
    def unknown(self) -> int:
        """Representatives of whom it is not entered whether they are women."""
        return sum(not one.sex for one in self.representatives)


def body_on(community: Community, day: date, law: Profile) -> Body:
    """城市居民委员会组织法 (2025) art. 28, 村民委员会组织法 (2025) art. 29; under other rules representatives alone."""
    chosen = tuple(in_office(community, day).by_group())
    members: list[Officeholder] = []
    if committee_sits(law):
        held = Officeholder.objects.of_residents_committee(community).in_office(day)
        members = list(held.select_related("term__committee").order_by("pk"))
    people: list[Representative | Officeholder] = [*chosen, *members]
    accounts = frozenset(one.user_id for one in people if one.user_id)
    return Body(chosen, tuple(beside(chosen, members)), accounts)


def day_of_sitting(meeting: Meeting) -> date:
    """While it has not begun, the day for which it is called."""
    return day_of(meeting.opened_at or meeting.starts_at)


def body_of(meeting: Meeting) -> Body:
    return body_on(meeting.community, day_of_sitting(meeting), law_of(meeting))


def made_up(body: Body, law: Profile) -> Reason:
    return composition(law, len(body.representatives), len(body.members))


def women_in(body: Body, law: Profile) -> Reason:
    return women_share(law, body.women, body.size)


def check_body(community: Community, starts_at: datetime, law: Profile) -> Body:
    """Refused where the committee's members would be too many beside the representatives, or the women among these too few.

    村民委员会组织法 (2025) art. 29 asks for both shares in one sentence and with one word (应当): a meeting that is made up
    otherwise is not called.
    """
    body = body_on(community, day_of(starts_at), law)
    check = made_up(body, law)
    if not check.is_met:
        raise TooFewRepresentatives(sentence(check))
    women = women_in(body, law)
    if not women.is_met:
        raise TooFewWomen(women_words(women, body.unknown))
    return body


def sits_in(user: User, meeting: Meeting) -> bool:
    """By any office that gives a seat on that day: whoever holds two has one, and nobody with an office has none."""
    day = day_of_sitting(meeting)
    chosen, held = offices_of(user, meeting.community)
    gives = held.in_office(day) if committee_sits(law_of(meeting)) else held.none()
    return is_any(chosen.in_office(day), gives)


def may_ever_sit(user: User, community: Community) -> bool:
    """On some day, under some rules: most people never do, and are not asked about every meeting."""
    return is_any(*offices_of(user, community))


def offices_of(user: User, community: Community) -> tuple[RepresentativeQuerySet, OfficeholderQuerySet]:
    chosen = Representative.objects.in_community(community).filter(user=user)
    return chosen, Officeholder.objects.of_residents_committee(community).filter(user=user)


def is_any(chosen: RepresentativeQuerySet, held: OfficeholderQuerySet) -> bool:
    """In one question to the database."""
    return chosen.order_by().values("pk").union(held.values("pk")).exists()
