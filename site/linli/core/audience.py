"""Who may see a thing: everyone, the community's verified residents, or its staff."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(TextChoices):
    PUBLIC = "public", pgettext_lazy("audience", "Everyone")
    RESIDENTS = "residents", _("Verified residents")
    STAFF = "staff", pgettext_lazy("audience", "Staff")
