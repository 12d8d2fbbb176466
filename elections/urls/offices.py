from django.urls import path

from elections.views import offices, offices_archive, resignations

app_name = "offices"
urlpatterns = [
    path("", offices_archive.offices, name="list"),
    path("endings/<str:key>/", offices.ending, name="ending"),
    path("endings/<str:key>/take-back/", offices.take_back, name="take_back"),
    path("resignations/<str:key>/", resignations.resignation, name="resignation"),
    path("resignations/<str:key>/withdraw/", resignations.withdraw, name="withdraw"),
    path("resignations/<str:key>/refuse/", resignations.refuse, name="refuse"),
    path("<str:number>/end/", offices.choose, name="choose"),
    path("<str:number>/end/<str:ground>/", offices.end, name="end"),
    path("<str:number>/resign/", resignations.resign, name="resign"),
]
