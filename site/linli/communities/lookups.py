"""`path__under=[…]`: below any of many prefixes, whether the tree is Wagtail's pages or the register's codes.

An OR of a thousand `startswith` takes the planner seconds; this compares the leading characters with a hashed list
instead, one comparison for each length of prefix. A few prefixes stay LIKE, which the pattern index answers.
"""

from collections import defaultdict
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.lookups import Lookup

FEW = 16


@models.CharField.register_lookup
class Under(Lookup[Any]):
    lookup_name = "under"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        prefixes = sorted(set(self.rhs))
        if not prefixes:
            raise EmptyResultSet
        column, own = compiler.compile(self.lhs)
        clauses: list[tuple[str, Any]]
        if len(prefixes) <= FEW:
            clauses = [(f"{column} LIKE %s", escaped(prefix) + "%") for prefix in prefixes]
        else:
            clauses = [(f"LEFT({column}, {n}) = ANY(%s)", found) for n, found in by_length(prefixes).items()]
        sql = " OR ".join(clause for clause, _ in clauses)
        return f"({sql})", tuple(param for _, value in clauses for param in (*own, value))


def by_length(prefixes: list[str]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for prefix in prefixes:
        found[len(prefix)].append(prefix)
    return dict(found)


def escaped(prefix: str) -> str:
    return prefix.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
