"""`linli close_community CODE`: takes a portal off the net; open_community brings it back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.actions.portals import close_community
from linli.communities.models import Community
from linli.core.refusals import Refused


class Command(BaseCommand):
    help = "Closes the community with this twelve-digit code; its addresses lead to the street's portal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code")

    def handle(self, *args: Any, **options: Any) -> None:
        community = Community.objects.filter(division_id=options["code"]).first()
        if community is None:
            raise CommandError(f"No community was ever opened for {options['code']}.")
        try:
            close_community(community=community, at=timezone.now(), by=None)
        except Refused as refusal:
            raise CommandError(f"{community}: {refusal.reason}") from refusal
        self.stdout.write(f"{community} is closed; open_community {options['code']} opens it again.")
