from django.urls import path

from linli.roles import views

app_name = "roles"
urlpatterns = [
    path("", views.staff, name="staff"),
    path("appoint/", views.appoint, name="appoint"),
    path("<int:number>/dismiss/", views.dismiss, name="dismiss"),
]
