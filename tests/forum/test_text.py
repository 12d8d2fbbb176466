"""What becomes of text: the rule alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.rules.text import render, tidy

ALLOWED = re.compile(r'</?p>|<br>|</a>|<a href="https?://[^"<>]+" rel="nofollow ugc noopener noreferrer">')


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一段", "<p>一段</p>"),
        ("一行\n又一行", "<p>一行<br>又一行</p>"),
        ("一段\n\n\n\n又一段", "<p>一段</p><p>又一段</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("<b>粗</b>", "<p>&lt;b&gt;粗&lt;/b&gt;</p>"),
        ("", ""),
        (" \n \n", ""),
    ],
)
def test_paragraphs(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("看 https://example.org/a?b=1&c=2 这里", ["https://example.org/a?b=1&amp;c=2"]),
        ("看https://example.org/a，很好", ["https://example.org/a"]),
        ("（http://example.org/路）", ["http://example.org/"]),
        ("https://example.org/a.", ["https://example.org/a"]),
        ("“https://example.org”。", ["https://example.org"]),
        ("//evil.example/a", []),
        ("/\\evil.example", []),
        ("https:evil.example https:/evil.example", []),
        ("https://bank.example@evil.example/", []),
        ("javascript:alert(1) data:text/html,x vbscript:x", []),
        ("ftp://a.example file:///etc/passwd mailto:a@b.example tel:110", []),
        ("www.example.org", []),
        ("https://[bad", []),
        ("xhttps://example.org", []),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    assert re.findall(r'href="([^"]*)"', render(text)) == links


def test_marks_that_turn_the_text_around_are_dropped() -> None:
    assert tidy("好\u202e评\u2066差\u200f评\x00\x1b") == "好评差评"
    assert tidy("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


@given(
    st.text(alphabet=st.sampled_from("<>/\"'=:&;# \n\tahrefscriptonjvp//https://.@\\\u202e一"), max_size=120)
)
def test_whatever_is_written_only_three_elements_come_out(text: str) -> None:
    rest = ALLOWED.sub("", render(text))
    assert "<" not in rest
    assert ">" not in rest


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf"]), min_size=1, max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    from html import unescape

    shown = unescape(re.sub(r"<[^>]+>", "", render(text)))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", tidy(text))
