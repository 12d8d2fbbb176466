"""No step before its lawful time: what `rules.timeline` finds in the way, in words for whoever wants to take the step."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.running.base import State, day_of, days_off, law_of
from elections.actions.running.committee_facts import candidates_on_committee
from elections.actions.running.refusals import NotYetLawful
from elections.models import Candidate, Election, Nomination, Proxy, Registration
from elections.rules import timeline
from elections.rules.profiles import Phase
from elections.rules.timeline import Blocker, Facts, Unmet

PHASES: dict[str, Phase] = {
    State.ANNOUNCED: Phase.ANNOUNCEMENT,
    State.ROLL_PUBLISHED: Phase.ROLL,
    "freeze": Phase.FREEZE,
    State.NOMINATING: Phase.NOMINATION,
    State.CANDIDATES_PUBLISHED: Phase.CANDIDATES,
    "proxies": Phase.PROXIES,
    State.POLLING: Phase.VOTING,
}


def shown(day: date) -> str:
    return date_format(day, pgettext("date format: full day", "j M Y"))


def moment(at: datetime) -> str:
    return date_format(localtime(at), pgettext("date format: full day and time", "j M Y, H:i"))


def facts_of(election: Election) -> Facts:
    """What has happened so far, as the rules want to know it."""
    is_drafted = election.state == State.DRAFT
    return Facts(
        election_day=election.election_day,
        polls_open_at=election.polls_open_at,
        polls_close_at=election.polls_close_at,
        announced_at=election.announced_at,
        roll_published_at=election.roll_published_at,
        objections_waiting=() if is_drafted else waiting_objections(election),
        roll_frozen_at=election.roll_frozen_at,
        nominating_at=election.nominating_at or run_off_begins(election),
        candidates=() if is_drafted else standing(election),
        candidates_published_at=election.candidates_published_at,
        proxies_waiting=Proxy.objects.of(election)
        .filter(state=Proxy.State.ACCEPTED, published_at=None)
        .count(),
        polls_closed_at=election.closed_at,
        declared_at=election.declared_at,
        handed_over_at=election.handed_over_at,
        candidates_on_committee=() if is_drafted else candidates_on_committee(election),
        has_candidates=election.kind != Election.Kind.RECALL,
    )


def run_off_begins(election: Election) -> datetime | None:
    """A run-off takes its candidates over: nobody nominates, the roll's freezing stands for it."""
    return election.roll_frozen_at if election.kind == Election.Kind.RUN_OFF else None


def waiting_objections(election: Election) -> tuple[datetime, ...]:
    return tuple(election.objections.waiting().order_by("raised_at").values_list("raised_at", flat=True))


def standing(election: Election) -> tuple[tuple[str, int, int], ...]:
    """For each post its candidates, and how many it takes."""
    here = list(Candidate.objects.of(election).standing().values_list("post", flat=True))
    return tuple((post.name, here.count(post.pk), post.seats + post.surplus) for post in election.posts.all())


def blockers(election: Election, step: str, at: datetime) -> list[str]:
    """Everything that stands in the way of `step` at this moment; nothing where it may be taken."""
    found: list[str] = []
    if step in PHASES:
        law, holidays = law_of(election), days_off(election.election_day)
        lawful = timeline.blockers(law, facts_of(election), at, PHASES[step], holidays)
        found = [words(election, one) for one in lawful]
    if step == State.CLOSED and at < election.polls_close_at:
        found.append(
            _("The polls are open until %(time)s; nobody can close them earlier.")
            % {"time": moment(election.polls_close_at)}
        )
    return found + list(desk(election, step))


def check_lawful(election: Election, step: str, at: datetime) -> None:
    if found := blockers(election, step, at):
        raise NotYetLawful("\n".join(found))


def desk(election: Election, step: str) -> Iterator[str]:
    """What the committee itself has still to do before the step."""
    if step == State.ANNOUNCED and day_of(election.polls_open_at) != election.election_day:
        yield _("The polls must open on the election day.")
    if step in (State.ROLL_PUBLISHED, "freeze"):
        entries = Registration.objects.of(election)
        if waiting := entries.filter(state=Registration.State.PROPOSED).count():
            yield _("%(count)s entries of the roll are still to be checked.") % {"count": waiting}
        if not entries.confirmed().exists():
            yield _("Nobody stands on the roll yet.")
    if step == State.CANDIDATES_PUBLISHED:
        undecided = [Nomination.State.GATHERING, Nomination.State.ACCEPTED]
        if waiting := Nomination.objects.of(election).filter(state__in=undecided).count():
            yield _("%(count)s nominations have not been decided on.") % {"count": waiting}
        yield from too_few_women(election)


def too_few_women(election: Election) -> Iterator[str]:
    women = list(
        Candidate.objects.of(election).standing().filter(is_woman=True).values_list("post", flat=True)
    )
    for post in election.posts.all():
        if women.count(post.pk) < post.seats_for_women:
            yield _(
                "%(post)s: %(count)s seats are kept for women, but there are too few women candidates."
            ) % {
                "post": post.name,
                "count": post.seats_for_women,
            }


def words(election: Election, one: Blocker) -> str:
    """One blocker as a sentence that says until when, or what to do."""
    about = {
        "step": step_name(one.step),
        "needed": one.needed,
        "had": one.had,
        "day": shown(election.election_day - timedelta(days=one.needed)),
        "until": moment(one.until) if one.until else "",
        "about": one.about,
        "first": step_name(Phase(one.about)) if one.code == Unmet.FIRST else "",
    }
    sentences = {
        Unmet.TOO_LATE: _(
            "%(step)s had to be done by %(day)s, %(needed)s days before the election day. Only a later election day helps."
        ),
        Unmet.TOO_EARLY: _("%(step)s: the lawful period runs until %(until)s."),
        Unmet.FIRST: _("%(step)s: first comes “%(first)s”."),
        Unmet.OBJECTIONS_OPEN: _("%(had)s objections wait for a ruling."),
        Unmet.TOO_FEW_CANDIDATES: _("%(about)s: %(had)s candidates; it takes at least %(needed)s."),
        Unmet.PAST: _("%(step)s: the time for it is over."),
        Unmet.TOO_LONG: _("The polls may be open for %(needed)s days at most."),
        Unmet.ON_COMMITTEE: _(
            "%(about)s stands and bears the name of a member of the election committee: enter that the member leaves it,"
            " or which entry of the roll the member is."
        ),
    }
    return sentences[one.code] % about


def step_name(phase: Phase) -> str:
    """The phases as the calendar calls them."""
    return {
        Phase.COMMITTEE: _("Forming the election committee"),
        Phase.ANNOUNCEMENT: _("Announcing the election"),
        Phase.REGISTRATION: _("Registering electors"),
        Phase.ROLL: _("Publishing the roll"),
        Phase.OBJECTIONS: _("Objections to the roll"),
        Phase.RULINGS: _("Ruling on objections"),
        Phase.FREEZE: _("Freezing the roll"),
        Phase.NOMINATION: _("Nominations"),
        Phase.REVIEW: _("Reviewing nominations"),
        Phase.CANDIDATES: _("Publishing the candidates"),
        Phase.PROXIES: _("Publishing the proxies"),
        Phase.PREPARATION: _("Preparing the polls"),
        Phase.VOTING: pgettext("stage", "Voting"),
        Phase.RESULT: _("Declaring the result"),
        Phase.RUN_OFF: pgettext("stage", "Run-off"),
        Phase.HANDOVER: _("Handing over"),
    }[phase]
