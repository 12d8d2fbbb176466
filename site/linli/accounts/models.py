"""User 用户: somebody who signs in. Who they are and where they live is the residents' room's."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.core.models import Keyed


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, password: str | None = None, **fields: Any) -> "User":
        if fields.get("email"):
            fields["email"] = self.normalize_email(fields["email"]).lower()
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(password=password, is_superuser=True, is_active=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)


class User(Keyed, AbstractBaseUser, PermissionsMixin):
    """Known by a phone number (E.164), an e-mail address, or both; shown to neighbours by `name`."""

    name = models.CharField(_("Name"), max_length=40, blank=True)
    phone = models.CharField(_("Mobile number"), max_length=16, null=True, blank=True, unique=True)
    is_phone_verified = models.BooleanField(_("Mobile number confirmed"), default=False)
    email = models.EmailField(_("E-mail"), null=True, blank=True, unique=True)
    language = models.CharField(_("Language"), max_length=10, default="zh-hans")
    is_elder_mode = models.BooleanField(_("Elder mode"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)
    date_joined = models.DateTimeField(_("Joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("User")
        verbose_name_plural = _("Users")
        constraints = [
            models.CheckConstraint(
                name="accounts_user_phone_is_e164",
                condition=Q(phone=None) | Q(phone__regex=r"^\+[1-9][0-9]{6,14}$"),
            ),
            models.CheckConstraint(name="accounts_user_email_not_blank", condition=~Q(email="")),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """No address is NULL, never "": two people without e-mail are not the same person."""
        self.email, self.phone = self.email or None, self.phone or None
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name or _("Neighbour %(key)s") % {"key": self.key[:4]}

    @property
    def is_staff(self) -> bool:
        """Django's word for who may use its admin; ours comes from appointments (see linli.roles)."""
        return self.is_superuser

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
