"""Search over generated documents: recall against substring truth, and times, in one run.

`python -m benchmarks.search [how many documents]`. The yardstick is `LIKE` over the same rows in the same run. Works in
a transaction that is rolled back, in a community that no other has entries for.
"""

import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any

import django
from rich.progress import track

WORDS = [
    "停水",
    "停电",
    "检修",
    "居住证",
    "签注",
    "助餐",
    "助浴",
    "陪诊",
    "志愿者",
    "换届选举",
    "居民委员会",
    "居务公开",
    "加装电梯",
    "小花园",
    "长椅",
    "垃圾分类",
    "停车位",
    "充电桩",
    "社区食堂",
    "老年活动中心",
    "健康义诊",
    "疫苗接种",
    "反诈宣传",
    "消防演练",
    "物业费",
    "维修资金",
    "议事协商",
    "网格员",
    "一键求助",
    "养老补贴",
    "临时救助",
    "图书角",
    "邻里节",
    "旧书交换",
    "手机课堂",
    "家庭医生",
    "残疾证",
    "生育登记",
    "入户走访",
    "楼栋长",
    "监督委员会",
    "民主评议",
    "WiFi密码",
    "APP",
    "2026年",
    "3号楼",
]
GLUE = "的了在和与及为把对请将于从到"
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def vocabulary(dice: random.Random) -> list[str]:
    """Four thousand made-up words of two to four characters, the ones in front said more often."""
    characters = dice.sample([chr(code) for code in range(0x4E00, 0x9FA5)], 1800)
    return ["".join(dice.choices(characters, k=dice.choice((2, 2, 2, 3, 4)))) for _ in range(4000)]


def sentence(dice: random.Random, words: list[str], weights: list[float]) -> str:
    parts = [
        w + (dice.choice(GLUE) if dice.random() < 0.4 else "")
        for w in dice.choices(words, cum_weights=weights, k=9)
    ]
    if dice.random() < 0.08:
        parts.append(dice.choice(WORDS))
    return "".join(parts) + dice.choice("，。；！\n")


def documents(count: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    words = vocabulary(dice)
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    for number in range(count):
        body = "".join(sentence(dice, words, weights) for _ in range(dice.randint(2, 12)))
        yield f"{dice.choice(WORDS)} {dice.choice(WORDS)} 第{number}号", body


def queries(texts: list[str], dice: random.Random) -> list[str]:
    """Words, and any two to six neighbouring characters: what a reader copies out of a text."""
    runs = [r for t in dice.sample(texts, 200) for r in re.findall("[\u4e00-\u9fff]{6,}", t)]
    cut = [
        r[s : s + dice.randint(2, 6)] for r in dice.sample(runs, 120) for s in [dice.randint(0, len(r) - 6)]
    ]
    return [*(w for w in WORDS if len(w) > 1), *cut]


def timed(act: Callable[[], object], repeats: int = 3) -> float:
    """Milliseconds, the median of some runs."""
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        act()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def fill(count: int, community_id: int, dice: random.Random) -> tuple[list[str], float]:
    from linli.core.audience import Audience
    from linli.core.searching import Entry
    from search.actions import store

    texts, start, batch = [], time.perf_counter(), []
    for number, (title, body) in enumerate(track(documents(count, dice), total=count, description="index")):
        texts.append(f"{title}\n{body}")
        about: Any = {"kind": "bench", "audience": Audience.PUBLIC, "url": f"/{number}/", "at": AT}
        batch.append(Entry(object_id=number, community_id=community_id, title=title, body=body, **about))
        if len(batch) == 500 or number == count - 1:
            store(entries=batch, at=AT)
            batch = []
    return texts, count / (time.perf_counter() - start)


def measure(texts: list[str], community_id: int, dice: random.Random) -> None:
    from django.db import connection

    from search.engines import engine
    from search.engines.base import Question
    from search.models import SearchEntry
    from search.rules.folding import fold

    folded = [fold(t) for t in texts]
    right = wanted = got = 0
    ours: list[float] = []
    like: list[float] = []
    for words in track(queries(texts, dice), description="ask"):
        question = Question(words=words, community_id=community_id, audiences=("public",))
        truth = {n for n, text in enumerate(folded) if fold(words) in text}
        hits = {h.object_id for h in engine().search(question, 0, len(texts)).hits}
        right, wanted, got = right + len(truth & hits), wanted + len(truth), got + len(hits)
        ours.append(timed(lambda q=question: engine().search(q, 0, 20)))  # type: ignore[misc]  # bound at once
        rows = SearchEntry.objects.filter(kind="bench", body__icontains=words)
        like.append(timed(lambda r=rows: len(r[:20]) + r.count(), repeats=1))  # type: ignore[misc]  # bound at once
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_relation_size('search_entry_vector'))")
        size = cursor.fetchone()[0]
    print(
        f"recall {right / wanted:.4f}  precision {right / got:.4f}  of {wanted} hits for {len(ours)} queries"
    )
    print(
        f"p50 {percentile(ours, 0.5):.2f} ms  p95 {percentile(ours, 0.95):.2f} ms  (hits and counts by kind)"
    )
    print(
        f"LIKE p50 {percentile(like, 0.5):.2f} ms: ratio {percentile(like, 0.5) / percentile(ours, 0.5):.1f}"
    )
    print(f"index {size}")


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.settings.dev")
    django.setup()
    from django.db import transaction

    from linli.communities.models import Community, Division

    dice = random.Random(17)
    with transaction.atomic():
        parent = Division.objects.create(code="990000000000", level="province", name="测试")
        place = Division.objects.create(
            code="999999999999", level="community", name="测试社区", parent=parent
        )
        community = Community.objects.create(division=place, name="测试社区", opened_at=AT)
        texts, speed = fill(count, community.pk, dice)
        print(
            f"{count} documents, {sum(map(len, texts)) / 1e6:.1f} M characters: {speed:,.0f} indexed a second"
        )
        measure(texts, community.pk, dice)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
