"""Volunteers: shifts with places, check-in and check-out, hours that count."""
