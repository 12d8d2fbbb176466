"""No step before its time: the periods of the frozen profile, in words for whoever wants to take the step."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running.base import State, day_of
from elections.actions.running.refusals import NotYetLawful
from elections.models import Candidate, Election, Nomination, Registration


def shown(day: date) -> str:
    return date_format(day, pgettext("date format: full day", "j M Y"))


def too_late(election: Election, days: int, at: datetime) -> date | None:
    """The last lawful day for a step that must come so many days before the election day, where it has passed."""
    last = election.election_day - timedelta(days=days)
    return last if day_of(at) > last else None


def blockers(election: Election, step: str, at: datetime) -> list[str]:
    """Everything that stands in the way of `step` at this moment; nothing where it may be taken."""
    checks: dict[str, Any] = {
        State.ANNOUNCED: before_announcing,
        State.ROLL_PUBLISHED: before_publishing_roll,
        "freeze": before_freezing,
        State.NOMINATING: before_nominating,
        State.CANDIDATES_PUBLISHED: before_publishing_candidates,
        "proxies": before_publishing_proxies,
        State.POLLING: before_polls,
        State.CLOSED: before_closing,
    }
    return list(checks[step](election, at)) if step in checks else []


def check_lawful(election: Election, step: str, at: datetime) -> None:
    if found := blockers(election, step, at):
        raise NotYetLawful("\n".join(found))


def before_announcing(election: Election, at: datetime) -> Iterator[str]:
    if last := too_late(election, election.announced_before, at):
        yield _(
            "The election day must be announced at the latest on %(day)s. Choose a later election day."
        ) % {"day": shown(last)}
    if day_of(election.polls_open_at) != election.election_day:
        yield _("The polls must open on the election day.")


def before_publishing_roll(election: Election, at: datetime) -> Iterator[str]:
    if last := too_late(election, election.roll_published_before, at):
        yield _(
            "The roll had to be published at the latest on %(day)s; the election cannot go on to this day."
        ) % {"day": shown(last)}
    entries = Registration.objects.of(election)
    if waiting := entries.filter(state=Registration.State.PROPOSED).count():
        yield _("%(count)s entries of the roll are still to be checked.") % {"count": waiting}
    if not entries.confirmed().exists():
        yield _("Nobody stands on the roll yet.")


def before_freezing(election: Election, at: datetime) -> Iterator[str]:
    published = election.roll_published_at
    if published and election.objections_within:
        last = day_of(published) + timedelta(days=election.objections_within)
        if day_of(at) <= last:
            yield _("Objections to the roll may come in until %(day)s.") % {"day": shown(last)}
    if waiting := election.objections.waiting().count():
        yield _("%(count)s objections wait for a ruling.") % {"count": waiting}
    if waiting := Registration.objects.of(election).filter(state=Registration.State.PROPOSED).count():
        yield _("%(count)s entries of the roll are still to be checked.") % {"count": waiting}


def before_nominating(election: Election, at: datetime) -> Iterator[str]:
    if not election.is_roll_frozen:
        yield _("The roll must be frozen first: only electors nominate.")


def before_publishing_candidates(election: Election, at: datetime) -> Iterator[str]:
    if not election.is_roll_frozen:
        yield _("The roll must be frozen first: only electors nominate.")
    if last := too_late(election, election.candidates_published_before, at):
        yield _("The candidates had to be published at the latest on %(day)s.") % {"day": shown(last)}
    if election.nominating_at:
        first = day_of(election.nominating_at) + timedelta(days=election.nomination_least)
        if day_of(at) < first:
            yield _("Nominations stay open until %(day)s.") % {"day": shown(first)}
    undecided = [Nomination.State.GATHERING, Nomination.State.ACCEPTED]
    if waiting := Nomination.objects.of(election).filter(state__in=undecided).count():
        yield _("%(count)s nominations have not been decided on.") % {"count": waiting}
    yield from too_few_candidates(election)


def too_few_candidates(election: Election) -> Iterator[str]:
    """差额选举: more candidates than seats, as many as the post asks for."""
    standing = list(Candidate.objects.of(election).standing().values_list("post", "is_woman"))
    for post in election.posts.all():
        here = [woman for number, woman in standing if number == post.pk]
        if len(here) < post.seats + post.surplus:
            yield _("%(post)s: %(count)s candidates for %(seats)s seats; it takes at least %(least)s.") % {
                "post": post.name,
                "count": len(here),
                "seats": post.seats,
                "least": post.seats + post.surplus,
            }
        if sum(here) < post.seats_for_women:
            yield _(
                "%(post)s: %(count)s seats are kept for women, but there are too few women candidates."
            ) % {
                "post": post.name,
                "count": post.seats_for_women,
            }


def before_publishing_proxies(election: Election, at: datetime) -> Iterator[str]:
    if last := too_late(election, election.proxies_published_before, at):
        yield _("The proxies had to be published at the latest on %(day)s.") % {"day": shown(last)}


def before_polls(election: Election, at: datetime) -> Iterator[str]:
    if not election.is_roll_frozen:
        yield _("The roll is not frozen.")
    if election.kind != Election.Kind.RECALL and not election.candidates_published_at:
        yield _("The candidates have not been published.")
    if at < election.polls_open_at:
        yield _("The polls open on %(day)s at %(time)s.") % clock(election.polls_open_at)
    if at >= election.polls_close_at:
        yield _("The time of the polls is over.")


def before_closing(election: Election, at: datetime) -> Iterator[str]:
    if at < election.polls_close_at:
        yield _("The polls are open until %(day)s, %(time)s; nobody can close them earlier.") % clock(
            election.polls_close_at
        )


def clock(at: datetime) -> dict[str, str]:
    return {"day": shown(day_of(at)), "time": date_format(localtime(at), "H:i")}
