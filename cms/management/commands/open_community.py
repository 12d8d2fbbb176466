"""`linli open_community CODE`: gives a division of the register its portal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.actions.portals import open_community
from linli.communities.models import Division
from linli.core.refusals import Refused


class Command(BaseCommand):
    help = "Opens the community with this twelve-digit code; run twice it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--name", default="")
        parser.add_argument("--place", default="")
        parser.add_argument("--phone", default="")
        parser.add_argument("--households", type=int, default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        division = Division.objects.filter(pk=options["code"]).first()
        if division is None:
            raise CommandError(
                f"{options['code']} is not in the register of divisions: run import_divisions first."
            )
        given = {key: options[key] for key in ("name", "place", "phone")}
        try:
            community = open_community(
                division=division, at=timezone.now(), by=None, household_count=options["households"], **given
            )
        except Refused as refusal:
            raise CommandError(
                f"{division} ({division.code}, {division.level}): {refusal.reason}"
            ) from refusal
        self.stdout.write(f"{community} is open at {community.portal_path}")
