"""Which kind of entry may follow which (section 4)."""

STAGES = (
    ("manifest",),
    ("trustee.commit",),
    ("trustee.reveal",),
    ("trustee.deal",),
    ("trustee.confirm",),
    ("key",),
    ("rehearsal",),
    ("trustee.rehearsal",),
    ("rehearsed",),
    ("credentials",),
    ("open",),
    ("ballot", "challenge", "cancel"),
    ("close",),
    ("paper",),
    ("tally",),
    ("share",),
    ("result",),
)
VOTING = STAGES[11]
STAGE_OF = {kind: number for number, kinds in enumerate(STAGES) for kind in kinds}
MAY_BE_EMPTY = (STAGE_OF["ballot"], STAGE_OF["paper"])


class Order:
    """Walks the stages; each trustee comes once in each of his."""

    def __init__(self) -> None:
        self.stage = -1
        self.indices: set[int] = set()
        self.ended = False
        self.number = self.threshold = 1

    def learn(self, number: int, threshold: int) -> None:
        self.number, self.threshold = number, threshold

    def accepts(self, kind: str, index: int | None) -> bool:
        """Whether this entry may come now; if so, it has come."""
        if self.ended:
            return False
        if kind == "trustee.complain":
            self.ended = True
            return self._known(index) and self._after_deals()
        stage = STAGE_OF[kind]
        if stage != self.stage and not self._moves_to(stage):
            return False
        if stage == self.stage and not self._repeats(kind, index):
            return False
        self._enter(stage, index)
        self.ended = kind == "result"
        return index is None or self._known(index)

    def _known(self, index: int | None) -> bool:
        return index is not None and 1 <= index <= self.number

    def _after_deals(self) -> bool:
        confirming = self.stage == STAGE_OF["trustee.confirm"]
        return confirming or (self.stage == STAGE_OF["trustee.deal"] and self._complete())

    def _repeats(self, kind: str, index: int | None) -> bool:
        if index is not None:
            return index not in self.indices
        return kind in VOTING or kind == "paper"

    def _moves_to(self, stage: int) -> bool:
        between = range(self.stage + 1, stage)
        return stage > self.stage and self._complete() and all(s in MAY_BE_EMPTY for s in between)

    def _enter(self, stage: int, index: int | None) -> None:
        if stage != self.stage:
            self.stage, self.indices = stage, set()
        if index is not None:
            self.indices.add(index)

    def _complete(self) -> bool:
        kind = STAGES[self.stage][0] if self.stage >= 0 else ""
        if kind == "share":
            return len(self.indices) >= self.threshold
        return len(self.indices) == self.number if kind.startswith("trustee.") else True
