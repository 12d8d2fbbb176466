"""What waits in recalls: an answer of whom a petition is about, a petition to admit."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elections.actions.recalls import may_be_admitted
from elections.models import Recall
from linli.accounts.models import User
from linli.communities.models import Community
from linli.core.waiting import Waiting


def entry(recall: Recall, step: str) -> Waiting:
    return Waiting(
        room="vote",
        icon="file-pen-line",
        kind=pgettext("recall", "Petition"),
        title=_("Recall of %(name)s") % {"name": recall.officeholder.name},
        url=recall.get_absolute_url(),
        step=step,
        source=pgettext("navigation", "Recalls"),
    )


def waiting(user: User, community: Community) -> Iterator[Waiting]:
    """Whom a petition is about has not answered yet."""
    found = Recall.objects.in_community(community).under_way().filter(officeholder__user=user, answer="")
    for recall in found.select_related("officeholder", "community__division"):
        yield entry(recall, pgettext("recall", "Answer"))


def due(user: User, community: Community, at: datetime) -> Iterator[Waiting]:
    """Petitions with enough signatures, and those whose vote was cancelled; not for the person concerned."""
    found = Recall.objects.in_community(community).under_way().exclude(officeholder__user=user)
    for recall in found.select_related("officeholder__election", "community__division", "election"):
        if may_be_admitted(recall, at):
            yield entry(recall, _("Admit the petition"))
