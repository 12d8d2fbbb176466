"""PostgreSQL as the engine: a weighted vector of pairs of characters, phrases, one GIN index.

The community stands in the vector as a lexeme of its own, so the one index answers "these words, in this community"
and never visits another community's rows; no extension is needed for that.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from django.db import connection

from search.engines.base import Answer, Hit, Question
from search.models import SearchEntry
from search.rules.tokens import Token, phrases, tokens

INDEXED = 16_000  # characters of a body: a vector counts positions up to 16,383
SQL_INDEX = """
UPDATE search_searchentry entry SET vector = given.vector::tsvector
FROM unnest(%s::bigint[], %s::text[]) AS given (id, vector)
WHERE entry.id = given.id AND entry.vector IS DISTINCT FROM given.vector::tsvector
"""
# One pass over what holds the words gives counts and order; a first row without hits brings the counts of a far page.
SQL_SEARCH = """
WITH hit AS MATERIALIZED (
  SELECT id, kind, at, ts_rank('{0.05,0.1,0.2,1.0}', vector, %(words)s::tsquery) AS rank FROM search_searchentry
  WHERE vector @@ %(wanted)s::tsquery AND community_id = %(community)s AND audience = ANY(%(audiences)s)
), counted AS (
  SELECT jsonb_object_agg(kind, many) AS counts FROM (SELECT kind, count(*) AS many FROM hit GROUP BY kind) AS kinds
), top AS (
  SELECT id, rank FROM hit WHERE %(kind)s IN ('', kind)
  ORDER BY rank DESC, at DESC NULLS LAST, id OFFSET %(start)s LIMIT %(limit)s
)
SELECT counts, entry.kind, object_id, audience, title, body, place, url, at
FROM counted LEFT JOIN (top JOIN search_searchentry entry USING (id)) ON true
ORDER BY rank DESC, at DESC NULLS LAST, id
"""


def scope(community_id: int) -> str:
    """The lexeme of a community; no word of a text begins with "#"."""
    return f"#{community_id}"


def vector(entry: SearchEntry) -> str:
    """The text form of a tsvector: title with weight A, body and place with B."""
    places: dict[str, list[str]] = defaultdict(list)
    last = 0
    for text, weight in ((entry.title, "A"), (entry.body[:INDEXED], "B"), (entry.place, "B")):
        for token in tokens(text, first=last + 2):
            places[token.text].append(f"{token.position}{weight}")
            last = token.position
    lexemes = [f"'{text}':{','.join(found)}" for text, found in places.items()]
    return " ".join([f"'{scope(entry.community_id)}'", *lexemes])


def phrase_query(phrase: list[Token]) -> str:
    """Tokens at the distances that they have in the query."""
    found, before = "", 0
    for token in phrase:
        distance = f" <{token.position - before}> " if found else ""
        found += f"{distance}'{token.text}'{':*' if token.is_prefix else ''}"
        before = token.position
    return f"({found})"


def words_query(words: str) -> str:
    return " & ".join(phrase_query(phrase) for phrase in phrases(words))


class PostgresqlEngine:
    def index(self, entries: Sequence[SearchEntry]) -> None:
        vectors = [vector(entry) for entry in entries]
        with connection.cursor() as cursor:
            cursor.execute(SQL_INDEX, ([entry.pk for entry in entries], vectors))

    def remove(self, keys: Iterable[tuple[str, int]]) -> None:
        """The vector went with its row."""

    def search(self, question: Question, start: int, stop: int) -> Answer:
        words = words_query(question.words)
        if not words:
            return Answer()
        about: dict[str, Any] = {
            "words": words,
            "wanted": f"'{scope(question.community_id)}' & {words}",
            "community": question.community_id,
            "audiences": list(question.audiences),
            "kind": question.kind,
            "start": start,
            "limit": stop - start,
        }
        with connection.cursor() as cursor:
            cursor.execute(SQL_SEARCH, about)
            rows = cursor.fetchall()
        return Answer(hits=[hit(row[1:]) for row in rows if row[1]], counts=counts_of(rows[0][0]))


def hit(row: Sequence[Any]) -> Hit:
    return Hit(**dict(zip((f.name for f in fields(Hit)), row, strict=True)))


def counts_of(found: str | None) -> dict[str, int]:
    return json.loads(found) if found else {}
