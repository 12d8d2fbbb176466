from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Forum")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from forum.models import Topic
        from forum.models.topics import find_topic, key_of
        from forum.targets import Target, register

        register(Target(kind="topic", model=Topic, find=find_topic, key=key_of))
