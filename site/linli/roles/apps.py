from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    name = "linli.roles"
    label = "roles"
    verbose_name = _("Roles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from linli.roles import receivers  # noqa: F401
        from linli.roles.wagtail_policies import register

        register()
