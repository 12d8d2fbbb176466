"""One of everything that Wagtail's admin knows, and every address of it, filled in."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Task, Workflow, WorkflowTask

from cms.actions.notices import Wording, write_notice
from cms.actions.portals import open_community
from cms.models import ColumnPage
from linli.accounts.models import User
from tests.cast import BEGINNING, Cast
from tests.matrix.urls import Address, addresses

WATER = Wording(
    title="停水检修", body="<p>请储水。</p>", category="utilities", audience="public", issued_by="物业"
)
ENDLESS = ("admin/^.*/$",)


class Scene:
    """`parts` says what an address's parts stand for; "pk" depends on whose address it is."""

    def __init__(self, cast: Cast) -> None:
        if not Collection.objects.exists():  # a test with real transactions has flushed it
            Collection.add_root(name="Root")
        open_community(division=cast.home.division, at=BEGINNING, by=None)
        cast.home.refresh_from_db()
        self.boss = User.objects.create_superuser(name="管理员", email="boss@example.org", password="x" * 12)
        notice = write_notice(community=cast.home, wording=WATER, by=cast.bo, at=BEGINNING)
        self.page = Page.objects.get(pk=notice.pk)
        self.column = ColumnPage.objects.get(community=cast.home, kind="information")
        self.collection = Collection.get_first_root_node().add_child(name="集")
        self.image = Image.objects.create(title="图", file=get_test_image_file(), collection=self.collection)
        self.document = Document.objects.create(
            title="文", file=ContentFile(b"x", name="x.txt"), collection=self.collection
        )
        self.first = self.column.save_revision(changed=True)
        self.last = self.column.save_revision(approved_go_live_at=BEGINNING + timedelta(days=9000))
        self.state = self.workflow().start(self.column, cast.bo)
        self.redirect = Redirect.objects.create(
            old_path="/old", redirect_link="/new/", site=Site.objects.first()
        )

    def workflow(self) -> Any:
        if not Workflow.objects.exists():
            workflow = Workflow.objects.create(name="流程")
            WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="审批"))
        return Workflow.objects.first()

    def pk(self, name: str) -> Any:
        for part, found in (
            ("users:", self.boss),
            ("sites:", Site.objects.first()),
            ("groups:", Group.objects.get_or_create(name="组")[0]),
            ("collections:", self.collection),
            ("documents:", self.document),
            ("wagtaildocs", self.document),
            ("images:", self.image),
            ("wagtailimages", self.image),
            ("_task", Task.objects.first()),
            ("workflows:", self.workflow()),
        ):
            if part in name:
                return found.pk
        return self.column.pk

    def parts(self, address: Address) -> dict[str, Any]:
        page = dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), self.column.pk)
        model = dict.fromkeys(("app_label", "content_type_app_name", "app_name"), "cms")
        known = (
            page
            | model
            | {
                "pk": self.pk(address.name),
                "rest": "done/",
                "model_name": "noticepage",
                "content_type_model_name": "noticepage",
                "action": "delete",
                "action_name": "approve",
                "task_state_id": self.state.current_task_state.pk if self.state.current_task_state else 1,
                "task_id": Task.objects.values_list("pk", flat=True).first(),
                "destination_id": self.column.get_parent().pk,
                "revision_id": self.first.pk,
                "revision_id_a": self.first.pk,
                "revision_id_b": self.last.pk,
                "workflow_state_id": self.state.pk,
                "workflow_pk": self.workflow().pk,
                "collection_id": self.collection.pk,
                "object_id": str(self.column.pk),
                "session_id": 1,
                "redirect_id": self.redirect.pk,
                "document_id": self.document.pk,
                "doc_id": self.document.pk,
                "uploaded_file_id": 1,
                "image_id": self.image.pk,
                "filter_spec": "max-20x20",
            }
        )
        return {name: known[name] for name in address.params}

    def urls(self, **instead: Any) -> Iterator[str]:
        for address in addresses():
            if not address.route.startswith("admin/") or address.route in ENDLESS or "logout" in address.name:
                continue
            try:
                yield reverse(
                    address.name,
                    kwargs=self.parts(address) | {k: v for k, v in instead.items() if k in address.params},
                )
            except NoReverseMatch:
                assert not address.name, address  # what has no name is an alias
