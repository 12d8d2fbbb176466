from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("desk/", views.desk, name="desk"),
]
