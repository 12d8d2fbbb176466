"""How the room says its rules and results in words: every number with what it is a number of."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections import rules
from elections.models import Option, Result, Vote


def grouped(number: int) -> str:
    return f"{number:,}"


def percent(part: int, whole: int) -> str:
    """62.0 % on one line, cut off rather than rounded up: 49.96 % must not read as a half."""
    return f"{part * 1000 // whole / 10:.1f}\u00a0%" if whole else "0\u00a0%"


def share_words(threshold: rules.Threshold) -> str:
    """ "more than half", "at least two thirds"."""
    names = {
        Fraction(1, 2): pgettext("share", "half"),
        Fraction(1, 3): pgettext("share", "a third"),
        Fraction(1, 5): pgettext("share", "a fifth"),
        Fraction(1, 10): pgettext("share", "a tenth"),
        Fraction(2, 3): pgettext("share", "two thirds"),
        Fraction(3, 4): pgettext("share", "three quarters"),
        Fraction(4, 5): pgettext("share", "four fifths"),
    }
    exact = threshold.share
    share = names.get(exact, f"{exact.numerator}/{exact.denominator}")
    return (_("more than %(share)s") if threshold.is_strict else _("at least %(share)s")) % {"share": share}


def quorum_words(vote: Vote) -> str:
    if vote.quorum.share == 0:
        return _("No minimum: the vote counts whoever takes part")
    return _("%(share)s of the roll must take part") % {"share": share_words(vote.quorum)}


def passing_words(vote: Vote) -> str:
    if vote.passing == rules.MOST_VOTES:
        return _("The option with most votes wins; level leaders need a new vote")
    share, base = share_words(vote.passing), vote.get_passing_base_display()
    return _("Passed by %(share)s %(base)s") % {"share": share, "base": base}


def quorum_needed(vote: Vote) -> int:
    return max(1, vote.quorum.needed(vote.roll_size))


def quorum_mark(vote: Vote) -> str:
    """What stands at the quorum's line on the turnout bar."""
    return _("quorum %(count)s") % {"count": grouped(quorum_needed(vote))}


def turnout_words(vote: Vote, took_part: int) -> str:
    """How many have voted, and whether that is enough; nothing of what they chose."""
    about = {
        "roll": grouped(vote.roll_size),
        "count": grouped(took_part),
        "percent": percent(took_part, vote.roll_size),
    }
    said = _("%(count)s of %(roll)s electors have voted (%(percent)s).") % about
    missing = quorum_needed(vote) - took_part
    if rules.is_quorate(vote.terms, took_part, vote.roll_size):
        return said + _(" The quorum is reached.")
    return said + _(" %(count)s more are needed for the quorum.") % {"count": grouped(missing)}


def turnout(vote: Vote) -> dict[str, Any]:
    """The bar of a vote that was loaded `.with_turnout()`."""
    took_part = int(vote.took_part)  # type: ignore[attr-defined]  # annotated by with_turnout
    return {
        "value": round(100 * took_part / vote.roll_size, 1),
        "quorum": round(100 * quorum_needed(vote) / vote.roll_size, 1) if vote.quorum.share else None,
        "mark": quorum_mark(vote),
        "words": turnout_words(vote, took_part),
    }


def outcome_words(vote: Vote, result: Result) -> str:
    """The result in one sentence, for the head of the page and for notices."""
    if result.outcome == Result.Outcome.PASSED and vote.kind == Vote.Kind.ONE_OF_MANY:
        return _("Chosen: %(option)s") % {"option": result.winner}
    return {
        Result.Outcome.PASSED: _("The proposal is passed."),
        Result.Outcome.FAILED: _("The proposal is not passed.")
        if vote.kind == Vote.Kind.YES_NO
        else _("No option reached the votes it needed."),
        Result.Outcome.TIE: _("A tie: nothing is decided, it takes a new vote."),
        Result.Outcome.NOT_QUORATE: _("Too few took part: nothing is decided."),
    }[Result.Outcome(result.outcome)]


def tally(vote: Vote, result: Result, options: list[Option]) -> rules.Tally:
    stances = {option.position: rules.Stance(option.stance) for option in options}
    return rules.Tally(vote.roll_size, stances, {p: int(result.counts.get(str(p), 0)) for p in stances})


def explained(vote: Vote, result: Result, options: list[Option]) -> list[str]:
    """The way from the ballots to the outcome, one step a sentence, so that anybody can follow it on paper."""
    about = {
        "roll": grouped(vote.roll_size),
        "needed": grouped(quorum_needed(vote)),
        "share": share_words(vote.quorum),
    }
    steps = [_("The roll has %(roll)s electors.") % about]
    if vote.quorum.share:
        steps[0] += _(" The quorum is %(share)s of them: at least %(needed)s.") % about
    took = {"count": grouped(result.took_part), "percent": percent(result.took_part, vote.roll_size)}
    steps.append(_("%(count)s took part, %(percent)s of the roll.") % took)
    if result.outcome == Result.Outcome.NOT_QUORATE:
        return [*steps, _("That is less than the quorum, so the ballots decide nothing.")]
    if result.counts:
        steps.append(passing_step(vote, result, options))
    return [*steps, outcome_words(vote, result)]


def passing_step(vote: Vote, result: Result, options: list[Option]) -> str:
    if vote.passing == rules.MOST_VOTES:
        return _("%(rule)s.") % {"rule": passing_words(vote)}
    verdict = rules.result(vote.terms, tally(vote, result, options))
    about = {
        "rule": passing_words(vote),
        "base": grouped(verdict.base_size),
        "needed": grouped(verdict.needed),
    }
    return _("%(rule)s: of %(base)s, that is at least %(needed)s.") % about


def withheld_words() -> str:
    return _(
        "Fewer than %(fewest)d voted in secret. Counts or a list would show what single neighbours chose,"
        " so only the outcome is published."
    ) % {"fewest": rules.FEWEST_PUBLISHED}


def step_label(name: str) -> str:
    """The button of each step in running a vote."""
    return {
        "announce": pgettext("vote", "Announce"),
        "open": pgettext("vote", "Open the vote"),
        "edit": pgettext("vote", "Edit"),
        "close": pgettext("vote", "Close"),
        "declare": pgettext("vote", "Count and declare"),
        "cancel": pgettext("vote", "Cancel the vote"),
    }[name]


def moment(at: datetime) -> str:
    """A date with its time, in the community's clock."""
    return date_format(localtime(at), pgettext("date format: full day and time", "j M Y, H:i"))


def step_done(name: str) -> str:
    return {
        "announce": _("The vote is announced. It opens by itself at its time."),
        "open": _("The vote is open, and its roll is frozen."),
        "close": _("The vote is closed. Count and declare it now."),
        "declare": _("The result is declared."),
    }[name]


def step_points(vote: Vote, name: str, entitled: int) -> list[str]:
    """What a step does, before it is taken."""
    about = {"count": grouped(entitled), "from": moment(vote.opens_at), "to": moment(vote.closes_at)}
    points = {
        "announce": [
            _("Residents see the question from now on, and it opens by itself on %(from)s.") % about,
            _("Question, options, window and rule are fixed; afterwards the vote can only be cancelled."),
        ],
        "open": [
            _("The roll is frozen with the %(count)s verified residents of this moment.") % about,
            _("Voting runs until %(to)s; nobody can close it earlier, and nobody sees a count before.")
            % about,
            _("Question, options, window and rule are fixed; afterwards the vote can only be cancelled."),
        ],
        "close": [_("Voting is over. The box is closed and checked against the number who took part.")],
        "declare": [
            _("The ballots are counted now, and the result is public at once, whatever it is."),
            _("This cannot be taken back."),
        ],
    }[name]
    if name in ("announce", "open") and vote.is_secret and entitled < rules.FEWEST_PUBLISHED:
        points.append(withheld_warning())
    return points


def withheld_warning() -> str:
    return _(
        "With fewer than %(fewest)d secret ballots only the outcome is published. Consider a named ballot."
    ) % {"fewest": rules.FEWEST_PUBLISHED}
