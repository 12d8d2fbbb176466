"""The law of volunteering, as plain functions."""
