from django.urls import path

from volunteers.views import hours, organising, shifts

app_name = "volunteers"
urlpatterns = [
    path("", shifts.shifts, name="shifts"),
    path("about/<str:key>/", shifts.about, name="about"),
    path("shifts/<str:key>/", shifts.shift, name="shift"),
    path("shifts/<str:key>/calendar.ics", shifts.shift_calendar, name="shift_calendar"),
    path("shifts/<str:key>/join/", shifts.join, name="join"),
    path("shifts/<str:key>/withdraw/", shifts.withdraw, name="withdraw"),
    path("shifts/<str:key>/check-in/", shifts.check_in, name="check_in"),
    path("shifts/<str:key>/check-out/", shifts.check_out, name="check_out"),
    path("mine/", shifts.mine, name="mine"),
    path("mine.ics", shifts.my_calendar, name="my_calendar"),
    path("hours/", hours.hours, name="hours"),
    path("hours/certify/", hours.certify, name="certify"),
    path("certificates/", hours.verify, name="verify"),
    path("certificates/<str:key>/", hours.certificate, name="certificate"),
    path("organise/", organising.organise, name="organise"),
    path("organise/new/", organising.new_opportunity, name="new_opportunity"),
    path("organise/<str:key>/", organising.opportunity, name="opportunity"),
    path("organise/<str:key>/change/", organising.change_opportunity, name="change_opportunity"),
    path("organise/shifts/<str:key>/", organising.roster, name="roster"),
    path("organise/shifts/<str:key>/confirm/", organising.confirm, name="confirm"),
    path("organise/shifts/<str:key>/cancel/", organising.cancel, name="cancel"),
    path("organise/people/<str:key>/correct/", organising.correct, name="correct"),
    path("organise/people/<str:key>/<str:verb>/", organising.step, name="step"),
]
