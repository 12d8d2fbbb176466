"""What people write in the forum, checked before an action sees it."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_comments_xtd.forms import XtdCommentForm

from forum.models import Board, Report
from forum.rules import posting
from linli.core.audience import Audience

TALK_AUDIENCES = [
    (Audience.RESIDENTS.value, Audience.RESIDENTS.label),
    (Audience.PUBLIC.value, Audience.PUBLIC.label),
]
PERSONAL = ("name", "email", "url")


class EditTopicForm(forms.Form):
    title = forms.CharField(
        label=pgettext_lazy("topic", "Title"),
        max_length=posting.TITLE_LENGTH[1],
        validators=[MinLengthValidator(posting.TITLE_LENGTH[0])],
        help_text=_("Say it in one sentence: “Three benches are broken, could we have some with armrests?”"),
    )
    text = forms.CharField(
        label=pgettext_lazy("topic", "What is it about?"),
        max_length=posting.TOPIC_LENGTH,
        help_text=_("What happened, where, and what you wish for. An empty line begins a paragraph."),
        widget=forms.Textarea({"rows": 8}),
    )


class TopicForm(EditTopicForm):
    board = forms.ChoiceField(label=_("Board"), widget=forms.RadioSelect)
    audience = forms.ChoiceField(
        label=pgettext_lazy("topic", "Who may read it"),
        choices=TALK_AUDIENCES,
        initial=Audience.RESIDENTS,
        widget=forms.RadioSelect,
        help_text=_("This cannot be changed later."),
    )

    field_order = ["title", "text", "board", "audience"]

    def __init__(self, *args: Any, boards: list[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].choices = [(b.code, f"{b} · {b.hint}" if b.hint else str(b)) for b in boards]  # type: ignore[attr-defined]

    def clean_audience(self) -> Audience:
        return Audience(self.cleaned_data["audience"])


class CommentForm(XtdCommentForm):
    """The package's form with its seal and its trap; who writes is known, so it does not ask for a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PERSONAL:
            del self.fields[name]
        text = self.fields["comment"]
        text.label = _("What do you think?")
        text.max_length = posting.COMMENT_LENGTH
        text.widget = forms.Textarea({"rows": 4, "maxlength": posting.COMMENT_LENGTH})
        text.error_messages["required"] = _("Please write something first.")
        self.fields["followup"].label = _("Tell me when somebody answers")
        self.fields["followup"].widget = forms.CheckboxInput()


class TextForm(forms.Form):
    """Mending a comment."""

    text = forms.CharField(
        label=pgettext_lazy("comment", "Text"),
        max_length=posting.COMMENT_LENGTH,
        widget=forms.Textarea({"rows": 6}),
    )


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=pgettext_lazy("report", "What is wrong"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=pgettext_lazy("report", "In your words"),
        max_length=300,
        required=False,
        help_text=_("What should the committee know? Only the committee reads it."),
        widget=forms.Textarea({"rows": 3}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("moderation", "Reason"),
        max_length=posting.REASON_LENGTH,
        help_text=_("Everybody reads it in the place of the text, and in the record of moderation."),
        widget=forms.Textarea({"rows": 3}),
    )


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=pgettext_lazy("moderation", "Decision"),
        choices=[
            (Report.Outcome.HIDDEN, pgettext_lazy("moderation", "Hide it")),
            (Report.Outcome.KEPT, pgettext_lazy("moderation", "Leave it standing")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=pgettext_lazy("moderation", "Reason"),
        max_length=posting.REASON_LENGTH,
        help_text=_("Whoever reported it reads this; if it is hidden, so does everybody, in its place."),
        widget=forms.Textarea({"rows": 3}),
    )
