"""Jianxin and Nanshan in Wagtail's admin: of each a portal page, a page below it, an image, a document, a workflow."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, PageViewRestriction, Workflow

from linli.accounts.models import User
from linli.communities.models import Community
from tests.cast import Cast
from tests.linli.roles import trees
from tests.linli.roles.sweep import MINE, PAGE_PARTS, SECRET


def build_scene(cast: Cast) -> dict[str, Any]:
    """What the parts of Wagtail's addresses stand for: `mine` in Jianxin (Bo's), `foreign` in Nanshan."""
    return {
        "mine": things(cast.home, cast.chair, MINE),
        "foreign": things(cast.other, cast.eves_chair, SECRET),
    }


def things(community: Community, chair: User, title: str) -> dict[str, Any]:
    portal = trees.child(trees.root(), f"{title}门户", live=True)
    collection = Collection.get_first_root_node().add_child(name=f"{title}集")
    trees.portal(community.division, portal, collection)
    page = trees.child(portal, title, live=True)
    image = Image.objects.create(title=title, file=get_test_image_file(), collection=collection)
    document = Document.objects.create(
        title=title, file=ContentFile(b"x", name="x.txt"), collection=collection
    )
    first, last = page.save_revision(), page.save_revision()
    state = Workflow.objects.get().start(page, chair)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return {
        **dict.fromkeys(PAGE_PARTS, page.pk),
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "collection_id": collection.pk,
        "revision_id": first.pk,
        "revision_id_a": first.pk,
        "revision_id_b": last.pk,
        "destination_id": portal.pk,
        "task_state_id": state.current_task_state.pk,
        "task_id": state.current_task_state.task_id,
        "workflow_state_id": state.pk,
        "page": page,
        "image": image,
        "document": document,
        "collection": collection,
    }
