from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = pgettext_lazy("app", "Portals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from cms.receivers import page_was_published, page_was_taken_down
        from cms.talk import open_talk

        page_published.connect(page_was_published, dispatch_uid="cms.published")
        page_unpublished.connect(page_was_taken_down, dispatch_uid="cms.unpublished")
        open_talk()
