from django.urls import path

from elections.views import recalls

app_name = "recalls"
urlpatterns = [
    path("", recalls.recalls, name="list"),
    path("ask/<str:number>/", recalls.ask, name="ask"),
    path("<str:key>/", recalls.recall, name="page"),
    path("<str:key>/sign/", recalls.sign, name="sign"),
    path("<str:key>/answer/", recalls.answer, name="answer"),
    path("<str:key>/admit/", recalls.admit, name="admit"),
    path("<str:key>/withdraw/", recalls.withdraw, name="withdraw"),
]
