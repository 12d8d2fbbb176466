"""Pages of the portals, notices, and their review."""

from cms.models.notices import NoticeAttachment, NoticePage
from cms.models.portal import (
    ArticlePage,
    ColumnPage,
    CommunityPage,
    DistrictPage,
    GuidePage,
    SiteHomePage,
    StreetPage,
)
from cms.models.review import Review

__all__ = [
    "ArticlePage",
    "ColumnPage",
    "CommunityPage",
    "DistrictPage",
    "GuidePage",
    "NoticeAttachment",
    "NoticePage",
    "Review",
    "SiteHomePage",
    "StreetPage",
]
