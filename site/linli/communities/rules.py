"""The order of the register (GB/T 2260, GB/T 10114 and the statistical division codes)."""

# level: how many leading digits name a division of it
DIGITS = {"province": 2, "city": 4, "area": 6, "street": 9, "community": 12}


# the first of the last three digits of a villagers' committee, and of what is counted as a village without one
VILLAGES = frozenset("235")


def is_village(code: str) -> bool:
    """统计用区划代码: 001-199 residents' committees, 200-399 villagers' committees; 400-499 and 500-599 as such without one."""
    return code[DIGITS["street"] :][:1] in VILLAGES


def padded(code: str) -> str:
    """Twelve digits, as the register of statistical divisions writes every level."""
    return code.ljust(12, "0")


def prefixes(code: str) -> list[str]:
    """Codes of every division that a division with this code may lie in, the widest first, itself last."""
    return list(dict.fromkeys(padded(code[:digits]) for digits in DIGITS.values()))
