from django.apps import AppConfig
from django.db.models.signals import post_migrate

from linli.core.grants import grant_after_migrate


class CoreConfig(AppConfig):
    name = "linli.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(grant_after_migrate, dispatch_uid="linli.grants")
