"""Counting without the site: `recount.py` is one file that needs nothing but Python."""
