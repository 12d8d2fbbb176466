from django.urls import path

from elections.views import booth, lists, pages, running

app_name = "elections"
urlpatterns = [
    path("", pages.votes, name="votes"),
    path("new/", running.new, name="new"),
    path("recount.py", lists.script, name="script"),
    path("<str:key>/", pages.vote, name="vote"),
    path("<str:key>/booth/", booth.booth, name="booth"),
    path("<str:key>/cast/", booth.cast, name="cast"),
    path("<str:key>/receipt/", booth.receipt, name="receipt"),
    path("<str:key>/ballots/", lists.ballots, name="ballots"),
    path("<str:key>/ballots.csv", lists.as_csv, name="ballots_csv"),
    path("<str:key>/ballots.json", lists.as_json, name="ballots_json"),
    path("<str:key>/roll.csv", running.roll, name="roll"),
    path("<str:key>/edit/", running.edit, name="edit"),
    path("<str:key>/cancel/", running.cancel, name="cancel"),
    path("<str:key>/<str:step>/", running.step, name="step"),
]
