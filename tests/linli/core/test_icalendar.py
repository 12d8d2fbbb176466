"""Calendar files that any telephone reads."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from linli.core.icalendar import Entry, calendar, escaped, folded
from tests.cast import BEGINNING


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_lines_fit_and_unfold_to_the_same(text: str) -> None:
    line = escaped(text)
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_text_begins_a_line_of_its_own(text: str) -> None:
    entry = Entry(uid="a", starts_at=BEGINNING, ends_at=BEGINNING, title=text, place=text, text=text)
    plain = Entry(uid="a", starts_at=BEGINNING, ends_at=BEGINNING, title="x", place="x", text=text and "x")
    unfolded = calendar(text, [entry], BEGINNING).replace("\r\n ", "")
    names = [line.split(":")[0] for line in unfolded.split("\r\n")]
    assert names == [line.split(":")[0] for line in calendar(text and "x", [plain], BEGINNING).split("\r\n")]


def test_what_would_break_a_line_is_escaped_and_times_are_in_utc() -> None:
    entry = Entry(
        uid="k@x",
        starts_at=BEGINNING,
        ends_at=BEGINNING + timedelta(hours=1),
        title="扫雪；a,b;c\nd",
        place="3 号楼;101",
        text="备注\r\n第二行",
        url="https://x/",
        is_cancelled=True,
    )
    text = calendar("服务", [entry], BEGINNING)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "SUMMARY:扫雪；a\\,b\\;c\\nd\r\n" in text
    assert "LOCATION:3 号楼\\;101\r\n" in text
    assert "DESCRIPTION:备注\\n第二行\r\n" in text
    assert "X-WR-CALNAME:服务\r\n" in text
    assert "DTSTART:20260105T010000Z\r\nDTEND:20260105T020000Z\r\n" in text
    assert "URL:https://x/\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text
    assert text.endswith("END:VCALENDAR\r\n")
