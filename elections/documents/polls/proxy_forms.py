"""A written proxy to fill in 委托投票书, with what the rules of this election ask of it."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Spacer, Table

from elections.documents.pdf import TITLE
from elections.documents.polls.page import PLAIN, WIDTH, numbered, printed, words

BLANK = "＿＿＿＿＿＿＿＿"
SAID = ParagraphStyle("said", parent=PLAIN, fontSize=14, leading=28, firstLineIndent=28)


def proxy_form_pdf(title: str, rules: Sequence[str]) -> bytes:
    said = [
        f"本人{BLANK}（选民编号＿＿＿＿，住{BLANK}{BLANK}），因{BLANK}{BLANK}，不能到场投票，",
        f"现委托{BLANK}（选民编号＿＿＿＿）代为参加{title}的投票。受托人是本人的{BLANK}（配偶、父母、子女、兄弟姐妹、其他选民）。",
        "委托人的意愿由委托人告知受托人；受托人按委托人的意愿投票，不得再委托他人。",
    ]
    lines = [("委托人签名：", "日期："), ("受托人签名：", "日期："), ("选举委员会核实人签名：", "编号：")]
    rows = [[words(one) for one in pair] for pair in lines]
    story = [
        words("委托投票书", TITLE),
        Spacer(1, 4 * mm),
        *(words(one, SAID) for one in said),
        Spacer(1, 4 * mm),
    ]
    story += [Table(rows, colWidths=[WIDTH * 0.62, WIDTH * 0.38], rowHeights=[14 * mm] * 3, hAlign="LEFT")]
    return printed("委托投票书", [[*story, *numbered(rules)]])
