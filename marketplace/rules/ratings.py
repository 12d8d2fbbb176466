"""How grades of 1 to 5 become one word, and how services are ranked by them."""

PRIOR_GRADE, PRIOR_COUNT = 4, 5  # a service without reviews ranks as one that five people found good


def score(total: int, count: int) -> float:
    """The Bayesian mean: one happy cousin does not outrank forty content neighbours."""
    return (total + PRIOR_GRADE * PRIOR_COUNT) / (count + PRIOR_COUNT)


def grade(mean: float) -> int:
    """The grade whose word describes a mean; halves go up."""
    return min(5, max(1, int(mean + 0.5)))
