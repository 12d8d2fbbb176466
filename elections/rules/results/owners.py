"""What owners decide together: by area and by heads, first how many took part, then how many of them agree."""

from dataclasses import dataclass

from elections.rules.profiles import Matter, Profile
from elections.rules.results.polls import ImpossibleCount, within
from elections.rules.results.reasons import Code, share_reason
from elections.rules.results.recalls import Decision


class NoOwners(LookupError):
    """The profile knows no owners' vote, or not this matter."""


@dataclass(frozen=True)
class Weight:
    """So much exclusive area, in hundredths of a square metre, and so many heads."""

    area: int
    heads: int

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.area + other.area, self.heads + other.heads)

    def holds(self, other: "Weight") -> bool:
        return 0 <= other.area <= self.area and 0 <= other.heads <= self.heads


NOTHING = Weight(0, 0)


def matter_of(profile: Profile, number: int) -> Matter:
    for matter in profile.matters:
        if matter.number == number:
            return matter
    raise NoOwners(f"{profile.id}: no matter {number}")


def decide_owners(
    profile: Profile, matter: Matter, *, register: Weight, took_part: Weight, in_favour: Weight
) -> Decision:
    """民法典 art. 278: two thirds by area and by heads take part; then more than half, or three quarters, of those agree.

    Abstentions took part. Whoever says nothing did not: silence is never counted with the majority.
    """
    rules = profile.owners
    if rules is None:
        raise NoOwners(profile.id)
    if not took_part.holds(in_favour):
        raise ImpossibleCount("more in favour than took part")
    area, heads = rules.ordinary_area, rules.ordinary_heads
    if matter.is_special:
        area, heads = rules.special_area, rules.special_heads
    checks = (
        within(Code.ROLL, took_part.heads, register.heads),
        within(Code.ROLL, took_part.area, register.area),
        share_reason(Code.PARTICIPATION_AREA, rules.participation_area, took_part.area, register.area),
        share_reason(Code.PARTICIPATION_HEADS, rules.participation_heads, took_part.heads, register.heads),
        share_reason(Code.AGREEMENT_AREA, area, in_favour.area, took_part.area),
        share_reason(Code.AGREEMENT_HEADS, heads, in_favour.heads, took_part.heads),
    )
    return Decision(all(check.is_met for check in checks), checks)
