"""Abstract bases that every room may use."""

import secrets
from typing import Any

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without look-alikes


def new_key() -> str:
    """Twelve characters, 59 bits: a key for URLs that cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class Keyed(models.Model):
    """Has a public key that stands in URLs instead of the countable id."""

    key: Any = models.CharField(max_length=12, unique=True, default=new_key, editable=False)

    class Meta:
        abstract = True


class AppendOnly(models.Model):
    """Rows may be added, never changed or removed: by rights (grants) and by trigger (see `append_only_sql`)."""

    append_only = True

    class Meta:
        abstract = True
