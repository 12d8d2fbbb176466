"""The desk's forms."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.actions.notices import Wording
from cms.models import NoticePage
from cms.rules.text import to_html, to_text
from linli.core.audience import Audience

MAX_FILE = 10 * 1024 * 1024
MAX_FILES = 10
NOW_FORMAT = "%Y-%m-%dT%H:%M"


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files at once, each checked alone."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [d for d in (data if isinstance(data, list | tuple) else [data]) if d]
        if len(given) > MAX_FILES:
            raise forms.ValidationError(_("At most %(count)d files."), params={"count": MAX_FILES})
        return [self.clean_one(file) for file in given]

    def clean_one(self, file: Any) -> Any:
        FileExtensionValidator(settings.WAGTAILDOCS_EXTENSIONS)(file)
        if file.size > MAX_FILE:
            raise forms.ValidationError(_("“%(name)s” is larger than 10 MB."), params={"name": file.name})
        return super().clean(file)


def moment(label: Any, help_text: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local"}, format=NOW_FORMAT)
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=False,
        widget=widget,
        input_formats=[NOW_FORMAT, "%Y-%m-%dT%H:%M:%S"],
    )


class NoticeForm(forms.Form):
    """A notice as a committee types it: plain text, no mark-up to learn."""

    title = forms.CharField(
        label=pgettext_lazy("notice", "Title"),
        max_length=120,
        help_text=_("Say what, where and when: “Water off on 24 November, 9:00–15:00, Court 2”."),
    )
    category = forms.ChoiceField(label=_("Category"), choices=NoticePage.Category.choices)
    audience = forms.ChoiceField(
        label=pgettext_lazy("notice", "Who may read it"), choices=Audience.choices, widget=forms.RadioSelect
    )
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 12}),
        help_text=_(
            "Leave an empty line between paragraphs. Begin a line with “- ” for a list, with “## ” for a heading."
        ),
    )
    issued_by = forms.CharField(label=pgettext_lazy("notice", "Issued by"), max_length=60)
    valid_from = moment(
        _("Holds from"), _("When it begins: the water goes off, the list hangs out. Empty: at once.")
    )
    valid_until = moment(_("Holds until"), _("After this it moves to the archive. Empty: it stays."))
    keep = forms.MultipleChoiceField(
        label=_("Files already attached"), required=False, widget=forms.CheckboxSelectMultiple
    )
    uploads = ManyFiles(
        label=_("Attach files"),
        required=False,
        help_text=_(
            "PDF, Word, Excel and the like, up to 10 MB each. Readable by those who may read the notice."
        ),
    )

    def __init__(self, *args: Any, attached: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(a.document_id), a.document.title) for a in attached]
        if choices:
            field: Any = self.fields["keep"]
            field.choices = choices
            field.help_text = _("Untick what should go.")
            self.initial.setdefault("keep", [pk for pk, _title in choices])
        else:
            del self.fields["keep"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begin, end = data.get("valid_from"), data.get("valid_until")
        if begin and end and end <= begin:
            self.add_error("valid_until", _("The end must lie after the beginning."))
        return data

    def wording(self) -> Wording:
        data = self.cleaned_data
        names = ("title", "category", "audience", "issued_by", "valid_from", "valid_until")
        return Wording(body=to_html(data["body"]), **{name: data[name] for name in names})

    def kept(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data.get("keep", [])}

    @staticmethod
    def initial_of(notice: NoticePage) -> dict[str, Any]:
        names = ("title", "category", "audience", "issued_by", "valid_from", "valid_until")
        return {name: getattr(notice, name) for name in names} | {"body": to_text(notice.body)}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What should be changed"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you return it: the author reads this."),
    )


class TakeDownForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken down"), max_length=200, help_text=_("Kept in the record of what was done.")
    )
