from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Sign-in limits and the SMS sink live in the cache."""
    cache.clear()
    yield
    cache.clear()
