"""Hostile text is stored and shown, and does nothing: the pages are parsed as a browser would read them."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from forum.models import Comment
from forum.rules.text import tidy
from tests.cast import Cast
from tests.forum.payloads import PAYLOADS
from tests.forum.talk import MINUTE, NOW, begin, say

URLS = {"href", "src", "action", "formaction", "data", "hx-get", "hx-post", "srcset", "poster", "content"}
FOREIGN = {
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "template",
    "math",
    "marquee",
    "video",
    "audio",
    "noembed",
}


class Page(HTMLParser):
    """Every element with its attributes, and the text inside comments' bodies."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.prose: list[str] = []
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if self.depth:
            self.depth += tag not in ("br", "img", "input")
        elif tag == "div" and "prose" in (dict(attrs).get("class") or ""):
            self.depth = 1
            self.prose.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.prose[-1] += data


def faults(page: Page, clean: Page) -> list[Any]:
    """What a browser would run or follow that the same page with harmless text has not."""
    found: list[Any] = []
    for tag, attrs in page.elements:
        if tag in FOREIGN or (tag == "script" and not attrs.get("src", "").startswith("/static/")):  # type: ignore[union-attr]
            found.append(tag)
        for name, value in attrs.items():
            if name.startswith("on") or name in ("style", "srcdoc") or name.startswith("hx-on"):
                found.append((tag, name))
            if name in URLS and re.match(r"\s*(javascript|data|vbscript):|//|\\", value or "", re.I):
                found.append((tag, name, value))
    counted = {
        t: sum(1 for e in page.elements if e[0] == t)
        for t in ("form", "input", "button", "script", "meta", "link", "img")
    }
    usual = {t: sum(1 for e in clean.elements if e[0] == t) for t in counted}
    return found + ([(counted, usual)] if counted != usual else [])


def page_of(client: Client, url: str) -> Page:
    answer = client.get(url)
    assert answer.status_code == 200
    return Page(answer.content.decode())


def test_there_are_enough() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_hostile_words_do_nothing(cast: Cast, client: Client, number: int) -> None:
    payload = PAYLOADS[number]
    clean = begin(cast, title="干净的话题", text="好")
    say(clean, cast.dan, "好")
    topic = begin(cast, title=payload[:70].strip().ljust(4, "。"), text=payload, at=NOW + MINUTE)
    comment = say(topic, cast.dan, payload, at=NOW + MINUTE)
    Comment.objects.filter(pk=comment.pk).update(user_name=payload[:50].replace("\x00", ""))
    client.force_login(cast.ann)
    page = page_of(client, topic.get_absolute_url())
    assert faults(page, page_of(client, clean.get_absolute_url())) == []
    visible = re.sub(r"\s", "", tidy(payload))
    assert [re.sub(r"\s", "", p) for p in page.prose] == [visible, visible]  # and nothing of it is lost
    listed = page_of(client, reverse("forum:topics", args=[cast.home.code]))
    assert not [t for t, a in listed.elements if any(n.startswith("on") for n in a) or t in FOREIGN]


def test_all_of_them_pass_through_every_page_that_quotes(cast: Cast, client: Client) -> None:
    """Reply, report, hide, edit, withdraw, the report itself, the record: each shows the words of others."""
    from forum import actions

    topic = begin(cast)
    client.force_login(cast.bo)
    for number, payload in enumerate(PAYLOADS[::6]):
        at = NOW + number * MINUTE * 10
        comment = say(topic, cast.dan, payload, at=at)
        report = actions.report_comment(
            comment=comment, reason="other", note=payload[:200], by=cast.ann, at=at
        )
        for name in ("reply", "report_comment", "hide_comment"):
            url = reverse(f"forum:{name}", args=[cast.home.code, comment.key])
            assert faults(page_of(client, url), page_of(client, url)) == []
        page = page_of(client, report.get_absolute_url())
        assert faults(page, page) == []
        actions.hide_comment(comment=comment, reason=payload[:200], by=cast.bo, at=at)
    for name in ("log", "reports"):
        page = page_of(client, reverse(f"forum:{name}", args=[cast.home.code]))
        assert faults(page, page) == []


def test_the_sieve_of_this_test_lets_nothing_through(cast: Cast) -> None:
    """Guard off: were the text put on the page as it is, these tests would see it."""
    seen = [
        p for p in PAYLOADS if faults(Page(f"<div class=prose>{p}</div>"), Page("<div class=prose></div>"))
    ]
    assert len(seen) >= 40
