"""Wagtail's permissions answered from appointments, through the policy registry of Wagtail 8.

Stock Wagtail keeps one row for each group, page and action, and asks them one by one: with an editor in a thousand
communities its admin takes 13 s and more to open. Here an appointment covers a subtree of divisions, `PortalNode`
says which page and collection that is, and `roots.py` folds all of it into a small table of paths once a request.
"""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import AbstractPage, Collection
from wagtail.permissions import register_permission_policy

from linli.roles.wagtail_policies.media import AppointedCollections, AppointedMedia
from linli.roles.wagtail_policies.pages import AppointedPages


def register() -> None:
    """Once all models are loaded. Media by exact class: Wagtail's own apps register theirs by class, and after us."""
    register_permission_policy(AbstractPage, AppointedPages())
    register_permission_policy(Collection, AppointedCollections(Collection))
    for model, label in (
        (get_image_model(), "wagtailimages.Image"),
        (get_document_model(), "wagtaildocs.Document"),
    ):
        policy = AppointedMedia(model, auth_model=label, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
