"""Boards, topics, comments."""

from typing import Any

from django.db import models
from django_comments_xtd.models import XtdComment

from linli.communities.models import Community


class Comment(XtdComment):
    xtdcomment_ptr: Any = models.OneToOneField(
        XtdComment, models.CASCADE, parent_link=True, primary_key=True, related_name="linli_comment"
    )
    community: Any = models.ForeignKey(Community, models.CASCADE, related_name="+")
