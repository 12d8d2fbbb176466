"""What a new portal starts with: five columns and their first texts, written as a committee would."""

from typing import Any

from cms.models import ArticlePage, ColumnPage, GuidePage
from linli.communities.models import Community

Kind = ColumnPage.Kind
COLUMNS: list[tuple[Any, str, str]] = [
    (Kind.ABOUT, "社区介绍", "about"),
    (Kind.INFORMATION, "信息中心", "news"),
    (Kind.GUIDES, "办事指南", "guides"),
    (Kind.POLICIES, "政策法规", "policies"),
    (Kind.FIGURES, "统计报表", "figures"),
]

GUIDES: list[dict[str, str]] = [
    {
        "slug": "residence-permit",
        "icon_name": "id-card",
        "title": "居住证申领与签注",
        "summary": "在本地住满半年，有稳定住所、稳定就业或连续就读之一，即可申领。",
        "who": "离开常住户口所在地、在本社区居住半年以上的居民",
        "materials": "<ul><li>本人身份证</li><li>居住证明（房产证、租赁合同或单位出具的住宿证明）</li><li>近期免冠照片</li></ul>",
        "steps": "<ol><li>到居委会窗口或网上提交材料</li><li>居委会核对住址，当天转派出所</li><li>制证后短信通知领取</li></ol>",
        "time_limit": "15 个工作日（签注 3 个工作日）",
        "fee": "首次申领免费",
        "basis": "《居住证暂行条例》第九条、第十条",
    },
    {
        "slug": "elder-card",
        "icon_name": "heart-handshake",
        "title": "老年人优待证与高龄津贴",
        "summary": "六十周岁可办优待证，达到当地高龄标准的按月发津贴。",
        "who": "本社区户籍或常住的六十周岁以上老人，子女可代办",
        "materials": "<ul><li>老人身份证、户口簿</li><li>本人银行卡（申领津贴）</li><li>代办人身份证</li></ul>",
        "steps": "<ol><li>窗口登记，行动不便的可约上门</li><li>居委会公示后报街道</li><li>街道审批，次月起发放</li></ol>",
        "time_limit": "20 个工作日",
        "fee": "不收费",
        "basis": "《老年人权益保障法》第三十三条",
    },
    {
        "slug": "minimum-living",
        "icon_name": "hand-coins",
        "title": "最低生活保障申请",
        "summary": "家庭人均收入低于当地标准、财产符合规定的，可以申请。",
        "who": "共同生活的家庭成员，由一人代表提出",
        "materials": "<ul><li>户口簿、身份证</li><li>家庭收入和财产声明及核对授权书</li><li>残疾、重病的有关证明</li></ul>",
        "steps": "<ol><li>向街道提出，居委会可代为提交</li><li>入户调查、信息核对</li><li>社区公示 7 天</li><li>区民政部门确认</li></ol>",
        "time_limit": "受理起 30 个工作日",
        "fee": "不收费",
        "basis": "《社会救助暂行办法》第十一条",
    },
    {
        "slug": "lift",
        "icon_name": "building-2",
        "title": "既有住宅加装电梯",
        "summary": "由本单元业主共同决定，居委会帮助协商、公示和表决。",
        "who": "本社区多层住宅的业主",
        "materials": "<ul><li>加装意向书</li><li>初步方案和费用分摊办法</li><li>业主身份证、不动产权证复印件</li></ul>",
        "steps": "<ol><li>意向征集</li><li>方案公示，一楼住户的意见单独听</li><li>业主表决：参与过三分之二，同意过四分之三</li><li>报区住建部门联合审查</li></ol>",
        "time_limit": "从表决通过到开工一般三个月",
        "fee": "业主分摊，有财政补贴",
        "basis": "《民法典》第二百七十八条",
    },
]

POLICIES: list[tuple[str, str, str, str]] = [
    (
        "organic-law",
        "居民委员会是做什么的",
        "《城市居民委员会组织法》",
        "<p>居民委员会是居民自我管理、自我教育、自我服务的基层群众性自治组织。它办理本居住地区居民的公共事务和公益事业，"
        "调解民间纠纷，协助维护社会治安，并向人民政府反映居民的意见、要求和提出建议。</p>"
        "<p>涉及全体居民利益的重要问题，居民委员会必须提请居民会议讨论决定。</p>",
    ),
    (
        "owners-decide",
        "哪些事要由业主共同决定",
        "《民法典》第二百七十八条",
        "<p>制定和修改管理规约、选举业主委员会、选聘物业、使用维修资金、改建重建、改变共有部分用途等事项，由业主共同决定。</p>"
        "<p>表决须有专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与。一般事项经参与者过半数同意；"
        "筹集维修资金、改建重建、改变共有部分用途的，须经参与者四分之三以上同意。面积和人数都要达到。</p>",
    ),
]


def about(community: Community) -> ArticlePage:
    where = f"{community.place}的" if community.place else ""
    homes = f"现有居民 {community.household_count} 户，" if community.household_count else ""
    phone = f"有事请打 {community.phone}，" if community.phone else ""
    body = (
        f"<p>{community.name}是{where}一个社区，{homes}设居民委员会和居务监督委员会。</p>"
        f"<p>{phone}也可以在这里议事、投票、约服务、做志愿。社区的事，大家商量着办。</p>"
    )
    return ArticlePage(title=f"{community.name}简介", slug="introduction", community=community, body=body)


def first_pages(kind: str, community: Community) -> list[Any]:
    """The pages that stand in a new column."""
    if kind == Kind.ABOUT:
        return [about(community)]
    if kind == Kind.GUIDES:
        desk = {
            "place": f"{community.name}居委会服务窗口",
            "hours": community.office_hours or "工作日 9:00–12:00、13:00–17:00",
        }
        return [GuidePage(community=community, phone=community.phone, **desk, **texts) for texts in GUIDES]
    if kind == Kind.POLICIES:
        return [
            ArticlePage(community=community, slug=slug, title=title, source=source, body=body)
            for slug, title, source, body in POLICIES
        ]
    return []
