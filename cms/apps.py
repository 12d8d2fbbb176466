from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = pgettext_lazy("app", "Portals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from cms.receivers import page_was_published, page_was_taken_down, write_wanted_notice
        from cms.talk import open_talk
        from linli.core.noticing import notice_wanted

        page_published.connect(page_was_published, dispatch_uid="cms.published")
        page_unpublished.connect(page_was_taken_down, dispatch_uid="cms.unpublished")
        notice_wanted.connect(write_wanted_notice, dispatch_uid="cms.notice_wanted")
        open_talk()
