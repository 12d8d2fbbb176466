"""Where Wagtail's admin would show everybody's things: its page chooser, its API of images and documents, a report.

And where it takes its time over many appointments: the choice of a parent page.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from linli.roles.middleware import is_operator

LAST = 1000


@hooks.register("construct_page_chooser_queryset")
def own_pages(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Also refuses to open another's page to look below it: the chooser would print its title."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(request.user)
    parent = request.resolver_match.kwargs.get("parent_page_id") if request.resolver_match else None
    if parent and not explorable.filter(pk=parent).exists():
        raise Http404
    return pages.filter(pk__in=explorable.order_by().values("pk"))


class OwnMedia:
    """The API as Wagtail ships it lists every image and document to everybody who may open the admin."""

    def get_queryset(self) -> QuerySet[Any]:
        view: Any = self
        policy = policy_registry.get_by_type(view.model)
        own = policy.instances_user_has_any_permission_for(view.request.user, ["choose", "change"])
        return super().get_queryset().filter(pk__in=own.values("pk"))  # type: ignore[misc]  # of the view it is mixed into


class OwnImages(OwnMedia, ImagesAdminAPIViewSet):
    pass


class OwnDocuments(OwnMedia, DocumentsAdminAPIViewSet):
    pass


@hooks.register("construct_admin_api", order=LAST)
def own_media(router: Any) -> None:
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


class OwnParents(GenericChooseParentView):
    """Stock Wagtail joins one condition for each appointment; our policy answers with one for all of them."""

    def get_valid_parent_pages(self, user: Any) -> QuerySet[Any]:
        kinds = ContentType.objects.get_for_models(*self.model.allowed_parent_page_models())
        own = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
        found = own.filter(content_type__in=list(kinds.values()))
        return found.filter(locale=self.locale) if self.locale else found


class OwnPagesViewSet(PageViewSet):
    choose_parent_view_class = OwnParents


@hooks.register("register_admin_viewset", order=LAST)
def own_parents() -> PageViewSet:
    return OwnPagesViewSet()


@hooks.register("construct_reports_menu")
def operators_report(request: HttpRequest, items: list[Any]) -> None:
    """The report on page types is for operators (middleware.py), so its entry is too."""
    if not is_operator(request):
        items[:] = [item for item in items if item.name != "page-types-usage"]
