"""Wagtail's admin addresses, less its sign-in, its password pages, and its two pages that fail on purpose."""

from django.urls import path
from wagtail.admin import urls as wagtails

from linli.core.wagtail_admin import views

REPLACED = ("login/", "password_reset/", "failwhale/", "test404/")

urlpatterns = [
    path("login/", views.sign_in, name="wagtailadmin_login"),
    path("password_reset/", views.reset_password, name="wagtailadmin_password_reset"),
    path("password_reset/<path:rest>", views.reset_password),
    *(entry for entry in wagtails.urlpatterns if str(entry.pattern) not in REPLACED),
]
