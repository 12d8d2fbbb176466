"""The seventeen notices, word for word (`golden/`), as PDF, and as drafts of the portal.

After a wording was changed on purpose: LINLI_GOLDEN=write pytest tests/elections/process/test_notices.py, and read the diff.
"""

import os
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from elections.actions.running import (
    add_member,
    answer_proxy,
    ask_proxy,
    declare_election,
    hand_over,
    issue_notice,
    open_nominations,
    publish_candidates,
    publish_proxies,
    raise_objection,
    rule_on_objection,
)
from elections.actions.running import refusals as no
from elections.actions.running.polling import close_polls, open_polls
from elections.actions.running.publishing import freeze_roll
from elections.documents.notices import document, numbers
from elections.documents.pdf import as_pdf
from elections.models import Election
from tests.cast import Cast
from tests.elections.process.scene import (
    STANDING,
    announced,
    counts,
    day,
    entry,
    published,
    stand,
)

GOLDEN = Path(__file__).parent / "golden"


def whole(cast: Cast) -> Election:
    """An election with everything that a notice can tell: an objection, candidates, a proxy, a result, a hand-over."""
    election = published(cast)
    about = {"registration": entry(election, "郑奶奶"), "by": cast.ann, "at": day(-48)}
    one = raise_objection(election=election, ground="mistake", text="写错了", **about)
    rule_on_objection(objection=one, ruling="upheld", reason="已更正", by=cast.bo, at=day(-47))
    election = freeze_roll(election=election, by=cast.bo, at=day(-35))
    election = open_nominations(election=election, by=cast.bo, at=day(-22))
    for name, office in STANDING:
        stand(election, cast, name, office)
    proxy = ask_proxy(
        election=election, holder=entry(election, "丹"), relation="other", by=cast.ann, at=day(-15)
    )
    answer_proxy(proxy=proxy, accepts=True, by=cast.dan, at=day(-14))
    publish_candidates(election=election, by=cast.chair, at=day(-8))
    publish_proxies(election=election, by=cast.chair, at=day(-3))
    open_polls(election=election, by=cast.chair, at=day(0, 8))
    close_polls(election=election, by=None, at=day(0, 18))
    declare_election(election=election, counts=counts(election, 11, 2, 10, 9, 3), by=cast.bo, at=day(0, 19))
    hand_over(election=election, by=cast.chair, at=day(8))
    return Election.objects.get(pk=election.pk)


def told(election: Election, number: int) -> str:
    """The notice as one text; the fingerprint of the roll holds random keys and stands as a word."""
    found = document(election, number, day(9).date())
    text = f"{found.title}\n\n{found.text}\n\n{found.signed}\n{found.dated}\n"
    return re.sub("[0-9a-f]{64}", "（校验码）", text)


def test_every_notice_reads_as_agreed(cast: Cast) -> None:
    election = whole(cast)
    assert [one.number for one in numbers(election)] == list(range(1, 18))
    for number in range(1, 18):
        file, text = GOLDEN / f"{number:02d}.txt", told(election, number)
        if os.environ.get("LINLI_GOLDEN") == "write":
            file.write_text(text)
        assert text == file.read_text(), number


def test_a_notice_can_be_made_at_every_stage(cast: Cast) -> None:
    election = announced(cast)
    for number in range(1, 18):
        assert document(election, number, day(-60).date()).text.endswith("特此公告。")
    with pytest.raises(LookupError):
        document(election, 18, day(-60).date())


def test_an_issued_notice_is_kept_and_asked_of_the_portal(cast: Cast) -> None:
    from cms.actions.portals import open_community
    from cms.models import NoticePage

    open_community(division=cast.home.division, at=day(-70), by=None)
    election = announced(cast)
    notice = issue_notice(election=election, number=1, by=cast.bo, at=day(-60))
    page = NoticePage.objects.get(key=notice.portal_key)
    draft = page.get_latest_revision_as_object()
    assert (page.live, draft.category, draft.audience) == (False, "election", "public")
    assert "2026年6月28日" in draft.body
    with pytest.raises(no.WrongStage):  # the same text twice, though under another day
        issue_notice(election=election, number=1, by=cast.bo, at=day(-59))
    with pytest.raises(no.NotAllowedByRules):
        issue_notice(election=election, number=99, by=cast.bo, at=day(-59))


def test_without_a_portal_a_notice_is_issued_all_the_same(cast: Cast) -> None:
    notice = issue_notice(election=announced(cast), number=1, by=cast.bo, at=day(-60))
    assert (notice.portal_key, notice.edition) == ("", 1)


def test_a_pdf_holds_its_text() -> None:
    made = as_pdf("公告\n（第1号）", ["选举日定为2026年6月28日。", "<b>&"], ["选举委员会", "2026年4月29日"])
    assert made.startswith(b"%PDF-")
    assert b"STSong-Light" in made
    assert b"UniGB-UCS2-H" in made  # letters with their meaning: selected and searched, not drawn


def test_who_reads_what(cast: Cast, client: Client, settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False
    election = announced(cast)
    page = f"{election.get_absolute_url()}notices/1"
    bo = Client()
    bo.force_login(cast.bo)
    assert client.get(f"{page}/").status_code == client.get(f"{page}.pdf").status_code == 404
    assert bo.get(f"{page}/").status_code == bo.get(f"{page}.pdf").status_code == 200
    issue_notice(election=election, number=1, by=cast.bo, at=day(-60))
    assert client.get(f"{page}/").status_code == client.get(f"{page}.pdf").status_code == 200
    assert client.get(f"{page}.pdf")["Content-Type"] == "application/pdf"
    assert bo.get(f"{election.get_absolute_url()}notices/99/").status_code == 404


def test_a_new_edition_is_offered_where_more_than_the_day_has_changed(
    cast: Cast, client: Client, settings: Settings
) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = False
    election = announced(cast)
    first = issue_notice(election=election, number=2, by=cast.bo, at=day(-60))
    client.force_login(cast.bo)
    page, again = f"{election.get_absolute_url()}notices/2/", "notices/2/issue/"
    assert again not in client.get(page).content.decode()
    add_member(election=election, name="郑奶奶", office="chair", by=cast.bo, at=day(-59))
    assert again in client.get(page).content.decode()
    later = issue_notice(election=election, number=2, by=cast.bo, at=day(-59))
    assert (first.edition, later.edition) == (1, 2)
    assert ["郑奶奶" in one.text for one in (first, later)] == [False, True]
