"""The closed lists that profiles choose from."""

from enum import StrEnum


class Body(StrEnum):
    """Whose election or vote it is."""

    RESIDENTS = "residents_committee"
    VILLAGERS = "villagers_committee"
    OWNERS = "owners"
    CLUB = "club"
    CONDOMINIUM = "condominium"


class Mode(StrEnum):
    """Who makes up the electorate."""

    ELECTORS = "electors"  # every elector has a vote
    HOUSEHOLDS = "households"  # one vote a household
    REPRESENTATIVES = "representatives"  # the residents' representatives
    OWNERS = "owners"  # owners, by area and by heads


class Channel(StrEnum):
    PAPER = "paper"
    ONLINE = "online"
    BOTH = "both"


class Assurance(StrEnum):
    NAMED = "L0"  # who voted what is open
    DETACHED = "L1"  # voter and choice in tables that cannot be joined
    VERIFIABLE = "L2"  # encrypted, counted without opening, checked by anyone


class Holder(StrEnum):
    """To whom a vote may be entrusted."""

    NEAR_RELATIVE = "near_relative"  # a near relative who is an elector
    ELECTOR = "elector"  # any elector of the same roll
    ADULT = "adult"  # any adult named in writing


class Signers(StrEnum):
    """Whose signatures a petition counts."""

    ELECTORS = "electors"
    REPRESENTATIVES = "representatives"


class Consent(StrEnum):
    """Who lets a member go that resigns."""

    MEETING = "meeting"  # the residents' meeting or that of their representatives approves
    NOTICE = "notice"  # one's own written word is enough


class HeadRule(StrEnum):
    """How owners are counted by heads."""

    BUYER = "buyer"  # one unit one head, several units of one owner one head
    UNIT = "unit"  # every unit is one head


class Phase(StrEnum):
    """The stages of an election, in the order in which they begin."""

    COMMITTEE = "committee"  # the election committee is formed
    ANNOUNCEMENT = "announcement"  # the election day is announced
    REGISTRATION = "registration"
    ROLL = "roll"  # the roll is published
    OBJECTIONS = "objections"
    RULINGS = "rulings"
    FREEZE = "freeze"  # the roll is fixed, its hash published
    NOMINATION = "nomination"
    REVIEW = "review"
    CANDIDATES = "candidates"  # the final list is published
    PROXIES = "proxies"
    PREPARATION = "preparation"  # ballots, stations, staff, trustees
    VOTING = "voting"
    RESULT = "result"
    RUN_OFF = "run_off"
    HANDOVER = "handover"
