"""Cast of the portals: both communities opened, a helper that writes and publishes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cms.actions.notices import Wording, write_notice
from cms.actions.portals import open_community
from cms.actions.reviews import approve_notice, submit_notice
from cms.models import NoticePage
from tests.cast import BEGINNING, Cast

WATER = Wording(
    title="二号院停水检修",
    body="<p>1 月 8 日 9:00–15:00 停水，请提前储水。</p>",
    category="utilities",
    audience="public",
    issued_by="物业服务中心",
)


@pytest.fixture(autouse=True)
def files_on_disk(settings: Any, tmp_path: Path) -> None:
    """Wagtail sends a document from the disk."""
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.MEDIA_ROOT, settings.STORAGES = str(tmp_path), {**settings.STORAGES, "default": disk}


@pytest.fixture
def portals(cast: Cast) -> Cast:
    for community in (cast.home, cast.other):
        open_community(division=community.division, at=BEGINNING, by=None)
        community.refresh_from_db()
    return cast


@pytest.fixture
def draft(portals: Cast) -> NoticePage:
    return write_notice(community=portals.home, wording=WATER, by=portals.bo, at=BEGINNING)


@pytest.fixture
def publish(portals: Cast) -> Callable[..., NoticePage]:
    """Bo writes, the chair approves."""

    def do(files: Any = (), **words: Any) -> NoticePage:
        wording = replace(WATER, **words)
        notice = write_notice(
            community=portals.home, wording=wording, files=files, by=portals.bo, at=BEGINNING
        )
        review = submit_notice(notice=notice, by=portals.bo, at=BEGINNING)
        approve_notice(review=review, by=portals.chair, at=BEGINNING + timedelta(hours=1))
        found: NoticePage = NoticePage.objects.get(pk=notice.pk)
        return found

    return do
