"""The report as text, in Chinese or English."""

from linli_verify.checks import GROUPS
from linli_verify.report import Report

WORDS = {
    "zh": {
        "holds": "核验通过：所有检查均成立。",
        "fails": "核验不通过：有 {n} 项检查不成立。",
        "stopped": "到此为止，后面的内容无法继续核验：",
        "unchecked": "未涉及",
        "fingerprint": "选举指纹",
        "states": {
            "finished": "选举已结束，结果已公布。",
            "counting": "正在开票，尚无结果。",
            "closed": "投票已截止，尚未开票。",
            "too few": "计入的网上选票不足规定数目，按规则不开票。",
            "open": "投票进行中，尚无结果。",
            "ended": "因保管人投诉，本公告板已终止。",
            "preparing": "选举尚在准备，没有开始投票。",
        },
        "numbers": "投票卡 {credentials}，网上选票 {ballots}，抽查 {challenges}，作废卡 {cancelled}，计票单 {sheets}，计入 {counted}",
        "fates": {
            "last": "在公告板上，是这张卡的最后一票。",
            "replaced": "在公告板上，后来被同一张卡的新票代替。",
            "paper": "在公告板上，因现场投了纸质票而不计。",
            "challenged": "这张票被抽查过，不是投出的票。",
            "absent": "不在这份公告板上。",
        },
        "columns": "（成立 / 不成立）",
    },
    "en": {
        "holds": "The election holds: every check passed.",
        "fails": "The election does NOT hold: {n} checks failed.",
        "stopped": "Nothing after this could be checked: ",
        "unchecked": "not met",
        "fingerprint": "fingerprint",
        "states": {
            "finished": "The election is over and its result is published.",
            "counting": "The count is going on; there is no result yet.",
            "closed": "Voting is closed; nothing is counted yet.",
            "too few": "Too few online ballots count: by the rule nothing is opened.",
            "open": "Voting is going on; there is no result yet.",
            "ended": "A trustee's complaint ended this board.",
            "preparing": "The election is being prepared; voting has not begun.",
        },
        "numbers": "cards {credentials}, online ballots {ballots}, challenged {challenges}, cancelled cards {cancelled}, sheets {sheets}, counted {counted}",
        "fates": {
            "last": "is on the board, as the last ballot of its card.",
            "replaced": "is on the board, and was replaced by a later ballot of its card.",
            "paper": "is on the board, and does not count since its elector voted on paper.",
            "challenged": "was challenged; it is not a ballot that was cast.",
            "absent": "is not on this board.",
        },
        "columns": "(holds / does not)",
    },
}


def clean(text: str) -> str:
    """Text of strangers, without control characters for the terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)[:300]


def as_text(report: Report, language: str) -> str:
    words, facts = WORDS[language], report.facts
    lines = [clean(f"{facts.get('title', '')} · {facts.get('community', '')}")]
    if "fingerprint" in facts:
        lines.append(f"{words['fingerprint']}: {facts['fingerprint_code']} ({facts['fingerprint']})")
    lines.append(str(words["states"][facts["state"]]))  # type: ignore[index]
    lines.append(str(words["numbers"]).format(**facts["numbers"]))
    if "tracker" in facts:
        told = words["fates"][facts["tracker"]["fate"]]  # type: ignore[index]
        lines.append(clean(f"{facts['tracker']['tracker']}: {told}"))
    lines += _result(report, language)
    lines += _checks(report, language)
    lines += ["", *_verdict(report, language)]
    return "\n".join(lines) + "\n"


def _result(report: Report, language: str) -> list[str]:
    """Votes by option; ★ elected, = tied."""
    lines: list[str] = []
    for contest, outcome in zip(
        report.facts.get("contests", ()), report.facts.get("outcome", ()), strict=False
    ):
        lines += ["", clean(contest["title"])]
        for option, votes in zip(contest["options"], outcome["votes"], strict=True):
            mark = (
                "★" if option["id"] in outcome["elected"] else "=" if option["id"] in outcome["tied"] else " "
            )
            lines.append(clean(f"  {mark} {option['label']}: {votes}"))
    return lines


def _checks(report: Report, language: str) -> list[str]:
    lines = []
    for group in GROUPS:
        lines += ["", f"{getattr(group, language)} {WORDS[language]['columns']}"]
        for check in group.checks:
            good, bad = report.passed[check.id], report.failed[check.id]
            mark = "✗" if bad else "✓" if good else "·"
            lines.append(f"  {mark} {getattr(check, language)}: {good} / {bad}")
    return lines


def _verdict(report: Report, language: str) -> list[str]:
    words = WORDS[language]
    lines = [clean(f"✗ {found['where']}: {found[language]}") for found in report.findings]
    if "stopped_at" in report.facts:
        lines.append(clean(f"{words['stopped']}{report.facts['stopped_at']}"))
    if report.holds:
        return [*lines, str(words["holds"])]
    return [*lines, str(words["fails"]).format(n=sum(report.failed.values()))]
