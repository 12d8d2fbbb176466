"""Every sentence of a count, in English and Chinese; `explain.py` fills in names and numbers."""

from __future__ import annotations

Texts = dict[str, dict[str, str]]


def both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


RULES: Texts = {
    "plurality": both("one mark each, most votes win", "单选，得票多者当选"),
    "k-of-n": both("as many marks as seats, most votes win", "按应选人数投票，得票多者当选"),
    "approval": both("approval voting", "赞成投票（可赞成任意多人）"),
    "score": both("score voting", "打分投票"),
    "star": both("STAR: score, then automatic runoff", "打分加复选（STAR）"),
    "borda": both("Borda count", "波达计分"),
    "irv": both("instant run-off", "排序复选（IRV）"),
    "stv-scottish": both("single transferable vote, Scottish rules", "可转移单票制（苏格兰规则）"),
    "stv-meek": both("single transferable vote, Meek's method", "可转移单票制（米克法）"),
    "schulze": both("Schulze method", "舒尔茨法（两两对决）"),
    "cumulative": both("cumulative voting", "累积投票"),
    "quadratic": both("quadratic voting", "平方投票"),
    "phragmen": both("sequential Phragmén, for a committee", "逐次弗拉格门法（选出一组人）"),
    "phragmen-budget": both("sequential Phragmén, for a budget", "逐次弗拉格门法（分配预算）"),
    "equal-shares": both("Method of Equal Shares", "平等份额法"),
    "greedy": both("budget: the best first, as long as it fits", "预算：从高到低，放得下就选"),
    "knapsack": both("budget: the bundle with most votes in all", "预算：总票数最多的组合"),
    "sortition": both("selection by lot", "抽签产生"),
}

TIES: Texts = {
    "Refuse": both("Ties are reported, not decided.", "票数相等时如实报告，不作裁定。"),
    "Lot": both(
        "Ties are decided by lot from the published seed “{seed}”: the lowest SHA-256 goes first.",
        "票数相等时按公开种子“{seed}”抽签决定：SHA-256 值最小者在前。",
    ),
    "Drawn": both(
        "Ties are decided by the lots drawn before the count: {names}.",
        "票数相等时按计票前抽签的顺序决定：{names}。",
    ),
}

LOTS = both(
    "Everybody's lot is the SHA-256 of the published seed “{seed}” and the name: the lowest comes first.",
    "每人的签号为公开种子“{seed}”与姓名的 SHA-256 值，小者在前。",
)

ROUNDS: Texts = {
    "spoiled": both(
        "Spoiled and not counted: {papers} of {of} papers.", "{of} 张票中有废票 {papers} 张，不计入。"
    ),
    "cut": both(
        "Papers that rank several names equally and count only down to there: {papers} of {of}.",
        "{of} 张票中有 {papers} 张把多个名字排在同一名次，只计到该名次之前。",
    ),
    "votes": both("Votes: {totals}.", "得票：{totals}。"),
    "points": both("Points: {totals}.", "得分：{totals}。"),
    "elected": both("Elected: {candidates}.", "当选：{candidates}。"),
    "lot": both(
        "Level: {tied} (in the order of the lots). The lot chooses {chosen}.",
        "相等：{tied}（按签序）。抽签结果：{chosen}。",
    ),
    "undecided": both(
        "{tied} are level, and no rule for this was declared: the count stops here.",
        "{tied} 相等，事先未定裁定办法，计票到此为止。",
    ),
    "standing": both("Votes now: {votes}.", "目前得票：{votes}。"),
    "exhausted": both(
        "Papers that name nobody who is left: {papers}.", "{papers} 张票上已没有仍在计票中的名字。"
    ),
    "majority": both(
        "{candidates} has {votes} of {of} votes, more than half, and is elected.",
        "{candidates} 得 {of} 票中的 {votes} 票，过半数，当选。",
    ),
    "out": both("{candidates}: fewest votes, out of the count.", "{candidates} 得票最少，退出计票。"),
    "quota": both(
        "Valid papers {papers}, seats {seats}: the quota is {quota}.",
        "有效票 {papers} 张，应选 {seats} 人，当选票额为 {quota} 票。",
    ),
    "quota_reached": both("{candidates}: quota reached, elected.", "{candidates} 达到当选票额，当选。"),
    "last_vacancies": both(
        "No more candidates are left than vacancies: {candidates} elected.",
        "剩余候选人不多于空缺名额：{candidates} 当选。",
    ),
    "surplus": both(
        "{candidate} passes on a surplus of {surplus}: {received}; no further name {silent}, lost in rounding {lost}.",
        "{candidate} 转出超额 {surplus} 票：{received}；无后续名字 {silent}，舍去尾数 {lost}。",
    ),
    "excluded": both(
        "{candidate} has the fewest votes and is excluded; passed on: {received}; no further name {silent}.",
        "{candidate} 得票最少，被淘汰；转给：{received}；无后续名字 {silent}。",
    ),
    "looked_back": both(
        "{level} are level now; at stage {stage} they were not: {kept}.",
        "{level} 现在相等；回看第 {stage} 轮，票数不等，取：{kept}。",
    ),
    "meek": both(
        "Turn {turns}: {votes}; quota {quota}; no further name {exhausted}; kept share: {keep}.",
        "迭代 {turns} 次后：{votes}；当选票额 {quota}；无后续名字 {exhausted}；留存比例：{keep}。",
    ),
    "duels": both("Head to head: {pairs}. Won: {wins}.", "两两对决：{pairs}。获胜：{wins}。"),
    "paths": both("Strongest chains: {pairs}. Won: {wins}.", "最强路径：{pairs}。获胜：{wins}。"),
    "unbeaten": both(
        "Beaten by nobody left: {candidates}, elected.", "不被其余任何人击败：{candidates}，当选。"
    ),
    "runoff": both(
        "Runoff: scored higher by {votes}; no preference {indifferent}.",
        "复选：打分较高的票数 {votes}；不分高下 {indifferent}。",
    ),
    "vacant": both("Seats that stay vacant: {seats}.", "空缺 {seats} 个名额。"),
    "value": both("Votes for each unit of cost: {totals}.", "每单位费用的得票：{totals}。"),
    "taken": both(
        "Fits: {candidates} for {cost}; left over: {left}.",
        "预算放得下：{candidates}，费用 {cost}，剩余 {left}。",
    ),
    "best": both(
        "The best that fits: {value} votes in all for {cost}; left over: {left}.",
        "放得下的最好组合：总票数 {value}，费用 {cost}，剩余 {left}。",
    ),
    "in_every_best": both("In every best bundle: {candidates}.", "每个最好组合都含有：{candidates}。"),
    "loaded": both(
        "{candidates}: each of {voters} supporters now carries {load}, the least possible; chosen.",
        "{candidates}：{voters} 名支持者每人负担升至 {load}，为最低，选出。",
    ),
    "over_budget": both(
        "Next would be {candidates}, for which {left} is not enough: the rule ends.",
        "下一项应为 {candidates}，剩余 {left} 不够，本法到此结束。",
    ),
    "completing": both(
        "{left} left over is spent on what fits, most votes first.",
        "剩余 {left}，按票数从高到低补选放得下的项目。",
    ),
    "share": both("Voters {voters}, with a share of {share} each.", "{voters} 名投票人，每人份额 {share}。"),
    "bought": both(
        "{candidates} for {cost}: bought by {voters} supporters, who pay {most} each at most.",
        "{candidates}，费用 {cost}：由 {voters} 名支持者分担，每人最多出 {most}。",
    ),
    "stratum_quota": both(
        "{stratum}: on the list {size}, seats {least} to {most}.",
        "{stratum}：名单上 {size} 人，名额 {least} 至 {most} 个。",
    ),
    "drawn": both("Lot {place}: {candidates} ({stratum}).", "第 {place} 签：{candidates}（{stratum}）。"),
    "stratum_full": both(
        "{candidate} is passed over: {stratum} has its most seats.", "{candidate} 跳过：{stratum} 名额已满。"
    ),
    "seats_owed": both(
        "{candidate} ({stratum}) is passed over: the seats left are needed for other groups.",
        "{candidate}（{stratum}）跳过：剩余名额须留给尚不足的组。",
    ),
    "star_tie": both(
        "{tied} are level; compared by {measure}: {values}.", "{tied} 相等；比较{measure}：{values}。"
    ),
}

MEASURES: Texts = {
    "preferences": both("head-to-head preferences", "两两偏好数"),
    "totals": both("sum of points", "总分"),
    "highest": both("number of highest scores", "满分票数"),
}

WORDS: Texts = {
    "comma": both(", ", "、"),
    "semicolon": both("; ", "；"),
    "beats": both("{one} beats {others}", "{one} 胜 {others}"),
    "none": both("none", "无"),
    "head": both("Counted by: {rule}.", "计票方法：{rule}。"),
    "result": both("Result: {winners}.", "结果：{winners}。"),
    "open": both("Not decided between: {tied}.", "未能在以下各方之间决出：{tied}。"),
}

FAULTS: Texts = {
    "not_exact": both("{value!r} is not an exact number", "{value!r} 不是精确数"),
    "twice": both("“{candidate}” is named twice", "“{candidate}”出现两次"),
    "unknown": both("“{candidate}” is not a candidate", "“{candidate}”不是候选项"),
    "weight": both(
        "a ballot must weigh more than nothing, not {weight}", "选票的权重必须大于零，而不是 {weight}"
    ),
    "no_candidates": both("there are no candidates", "没有候选项"),
    "negative_limit": both("the budget is below nought: {limit}", "预算为负数：{limit}"),
    "no_cost": both("“{candidate}” has no cost above nought", "“{candidate}”没有大于零的费用"),
    "no_seed": both("the lot needs a seed", "抽签需要种子"),
    "not_drawn": both("no lot was drawn for “{candidate}”", "“{candidate}”没有抽签"),
    "not_whole": both("this rule counts whole papers, not {weight}", "本规则只计整张选票，不能是 {weight}"),
    "no_rule": both("there is no rule “{rule}”", "没有计票规则“{rule}”"),
    "wrong_ballots": both(
        "this rule does not read ballots of the kind {found}", "本规则不能计 {found} 类选票"
    ),
    "no_option": both("this rule has no option “{option}”", "本规则没有选项“{option}”"),
    "below_one": both("“{option}” must be at least 1, not {value}", "“{option}”至少为 1，而不是 {value}"),
    "no_format": both("“{suffix}” is none of the formats {known}", "“{suffix}”不属于可读的格式：{known}"),
    "not_utf8": both("not UTF-8 from here on", "从此处起不是 UTF-8 编码"),
    "not_a_number": both("“{text}” is not such a number", "“{text}”不是所需的数字"),
    "header": both("the line “# {header}:” is missing or wrong", "缺少或写错了“# {header}:”一行"),
    "no_colon": both(
        "a number of papers and a colon are needed before the order: {text}", "名次前应有票数和冒号：{text}"
    ),
    "order": both("not an order: {text}", "不是名次：{text}"),
    "not_strict": both("two share a rank, which .{kind} does not allow", "有并列名次，.{kind} 文件不允许"),
    "not_complete": both(
        "not everybody is ranked, which .{kind} does not allow", "有人未排名次，.{kind} 文件不允许"
    ),
    "total": both("{header} says {said}, but there are {found}", "{header} 写的是 {said}，实际为 {found}"),
    "csv": both("not a table from here on", "从此处起不是表格"),
    "column": both("the table {table} lacks the column {column}", "{table} 表缺少 {column} 列"),
    "cells": both("{found} cells instead of {needed}", "有 {found} 格，应为 {needed} 格"),
    "vote_type": both("vote_type “{found}” is none of {known}", "vote_type“{found}”不属于 {known}"),
    "points": both("{found} points for {needed} projects", "{needed} 个项目却有 {found} 个分数"),
    "quota": both(
        "the quota {least} to {most} of “{stratum}” cannot be met by {size} people",
        "“{stratum}”只有 {size} 人，名额 {least} 至 {most} 无法满足",
    ),
    "quotas": both(
        "{seats} seats cannot be filled: the quotas need {least} to {most}",
        "{seats} 个名额无法分配：各组名额合计为 {least} 至 {most}",
    ),
    "no_choice": both(
        "“{option}” is one of {choices}, not “{value}”", "“{option}”只能是 {choices}，而不是“{value}”"
    ),
    "option_missing": both("“{option}” must be given", "必须给出“{option}”"),
}
