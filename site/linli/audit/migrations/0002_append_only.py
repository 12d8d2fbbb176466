"""The log may grow, never change: a trigger refuses it to everybody, the owner of the table too."""

from django.db import migrations

from linli.core.triggers import append_only, drop_append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(append_only("audit_event"), drop_append_only("audit_event"))]
