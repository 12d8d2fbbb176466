"""The plain Python group against the RFC's vectors, and both groups against each other."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linli_verify.groups import IDENTITY, Sodium
from linli_verify.hashing import ORDER
from linli_verify.pure import Pure

VECTORS = json.loads((Path(__file__).parent / "rfc9496.json").read_text())
BOTH = [Sodium(), Pure()]
SCALARS = st.integers(0, 2**256 - 1) | st.sampled_from([0, 1, 2, ORDER - 1, ORDER, ORDER + 1])


@pytest.mark.parametrize("g", BOTH, ids=lambda g: g.name)
def test_multiples_of_the_generator(g: Sodium | Pure) -> None:
    total = IDENTITY
    for k, text in enumerate(VECTORS["multiples"]):
        assert total.hex() == g.base(k).hex() == text
        assert g.is_element(total)
        assert g.times(k, g.base(1)).hex() == text
        total = g.add(total, g.base(1))


@pytest.mark.parametrize("g", BOTH, ids=lambda g: g.name)
@pytest.mark.parametrize("text", VECTORS["refused"])
def test_what_is_no_element(g: Sodium | Pure, text: str) -> None:
    assert not g.is_element(bytes.fromhex(text))


@settings(max_examples=25, deadline=None)
@given(SCALARS, SCALARS, SCALARS)
@example(0, 0, 0)
@example(ORDER, 1, ORDER - 1)
def test_both_compute_the_same(x: int, z: int, c: int) -> None:
    sodium, pure = BOTH
    p, q = sodium.base(x), sodium.base(c)
    assert p == pure.base(x)
    assert sodium.times(z, p) == pure.times(z, p) == sodium.base(x * z)
    assert sodium.add(p, q) == pure.add(p, q) == sodium.base(x + c)
    assert sodium.subtract(p, q) == pure.subtract(p, q) == sodium.base(x - c)
    assert sodium.differ(z, p, c, q) == pure.differ(z, p, c, q) == sodium.base(z * x - c * c)
    assert sodium.differ(z, None, c, q) == pure.differ(z, None, c, q) == sodium.base(z - c * c)


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=32, max_size=32))
@example(
    bytes.fromhex(VECTORS["multiples"][1][:-2] + "f6")
)  # the generator with the highest bit, which libsodium ignores
def test_both_refuse_the_same(data: bytes) -> None:
    sodium, pure = BOTH
    assert sodium.is_element(data) == pure.is_element(data)
