"""What the parts of Wagtail's admin addresses stand for: things that exist, of Jianxin ("mine") and of Nanshan."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, Page, Site, UploadedFile, Workflow

from cms.models import ColumnPage
from linli.accounts.models import User
from linli.communities.models import Community
from tests.cast import Cast
from tests.linli.roles import trees
from tests.linli.roles.scene import build_scene
from tests.matrix.urls import Address

API = "wagtailadmin_api:pages:action"
FREE = ("wagtailadmin_pages:lock", "wagtailadmin_pages:unlock", "wagtailadmin_pages:unpublish", API)
PARENTS = ("wagtailadmin_pages:add", "wagtailadmin_pages:preview_on_add", "wagtailadmin_pages:add_subpage")
MODELS = {
    "wagtailadmin_tag_model_autocomplete": {"app_name": "taggit", "model_name": "tag"},
    "wagtailadmin_workflows:add_task": {"model_name": "groupapprovaltask"},
}
QUERIES = {
    "wagtail_bulk_action": "?next=/admin/pages/&id={page_id}",
    "wagtailadmin_choose_page_chosen_multiple": "?id={page_id}",
    "wagtailimages_chooser:chosen_multiple": "?id={image_id}",
    "wagtaildocs_chooser:chosen_multiple": "?id={document_id}",
    "wagtailadmin_workflows:task_chooser_create": "?create_model=wagtailcore.groupapprovaltask",
}
FIELDS: dict[str, dict[str, str]] = {  # where half a form is refused before anybody is asked who they are
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://example.org/"},
    "wagtailadmin_pages:copy": {
        "new_title": "副本",
        "new_slug": "copy",
        "new_parent_page": "{destination_id}",
    },
}


@dataclass
class Things:
    """One community's, and the installation's."""

    parts: dict[str, Any]
    free: Page  # in no workflow
    column: ColumnPage  # where notices may be added
    shared: dict[str, Any]

    def url(self, address: Address) -> str:
        parts = self.shared | self.parts | {"object_id": self.parts["page_id"], "pk": self.pk(address.name)}
        if address.name in FREE:
            parts |= {"page_id": self.free.pk, "pk": self.free.pk}
        if address.name == API:
            parts |= {"action_name": "publish"}
        parts |= MODELS.get(address.name, {})
        if address.name in PARENTS:
            parts |= {"parent_page_id": self.column.pk}
        route = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<x:\1>", address.route)
        for written, meant in ((r"\.", "."), (".*", "nowhere"), ("^", ""), ("$", "")):
            route = route.replace(written, meant)
        path = re.sub(r"<\w+:(\w+)>", lambda part: str(parts[part[1]]), route)
        return f"/{path}{QUERIES.get(address.name, '').format(**parts)}"

    def form(self, address: Address) -> dict[str, str]:
        return {k: v.format(**self.parts) for k, v in FIELDS.get(address.name, {}).items()}

    def pk(self, name: str) -> Any:
        for part, found in (*self.shared["pks"].items(), *self.own()):
            if part in name:
                return found.pk
        return self.parts["page"].pk

    def own(self) -> list[tuple[str, Any]]:
        kinds = (("images", "image"), ("documents", "document"), ("docs", "document"))
        return [(part, self.parts[kind]) for part, kind in (*kinds, ("collections", "collection"))]


def build(cast: Cast) -> dict[str, Things]:
    scene, shared = build_scene(cast), installation(cast.guest)
    return {
        "mine": things(scene["mine"], cast.home, shared),
        "foreign": things(scene["foreign"], cast.other, shared),
    }


def things(parts: dict[str, Any], community: Community, shared: dict[str, Any]) -> Things:
    portal = Page.objects.get(pk=parts["destination_id"])
    free = trees.child(portal, f"{parts['page'].title}二", live=True)
    column = ColumnPage(title="信息", slug="information", kind="information", community=community)
    portal.add_child(instance=column)
    return Things(parts, free, column, shared)


def installation(somebody: User) -> dict[str, Any]:
    """What belongs to no community: for the superuser alone."""
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/new/", site=Site.objects.first())
    task = GroupApprovalTask.objects.get()
    upload = UploadedFile.objects.create(uploaded_by_user=somebody, file="x.png")
    pks = {
        "users_users": somebody,
        "users_groups": Group.objects.create(name="组"),
        "sites": Site.objects.get(),
        "_task": task,
        "workflows": Workflow.objects.get(),
    }
    return {
        "pks": pks,
        "content_type_app_name": "cms",
        "content_type_model_name": "noticepage",
        "app_label": "wagtailcore",
        "model_name": "page",
        "action": "delete",
        "action_name": "approve",
        "filter_spec": "width-100",
        "workflow_pk": Workflow.objects.get().pk,
        "session_id": 1,
        "uploaded_file_id": upload.pk,
        "redirect_id": redirect.pk,
        "rest": "done/",
    }
