"""What the database refuses about representatives' meetings; and, with each guard switched off, the damage it prevents."""

from typing import Any

import pytest

from elections.models import ItemOutcome, Meeting
from tests.cast import Cast
from tests.elections.meetings import scene
from tests.guards.elections import Damage, run, shown

TWICE = "SELECT count(*) FROM (SELECT 1 FROM {{table}} GROUP BY {0} HAVING count(*) > 1) same"


def outcome(votes_for: int, against: int, present: int, members: int, carried: str) -> str:
    """An outcome on the first item, written past the actions."""
    return (
        "INSERT INTO elections_itemoutcome (item_id, members, present, votes_for, votes_against, votes_abstained,"
        " is_carried, profile_version, checks, reasons, declared_at) SELECT i.id,"
        f" {members}, {present}, {votes_for}, {against}, 0, {carried}, m.profile ->> 'version', '[]', '{{}}', now()"
        " FROM elections_agendaitem i JOIN elections_meeting m ON m.id = i.meeting_id WHERE i.position = 1"
    )


OFFICE = [
    # an office that was over before it began
    run(
        "elections_representative_window",
        scene.elected,
        "UPDATE elections_representative SET ends_on = '2025-01-01' WHERE name = '安'",
        "SELECT count(*) FROM {table} WHERE ends_on < starts_on",
        "elections_representative_once",
    ),
    # somebody else holds the office under which Ann has signed; her account is a stranger's
    run(
        "elections_representative_stays",
        scene.elected,
        "UPDATE elections_representative SET name = '别人' WHERE name = '安'; "
        "UPDATE elections_representative SET user_id = {other} WHERE name IN ('安', '别人')",
        "SELECT count(*) FROM {table} WHERE name = '别人'",
    ),
    # a share of women is counted of what means nothing
    run(
        "elections_representative_sex",
        lambda cast: scene.chosen(cast, ""),
        "UPDATE elections_representative SET sex = 'x'",
        "SELECT count(*) FROM {table} WHERE sex = 'x'",
    ),
    # one person counts twice for the quorum
    run(
        "elections_representative_once",
        scene.elected,
        'INSERT INTO elections_representative (key, community_id, name, "group", sex, starts_on, added_at)'
        " SELECT 'again', community_id, name, \"group\", sex, starts_on, added_at FROM elections_representative"
        " WHERE name = '赵国华'",
        TWICE.format('name, "group"'),
    ),
]
REQUESTS = [
    # a request for nothing
    run(
        "elections_meetingrequest_words",
        scene.asked,
        "UPDATE elections_meetingrequest SET reasons = ''",
        "SELECT count(*) FROM {table} WHERE reasons = ''",
        "elections_meetingrequest_moves",
    ),
    # one of nine obliges the committee
    run(
        "elections_meetingrequest_moves",
        scene.asked,
        "UPDATE elections_meetingrequest SET state = 'reached', reached_at = asked_at, representatives = 9",
        "SELECT count(*) FROM {table} WHERE state = 'reached'",
    ),
    # the same hand signs twice
    run(
        "elections_meetingsignature_once",
        scene.asked,
        "INSERT INTO elections_meetingsignature (request_id, representative_id, is_on_paper, entered_by_id, signed_at)"
        " SELECT request_id, representative_id, true, entered_by_id, signed_at FROM elections_meetingsignature",
        TWICE.format("request_id, representative_id"),
    ),
    # Ann signs for somebody who knows nothing of it
    run(
        "elections_meetingsignature_in_office",
        scene.asked,
        "INSERT INTO elections_meetingsignature (request_id, representative_id, is_on_paper, entered_by_id, signed_at)"
        " SELECT s.request_id, r.id, false, s.entered_by_id, s.signed_at FROM elections_meetingsignature s,"
        " elections_representative r WHERE r.name = '赵国华'",
        "SELECT count(*) FROM {table} s JOIN elections_representative r ON r.id = s.representative_id"
        " WHERE NOT s.is_on_paper AND r.user_id IS DISTINCT FROM s.entered_by_id",
    ),
    # signatures are lost
    run(
        "elections_meetingsignature_append_only",
        scene.asked,
        "DELETE FROM elections_meetingsignature",
        "SELECT count(*) FROM elections_meetingrequest q WHERE NOT EXISTS"
        " (SELECT 1 FROM elections_meetingsignature s WHERE s.request_id = q.id)",
    ),
]
WAY = [
    # it is not held, and nobody says why
    run(
        "elections_meeting_cancelled",
        scene.called,
        "UPDATE elections_meeting SET state = 'cancelled'",
        "SELECT count(*) FROM {table} WHERE state = 'cancelled' AND cancel_reason = ''",
    ),
    run(
        "elections_meeting_adjourned",
        scene.sitting,
        "UPDATE elections_meeting SET state = 'adjourned', ended_at = now()",
        "SELECT count(*) FROM {table} WHERE state = 'adjourned' AND adjourn_reason = ''",
    ),
    # representatives come on the day they were told, and the meeting is over
    run(
        "elections_meeting_moves",
        scene.called,
        "UPDATE elections_meeting SET starts_at = starts_at - interval '2 days'; "
        "UPDATE elections_meeting SET state = 'closed', ended_at = now(); "
        "UPDATE elections_meeting SET state = 'draft', called_at = NULL",
        "SELECT count(*) FROM {table} WHERE called_at IS NULL",
        "elections_meeting_lawful",
    ),
    # three friends are the whole meeting
    run(
        "elections_meeting_lawful",
        scene.called,
        "UPDATE elections_meeting SET state = 'sitting', opened_at = starts_at, members = 3",
        "SELECT count(*) FROM {table} WHERE members = 3",
    ),
    # more of the committee than there are people
    run(
        "elections_meeting_made_up",
        scene.drafted,
        "UPDATE elections_meeting SET committee_members = 5",
        "SELECT count(*) FROM {table} WHERE committee_members > members",
    ),
    # two second items
    run(
        "elections_agendaitem_position",
        scene.drafted,
        "INSERT INTO elections_agendaitem (key, meeting_id, position, title, explanation)"
        " SELECT 'again', meeting_id, position, '另一项', '' FROM elections_agendaitem WHERE position = 2",
        TWICE.format("meeting_id, position"),
    ),
    # another thing is decided than was told
    run(
        "elections_agendaitem_drafted",
        scene.called,
        "UPDATE elections_agendaitem SET title = '出租活动室' WHERE position = 1",
        "SELECT count(*) FROM {table} WHERE title = '出租活动室'",
    ),
]
CONTINUING = [
    # two meetings go on with the same items at once
    run(
        "elections_meeting_continued_once",
        scene.continued,
        "INSERT INTO elections_meeting (key, community_id, title, place, starts_at, explanation, continues_id, state,"
        " profile_code, profile_digest, members, committee_members, drafted_at, cancel_reason, adjourn_reason)"
        " SELECT 'again', community_id, title, place, starts_at, explanation, continues_id, state, profile_code,"
        " profile_digest, members, 0, drafted_at, '', '' FROM elections_meeting WHERE continues_id IS NOT NULL",
        "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE continues_id IS NOT NULL GROUP BY continues_id"
        " HAVING count(*) > 1) same",
    ),
    # a meeting that decided everything goes on, until it decides otherwise
    run(
        "elections_meeting_continues",
        scene.closed,
        "INSERT INTO elections_meeting (key, community_id, title, place, starts_at, explanation, continues_id, state,"
        " profile_code, profile_digest, members, committee_members, drafted_at, cancel_reason, adjourn_reason)"
        " SELECT 'again', community_id, title, place, starts_at + interval '7 days', explanation, id, 'draft',"
        " profile_code, profile_digest, 0, 0, drafted_at, '', '' FROM elections_meeting",
        "SELECT count(*) FROM {table} c JOIN {table} m ON m.id = c.continues_id WHERE m.adjourn_reason = ''",
    ),
    # one item is decided twice in the same sitting
    run(
        "elections_agendaitem_continued_once",
        scene.continued,
        "INSERT INTO elections_agendaitem (key, meeting_id, position, title, explanation, continues_id)"
        " SELECT 'again', meeting_id, 2, title, explanation, continues_id FROM elections_agendaitem"
        " WHERE continues_id IS NOT NULL",
        "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE continues_id IS NOT NULL GROUP BY meeting_id, continues_id"
        " HAVING count(*) > 1) same",
    ),
    # under the old number something else is decided
    run(
        "elections_agendaitem_continues",
        scene.continued,
        "UPDATE elections_agendaitem SET title = '出租活动室' WHERE continues_id IS NOT NULL",
        "SELECT count(*) FROM {table} WHERE title = '出租活动室'",
    ),
]
HANDS = [
    # one person is present twice
    run(
        "elections_presence_once",
        scene.sitting,
        "INSERT INTO elections_presence (meeting_id, representative_id, came_at)"
        " SELECT meeting_id, representative_id, came_at FROM elections_presence",
        TWICE.format("meeting_id, representative_id"),
    ),
    # one member of the committee is present twice
    run(
        "elections_presence_member_once",
        scene.sitting_with_committee,
        "INSERT INTO elections_presence (meeting_id, member_id, came_at)"
        " SELECT meeting_id, member_id, came_at FROM elections_presence WHERE member_id IS NOT NULL",
        "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE member_id IS NOT NULL GROUP BY meeting_id, member_id"
        " HAVING count(*) > 1) same",
    ),
    # somebody is present as nobody
    run(
        "elections_presence_one_seat",
        scene.sitting,
        "INSERT INTO elections_presence (meeting_id, came_at) SELECT id, opened_at FROM elections_meeting",
        "SELECT count(*) FROM {table} WHERE representative_id IS NULL AND member_id IS NULL",
    ),
    # somebody has been there, it is found out afterwards
    run(
        "elections_presence_sitting",
        scene.closed,
        "INSERT INTO elections_presence (meeting_id, representative_id, came_at) SELECT m.id, r.id, m.opened_at"
        " FROM elections_meeting m, elections_representative r WHERE r.name = '郑海涛'",
        "SELECT count(*) - 6 FROM {table}",
    ),
    # six people raise twelve hands
    run(
        "elections_itemoutcome_hands",
        scene.sitting,
        outcome(6, 6, 6, 9, "true"),
        "SELECT count(*) FROM {table} WHERE votes_for + votes_against > present",
    ),
    # more came than there are
    run(
        "elections_itemoutcome_present",
        scene.sitting,
        outcome(6, 0, 60, 9, "true"),
        "SELECT count(*) FROM {table} WHERE present > members",
        "elections_itemoutcome_counted",
    ),
    # three of six are said to be more than half
    run(
        "elections_itemoutcome_counted",
        scene.sitting,
        outcome(3, 3, 6, 9, "true"),
        "SELECT count(*) FROM {table} WHERE is_carried AND votes_for * 2 <= present",
    ),
    # what failed has passed, the next morning
    run(
        "elections_itemoutcome_append_only",
        scene.decided,
        "UPDATE elections_itemoutcome SET is_carried = true",
        "SELECT count(*) FROM {table} WHERE is_carried AND votes_for * 2 <= present",
    ),
]
MINUTES = [
    # minutes that say nothing
    run(
        "elections_minutes_words",
        scene.written,
        "UPDATE elections_minutes SET text = ''",
        "SELECT count(*) FROM {table} WHERE text = ''",
    ),
    # confirmed by nobody
    run(
        "elections_minutes_confirmed",
        scene.written,
        "UPDATE elections_minutes SET confirmed_at = now()",
        "SELECT count(*) FROM {table} WHERE confirmed_at IS NOT NULL AND confirmed_by_id IS NULL",
    ),
    # whoever wrote them says that they are right
    run(
        "elections_minutes_second",
        scene.written,
        "UPDATE elections_minutes SET confirmed_at = now(), confirmed_by_id = entered_by_id",
        "SELECT count(*) FROM {table} WHERE confirmed_by_id = entered_by_id",
    ),
    # sent back by nobody, for nothing
    run(
        "elections_minutes_returned",
        scene.written,
        "UPDATE elections_minutes SET is_returned = true",
        "SELECT count(*) FROM {table} WHERE is_returned AND return_comment = ''",
    ),
    # sent back, and confirmed all the same
    run(
        "elections_minutes_returned_open",
        scene.returned,
        "UPDATE elections_minutes SET confirmed_at = now(), confirmed_by_id = returned_by_id",
        "SELECT count(*) FROM {table} WHERE is_returned AND confirmed_at IS NOT NULL",
    ),
    # whoever wrote them holds them up
    run(
        "elections_minutes_returned_second",
        scene.written,
        "UPDATE elections_minutes SET is_returned = true, return_comment = '再等等', returned_at = now(),"
        " returned_by_id = entered_by_id",
        "SELECT count(*) FROM {table} WHERE is_returned AND returned_by_id = entered_by_id",
    ),
    # nothing was corrected, and nobody ever said that something should be
    run(
        "elections_minutes_sent_back",
        scene.returned,
        "UPDATE elections_minutes SET is_returned = false; "
        "UPDATE elections_minutes SET is_returned = false, return_comment = '', returned_at = NULL,"
        " returned_by_id = NULL",
        "SELECT count(*) FROM {table} WHERE NOT is_returned AND return_comment = ''",
    ),
    # published minutes say something else today
    run(
        "elections_minutes_stand",
        scene.recorded,
        "UPDATE elections_minutes SET text = '会议一致同意出租活动室'",
        "SELECT count(*) FROM {table} WHERE strpos(text, '出租') > 0",
    ),
]


@pytest.mark.parametrize(
    "damage", [*OFFICE, *REQUESTS, *WAY, *CONTINUING, *HANDS, *MINUTES], ids=lambda damage: damage.guard
)
def test_a_guard_of_meetings_stops_what_happens_without_it(damage: Damage, cast: Cast, owner: Any) -> None:
    shown(damage, cast, owner)


def test_a_meeting_of_the_committee_and_a_few_does_not_sit(cast: Cast, owner: Any) -> None:
    """Nine representatives and three of the committee: there would have to be twelve."""

    def two_more(cast: Cast) -> None:
        scene.called(cast)
        scene.committee(cast, "雷", "方", "苏")

    damage = run(
        "elections_meeting_lawful",
        two_more,
        "UPDATE elections_meeting SET state = 'sitting', opened_at = starts_at, members = 12, committee_members = 3",
        "SELECT count(*) FROM {table} WHERE committee_members * 4 > members - committee_members",
    )
    shown(damage, cast, owner)


def test_a_meeting_with_too_few_women_does_not_sit(cast: Cast, owner: Any) -> None:
    """Four women among nine are a third; with two of them gone before it begins they are not."""

    def two_leave(cast: Cast) -> None:
        scene.called(cast, profile_code="cn-village-2026")
        owner("UPDATE elections_representative SET ends_on = '2026-05-01' WHERE name IN ('钱秀英', '吴玉梅')")

    damage = run(
        "elections_meeting_lawful",
        two_leave,
        "UPDATE elections_meeting SET state = 'sitting', opened_at = starts_at, members = 7",
        "SELECT count(*) FROM {table} m WHERE m.state = 'sitting' AND 3 * (SELECT count(*)"
        " FROM elections_representative r WHERE r.sex = 'f' AND r.ends_on IS NULL) < m.members",
    )
    shown(damage, cast, owner)


def test_nobody_becomes_a_woman_for_the_share(cast: Cast, owner: Any) -> None:
    damage = run(
        "elections_representative_stays",
        scene.elected,
        "UPDATE elections_representative SET sex = 'f' WHERE name = '赵国华'",
        "SELECT count(*) FROM {table} WHERE name = '赵国华' AND sex = 'f'",
    )
    shown(damage, cast, owner)


def test_a_member_who_is_a_representative_has_one_seat(cast: Cast, owner: Any) -> None:
    """Ann sits for her group: as a member of the committee she would raise a second hand."""
    damage = run(
        "elections_presence_sitting",
        scene.sitting_with_committee,
        "INSERT INTO elections_presence (meeting_id, member_id, came_at) SELECT m.id, o.id, m.opened_at"
        " FROM elections_meeting m, elections_officeholder o WHERE o.name = '安'",
        "SELECT count(*) FROM {table} p JOIN elections_officeholder o ON o.id = p.member_id WHERE o.name = '安'",
    )
    shown(damage, cast, owner)


def test_without_the_quorum_the_database_itself_decides_nothing(cast: Cast, owner: Any) -> None:
    """Four of nine in the room, all for it: refused by the count that the database makes."""
    damage = run(
        "elections_itemoutcome_counted",
        lambda cast: scene.sitting(cast, 4),
        outcome(4, 0, 4, 9, "true"),
        "SELECT count(*) FROM {table}",
    )
    shown(damage, cast, owner)
    assert ItemOutcome.objects.get().present * 2 < Meeting.objects.get().members


def test_nothing_that_was_left_undecided_is_dropped_silently(cast: Cast, owner: Any) -> None:
    """The meeting is called again without the money: refused, since the agenda is what was left and more."""
    damage = run(
        "elections_meeting_continues",
        scene.continued,
        "UPDATE elections_meeting SET state = 'called', called_at = drafted_at,"
        " profile = (SELECT profile FROM elections_meeting WHERE profile IS NOT NULL LIMIT 1) WHERE state = 'draft'",
        "SELECT count(*) FROM {table} c WHERE c.continues_id IS NOT NULL AND c.called_at IS NOT NULL",
        "elections_agendaitem_continues",
    )

    def swapped(cast: Cast) -> None:
        scene.continued(cast)
        owner(
            "UPDATE elections_agendaitem SET continues_id = NULL, title = '别的' WHERE continues_id IS NOT NULL"
        )

    shown(damage._replace(scene=swapped), cast, owner)
