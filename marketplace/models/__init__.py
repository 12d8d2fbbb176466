"""Providers, what they list, who booked it, and what was thought of it."""

from marketplace.models.bookings import Booking, BookingEvent
from marketplace.models.listings import HoursRule, Listing
from marketplace.models.providers import Provider
from marketplace.models.reviews import Review

__all__ = ["Booking", "BookingEvent", "HoursRule", "Listing", "Provider", "Review"]
