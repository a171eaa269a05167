"""Arithmetic of plain + - * /: the same bits in every engine, on every machine (ODD 7.1).

The C library's ``exp`` and ``log`` differ between systems, and NumPy's between CPUs. A
negotiation that must be replayed to the last bit therefore brings its own, and adds over seats
in an order that a compiler's vector units can follow without changing a bit.
"""

from collections.abc import Sequence
from math import sqrt

EXP_LIMIT = 64.0
"""Arguments beyond ±64 are treated as ±64: e^64 is 6·10²⁷, past anything a rule can mean."""
TWO_TO_THE_SEVENTH = 128.0

# 1/(2k+1) for k = 10 … 0: the series of ln((1+s)/(1-s)) = 2(s + s³/3 + s⁵/5 + …).
ODD_RECIPROCALS = tuple(1.0 / (2 * k + 1) for k in range(10, -1, -1))
# 1/((2k-1)·2k) for k = 12 … 1: the nested series of the cosine.
COSINE_STEPS = tuple(1.0 / ((2 * k - 1) * (2 * k)) for k in range(12, 0, -1))
POWERS_OF_TWO = tuple((float(1 << k), 1.0 / float(1 << k), float(k)) for k in (512, 256, 128, 64, 32, 16, 8, 4, 2, 1))

LN2 = 0.6931471805599453
SQRT2 = 1.4142135623730951
TAU = 6.283185307179586
INV_SQRT_TAU = 0.3989422804014327
NORMAL_LIMIT = 6.0
NORMAL_TERMS = 80


def exp(x: float) -> float:
    """Return e to the power ``x``, to 2e-14 of its size (5e-15 for |x| up to 10); not-a-number stays so.

    The argument is halved seven times until a short series is exact, then doubled back in the
    form ``e^x - 1``, which keeps the digits that a plain squaring would lose.
    """
    size = x if x >= 0.0 else -x
    t = (EXP_LIMIT if size > EXP_LIMIT else size) / TWO_TO_THE_SEVENTH
    tail = 1 / 40320 + t * (
        1 / 362880
        + t
        * (
            1 / 3628800
            + t
            * (1 / 39916800 + t * (1 / 479001600 + t * (1 / 6227020800 + t * (1 / 87178291200 + t / 1307674368000))))
        )
    )
    grown = t * (
        1 + t * (1 / 2 + t * (1 / 6 + t * (1 / 24 + t * (1 / 120 + t * (1 / 720 + t * (1 / 5040 + t * tail))))))
    )
    grown = grown * (2.0 + grown)  # e^2t - 1 from e^t - 1, seven times
    grown = grown * (2.0 + grown)
    grown = grown * (2.0 + grown)
    grown = grown * (2.0 + grown)
    grown = grown * (2.0 + grown)
    grown = grown * (2.0 + grown)
    power = 1.0 + grown * (2.0 + grown)
    return power if x >= 0.0 else 1.0 / power


def log(x: float) -> float:
    """Return the natural logarithm of ``x`` in 1e-300 to 1e300, to 2e-16 of the larger of 1 and itself."""
    mantissa = x if x >= 1.0 else 1.0 / x
    twos = 0.0
    for power, inverse, exponent in POWERS_OF_TWO:
        if mantissa >= power:
            mantissa = mantissa * inverse
            twos = twos + exponent
    if mantissa > SQRT2:
        mantissa = mantissa / 2.0
        twos = twos + 1.0
    s = (mantissa - 1.0) / (mantissa + 1.0)
    square = s * s
    series = 0.0
    for reciprocal in ODD_RECIPROCALS:
        series = series * square + reciprocal
    size = twos * LN2 + 2.0 * s * series
    return size if x >= 1.0 else -size


def cos_of_turn(u: float) -> float:
    """Return the cosine of ``u`` turns (``cos 2πu``) for ``u`` in [0, 1]."""
    fold = u if u <= 0.5 else 1.0 - u
    mirrored = fold > 0.25
    angle = TAU * (0.5 - fold if mirrored else fold)
    square = angle * angle
    series = 1.0
    for step in COSINE_STEPS:
        series = 1.0 - square * step * series
    return -series if mirrored else series


def logistic(z: float) -> float:
    """Return σ(z) = 1 / (1 + e^-z)."""
    return 1.0 / (1.0 + exp(-z))


def logit(u: float) -> float:
    """Return ln(u / (1-u)), the logistic quantile of ``u`` in (0, 1)."""
    return log(u / (1.0 - u))


def normal_share(z: float) -> float:
    """Return Φ(z), the standard normal distribution, from Marsaglia's series (2004), to 4e-15; |z| ≤ 6."""
    bounded = clip(z, -NORMAL_LIMIT, NORMAL_LIMIT)
    square = bounded * bounded
    term = bounded
    total = bounded
    odd = 1.0
    for _ in range(NORMAL_TERMS):
        odd = odd + 2.0
        term = term * square / odd
        total = total + term
    return 0.5 + total * INV_SQRT_TAU * exp(-0.5 * square)


def normal_of(u: float, v: float) -> float:
    """Return a standard normal made of two uniforms in (0, 1) (Box and Muller 1958)."""
    return sqrt(-2.0 * log(u)) * cos_of_turn(v)


def clip(z: float, low: float, high: float) -> float:
    """Return ``z`` held between ``low`` and ``high``."""
    return low if z < low else high if z > high else z


def above(z: float) -> float:
    """Return (z)₊, the part of ``z`` above zero."""
    return z if z > 0.0 else 0.0


def lane_sum(values: Sequence[float]) -> float:
    """Return the sum over seats in the fixed eight-lane order.

    Lane k takes seats k, k+8, …; then ((0+1)+(2+3))+((4+5)+(6+7)).
    """
    a = b = c = d = e = f = g = h = 0.0
    seats = len(values)
    whole = seats - seats % 8
    for i in range(0, whole, 8):
        a += values[i]
        b += values[i + 1]
        c += values[i + 2]
        d += values[i + 3]
        e += values[i + 4]
        f += values[i + 5]
        g += values[i + 6]
        h += values[i + 7]
    if whole < seats:
        a += values[whole]
    if whole + 1 < seats:
        b += values[whole + 1]
    if whole + 2 < seats:
        c += values[whole + 2]
    if whole + 3 < seats:
        d += values[whole + 3]
    if whole + 4 < seats:
        e += values[whole + 4]
    if whole + 5 < seats:
        f += values[whole + 5]
    if whole + 6 < seats:
        g += values[whole + 6]
    return ((a + b) + (c + d)) + ((e + f) + (g + h))
