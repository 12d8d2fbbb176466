"""The statements on a ballot's way, as PostgreSQL gets them; `benchmarks.casting` gives the same to pgbench.

Written out, because the ORM builds a query anew for each request, at several times the cost of asking it, and every ballot
asks each of these once (docs/decisions/0003).
"""

from typing import Any

from django.db import connection

SEEN = ("id", "election_id", "attempt", "state", "opens_at", "closes_at")
ANNOUNCED = f"""
SELECT {", ".join(f"b.{name}" for name in SEEN)} FROM elections_board b
  JOIN elections_election e ON e.id = b.election_id
  WHERE e.community_id = %(community)s AND e.key = %(key)s AND e.announced_at IS NOT NULL AND b.state <> 'preparing'
  ORDER BY b.attempt DESC LIMIT 1
"""
CANCEL_DIGEST = (
    "SELECT cancel FROM elections_boardcredential WHERE board_id = %(board)s AND key = %(credential)s"
)
HELD = "SELECT state, opens_at, closes_at FROM elections_board WHERE id = %(board)s FOR NO KEY UPDATE"
# Each arm has an index of its own; asked in one condition, they would read the whole board for each ballot.
KNOWN = """
SELECT kind, ballot_hash FROM elections_boardentry
  WHERE board_id = %(board)s AND credential = %(credential)s AND kind = 'ballot'
UNION SELECT kind, ballot_hash FROM elections_boardentry
  WHERE board_id = %(board)s AND credential = %(credential)s AND kind = 'cancel'
UNION SELECT kind, ballot_hash FROM elections_boardentry
  WHERE board_id = %(board)s AND ballot_hash = %(hash)s AND ballot_hash <> ''
"""
LAST = """
SELECT n, kind, hash, at FROM elections_boardentry WHERE board_id = %(board)s ORDER BY n DESC LIMIT 1
"""
WRITTEN = ("board_id", "n", "kind", "at", "parent", "hash", "content", "sig")
ABOUT = ("index", "credential", "revision", "ballot_hash")
APPEND = f"""
INSERT INTO elections_boardentry ({", ".join(WRITTEN + ABOUT)})
  VALUES ({", ".join(f"%({name})s" for name in WRITTEN + ABOUT)}) RETURNING id
"""


def rows(statement: str, **values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def row(statement: str, **values: Any) -> Any:
    """The first row, or nothing."""
    return next(iter(rows(statement, **values)), None)
