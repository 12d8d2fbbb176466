"""Django's and Wagtail's `has_perm` answered from appointments: who has an editor's role anywhere may open the admin."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from linli.roles.rights import appointments_of
from linli.roles.wagtail_policies.grants import OPENS_ADMIN

ADMIN_ACCESS = "wagtailadmin.access_admin"


class AppointmentBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not user_obj.is_active:
            return False
        if user_obj.is_superuser:
            return True
        if perm != ADMIN_ACCESS:
            return False
        held = {p for a in appointments_of(user_obj, timezone.now()) for p in a.role.permissions}
        return not OPENS_ADMIN.isdisjoint(held)
