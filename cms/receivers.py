"""What Wagtail says it has published or taken away, passed on to search: its own admin calls no action of ours.

And what a room asks for: the draft of a notice (`linli.core.noticing`).
"""

from datetime import datetime
from typing import Any

from cms.actions.notices import NoPortal, Wording, write_notice
from cms.models import GuidePage, NoticePage
from linli.core.noticing import NoticeDraft
from linli.core.searching import changed, removed

FOUND_BY_SEARCH = (NoticePage, GuidePage)


def page_was_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, FOUND_BY_SEARCH):
        changed(instance)


def page_was_taken_down(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, FOUND_BY_SEARCH):
        removed(instance)


def write_wanted_notice(sender: Any, draft: NoticeDraft, by: Any, at: datetime, **kwargs: Any) -> str:
    """The key of a draft that a room asked for; nothing where the community has no portal."""
    wording = Wording(
        title=draft.title,
        body=draft.html,
        category=draft.category,
        audience=draft.audience,
        issued_by=draft.issued_by,
    )
    try:
        return str(write_notice(community=draft.community, wording=wording, by=by, at=at).key)
    except NoPortal:
        return ""
