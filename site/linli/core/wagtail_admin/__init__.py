"""Wagtail's admin made fit for the house: a strict Content-Security-Policy, our own sign-in, no server errors.

Wagtail starts some widgets by inline scripts. Here every such script becomes data (starting.py), made by one script of
ours (static/linli/wagtail_admin/start.js): five templates are overridden and one method is replaced (choosers.py).
"""
