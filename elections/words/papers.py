"""What is wrong with a sheet, in words, and where two entries differ."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from elections.rules.papers import Fault, FaultCode

NUMBERS: dict[str, Callable[[], str]] = {
    "books": lambda: _("Ballots in the books"),
    "unused": lambda: _("Unused"),
    "spoiled": lambda: _("Spoiled and handed back"),
    "found": lambda: _("Found in the box"),
    "blank": lambda: _("Of these blank"),
    "invalid": lambda: _("Of these invalid"),
}


def place(where: str, names: Mapping[str, str]) -> str:
    """The number, post or person that a code of the arithmetic means."""
    if where in NUMBERS:
        return NUMBERS[where]()
    post, _slash, number = where.partition("/")
    if number:
        return _("%(post)s, written in: no. %(number)s") % {"post": names.get(post, post), "number": number}
    return names.get(where, where)


def fault_words(fault: Fault, names: Mapping[str, str]) -> str:
    said = {
        FaultCode.NUMBER: _("%(where)s: this is not a count."),
        FaultCode.BOOKS: _("The books of this station hold %(most)s ballots, the sheet says %(count)s."),
        FaultCode.ISSUED: _("Found and spoiled are %(count)s, but only %(most)s were given out."),
        FaultCode.ATTENDED: _("%(count)s were found in the box, but only %(most)s electors took a ballot."),
        FaultCode.VALID: _("Blank and invalid are %(count)s, but only %(most)s were found."),
        FaultCode.VOTES: _("%(where)s has %(count)s votes, but only %(most)s ballots are valid."),
        FaultCode.SEATS: _("%(where)s has %(count)s votes in all, but %(most)s is the most there can be."),
        FaultCode.LINES: _("%(where)s is not on the ballot, or is missing."),
    }[fault.code]
    return said % {"where": place(fault.where, names), "count": fault.count, "most": fault.most}
