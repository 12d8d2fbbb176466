"""The roles that every installation starts with."""

from typing import Any

from django.db import migrations

from linli.roles.stock import ROLES


def install(apps: Any, schema_editor: Any) -> None:
    role = apps.get_model("roles", "Role")
    for code, (name, name_en, permissions, is_staff) in ROLES.items():
        role.objects.get_or_create(
            code=code,
            defaults={"name": name, "name_en": name_en, "permissions": sorted(permissions), "is_staff": is_staff},
        )


class Migration(migrations.Migration):
    dependencies = [("roles", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
