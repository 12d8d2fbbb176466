from django.urls import path

from linli.accounts import views

app_name = "sign_up"
urlpatterns = [
    path("email/", views.sign_up_by_email, name="email"),
    path("passkey/", views.sign_up_by_email, {"passkey": True}, name="passkey"),
]
