"""How ballots for persons are kept secret: paper by the voting cell and the box, online by encryption alone.

The choice of persons is secret (村民委员会组织法 第十五条: 无记名投票), so L0 is none. At L1 a ballot lies in the box without
its voter and cannot be taken back; then paper could not take precedence over what was cast online. L2 can do both.
"""

from collections.abc import Collection

from elections.rules.profiles.words import Assurance, Channel


def is_secret_enough(channel: str, level: str) -> bool:
    """For an election of persons; a residents' vote on a question may be named or detached."""
    return channel == Channel.PAPER or level == Assurance.VERIFIABLE


def level_for(channel: str, allowed: Collection[Assurance]) -> Assurance | None:
    """The level of an election cast this way under rules that allow these levels; None where it cannot be held."""
    best = max(allowed)
    return best if is_secret_enough(channel, best) else None


def channels_open(channels: Collection[Channel], allowed: Collection[Assurance]) -> list[Channel]:
    """The ways of casting ballots that rules with these channels and levels leave to an election of persons."""
    return [one for one in channels if level_for(one, allowed)]
