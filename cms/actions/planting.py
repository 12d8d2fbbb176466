"""Puts many pages into the tree at once: treebeard's and Wagtail's own way costs some twenty queries a page."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backends


def plant(parent: Page, pages: Sequence[Any]) -> None:
    """Adds `pages` (unsaved, with title and slug) below `parent` in this order, inside the caller's
    transaction; the caller has checked the slugs.

    The parent's row is locked, so that two who plant below it never take the same place in the tree.
    """
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    last = parent.get_last_child()
    locale = Locale.get_default()
    for place, page in enumerate(pages, start=_place(last) + 1):
        page.path, page.depth = Page._get_path(parent.path, parent.depth + 1, place), parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.draft_title or page.title
        page.locale = locale
        page.content_type = ContentType.objects.get_for_model(type(page))
    _insert(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    transaction.on_commit(lambda: index(pages))


def _place(page: Page | None) -> int:
    return int(page.path[-Page.steplen :], 36) if page is not None else 0


def _insert(pages: Sequence[Any]) -> None:
    """First the rows that all pages share, then those of each type: Django's bulk_create knows no inheritance."""
    shared = [f.attname for f in Page._meta.concrete_fields if not f.primary_key]
    rows = Page.objects.bulk_create([Page(**{name: getattr(p, name) for name in shared}) for p in pages])
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = row.pk
        page._state.adding = False
    kind: Any
    for kind, group in groupby(sorted(pages, key=lambda p: p._meta.label), key=type):
        kind._base_manager._insert(list(group), fields=list(kind._meta.local_concrete_fields))


def index(pages: Sequence[Any]) -> None:
    """What saving one by one would have told Wagtail's own admin search."""
    for kind, group in groupby(sorted(pages, key=lambda p: p._meta.label), key=type):
        listed = list(group)
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(kind, listed)
