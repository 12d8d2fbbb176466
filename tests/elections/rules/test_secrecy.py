"""Which level an election of persons has, by how its ballots are cast."""

import pytest

from elections.rules import profiles
from elections.rules.profiles.words import Assurance, Channel
from elections.rules.secrecy import channels_open, is_secret_enough, level_for

L0, L1, L2 = Assurance
PAPER, ONLINE, BOTH = Channel


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("level", Assurance)
def test_online_means_encrypted(channel: Channel, level: Assurance) -> None:
    assert is_secret_enough(channel, level) == (channel == PAPER or level == L2)


def test_the_level_follows_from_the_channel() -> None:
    assert level_for(BOTH, (L0, L1, L2)) == L2
    assert level_for(PAPER, (L0, L1)) == L1
    assert level_for(ONLINE, (L0, L1)) is None
    assert channels_open(tuple(Channel), (L1,)) == [PAPER]
    assert channels_open((ONLINE,), (L0,)) == []


@pytest.mark.parametrize("name", profiles.names())
def test_installed_rules_for_persons_can_be_followed(name: str) -> None:
    rules = profiles.load(name)
    if rules.posts and rules.body != "owners":
        assert channels_open(rules.ballots.channels, rules.ballots.levels) == list(rules.ballots.channels)
