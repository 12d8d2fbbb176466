from django.urls import path

from elections.views import paper_counts as counts
from elections.views import paper_result as result
from elections.views import paper_stations as stations

app_name = "paper"
urlpatterns = [
    path("", stations.desk, name="desk"),
    path("new/", stations.new, name="new"),
    path("visit/", stations.visit, name="visit"),
    path("counts/", counts.counts, name="counts"),
    path("declare/", result.declare, name="declare"),
    path("<str:number>/", stations.station, name="station"),
    path("<str:number>/remove/", stations.remove, name="remove"),
    path("<str:number>/give/", counts.give, name="give"),
    path("<str:number>/sheet/", counts.sheet, name="sheet"),
    path("<str:number>/photo/", counts.photo, name="photo"),
]
