from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("", views.portal, name="portal"),
    path("notices/", views.notices, name="notices"),
    path("notices/feed/", views.feed, name="feed"),
    path("notices/<str:key>/", views.notice, name="notice"),
    path("desk/", views.desk, name="desk"),
    path("desk/notices/", views.drafts, name="drafts"),
    path("desk/notices/new/", views.write, name="write"),
    path("desk/notices/<str:key>/", views.edit, name="edit"),
    path("desk/notices/<str:key>/submit/", views.submit, name="submit"),
    path("desk/notices/<str:key>/withdraw/", views.withdraw, name="withdraw"),
    path("desk/notices/<str:key>/take-down/", views.take_down, name="take_down"),
    path("desk/notices/<str:key>/history/", views.history, name="history"),
    path("desk/reviews/", views.reviews, name="reviews"),
    path("desk/reviews/<str:key>/", views.review, name="review"),
]
