"""Until when a report has to be decided."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

CHINA = ZoneInfo("Asia/Shanghai")
CLOSING = time(17)


def is_workday(day: date) -> bool:
    """全国年节及纪念日放假办法 with each year's make-up days (调休); Monday to Friday where they are not announced yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def decide_by(reported_at: datetime) -> datetime:
    """The end of the next working day: whoever serves comments takes in complaints and handles them in good time.

    互联网跟帖评论服务管理规定 (2022): complaints are to be accepted and handled promptly; one working day is ours.
    """
    day = reported_at.astimezone(CHINA).date() + timedelta(days=1)
    while not is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, CLOSING, CHINA)
