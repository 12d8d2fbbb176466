"""What a certificate shows to whom."""


def masked(name: str) -> str:
    """The first character, for strangers who compare it with the paper in their hand."""
    return name[:1] + "*" * (len(name) - 1)
