from django.urls import path

from forum.views import comments, moderating, moderation, topics

app_name = "forum"
urlpatterns = [
    path("", topics.topics, name="topics"),
    path("new/", topics.new, name="new"),
    path("moderation/", moderation.log, name="log"),
    path("reports/", moderation.reports, name="reports"),
    path("reports/<str:key>/", moderation.report, name="report"),
    path("on/<str:kind>/<str:key>/", comments.comment, name="comment"),
    path("comments/<str:key>/reply/", comments.reply, name="reply"),
    path("comments/<str:key>/edit/", comments.edit, name="edit_comment"),
    path("comments/<str:key>/withdraw/", comments.withdraw, name="withdraw_comment"),
    path("comments/<str:key>/like/", comments.like, name="like"),
    path("comments/<str:key>/report/", moderation.report_comment, name="report_comment"),
    path("comments/<str:key>/hide/", moderating.hide_comment, name="hide_comment"),
    path("comments/<str:key>/restore/", moderating.restore_comment, name="restore_comment"),
    path("<str:key>/", topics.topic, name="topic"),
    path("<str:key>/edit/", topics.edit, name="edit"),
    path("<str:key>/withdraw/", topics.withdraw, name="withdraw"),
    path("<str:key>/follow/", topics.follow, name="follow"),
    path("<str:key>/seen/", topics.seen, name="seen"),
    path("<str:key>/report/", moderation.report_topic, name="report_topic"),
    path("<str:key>/hide/", moderating.hide_topic, name="hide"),
    path("<str:key>/restore/", moderating.restore_topic, name="restore"),
    path("<str:key>/lock/", moderating.lock, name="lock"),
    path("<str:key>/unlock/", moderating.unlock, name="unlock"),
    path("<str:key>/pin/", moderating.pin, name="pin"),
    path("<str:key>/unpin/", moderating.unpin, name="unpin"),
]
