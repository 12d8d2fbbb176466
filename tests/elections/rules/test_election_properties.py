"""What holds of every election, whatever the ballots say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from elections.rules.profiles import Profile
from elections.rules.results import (
    Contest,
    ElectionResult,
    Line,
    Poll,
    Verdict,
    decide_election,
    decide_run_off,
)
from tests.elections.rules.making import RESIDENTS, VILLAGE, changed

PEOPLE = [f"{'w' if n % 3 == 0 else 'm'}{n}" for n in range(9)]
PROFILES = [
    VILLAGE,
    RESIDENTS,
    changed(VILLAGE, "committee", near_relatives_barred=False, women_least=0),
    changed(VILLAGE, "committee", women_least=3),
    changed(VILLAGE, "election", run_off_extra=0),
]


@st.composite
def contests(draw: st.DrawFn, ballots: int) -> Contest:
    seats = draw(st.integers(1, 4))
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=7))
    left, lines = seats * ballots, []
    for person in people:
        votes = draw(st.integers(0, min(ballots, left)))
        left -= votes
        lines.append(Line(person, votes, is_woman=person.startswith("w")))
    return Contest("post", seats, tuple(lines), draw(st.integers(0, seats)))


@st.composite
def polls(draw: st.DrawFn) -> Poll:
    roll = draw(st.integers(1, 60))
    ballots = draw(st.integers(0, roll))
    spoiled = draw(st.integers(0, min(3, ballots)))
    drawn = draw(st.lists(contests(ballots - spoiled), min_size=1, max_size=3))
    kin = draw(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=4))
    named = tuple(Contest(f"post{n}", one.seats, one.lines, one.women_least) for n, one in enumerate(drawn))
    return Poll(roll, ballots, ballots, named, invalid=spoiled, kin=Poll(1, 0, 0, ()).kin.of(kin))


def check(profile: Profile, poll: Poll, result: ElectionResult) -> None:
    assert len(set(result.elected)) == len(result.elected)  # nobody holds two posts
    barred = profile.committee is not None and profile.committee.near_relatives_barred
    if barred:
        assert not any(poll.kin.relatives(person, result.elected) for person in result.elected)
    for contest, post in zip(poll.contests, result.posts, strict=True):
        assert len(post.elected) + sum(one.seats for one in post.further) == contest.seats  # no seat is lost
        assert {one.person for one in post.standings} == {line.person for line in contest.lines}
        called = [person for one in post.further for person in one.people]
        assert len(set(called)) == len(called)
        assert not set(called) & set(result.elected)
        for one in post.standings:
            assert (one.verdict is Verdict.RUN_OFF) == (one.person in called)
            if one.verdict is Verdict.ELECTED:
                assert one.votes * 2 > poll.returned
                assert one.reason.is_met


@settings(max_examples=150)
@given(st.sampled_from(PROFILES), polls())
def test_an_election_keeps_its_promises(profile: Profile, poll: Poll) -> None:
    result = decide_election(profile, poll)
    assert result.is_valid == (poll.returned * 2 > poll.roll)
    if result.is_valid:
        check(profile, poll, result)
    else:
        assert result.posts == ()


@settings(max_examples=80)
@given(polls())
def test_nobody_with_more_votes_is_passed_over_without_a_reason(poll: Poll) -> None:
    """Where no rule but votes is at work, the elected of a post are its best."""
    plain = changed(VILLAGE, "committee", near_relatives_barred=False, women_least=0)
    one = Contest("post", poll.contests[0].seats, poll.contests[0].lines)
    result = decide_election(plain, Poll(poll.returned or 1, poll.returned, poll.returned, (one,)))
    for post in result.posts:
        elected = [s.votes for s in post.standings if s.verdict is Verdict.ELECTED]
        others = [s.votes for s in post.standings if s.verdict is not Verdict.ELECTED]
        if elected and others:
            assert min(elected) > max(others) or max(others) * 2 <= poll.returned


@settings(max_examples=80)
@given(polls())
def test_a_run_off_elects_with_a_third(poll: Poll) -> None:
    for post in decide_run_off(VILLAGE, poll).posts:
        for one in post.standings:
            if one.verdict is Verdict.ELECTED:
                assert one.votes * 3 >= poll.returned
                assert one.votes > 0


@settings(max_examples=60)
@given(polls(), st.randoms())
def test_the_order_of_the_names_decides_nothing(poll: Poll, random: object) -> None:
    mixed = []
    for contest in poll.contests:
        lines = list(contest.lines)
        random.shuffle(lines)  # type: ignore[attr-defined]  # hypothesis' random
        mixed.append(Contest(contest.post, contest.seats, tuple(lines), contest.women_least))
    other = Poll(poll.roll, poll.issued, poll.returned, tuple(mixed), invalid=poll.invalid, kin=poll.kin)
    one, two = decide_election(VILLAGE, poll), decide_election(VILLAGE, other)
    assert set(one.elected) == set(two.elected)
    assert [(f.kind, f.post, f.seats, set(f.people)) for f in one.further] == [
        (f.kind, f.post, f.seats, set(f.people)) for f in two.further
    ]
