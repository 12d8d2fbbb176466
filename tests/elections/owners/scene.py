"""An owners' vote at every stage: six units, five of them of four owners, one not sold; four heads and the developer's."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from elections.actions.owners import (
    add_owners_question,
    announce_owners_vote,
    check_paper_ballot,
    close_owners_vote,
    draft_owners_vote,
    enter_paper_ballot,
    give_owner_ballot,
    import_units,
    link_owner,
    open_owners_vote,
)
from elections.models import OwnerBallot, OwnerHead, OwnersVote, OwnerUnit
from elections.rules.owner_votes import Row
from linli.accounts.models import User
from linli.core.workdays import CHINA
from tests.cast import Cast

FIRST = datetime(2026, 6, 1, tzinfo=CHINA)

# Ann has two units and is one head; the couple of 1-102 is one; the unsold and the undelivered unit are the developer's.
ROWS = (
    Row("1", "101", 8837, "sold", ("安",), "A1"),
    Row("1", "102", 9050, "sold", ("夫", "妻")),
    Row("1", "201", 8837, "sold", ("安",), "A1"),
    Row("1", "202", 9050, "sold", ("丹",)),
    Row("2", "101", 12000, "undelivered", ("买",)),
    Row("2", "102", 6001, "unsold"),
)
AREA = sum(row.area for row in ROWS)  # 537.75 m²; heads: 安, 夫妻, 丹, the developer


def day(offset: int, hour: int = 9) -> datetime:
    """So many days after the opening (day 0), at an hour of China's clock."""
    return (FIRST + timedelta(days=offset)).replace(hour=hour).astimezone(UTC)


ANNOUNCED, OPENS, CLOSES, AFTER = day(-15), day(0), day(10), day(11)
FIRST_DAY, SECOND_DAY = day(1), day(2)


def drafted(cast: Cast, *matters: int, **terms: Any) -> OwnersVote:
    terms = {"title": "更换物业服务企业", "opens_at": OPENS, "closes_at": CLOSES} | terms
    at = day(-20)
    vote = draft_owners_vote(community=cast.home, by=cast.bo, at=at, **terms)
    for matter in matters or (4, 6):
        add_owners_question(vote=vote, matter=matter, text=f"事项 {matter}？", by=cast.bo, at=at)
    import_units(vote=vote, rows=ROWS, by=cast.bo, at=at)
    return vote


def announced(cast: Cast, *matters: int, **terms: Any) -> OwnersVote:
    vote = announce_owners_vote(vote=drafted(cast, *matters, **terms), by=cast.bo, at=ANNOUNCED)
    for label, user in (("1-101", cast.ann), ("1-202", cast.dan)):
        link_owner(unit=unit(vote, label), user=user, by=cast.bo, at=ANNOUNCED)
    return vote


def opened(cast: Cast, *matters: int, **terms: Any) -> OwnersVote:
    return open_owners_vote(vote=announced(cast, *matters, **terms), by=cast.bo, at=OPENS)


def unit(vote: OwnersVote, label: str) -> OwnerUnit:
    building, number = label.split("-")
    return vote.units.get(building=building, number=number)


def head(vote: OwnersVote, label: str) -> OwnerHead:
    return unit(vote, label).head


def says(vote: OwnersVote, *choices: str) -> dict[str, str]:
    keys = list(vote.questions.values_list("key", flat=True))
    return dict(zip(keys, choices if len(choices) > 1 else choices * len(keys), strict=True))


def online(vote: OwnersVote, user: User, label: str, *choices: str, at: datetime = FIRST_DAY) -> OwnerBallot:
    return give_owner_ballot(head=head(vote, label), choices=says(vote, *choices), by=user, at=at)


def photo(name: str = "a.jpg", content: bytes = b"\xff\xd8\xff\xe0 signed") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def on_paper(
    vote: OwnersVote,
    label: str,
    signed_by: str,
    by: User,
    *choices: str,
    given_at: datetime = SECOND_DAY,
    **more: Any,
) -> OwnerBallot:
    terms = {"photo": photo(), "at": given_at} | more
    return enter_paper_ballot(
        head=head(vote, label),
        choices=says(vote, *choices),
        signed_by=signed_by,
        given_at=given_at,
        by=by,
        **terms,
    )


def voted(cast: Cast, *matters: int) -> OwnersVote:
    """Ann agrees online, the couple on paper disagrees, Dan abstains; the developer is silent."""
    vote = opened(cast, *matters)
    online(vote, cast.ann, "1-101", "for")
    online(vote, cast.dan, "1-202", "abstain")
    sheet = on_paper(vote, "1-102", "妻", cast.bo, "against")
    check_paper_ballot(ballot=sheet, choices=says(vote, "against"), by=cast.chair, at=day(3))
    return vote


def closed(cast: Cast, *matters: int) -> OwnersVote:
    return close_owners_vote(vote=voted(cast, *matters), by=None, at=CLOSES)
