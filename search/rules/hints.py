"""Words by which people look for a function of the site instead of a text in it."""

from search.rules.folding import fold

ELDER_MODE = (
    "长辈",
    "关爱版",
    "关怀版",
    "老年版",
    "老年模式",
    "老人版",
    "适老",
    "大字",
    "字太小",
    "字体",
    "放大",
    "elder",
    "senior",
    "large text",
)
EXAMPLES = ("停水", "居住证", "助餐", "选举", "志愿者")


def means_elder_mode(query: str) -> bool:
    folded = fold(query)
    return any(word in folded for word in ELDER_MODE)
