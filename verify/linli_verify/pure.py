"""ristretto255 after RFC 9496 in plain Python: slow, and sharing no line with any other library.

Nothing here is secret, so nothing needs to take constant time.
"""

from functools import lru_cache

from linli_verify.hashing import ORDER

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]  # extended coordinates of the twisted Edwards curve
NEUTRAL: Point = (0, 1, 1, 0)
WINDOW = 5


def _sqrt_ratio(u: int, v: int) -> tuple[bool, int]:
    """(whether u/v is a square, the non-negative root of u/v or of i·u/v): RFC 9496, 3.1.3."""
    root = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * root * root % P
    if check in (-u % P, -u * SQRT_M1 % P):
        root = root * SQRT_M1 % P
    was_square = check in (u % P, -u % P)
    return was_square, P - root if root & 1 else root


INVSQRT_A_MINUS_D = _sqrt_ratio(1, (-1 - D) % P)[1]


def decode(data: bytes) -> Point | None:
    """The point of a canonical encoding (RFC 9496, 4.3.1)."""
    s = int.from_bytes(data, "little")
    if len(data) != 32 or s >= P or s & 1:
        return None
    ss = s * s % P
    u1, u2 = (1 - ss) % P, (1 + ss) % P
    v = (-D * u1 * u1 - u2 * u2) % P
    square, invsqrt = _sqrt_ratio(1, v * u2 * u2 % P)
    den_x = invsqrt * u2 % P
    x = 2 * s * den_x % P
    x = P - x if x & 1 else x
    y = u1 * invsqrt * den_x * v % P
    t = x * y % P
    return None if not square or t & 1 or y == 0 else (x, y, 1, t)


def encode(point: Point) -> bytes:
    """RFC 9496, 4.3.2."""
    x, y, z, t = point
    u1, u2 = (z + y) * (z - y) % P, x * y % P
    invsqrt = _sqrt_ratio(1, u1 * u2 * u2 % P)[1]
    den1, den2 = invsqrt * u1 % P, invsqrt * u2 % P
    z_inv = den1 * den2 * t % P
    den = den2
    if t * z_inv % P & 1:
        x, y, den = y * SQRT_M1 % P, x * SQRT_M1 % P, den1 * INVSQRT_A_MINUS_D % P
    if x * z_inv % P & 1:
        y = -y
    s = den * (z - y) % P
    return (P - s if s & 1 else s).to_bytes(32, "little")


def add(a: Point, b: Point) -> Point:
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * D * a[3] * b[3] % P, 2 * a[2] * b[2] % P
    e, f, g, h = right - left, d - c, d + c, right + left
    return e * f % P, g * h % P, f * g % P, e * h % P


def double(a: Point) -> Point:
    xx, yy, zz = a[0] * a[0] % P, a[1] * a[1] % P, 2 * a[2] * a[2] % P
    h = xx + yy
    e = h - (a[0] + a[1]) * (a[0] + a[1]) % P
    g = xx - yy
    f = zz + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def negate(a: Point) -> Point:
    return -a[0] % P, a[1], a[2], -a[3] % P


@lru_cache(maxsize=64)
def multiples(data: bytes) -> list[list[Point]]:
    """For each window of a scalar, the multiples of a point that is used again and again (G, Y)."""
    point = _point(data)
    rows = []
    for _ in range(0, 255, WINDOW):
        row = [NEUTRAL]
        for _ in range((1 << WINDOW) - 1):
            row.append(add(row[-1], point))
        rows.append(row)
        point = add(row[-1], point)
    return rows


def fixed_times(k: int, data: bytes) -> Point:
    total = NEUTRAL
    for row in multiples(data):
        if k & 31:
            total = add(total, row[k & 31])
        k >>= WINDOW
    return total


def times(k: int, point: Point) -> Point:
    """Windows of four bits from the top."""
    table = [NEUTRAL]
    for _ in range(15):
        table.append(add(table[-1], point))
    total = NEUTRAL
    for digit in f"{k:x}":
        total = double(double(double(double(total))))
        if digit != "0":
            total = add(total, table[int(digit, 16)])
    return total


def _point(data: bytes) -> Point:
    point = decode(data)
    if point is None:
        raise ValueError("not an element")
    return point


_BASE_Y = 4 * pow(5, -1, P) % P
_BASE_X = min(
    root := _sqrt_ratio((_BASE_Y * _BASE_Y - 1) % P, (D * _BASE_Y * _BASE_Y + 1) % P)[1],
    P - root,
    key=lambda x: x & 1,
)
GENERATOR = encode((_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % P))


class Pure:
    """The same operations as `Sodium`; tables for the few elements that come in every ballot."""

    name = "pure Python"

    def __init__(self) -> None:
        self.common = {GENERATOR}

    def is_element(self, data: bytes) -> bool:
        return decode(data) is not None

    def add(self, a: bytes, b: bytes) -> bytes:
        return encode(add(_point(a), _point(b)))

    def subtract(self, a: bytes, b: bytes) -> bytes:
        return encode(add(_point(a), negate(_point(b))))

    def base(self, k: int) -> bytes:
        return encode(fixed_times(k % ORDER, GENERATOR))

    def times(self, k: int, a: bytes) -> bytes:
        return encode(self._times(k % ORDER, a))

    def differ(self, z: int, p: bytes | None, c: int, q: bytes) -> bytes:
        """zP − cQ, with P the generator if none is given."""
        left = self._times(z % ORDER, GENERATOR if p is None else p)
        return encode(add(left, negate(self._times(c % ORDER, q))))

    def _times(self, k: int, a: bytes) -> Point:
        return fixed_times(k, a) if a in self.common else times(k, _point(a))
