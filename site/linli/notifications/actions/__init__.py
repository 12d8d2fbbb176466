"""Telling people: a few by name, or a whole community once."""

from linli.notifications.actions.telling import announce, fan_out_batch, tell

__all__ = ["announce", "fan_out_batch", "tell"]
