"""Board, Topic, Follow; Comment on topics and notices; Report and the record of moderation."""

from forum.models.boards import Board
from forum.models.comments import LIKE, Comment
from forum.models.moderation import ModerationEntry, Report
from forum.models.topics import Follow, Topic

__all__ = ["LIKE", "Board", "Comment", "Follow", "ModerationEntry", "Report", "Topic"]
