from django.apps import AppConfig


class WagtailAdminConfig(AppConfig):
    name = "linli.core.wagtail_admin"
    label = "linli_wagtail_admin"  # Wagtail's own is "wagtailadmin"

    def ready(self) -> None:
        from linli.core.wagtail_admin.choosers import replace_render

        replace_render()
