"""What lower floors say and the audit must know."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from linli.accounts.models import User
from linli.audit.actions import record
from linli.communities.actions import Report
from linli.communities.signals import divisions_imported


@receiver(divisions_imported, dispatch_uid="linli.roles.record_import")
def record_import(*, by: User | None, at: datetime, report: Report, **kwargs: Any) -> None:
    """Communities lie below the audit and cannot call it themselves."""
    detail = {"added": report.added, "changed": report.changed, "vanished": report.vanished}
    record(by=by, action="communities.import_divisions", at=at, detail=detail)
