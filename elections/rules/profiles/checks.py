"""What must hold between the values of one profile, beyond each being allowed by itself."""

from collections.abc import Iterator, Sequence

from elections.rules.profiles.reading import Fault
from elections.rules.profiles.rows import Entitled, Matter, Notice
from elections.rules.profiles.shape import Profile
from elections.rules.profiles.words import Assurance, Body, Channel, Mode

Wrong = tuple[str, str]  # key, what is allowed there


def choices(profile: Profile) -> Iterator[Wrong]:
    electorate, ballots = profile.electorate, profile.ballots
    if electorate.default not in electorate.modes:
        yield "electorate.default", "one of electorate.modes"
    if ballots.channel not in ballots.channels:
        yield "ballots.channel", "one of ballots.channels"
    if ballots.level not in ballots.levels:
        yield "ballots.level", "one of ballots.levels"
    if Assurance.VERIFIABLE in ballots.levels and set(ballots.channels) == {Channel.PAPER}:
        yield "ballots.levels", "L2 only where voting online is allowed"


def seats(profile: Profile) -> Iterator[Wrong]:
    for number, post in enumerate(profile.posts, 1):
        if not post.most >= 1 or post.least > post.most:
            yield f"posts[{number}].least", "no more than most, which is at least 1"
        if post.women_least > post.most:
            yield f"posts[{number}].women_least", "no more than most"
        if profile.election.differential and post.extra < 1:
            yield f"posts[{number}].extra", "at least 1 where election.differential is true"
    committee = profile.committee
    if committee is None:
        if profile.posts:
            yield "committee", "present where there are posts"
        return
    if committee.least > committee.most:
        yield "committee.least", "no more than committee.most"
    if committee.women_least > committee.most:
        yield "committee.women_least", "no more than committee.most"
    if not sum(p.least for p in profile.posts) <= committee.most <= sum(p.most for p in profile.posts):
        yield "posts", "seats that add up to committee.most"


def numbers(profile: Profile) -> Iterator[Wrong]:
    keys = [post.key for post in profile.posts]
    if len(set(keys)) != len(keys):
        yield "posts", "each key once"
    numbered: dict[str, Sequence[Entitled | Notice | Matter]] = {
        "entitled": profile.entitled,
        "notices": profile.notices,
        "matters": profile.matters,
    }
    for name, found in numbered.items():
        if [row.number for row in found] != list(range(1, len(found) + 1)):
            yield name, "numbered 1, 2, 3 … in order"


def owners(profile: Profile) -> Iterator[Wrong]:
    by_owners = Mode.OWNERS in profile.electorate.modes
    if by_owners != (profile.owners is not None):
        yield "owners", "present exactly where electorate.modes lists owners"
    if profile.body is Body.OWNERS and not profile.matters:
        yield "matters", "at least one where body is owners"


def meeting(profile: Profile) -> Iterator[Wrong]:
    if profile.meeting is None:
        return
    share, months = profile.meeting.representatives_share, profile.meeting.every_months
    if months is not None and 12 % months:
        yield "meeting.every_months", "months that a year is divided into: 1, 2, 3, 4, 6 or 12"
    if share is not None and share.share == 1:
        yield "meeting.representatives_share", "less than the whole; none where only representatives sit"


def clocks(profile: Profile) -> Iterator[Wrong]:
    days = profile.deadlines
    span = (days.objections_within or 0) + (days.rulings_within or 0)
    if days.roll_published_before is not None and span >= days.roll_published_before:
        yield "deadlines.roll_published_before", f"more than {span}, the days for objections and rulings"
    asked, published = days.proxies_asked_before, days.proxies_published_before
    if asked is not None and published is not None and asked < published:
        yield "deadlines.proxies_asked_before", "no fewer than proxies_published_before"


def faults(profile: Profile, file: str) -> list[Fault]:
    kinds = (choices, seats, numbers, owners, meeting, clocks)
    return [Fault(file, key, allowed) for kind in kinds for key, allowed in kind(profile)]
