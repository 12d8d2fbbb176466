"""Until when a report has to be decided."""

from datetime import datetime, time, timedelta

from linli.core.workdays import CHINA, is_workday

CLOSING = time(17)


def decide_by(reported_at: datetime) -> datetime:
    """The end of the next working day: whoever serves comments takes in complaints and handles them in good time.

    互联网跟帖评论服务管理规定 (2022): complaints are to be accepted and handled promptly; one working day is ours.
    """
    day = reported_at.astimezone(CHINA).date() + timedelta(days=1)
    while not is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, CLOSING, CHINA)
