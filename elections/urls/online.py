"""The board's addresses (docs/online-voting.md), below …/elections/<key>/online/."""

from django.urls import path

from elections.views import board_desk, booth_page, online, online_seats

app_name = "online"
urlpatterns = [
    path("", board_desk.desk, name="desk"),
    path("seats/", board_desk.seats, name="seats"),
    path("step/<str:step>/", board_desk.step, name="step"),
    path("booth.html", online.booth, name="booth"),
    path("setup.json", online.setup, name="setup"),
    path("slot/<str:pk>", online.slot, name="slot"),
    path("ballot", online.ballot, name="ballot"),
    path("challenge", online.challenge, name="challenge"),
    path("cancel", online.cancel, name="cancel"),
    path("board.jsonl", online.lines, name="board"),
    path("archive.zip", online.archive, name="archive"),
    path("trustee.html", booth_page.trustee, name="trustee_page"),
    path("authority.html", booth_page.authority, name="authority_page"),
    path("station.html", booth_page.station, name="station_page"),
    path("trustee.json", online_seats.trustee_state, name="trustee_state"),
    path("trustee", online_seats.trustee, name="trustee"),
    path("authority.json", online_seats.authority_state, name="authority_state"),
    path("authority/key", online_seats.authority_key, name="authority_key"),
    path("authority/credentials", online_seats.credentials, name="credentials"),
]
