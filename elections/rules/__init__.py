"""The law and the arithmetic of votes and elections, pure and exact: no database, no web, no clock.

`votes` decides a residents' vote; `profiles` hold what the law asks as data; `timeline`, `electorate`, `proxies`,
`papers` and `results` obey them.
"""

from elections.rules.votes import (
    FEWEST_PUBLISHED,
    MORE_THAN_HALF,
    MOST_VOTES,
    Base,
    Outcome,
    Stance,
    Tally,
    Terms,
    Threshold,
    Verdict,
    base_size,
    fingerprint,
    is_quorate,
    leaders,
    may_publish_counts,
    result,
    shown_code,
    tally_of,
    typed_code,
)

__all__ = [
    "FEWEST_PUBLISHED",
    "MORE_THAN_HALF",
    "MOST_VOTES",
    "Base",
    "Outcome",
    "Stance",
    "Tally",
    "Terms",
    "Threshold",
    "Verdict",
    "base_size",
    "fingerprint",
    "is_quorate",
    "leaders",
    "may_publish_counts",
    "result",
    "shown_code",
    "tally_of",
    "typed_code",
]
