"""Working days in China, holidays and make-up days (调休) as the State Council announces them each autumn."""

from datetime import date
from zoneinfo import ZoneInfo

import chinese_calendar

CHINA = ZoneInfo("Asia/Shanghai")  # one time zone for the whole country


def is_announced(day: date) -> bool:
    """Whether the holidays of that year are known; before they are announced only weekends can be."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def is_workday(day: date) -> bool:
    """A day on which offices work: 全国年节及纪念日放假办法 and each year's notice of the State Council's office.

    A year whose notice is not known yet falls back to Monday to Friday (`is_announced` says so).
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
