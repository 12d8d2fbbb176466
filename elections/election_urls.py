from django.urls import path

from elections.views import election_pages as pages

app_name = "election"
urlpatterns = [
    path("", pages.elections, name="list"),
    path("<str:key>/", pages.election, name="page"),
]
