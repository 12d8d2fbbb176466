"""Verbs of a petition's signatures: signed online, entered from a sheet of paper, taken back or struck with a reason."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elections.actions.petition_law import representatives_for
from elections.actions.recall_telling import tell_entered
from elections.actions.running.base import save
from elections.actions.running.refusals import OwnRecall
from elections.models import Recall, RecallSheet, RecallSignature, Registration, Representative
from linli.accounts.models import User
from linli.audit.actions import record
from linli.core.refusals import Refused

Ending = RecallSignature.Ending


class Moved(Refused):
    reason = gettext_lazy("The recall has moved on in the meantime. Look at it again.")


class AlreadySigned(Refused):
    reason = gettext_lazy("You have signed already.")


class CountsAlready(Refused):
    """Carries who, and on which sheet or online."""

    reason = gettext_lazy("This elector has signed already: everybody counts once.")


class NotOfThisRoll(Refused):
    reason = gettext_lazy(
        "Only electors on the roll of the election, and representatives in office, sign on paper."
    )


class SheetTaken(Refused):
    reason = gettext_lazy(
        "A sheet with this number is there already. Open it, or write another number on this one."
    )


class NotSigned(Refused):
    reason = gettext_lazy("There is no signature of yours that counts.")


class WhyMissing(Refused):
    reason = gettext_lazy("Say why: the reason stays in the record beside the signature.")


def held(recall: Recall, *states: str) -> Recall:
    found = Recall.objects.select_for_update(of=("self",)).select_related(
        "community__division", "officeholder__election", "election"
    )
    row = found.get(pk=recall.pk)
    if row.state not in states:
        raise Moved
    return row


def note(recall: Recall, verb: str, by: User | None, at: datetime, **detail: object) -> None:
    record(by=by, action=f"elections.{verb}", obj=recall, community=recall.community, at=at, detail=detail)


def entries_of(recall: Recall) -> Any:
    """The electors who may sign on paper: the roll that elected the person; nobody where it is not kept here."""
    return Registration.objects.filter(election=recall.officeholder.election_id).on_roll()


def own_signature(recall: Recall, by: User, at: datetime) -> RecallSignature:
    """Signed in: the account, and its entry of the roll where it has one."""
    entry = entries_of(recall).filter(user=by).first()
    return RecallSignature.objects.create(recall=recall, user=by, registration=entry, signed_at=at)


@transaction.atomic
def sign_recall(*, recall: Recall, by: User, at: datetime) -> RecallSignature:
    recall = held(recall, Recall.State.SIGNING)
    if recall.signatures.counted().filter(user=by).exists():
        raise AlreadySigned
    signature = own_signature(recall, by, at)
    note(recall, "sign_recall", by, at)
    return signature


def for_the_desk(recall: Recall, by: User) -> Recall:
    """Whom the petition is about has no hand in its signatures."""
    found = held(recall, Recall.State.SIGNING)
    if found.officeholder.user_id == by.pk:
        raise OwnRecall
    return found


@transaction.atomic
def open_sheet(
    *, recall: Recall, number: int, photo: File[bytes] | None = None, by: User, at: datetime
) -> RecallSheet:
    """A sheet was handed in. Its number is the one that is written on it."""
    recall = for_the_desk(recall, by)
    if recall.sheets.filter(number=number).exists():
        raise SheetTaken
    sheet = RecallSheet(recall=recall, number=number, entered_by=by, entered_at=at)
    if photo is not None:
        sheet.photo, sheet.photo_hash = photo, hashlib.sha256(photo.read()).hexdigest()
        photo.seek(0)
    sheet.save()
    note(recall, "open_recall_sheet", by, at, sheet=number, photo=sheet.photo_hash)
    return sheet


def where(signature: RecallSignature) -> str:
    if signature.sheet_id is None:
        return _("online")
    return _("on sheet %(number)s") % {"number": signature.sheet.number}


def signer_of(recall: Recall, entry: Registration | Representative, at: datetime) -> dict[str, Any]:
    """Who signs a line: an elector by the entry of the roll; a representative, with that entry where the account tells it."""
    if isinstance(entry, Registration):
        if not entries_of(recall).filter(pk=entry.pk).exists():
            raise NotOfThisRoll
        return {"user": entry.user, "registration": entry}
    if not representatives_for(recall, at).filter(pk=entry.pk).exists():
        raise NotOfThisRoll
    on_roll = entries_of(recall).filter(user=entry.user_id).first() if entry.user_id else None
    return {"user": entry.user, "registration": on_roll, "representative": entry}


@transaction.atomic
def enter_signature(
    *, sheet: RecallSheet, entry: Registration | Representative, by: User, at: datetime
) -> RecallSignature:
    """One line of a sheet. Whoever has an account is told, so that nobody signs in another's name unseen."""
    recall = for_the_desk(sheet.recall, by)
    signer = signer_of(recall, entry, at)
    counted = recall.signatures.counted().of_signer(**signer)
    if earlier := counted.select_related("sheet").first():
        about = {"name": entry.name, "where": where(earlier)}
        raise CountsAlready(_("%(name)s has signed already, %(where)s: everybody counts once.") % about)
    signature = RecallSignature.objects.create(
        recall=recall, sheet=sheet, entered_by=by, signed_at=at, **signer
    )
    note(recall, "enter_recall_signature", by, at, sheet=sheet.number, **line(signature))
    tell_entered(recall, sheet, entry.user, at)
    return signature


def line(signature: RecallSignature) -> dict[str, Any]:
    """Whose line it is, for the record: the number on the roll, the representative's key."""
    entry, chosen = signature.registration, signature.representative
    return {"entry": entry.number if entry else None} | ({"representative": chosen.key} if chosen else {})


def end(signature: RecallSignature, ending: str, reason: str, by: User, at: datetime) -> RecallSignature:
    """It counts no more, and stays in the record."""
    if not reason.strip():
        raise WhyMissing
    save(signature, ending=ending, reason=reason.strip()[:200], ended_by=by, ended_at=at)
    return signature


@transaction.atomic
def strike_signature(
    *, signature: RecallSignature, ending: str, reason: str, by: User, at: datetime
) -> RecallSignature:
    """The desk strikes a line of a sheet that is not valid, or writes down that the elector has taken it back."""
    recall = for_the_desk(signature.recall, by)
    found = recall.signatures.counted().filter(pk=signature.pk, sheet__isnull=False)
    row = found.select_related("sheet", "registration", "representative").first()
    if row is None:
        raise Moved
    end(row, ending, reason, by, at)
    detail = {"sheet": row.sheet.number, "ending": row.ending} | line(row)
    note(recall, "strike_recall_signature", by, at, **detail, reason=row.reason)
    return row


@transaction.atomic
def take_back_signature(*, recall: Recall, reason: str, by: User, at: datetime) -> RecallSignature:
    """The elector's own, whichever way it was given, while signatures are gathered."""
    recall = held(recall, Recall.State.SIGNING)
    own = recall.signatures.counted().filter(user=by).first()
    if own is None:
        raise NotSigned
    end(own, Ending.TAKEN_BACK, reason, by, at)
    note(recall, "take_back_recall_signature", by, at)
    return own
