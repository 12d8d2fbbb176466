"""The register of divisions: read in bulk, all or nothing, twice without change."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from linli.communities.demo import SLICE
from linli.communities.models import Division

FILES = {
    "provinces.csv": ["code,name", '37,"山东省"'],
    "cities.csv": ["code,name,provinceCode", '3701,"济南市",37'],
    "areas.csv": ["code,name,cityCode,provinceCode", '370103,"市中区",3701,37'],
    "streets.csv": ["code,name,areaCode,provinceCode,cityCode", '370103008,"二七街道",370103,37,3701'],
    "villages.csv": [
        "code,name,streetCode,provinceCode,cityCode,areaCode",
        '370103008009,"建新社区居民委员会",370103008,37,3701,370103',
        '370103008010,"郎茂山社区居民委员会",370103008,37,3701,370103',
    ],
}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    for file, lines in FILES.items():
        (tmp_path / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def add(folder: Path, file: str, *lines: str, encoding: str = "utf-8") -> None:
    with (folder / file).open("ab") as opened:
        opened.write("".join(line + "\n" for line in lines).encode(encoding))


def run(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    call_command("import_divisions", str(folder), *options)
    return capsys.readouterr().out


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    before = list(Division.objects.order_by("code").values())
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_divisions", str(folder), *options)
    assert list(Division.objects.order_by("code").values()) == before, "half imported"
    return capsys.readouterr().err


@pytest.mark.django_db
def test_codes_are_padded_and_parents_tied(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Added 6, changed 0, unchanged 0" in run(register, capsys)
    community = Division.objects.get(code="370103008009")
    assert (community.level, community.name) == ("community", "建新社区居民委员会")
    street = community.parent
    assert (street.code, street.level) == ("370103008000", "street")
    assert [d.code for d in Division.objects.filter(parent=None)] == ["370000000000"]


@pytest.mark.django_db
def test_second_run_changes_nothing(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(register, capsys)
    assert "Added 0, changed 0, unchanged 6" in run(register, capsys)


@pytest.mark.django_db
def test_dry_run_says_what_would_change_and_writes_nothing(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Would add 6" in run(register, capsys, "--dry-run")
    assert not Division.objects.exists()


@pytest.mark.django_db
def test_renamed_and_vanished_rows(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(register, capsys)
    villages = FILES["villages.csv"]
    (register / "villages.csv").write_text(
        "\n".join([villages[0], villages[1].replace("建新", "新建")]), encoding="utf-8"
    )
    out = run(register, capsys)
    assert "Added 0, changed 1, unchanged 4" in out
    assert "1 divisions are no longer in the register; they were kept" in out
    assert "370103008010 郎茂山社区居民委员会" in out
    assert Division.objects.get(code="370103008009").name == "新建社区居民委员会"
    assert Division.objects.filter(code="370103008010").exists()


BROKEN = [
    ("37010300801", "villages.csv:4: not a code of this level"),
    ("37010300801x", "villages.csv:4: not a code of this level"),
    ("３７０１０３００８０１１", "villages.csv:4: not a code of this level"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "said"), BROKEN)
def test_bad_code(register: Path, capsys: pytest.CaptureFixture[str], code: str, said: str) -> None:
    add(register, "villages.csv", f'{code},"某社区",370103008,37,3701,370103')
    assert said in refused(register, capsys)


ROWS = [
    (
        "villages.csv",
        '370103009001,"某社区",370103009,37,3701,370103',
        "villages.csv:4: lies in a division that is not",
    ),
    (
        "villages.csv",
        '370103008009,"某社区",370103008,37,3701,370103',
        "villages.csv:4: this code stands twice",
    ),
    (
        "villages.csv",
        '370103008011,"某社区",370103009,37,3701,370103',
        "villages.csv:4: does not lie in the division",
    ),
    (
        "villages.csv",
        '370103008011,"某社区",3701,37,3701,370103',
        "villages.csv:4: does not lie in the division",
    ),
    ("villages.csv", '370103008011,"某社区",,37,3701,370103', "villages.csv:4: does not lie in the division"),
    ("villages.csv", '370103008011,"",370103008,37,3701,370103', "villages.csv:4: not a name"),
    ("villages.csv", '370103008011,"某\u0000社区",370103008,37,3701,370103', "villages.csv:4: not a name"),
    ("villages.csv", f'370103008011,"{"长" * 121}",370103008,37,3701,370103', "villages.csv:4: not a name"),
    ("villages.csv", "370103008011,某社区", "villages.csv:4: as many cells as"),
    ("villages.csv", '370103008011,"某社区,370103008,37,3701,370103', "villages.csv:4: not CSV from here on"),
    ("streets.csv", '370104001,"某街道",370104,37,3701', "streets.csv:3: lies in a division that is not"),
    ("provinces.csv", '370,"某省"', "provinces.csv:3: not a code of this level"),
    ("cities.csv", '3703,"某市",38', "cities.csv:3: does not lie in the division"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "row", "said"), ROWS)
def test_broken_rows_are_named_and_nothing_is_imported(
    register: Path, capsys: pytest.CaptureFixture[str], file: str, row: str, said: str
) -> None:
    add(register, file, row)
    assert said in refused(register, capsys)


@pytest.mark.django_db
def test_wrong_encoding_is_told_row_by_row(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(register, "villages.csv", '370103008011,"某社区",370103008,37,3701,370103', encoding="gb18030")
    add(register, "villages.csv", '370103008012,"另社区",370103008,37,3701,370103')
    told = refused(register, capsys)
    assert "villages.csv:4: not UTF-8" in told
    assert "villages.csv:5" not in told


@pytest.mark.django_db
def test_whole_files_that_fail_blame_no_children(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (register / "streets.csv").write_text(
        'code,name,provinceCode\n370103008,"二七街道",37\n', encoding="utf-8"
    )
    (register / "areas.csv").unlink()
    told = refused(register, capsys).split("\n")[:2]
    assert told == [
        "areas.csv: the file is missing",
        "streets.csv:1: the first line lacks a column: areaCode",
    ]


@pytest.mark.django_db
def test_a_city_without_districts_stands_once(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(register, "cities.csv", '3719,"某市",37')
    add(register, "areas.csv", '371900,"某市",3719,37')
    add(register, "streets.csv", '371900003,"某街道",371900,37,3719')
    assert "Added 8, changed 0, unchanged 0" in run(register, capsys)
    street = Division.objects.get(code="371900003000")
    assert (street.parent_id, street.parent.level) == ("371900000000", "city")
    assert street.parent.covers(street.code)
    assert "1 rows only repeat the division that they lie in" in run(register, capsys)


@pytest.mark.django_db
def test_a_byte_order_mark_is_no_fault(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (register / "provinces.csv").write_text("\n".join(FILES["provinces.csv"]), encoding="utf-8-sig")
    assert "Added 6" in run(register, capsys)


@pytest.mark.django_db
def test_many_errors_are_summed_up_unless_all_are_asked_for(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(register, "villages.csv", *(f'{n},"某社区",370103008,37,3701,370103' for n in range(50)))
    assert "villages.csv: not a code of this level: 30 more" in refused(register, capsys)
    assert "villages.csv:53: not a code of this level: 49" in refused(register, capsys, "--all-errors")


@pytest.mark.django_db
def test_faults_in_several_files_are_all_told_and_an_earlier_import_stays(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(register, capsys)
    add(register, "streets.csv", '370103009,"某街道",370103,37,3701', '37010300,"某街道",370103,37,3701')
    add(register, "villages.csv", '370103009001,"",370103009,37,3701,370103')
    told = refused(register, capsys)
    assert "streets.csv:4: not a code" in told
    assert "villages.csv:4: not a name" in told
    assert Division.objects.count() == 6


@pytest.mark.django_db
def test_the_shipped_slice(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Added" in run(SLICE, capsys)
    for code, name in {
        "370103008009": "建新社区居民委员会",
        "370203026002": "南山社区居委会",
        "370203030005": "九江路社区居委会",
    }.items():
        assert Division.objects.get(code=code).name == name
    assert Division.objects.filter(code__startswith="310110009", level="community").count() == 23
    assert "Added 0, changed 0" in run(SLICE, capsys)
