from django.urls import path

from linli.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("profile/", views.profile, name="profile"),
    path("sms/", views.sms, name="sms"),
    path("demo/", views.demo, name="demo"),
    path("demo/<slug:name>/", views.be_demo_person, name="be_demo_person"),
]
