"""Notices can be talked about: the forum's comments stand below them."""

from datetime import datetime

from cms.models import NoticePage
from forum.targets import Target, register
from linli.communities.models import Community
from linli.roles.rights import Anyone


def find_notice(user: Anyone, community: Community, key: str, at: datetime) -> NoticePage | None:
    return NoticePage.objects.visible_to(user, community, at).filter(key=key).first()


def key_of(notice: NoticePage) -> str:
    return str(notice.key)


def open_talk() -> None:
    register(Target(kind="notice", model=NoticePage, find=find_notice, key=key_of))
