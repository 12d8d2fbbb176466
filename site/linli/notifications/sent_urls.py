from django.urls import path

from linli.notifications import views

app_name = "sent"
urlpatterns = [path("", views.sent, name="sent")]
