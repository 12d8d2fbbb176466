"""The letter that stands for a person without a picture."""

import pytest

from linli.core.templatetags.linli import initial


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("许夏书", "书"),
        ("许*书", "书"),
        ("高*", "高"),
        ("Ann", "A"),
        (" 安 ", "安"),
        ("*", "?"),
        ("", "?"),
    ],
)
def test_the_letter_of_a_face(name: str, letter: str) -> None:
    assert initial(name) == letter
