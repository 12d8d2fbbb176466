"""The list of representatives comes in from a file: tried first, whole or not at all."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from elections.actions.meetings import import_representatives
from elections.actions.meetings import refusals as no
from elections.models import Representative
from elections.rules.representatives import Row
from linli.audit.models import Event
from tests.cast import Cast
from tests.elections.meetings.scene import STARTS, day, elected
from tests.elections.meetings.test_pages import at, signed_in

LIST = """姓名,居民小组,任职起,任职止,备注
张三,第一居民小组,2026-01-06,,
李四,第二居民小组,2026年1月6日,2029/1/6,书记推荐

王五,第二居民小组,,,
"""
TODAY = date(2026, 6, 1)


def sent(cast: Cast, text: str, encoding: str = "utf-8", **data: Any) -> str:
    there = reverse("meetings:import", args=[cast.home.code])
    file = SimpleUploadedFile("list.csv", text.encode(encoding), content_type="text/csv")
    body = {"file": file, "starts_on": "2026-06-01"} | data
    return str(signed_in(cast.bo).post(there, body, follow=True).content.decode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_is_tried_first_and_then_comes_in(cast: Cast, monkeypatch: Any, encoding: str) -> None:
    at(monkeypatch, STARTS)
    trial = sent(cast, LIST, encoding, is_trial="on")
    assert "可读取居民代表 3 人，分属 2 个居民小组；有误 0 处" in trial
    assert "李四、王五" in trial
    assert not Representative.objects.exists()
    assert "已登记 3 位居民代表" in sent(cast, LIST, encoding)
    found = Representative.objects.order_by("pk").values_list("name", "group", "starts_on", "ends_on")
    assert list(found) == [
        ("张三", "第一居民小组", date(2026, 1, 6), None),
        ("李四", "第二居民小组", date(2026, 1, 6), date(2029, 1, 6)),
        ("王五", "第二居民小组", TODAY, None),
    ]
    assert Event.objects.get(action="elections.import_representatives").detail["representatives"] == 3


def test_every_fault_has_its_line_and_nothing_is_half_imported(cast: Cast, monkeypatch: Any) -> None:
    elected(cast)
    at(monkeypatch, STARTS)
    lines = "安,第1居民小组,,\n新人,第一居民小组,,\n,第一居民小组,,\n新人,第一居民小组,,\n别人,一,昨天,\n"
    page = sent(cast, f"姓名,居民小组,任职起,任职止\n{lines}")
    for words in (
        "第 2 行：此人在该期间已是居民代表",
        "第 4 行：缺少姓名",
        "第 5 行：此人在文件中重复出现",
        "第 6 行：任职起不是有效日期（例：2026-01-06）（昨天）",
        "有误 4 处",
        "未导入任何内容",
    ):
        assert words in page
    assert Representative.objects.count() == 9


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("名字,组\n张三,一\n", "第一行必须写列名"),
        ("", "空"),
        ("姓名,居民小组\n张\0三,一\n", "请另存为 CSV"),
        ("姓名,居民小组\n", "文件中没有任何人"),
        ("姓名,居民小组\n" + "张三,一\n" * 2001, "行数"),
    ],
)
def test_a_file_that_is_no_list(cast: Cast, text: str, words: str) -> None:
    assert words in sent(cast, text)
    assert not Representative.objects.exists()


def test_nothing_comes_in_with_somebody_who_is_there_already(cast: Cast) -> None:
    """What changed between the trial and the import is seen by the action."""
    elected(cast)
    rows = [Row("新人", "第一居民小组", TODAY), Row("赵国华", "第3居民小组", TODAY)]
    with pytest.raises(no.ListFaulty):
        import_representatives(community=cast.home, rows=rows, by=cast.bo, at=day(0))
    assert Representative.objects.count() == 9
    with pytest.raises(no.NobodyInList):
        import_representatives(community=cast.home, rows=[], by=cast.bo, at=day(0))


def test_the_same_names_elsewhere_are_other_people(cast: Cast) -> None:
    elected(cast)
    rows = [Row("赵国华", "第3居民小组", TODAY)]
    assert import_representatives(community=cast.other, rows=rows, by=cast.bo, at=day(0))
