"""Opportunity 志愿项目, Shift 班次, Assignment 派班, HoursRecord 服务时长, HoursCertificate 时长证明.

What the database itself holds to, whoever writes (migration 0002): the counter `taken` follows the assignments and
never passes `places`; nobody is in two places at once; a planned time stands; confirmed hours are only added to.
"""

from volunteers.models.assignments import Assignment
from volunteers.models.hours import HoursCertificate, HoursRecord
from volunteers.models.shifts import Opportunity, Shift

__all__ = ["Assignment", "HoursCertificate", "HoursRecord", "Opportunity", "Shift"]
