"""What Wagtail says it has published or taken away, passed on to search: its own admin calls no action of ours."""

from typing import Any

from cms.models import GuidePage, NoticePage
from linli.core.searching import changed, removed

FOUND_BY_SEARCH = (NoticePage, GuidePage)


def page_was_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, FOUND_BY_SEARCH):
        changed(instance)


def page_was_taken_down(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, FOUND_BY_SEARCH):
        removed(instance)
