"""The only writers of the forum."""

from forum.actions.boards import ensure_boards
from forum.actions.comments import edit_comment, post_comment, withdraw_comment
from forum.actions.following import follow_topic, mark_seen, unfollow_topic
from forum.actions.likes import like_comment, unlike_comment
from forum.actions.moderating import (
    hide_comment,
    hide_topic,
    lock_topic,
    pin_topic,
    restore_comment,
    restore_topic,
    unlock_topic,
    unpin_topic,
)
from forum.actions.reports import dismiss_report, report_comment, report_topic, uphold_report
from forum.actions.topics import edit_topic, post_topic, withdraw_topic

__all__ = [
    "dismiss_report",
    "edit_comment",
    "edit_topic",
    "ensure_boards",
    "follow_topic",
    "hide_comment",
    "hide_topic",
    "like_comment",
    "lock_topic",
    "mark_seen",
    "pin_topic",
    "post_comment",
    "post_topic",
    "report_comment",
    "report_topic",
    "restore_comment",
    "restore_topic",
    "unfollow_topic",
    "unlike_comment",
    "unlock_topic",
    "unpin_topic",
    "uphold_report",
    "withdraw_comment",
    "withdraw_topic",
]
