"""Portals: district, street and community pages under one Wagtail site; notices, guides, the desk."""
