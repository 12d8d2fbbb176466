"""Stars for a lifetime of confirmed hours."""

HOURS = (100, 300, 600, 1000, 1500)


def stars(minutes: int) -> int:
    """One to five stars at 100, 300, 600, 1000 and 1500 hours (志愿服务记录办法, 民函〔2012〕340号)."""
    return sum(minutes >= hours * 60 for hours in HOURS)


def hours_to_next_star(minutes: int) -> int | None:
    """Full hours still missing, rounded up; none with five stars."""
    ahead = [hours * 60 - minutes for hours in HOURS if hours * 60 > minutes]
    return -(-ahead[0] // 60) if ahead else None
