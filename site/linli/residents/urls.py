from django.urls import path

from linli.residents import views

app_name = "residents"
urlpatterns = [
    path("", views.join, name="join"),
    path("leave/", views.leave, name="leave"),
    path("requests/", views.requests, name="requests"),
    path("requests/<str:key>/", views.decide, name="decide"),
]
