"""A resignation that Ann, the chair, files in May 2026: for what becomes of it."""

from datetime import date
from typing import Any

from elections.actions.resignations import file_resignation, refuse_resignation, withdraw_resignation
from elections.models import Officeholder, Resignation
from tests.cast import Cast
from tests.elections.offices.scene import ENTERED, seated
from tests.elections.process.scene import day

FILED = day(-39)  # 2026-05-20
WHY = "家人病重，需要照料"


def filed(cast: Cast, **terms: Any) -> Resignation:
    holder = Officeholder.objects.first() or seated(cast)
    about: dict[str, Any] = {"reason": WHY, "by": cast.ann, "at": FILED} | terms
    return file_resignation(officeholder=holder, **about)


def withdrawn(cast: Cast) -> Resignation:
    return withdraw_resignation(resignation=filed(cast), by=cast.ann, at=ENTERED)


def refused(cast: Cast, **terms: Any) -> Resignation:
    about: dict[str, Any] = {
        "refused_on": date(2026, 6, 1),
        "reference": "居民代表会议纪要第 3 号",
        "by": cast.bo,
    }
    letter = Resignation.objects.first() or filed(cast)
    return refuse_resignation(resignation=letter, **about | {"at": ENTERED} | terms)
