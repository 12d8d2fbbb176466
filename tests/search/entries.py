"""Entries for the tests of search, as rooms would yield them."""

from typing import Any

from linli.communities.models import Community
from linli.core.audience import Audience
from linli.core.searching import Entry
from search.actions import store
from search.engines import engine
from search.engines.base import Question
from tests.cast import BEGINNING

ALL = tuple(str(a) for a in Audience)


def entry(community: Community, number: int, title: str, body: str = "", **about: Any) -> Entry:
    given = {
        "kind": "notice",
        "audience": Audience.PUBLIC,
        "url": f"/x/{number}/",
        "place": "居委会",
        "at": BEGINNING,
    }
    return Entry(object_id=number, community_id=community.pk, title=title, body=body, **(given | about))


def keep(*entries: Entry) -> None:
    store(entries=entries, at=BEGINNING)


def find(community: Community, words: str, *, kind: str = "", audiences: tuple[str, ...] = ALL) -> list[int]:
    question = Question(words=words, community_id=community.pk, audiences=audiences, kind=kind)
    return [hit.object_id for hit in engine().search(question, 0, 50).hits]
