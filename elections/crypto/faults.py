"""Why something that came from outside is not taken."""


class Malformed(ValueError):
    """Not an encoding of section 2, or a body with a key too much or too few."""


class Rejected(ValueError):
    """Well formed, and against a rule; `code` says which one (docs/online-voting.md)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
