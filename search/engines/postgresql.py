"""PostgreSQL as the engine: a weighted vector of pairs of characters, phrases, one GIN index.

The community stands in the vector as a lexeme of its own, so the one index answers "these words, in this community"
and never visits another community's rows; no extension is needed for that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from search.engines.base import Answer, Question
from search.models import SearchEntry
from search.rules.tokens import Token, phrases, tokens

INDEXED = 16_000  # characters of a body: a vector counts positions up to 16,383
SQL_INDEX = """
UPDATE search_searchentry entry SET vector = given.vector::tsvector
FROM unnest(%s::bigint[], %s::text[]) AS given (id, vector) WHERE entry.id = given.id
"""
SQL_COUNT = """
SELECT kind, count(*) FROM search_searchentry
WHERE vector @@ %s::tsquery AND community_id = %s AND audience = ANY(%s) GROUP BY kind
"""
SQL_FIND = """
SELECT id, kind, object_id, community_id, audience, title, body, place, url, at, written_at FROM search_searchentry
WHERE vector @@ %s::tsquery AND community_id = %s AND audience = ANY(%s) AND (%s = '' OR kind = %s)
ORDER BY ts_rank('{0.05,0.1,0.2,1.0}', vector, %s::tsquery) DESC, at DESC NULLS LAST, id OFFSET %s LIMIT %s
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
            cursor.execute(SQL_INDEX, [[entry.pk for entry in entries], vectors])

    def remove(self, keys: Iterable[tuple[str, int]]) -> None:
        """The vector went with its row."""

    def search(self, question: Question, start: int, stop: int) -> Answer:
        words = words_query(question.words)
        if not words:
            return Answer()
        wanted = f"'{scope(question.community_id)}' & {words}"
        place = [question.community_id, list(question.audiences)]
        with connection.cursor() as cursor:
            cursor.execute(SQL_COUNT, [wanted, *place])
            counts = {str(kind): int(count) for kind, count in cursor.fetchall()}
        if not counts:
            return Answer()
        kind = question.kind
        found = SearchEntry.objects.raw(SQL_FIND, [wanted, *place, kind, kind, words, start, stop - start])
        return Answer(hits=list(found), counts=counts)
