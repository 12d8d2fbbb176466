"""What stands on the papers of an election, read from the election."""

from datetime import timedelta

from django.utils.translation import override

from elections.actions.papers import ballot_of, takes_write_ins
from elections.actions.running.base import law_of
from elections.documents.notices import KINDS, ZH, committee, law_name, polls, signed_by, zh_day
from elections.documents.polls.ballots import Ballot, Part
from elections.documents.polls.count_sheets import CountSheet
from elections.documents.polls.elector_cards import Card, Occasion
from elections.documents.polls.posted_rolls import Posted
from elections.documents.polls.registers import Group, Line
from elections.models import Candidate, Election, HomeVisit, Proxy, Registration, Station
from elections.rules import papers
from elections.words.papers import place

ANSWERS = ("同意罢免", "不同意", "弃权")


def name_of(election: Election) -> str:
    """建新社区居民委员会换届选举"""
    return f"{committee(election)}{KINDS[election.kind]}"


def ballot_of_election(election: Election) -> Ballot:
    return Ballot(
        title=f"{name_of(election)}选票",
        day=zh_day(election.election_day),
        sealed_by=signed_by(election),
        parts=parts_of(election),
    )


def parts_of(election: Election) -> list[Part]:
    """The posts in the order in which a station's sheet is typed."""
    if election.kind == Election.Kind.RECALL:
        people = [
            str(one.officeholder) for one in election.recalls.order_by("pk").select_related("officeholder")
        ]
        return [Part("罢免对象", people, 1, answers=ANSWERS)]
    names = dict(Candidate.objects.of(election).on_ballot().values_list("key", "name"))
    posts = dict(election.posts.values_list("key", "name"))
    written = takes_write_ins(election)
    return [
        Part(posts[one.key], [names[line] for line in one.lines], one.seats, one.seats if written else 0)
        for one in ballot_of(election)
    ]


def count_sheet_of(station: Station) -> CountSheet:
    with override(ZH):
        numbers = [str(place(name, {})) for name in papers.NUMBERS]
    title = name_of(station.election)
    return CountSheet(title, station.name, station.place, numbers, parts_of(station.election))


def roll_of(election: Election, group: str | None) -> dict[str, list[Registration]]:
    """The roll by residents' groups, or one of them."""
    entries = Registration.objects.of(election).on_roll().order_by("group", "number")
    found: dict[str, list[Registration]] = {}
    for one in entries if group is None else entries.filter(group=group):
        found.setdefault(one.group, []).append(one)
    return found


def register_of(election: Election, group: str | None = None) -> list[Group]:
    """Beside whoever entrusted a vote stands who may take the ballot."""
    proxies = Proxy.objects.of(election).effective().select_related("holder")
    holders = {one.principal_id: f"受托人：{one.holder.number} {one.holder.name}" for one in proxies}
    return [
        Group(name, [Line(one.number, one.name, one.household, holders.get(one.pk, "")) for one in entries])
        for name, entries in roll_of(election, group).items()
    ]


def cards_of(election: Election, group: str | None = None) -> list[Card]:
    found = roll_of(election, group)
    return [Card(one.number, one.name, name, one.household) for name in found for one in found[name]]


def occasion_of(election: Election) -> Occasion:
    places = [f"{one.name}（{one.place}）" for one in Station.objects.of(election).exclude(manner="box")]
    return Occasion(name_of(election), polls(election), "；".join(places) or "另行公布")


def posted_of(election: Election, group: str | None = None) -> list[Posted]:
    """What the portal's page of the roll shows: masked names."""
    return [
        Posted(name, [(one.number, one.masked_name) for one in entries])
        for name, entries in roll_of(election, group).items()
    ]


def posted_notes(election: Election) -> list[str]:
    """What whoever reads the list may do, and until when."""
    if election.is_roll_frozen:
        return [f"名单已经确定，共{election.roll_size}名选民。校验码：{election.roll_hash}"]
    until = election.objections_end_on
    return [f"对名单有不同意见的，请在{zh_day(until)}以前（含当日）向选举委员会提出。"] if until else []


def visits_of(election: Election) -> list[Group]:
    """Whom the travelling box goes to, in the order in which they asked."""
    asked = HomeVisit.objects.filter(registration__election=election).select_related("registration")
    lines = [
        Line(one.registration.number, one.registration.name, one.address, remark=one.reason)
        for one in asked.order_by("asked_at", "pk")
        if one.registration.number
    ]
    return [Group("流动票箱", lines)] if lines else []


def register_notes(election: Election) -> list[str]:
    notes = [f"投票时间：{polls(election)}。领票时核对身份证或者选民证；代领的，核对公布的委托名单。"]
    if election.ballot_mode == Election.BallotMode.BOTH:
        notes.append("持有网上投票卡的选民须先交回投票卡，用注销码注销后，再发纸质选票。")
    return notes


def proxy_rules(election: Election) -> list[str]:
    """What this election asks of a proxy, in words for whoever fills one in."""
    law = law_of(election)
    rules = [f"每一选民接受的委托不超过{election.most_per_holder}件，不得再委托。"]
    if not law.proxies.candidate_may_hold:
        rules.append("候选人不得接受委托。")
    last = zh_day(election.election_day - timedelta(days=election.proxies_asked_before))
    rules.append(f"至迟在{last}交选举委员会核实；未列入公布名单的委托无效。")
    return [*rules, f"依据：{law_name(law)}。"]
