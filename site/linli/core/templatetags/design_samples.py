"""What the living component page shows: invented neighbours, Chinese as on a real portal."""

from datetime import timedelta
from typing import Any

from django import forms, template
from django.core.paginator import Paginator
from django.utils import timezone

register = template.Library()


class SampleForm(forms.Form):
    name = forms.CharField(
        label="姓名", help_text="和身份证上一致", widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = forms.CharField(label="手机号", widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}))
    visit = forms.ChoiceField(
        label="上门时间",
        choices=[("am", "上午 9:00–11:00"), ("pm", "下午 14:00–17:00"), ("eve", "晚上 19:00–20:00")],
        widget=forms.RadioSelect,
    )
    area = forms.ChoiceField(label="在哪里", choices=[("", "请选择"), ("1", "1 号院"), ("2", "2 号院")])
    wishes = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))
    photo = forms.FileField(label="照片", required=False)
    agree = forms.BooleanField(label="我同意把电话告诉上门的师傅")


def lists() -> dict[str, Any]:
    return {
        "trail": [{"label": "议事", "url": "#"}, {"label": "院落与绿化", "url": "#"}],
        "way": [
            {"label": "提出", "state": "done"},
            {"label": "附议", "detail": "48/30 户", "state": "done"},
            {"label": "议事会", "detail": "11 月 27 日", "state": "now"},
            {"label": "决定"},
            {"label": "落实"},
            {"label": "评价"},
        ],
        "tiles": [
            {"label": label, "url": "#", "icon": icon}
            for label, icon in [("助餐", "utensils"), ("助浴", "bath"), ("送药", "pill"), ("维修", "wrench")]
        ],
        "figures": [
            {"value": "1", "label": "红灯：已逾期", "light": "red"},
            {"value": "3", "label": "黄灯：今天到期", "light": "yellow"},
            {"value": "12", "label": "绿灯：在办", "light": "green"},
            {"value": "97 %", "label": "事项按期办结", "room": "plate"},
        ],
        "facts": [{"term": "编号", "detail": "2026-1108"}, {"term": "电话", "detail": "0531-0000-0108", "url": "tel:053100000108"}],
        "filters": [
            {"label": "全部", "url": "#", "count": 31, "current": True},
            {"label": "进行中", "url": "#", "count": 4},
            {"label": "已落实", "url": "#", "count": 9},
        ],
        "columns": ["灯", "事项", "来源", "下一步", "操作"],
        "rows": [
            [{"text": "逾期 1 天", "light": "red"}, {"title": "5 号楼 2 单元楼道灯不亮", "meta": "2026-1119 号"}, "热线", "催办，或改派", {"text": "催办", "url": "#", "button": "danger"}],
            [{"text": "还有 5 天", "light": "green"}, {"title": "居住证签注", "meta": "2026-1108 号"}, "网上", "无需操作", {"text": "查看", "url": "#", "button": "quiet"}],
        ],
    }  # fmt: skip


def dated() -> dict[str, Any]:
    now = timezone.now()
    return {
        "now": now,
        "soon": now + timedelta(hours=6),
        "later": now + timedelta(days=5),
        "late": now - timedelta(days=1, hours=2),
        "entries": [
            {"at": now - timedelta(days=2), "title": "窗口受理", "by": "波", "state": "done"},
            {"at": now - timedelta(hours=3), "title": "转派出所核对", "by": "波", "state": "now"},
            {"title": "领取", "text": "带本人身份证", "state": "todo"},
        ],
        "comments": [
            {"id": 1, "author": "丹", "at": now - timedelta(hours=2), "html": "<p>支持。最好有一把是加高的。</p>", "agree_url": "#", "agree_count": 17, "reply_url": "#", "flag_url": "#"},
            {"id": 2, "author": "波", "badge": "居委会", "depth": 1, "reply_to": "丹", "at": now - timedelta(hours=1), "html": "<p>收到，我去问厂家。</p>", "agree_url": "#", "agree_count": 24, "agreed": True, "reply_url": "#", "flag_url": "#"},
            {"id": 3, "author": "", "removed": True},
        ],
    }  # fmt: skip


@register.simple_tag
def design_samples() -> dict[str, Any]:
    page = Paginator(range(200), 10).page(4)
    return (
        lists()
        | dated()
        | {
            "form": SampleForm(),
            "wrong": SampleForm({"name": "安", "visit": "noon"}, prefix="w"),
            "page": page,
        }
    )
