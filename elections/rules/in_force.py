"""Which of the stock is the law today: what a draft begins with, and what took the place of a law that ended."""

RESIDENTS, VILLAGERS = "cn-residents-2026", "cn-village-2026"
REPLACED = {"cn-village-2018": VILLAGERS}  # by 主席令第五十九号, since 2026-01-01


def in_force(*, is_village: bool) -> str:
    """The profile for a community's own committee, where nobody has chosen another."""
    return VILLAGERS if is_village else RESIDENTS


def current(code: str) -> str:
    """The same profile, or the one whose law took its place: what begins now follows the law of now."""
    return REPLACED.get(code, code)
