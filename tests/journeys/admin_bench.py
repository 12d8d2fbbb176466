"""Addresses of the site, and one page with every widget that Wagtail's admin may ever show to an editor."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from wagtail import blocks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import MultipleChooserPanel, ObjectList
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.widgets import AdminImageChooser

from cms.models import NoticePage
from linli.urls import urlpatterns as ours

STREAM = blocks.StreamBlock(
    [
        ("words", blocks.CharBlock()),
        ("text", blocks.RichTextBlock()),
        ("day", blocks.DateBlock()),
        ("moment", blocks.DateTimeBlock()),
        ("hour", blocks.TimeBlock()),
        ("page", blocks.PageChooserBlock()),
        ("image", ImageChooserBlock()),
        ("file", DocumentChooserBlock()),
        ("list", blocks.ListBlock(blocks.StructBlock([("page", blocks.PageChooserBlock())]))),
    ],
    required=False,
)

PAGE = Template(
    '{% extends "wagtailadmin/base.html" %}'
    "{% block content %}<form>{{ form.as_div }}{{ panel.render_form_content }}</form>{% endblock %}"
    "{% block extra_js %}{{ form.media.js }}{{ panel.media.js }}{% endblock %}"
    "{% block extra_css %}{{ form.media.css }}{{ panel.media.css }}{% endblock %}"
)


class Widgets(forms.Form):
    day = forms.DateField(widget=AdminDateInput)
    moment = forms.DateTimeField(widget=AdminDateTimeInput)
    hour = forms.TimeField(widget=AdminTimeInput)
    page = forms.CharField(widget=AdminPageChooser)
    image = forms.CharField(widget=AdminImageChooser)
    stream = blocks.BlockField(block=STREAM)


def several(request: HttpRequest) -> Any:
    """The panel that adds many attachments at once."""
    panel = ObjectList([MultipleChooserPanel("attachments", chooser_field_name="document")])
    handler = panel.bind_to_model(NoticePage)
    notice = NoticePage.objects.first()
    form = handler.get_form_class()(instance=notice, for_user=request.user)
    return handler.get_bound_panel(instance=notice, request=request, form=form)


@require_admin_access
def bench(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render(RequestContext(request, {"form": Widgets(), "panel": several(request)})))


urlpatterns = [path("admin/bench/", bench), *ours]
