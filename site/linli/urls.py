"""All addresses. Rooms are named in strings only, so the ground floor stays ignorant of them."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from linli.accounts.views import choose_language

COMMUNITY = "c/<str:code>/"
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", include("linli.core.urls")),
    path("i18n/setlang/", choose_language, name="set_language"),
    re_path("^accounts/password/", to_sign_in, name="no_password"),  # nobody has one
    path("accounts/signup/", include("linli.accounts.sign_up_urls")),
    path("accounts/", include("allauth.urls")),
    path("me/", include("linli.accounts.urls")),
    path("me/notices/", include("linli.notifications.urls")),
    path(COMMUNITY + "join/", include("linli.residents.urls")),
    path(COMMUNITY + "sent/", include("linli.notifications.sent_urls")),
    path(COMMUNITY + "roles/", include("linli.roles.urls")),
    path(COMMUNITY + "talk/", include("forum.urls")),
    path(COMMUNITY + "votes/", include("elections.urls.votes")),
    path(COMMUNITY + "recalls/", include("elections.urls.recall")),
    path(COMMUNITY + "offices/", include("elections.urls.offices")),
    path(COMMUNITY + "elections/<str:key>/paper/", include("elections.urls.paper")),
    path(COMMUNITY + "elections/<str:key>/online/", include("elections.urls.online")),
    path(COMMUNITY + "elections/", include("elections.urls.elections")),
    path(COMMUNITY + "owners/", include("elections.urls.owners")),
    path(COMMUNITY + "meetings/", include("elections.urls.meetings")),
    path(COMMUNITY + "services/", include("marketplace.urls")),
    path(COMMUNITY + "volunteers/", include("volunteers.urls")),
    path(COMMUNITY + "search/", include("search.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("admin/", include("linli.core.wagtail_admin.urls")),
    path(COMMUNITY, include("cms.urls")),
    path(
        "_util/login/", to_sign_in, name="no_other_sign_in"
    ),  # Wagtail's would pass by codes and their limits
    path("", include("wagtail.urls")),
]

if settings.DEMO:  # in production the front server serves media
    from django.views.static import serve

    # Documents are answered by Wagtail's view alone, which asks who may read them.
    images = re_path(r"^media/(?P<path>(?!documents/).+)$", serve, {"document_root": settings.MEDIA_ROOT})
    urlpatterns.insert(0, images)
