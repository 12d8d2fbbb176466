from django.urls import path

from linli.core import views

app_name = "core"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("elder/", views.elder, name="elder"),
    path("design/", views.design, name="design"),
    path("help/", views.help_page, name="help"),
]
