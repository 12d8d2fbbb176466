from django.urls import path

from elections.views import (
    meeting_requests,
    meetings,
    meetings_continuing,
    meetings_desk,
    meetings_sitting,
    representatives,
    representatives_import,
)

app_name = "meetings"
urlpatterns = [
    path("", meetings.meetings, name="list"),
    path("new/", meetings_desk.new, name="new"),
    path("representatives/", representatives.representatives, name="representatives"),
    path("representatives/add/", representatives.add, name="add"),
    path("representatives/import/", representatives_import.bring_in, name="import"),
    path("representatives/sexes/", representatives.sexes, name="sexes"),
    path("representatives/<str:number>/account/", representatives.link, name="link"),
    path("representatives/<str:number>/end/", representatives.end, name="end"),
    path("requests/ask/", meeting_requests.ask, name="ask"),
    path("requests/<str:key>/", meeting_requests.page, name="request"),
    path("requests/<str:key>/sign/", meeting_requests.sign, name="sign"),
    path("requests/<str:key>/withdraw/", meeting_requests.withdraw, name="withdraw"),
    path("requests/<str:key>/enter/", meeting_requests.enter, name="enter"),
    path("<str:key>/", meetings.page, name="page"),
    path("<str:key>/minutes.pdf", meetings.pdf, name="pdf"),
    path("<str:key>/desk/", meetings_desk.desk, name="desk"),
    path("<str:key>/edit/", meetings_desk.edit, name="edit"),
    path("<str:key>/items/", meetings_desk.item, name="item"),
    path("<str:key>/items/<str:number>/remove/", meetings_desk.drop, name="drop"),
    path("<str:key>/items/<str:number>/hands/", meetings_sitting.declare, name="declare"),
    path("<str:key>/step/<str:step>/", meetings_desk.step, name="step"),
    path("<str:key>/cancel/", meetings_desk.cancel, name="cancel"),
    path("<str:key>/adjourn/", meetings_desk.adjourn, name="adjourn"),
    path("<str:key>/continue/", meetings_continuing.go_on, name="continue"),
    path("<str:key>/attendance/", meetings_sitting.attendance, name="attendance"),
    path("<str:key>/minutes/", meetings_sitting.minutes, name="minutes"),
    path("<str:key>/confirm/", meetings_sitting.confirm, name="confirm"),
    path("<str:key>/send-back/", meetings_sitting.send_back, name="send_back"),
]
