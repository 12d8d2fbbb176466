"""A sheet to sign a petition on paper 联名签名表: whom it is about and why, what a signer must know, and lines to sign.

A Chinese document, like the notices, whatever language the pages are read in.
"""

from collections.abc import Sequence
from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from elections.documents.pdf import BODY, TITLE, with_font
from elections.models import Recall
from elections.rules.results import Code, Reason

WHO = {Code.PETITION_ELECTORS: "选民", Code.PETITION_REPRESENTATIVES: "居民代表"}
LINES = 15
HEADS = ("序号", "姓名（本人签名）", "楼栋户室", "选民编号", "签名日期")
WIDTHS = (14 * mm, 46 * mm, 52 * mm, 24 * mm, 30 * mm)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=10.5, leading=16, firstLineIndent=0)
REASONS = ParagraphStyle("reasons", parent=BODY, fontSize=12, leading=20, firstLineIndent=24)
HEAD = ParagraphStyle("head", parent=SMALL, alignment=1)


def told(ways: Sequence[Reason], law: str) -> list[str]:
    """What a signer must know."""
    needed = "，或者".join(f"{one.needed}名以上{WHO[one.code]}联名（共{one.of}名）" for one in ways)
    words = [
        f"依据{law}提出。须有{needed}；联名只是要求表决，是否罢免由选民投票决定。",
        "请本人签名。每人只签一次：已在网上签名的，不再在纸上签名；重复的只计一次。",
        "本表由居民委员会或监督委员会按选民名单逐行录入；撤回或无效的签名附理由留存，不再计数。",
    ]
    if any(one.code == Code.PETITION_REPRESENTATIVES for one in ways):
        words.insert(2, "以居民代表身份签名的，请在“选民编号”栏注明“代表”和所在居民小组。")
    return words


def lines() -> Table:
    heads = [Paragraph(escape(one), HEAD) for one in HEADS]
    rows = [[str(n), "", "", "", ""] for n in range(1, LINES + 1)]
    table = Table([heads, *rows], colWidths=WIDTHS, rowHeights=[9 * mm] + [9.5 * mm] * LINES, repeatRows=1)
    looks = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (0, 0), (0, -1), "CENTER"),
    ]
    table.setStyle(TableStyle(looks))
    return table


def petition_pdf(recall: Recall, ways: Sequence[Reason], law: str) -> bytes:
    """The bytes of the file: the text once, then the lines; the number of the sheet is written by hand."""
    with_font()
    holder, out = recall.officeholder, BytesIO()
    title = f"关于罢免{holder.name}{holder.title}职务的联名签名表"
    margins = {"leftMargin": 22 * mm, "rightMargin": 22 * mm, "topMargin": 20 * mm, "bottomMargin": 18 * mm}
    page = SimpleDocTemplate(out, pagesize=A4, title=title, lang="zh-CN", **margins)
    about = f"{holder.term.committee}　　第＿＿＿＿号表"
    story: list[Flowable] = [Paragraph(escape(title), TITLE), Paragraph(escape(about), SMALL)]
    reasons = [line for line in recall.reasons.splitlines() if line.strip()]
    story += [Paragraph(escape(line), REASONS) for line in ("罢免理由：", *reasons)]
    story.append(Spacer(1, 3 * mm))
    story += [Paragraph(escape(line), SMALL) for line in told(ways, law)]
    story += [Spacer(1, 4 * mm), lines(), Spacer(1, 4 * mm)]
    story.append(
        Paragraph(
            "收集人：＿＿＿＿＿＿＿＿　　　收表人：＿＿＿＿＿＿＿＿　　　收表日期：＿＿＿＿＿＿＿＿", SMALL
        )
    )
    page.build(story)
    return out.getvalue()
