"""The Chinese catalogues: nothing missing, nothing fuzzy, nothing said in two ways."""

from pathlib import Path

import pytest

from linli.core.catalogues import faults

HEAD = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


def catalogue(root: Path, app: str, text: str) -> None:
    file = root / app / "locale/zh_Hans/LC_MESSAGES/django.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + text, encoding="utf-8")


def test_what_is_missing_or_fuzzy_is_named(tmp_path: Path) -> None:
    catalogue(tmp_path, "forum", 'msgid "Open"\nmsgstr ""\n\n#, fuzzy\nmsgid "Shut"\nmsgstr "开"\n')
    found = list(faults(tmp_path))
    assert [line.split(": ")[1] for line in found] == ["Open", "Shut"]
    assert found[0].startswith("forum/locale/zh_Hans/LC_MESSAGES/django.po:4")


def test_one_message_in_two_ways_is_found_across_catalogues(tmp_path: Path) -> None:
    catalogue(tmp_path, "forum", 'msgid "Open"\nmsgstr "开放"\n')
    catalogue(tmp_path, "elections", 'msgid "Open"\nmsgstr "进行中"\n')
    assert list(faults(tmp_path)) == ["two translations of “Open”: “开放” in forum, “进行中” in elections"]


def test_plural_forms_are_compared_too(tmp_path: Path) -> None:
    entry = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s {}"\n'
    catalogue(tmp_path, "forum", entry.format("天"))
    catalogue(tmp_path, "elections", entry.format("日"))
    assert len(list(faults(tmp_path))) == 1


@pytest.mark.parametrize(
    "second", ['msgctxt "ballot"\nmsgid "Open"\nmsgstr "进行中"\n', 'msgid "Open"\nmsgstr "开放"\n']
)
def test_another_context_and_the_same_words_are_no_fault(tmp_path: Path, second: str) -> None:
    catalogue(tmp_path, "forum", 'msgid "Open"\nmsgstr "开放"\n')
    catalogue(tmp_path, "elections", second)
    assert list(faults(tmp_path)) == []


def test_what_code_and_templates_say_must_stand_in_a_catalogue(tmp_path: Path) -> None:
    catalogue(tmp_path, "forum", 'msgid "Known"\nmsgstr "知道"\n')
    page = '{% load i18n %}{% translate "Known" %}{% translate "Edit" context "button" %}'
    page += (
        '{% blocktranslate count n=n trimmed %}{{ n }} "day"{% plural %}{{ n }} days{% endblocktranslate %}'
    )
    (tmp_path / "forum/templates").mkdir()
    (tmp_path / "forum/templates/page.html").write_text(page)
    code = '_("Known")\npgettext("ballot", "Open")\ngettext_lazy("Long, "\n  "and longer")\nother("Never")\n'
    (tmp_path / "forum/views.py").write_text(code)
    assert sorted(faults(tmp_path)) == [
        'forum/templates/page.html: in no catalogue: %(n)s "day"',
        "forum/templates/page.html: in no catalogue: Edit",
        "forum/views.py: in no catalogue: Long, and longer",
        "forum/views.py: in no catalogue: Open",
    ]
