"""Arithmetic of plain + - * /: the same bits in every engine, on every machine (ODD 7.1).

The C library's ``exp`` and ``log`` differ between systems, and NumPy's between CPUs. A
negotiation that must be replayed to the last bit therefore brings its own, and adds over seats
in an order that a compiler's vector units can follow without changing a bit.
"""

from collections.abc import Sequence
from math import sqrt

EXP_LIMIT = 64.0
"""Arguments beyond ±64 are treated as ±64: e^64 is 6·10²⁷, past anything a rule can mean."""
TWO_TO_THE_TENTH = 1024.0

TWO_512, TWO_256, TWO_128, TWO_64 = (float(1 << k) for k in (512, 256, 128, 64))
LN2 = 0.6931471805599453
SQRT2 = 1.4142135623730951
TAU = 6.283185307179586
LARGEST = 1e300
"""Up to here logarithms are true."""
NORMAL_LIMIT = 6.0


def exp(x: float) -> float:
    """Return e to the power ``x``, to 3e-13 of its size; not-a-number stays so.

    The argument is halved ten times until a short series is exact, and its power squared as often: each
    squaring doubles what the last bit lacks. The series is added up in pairs, pairs of pairs and so on
    (Estrin's scheme): no step waits long for another, and nothing is divided.
    """
    t = clip(x, -EXP_LIMIT, EXP_LIMIT) * (1.0 / TWO_TO_THE_TENTH)
    t2 = t * t
    low = (1.0 + t * (1 / 2)) + t2 * (1 / 6 + t * (1 / 24))
    high = (1 / 120 + t * (1 / 720)) + t2 * (1 / 5040 + t * (1 / 40320))
    power = 1.0 + t * (low + t2 * t2 * high)
    power = power * power
    power = power * power
    power = power * power
    power = power * power
    power = power * power
    power = power * power
    power = power * power
    power = power * power
    power = power * power
    return power * power


def halved(mantissa: float, twos: float, power: float, count: float) -> tuple[float, float]:
    """Return a number divided by ``power`` = 2^count if it is as large as that, and the twos taken out so far."""
    smaller = mantissa * (1.0 / power)
    large = mantissa >= power
    return smaller if large else mantissa, twos + count if large else twos


def log(x: float) -> float:
    """Return the natural logarithm of ``x`` in 1e-300 to 1e300, to 3e-16 of the larger of 1 and itself."""
    mantissa, twos = x if x >= 1.0 else 1.0 / x, 0.0
    mantissa, twos = halved(mantissa, twos, TWO_512, 512.0)
    mantissa, twos = halved(mantissa, twos, TWO_256, 256.0)
    mantissa, twos = halved(mantissa, twos, TWO_128, 128.0)
    mantissa, twos = halved(mantissa, twos, TWO_64, 64.0)
    size = log_within(mantissa, twos)
    return size if x >= 1.0 else -size


def log_of_odds(x: float) -> float:
    """Return the natural logarithm of 1 plus odds, ``x`` from 1 to 2^64: the same as ``log``, for fewer steps."""
    return log_within(x, 0.0)


def log_within(mantissa: float, twos: float) -> float:
    """Return the natural logarithm of a number from 1 to 2^64 and of the twos that have been taken out of it."""
    mantissa, twos = halved(mantissa, twos, 4294967296.0, 32.0)
    mantissa, twos = halved(mantissa, twos, 65536.0, 16.0)
    mantissa, twos = halved(mantissa, twos, 256.0, 8.0)
    mantissa, twos = halved(mantissa, twos, 16.0, 4.0)
    mantissa, twos = halved(mantissa, twos, 4.0, 2.0)
    mantissa, twos = halved(mantissa, twos, 2.0, 1.0)
    odd = mantissa > SQRT2
    mantissa = mantissa * 0.5 if odd else mantissa
    twos = twos + 1.0 if odd else twos
    s = (mantissa - 1.0) / (mantissa + 1.0)
    q = s * s
    q2 = q * q
    q4 = q2 * q2
    low = (1.0 + q * (1 / 3)) + q2 * (1 / 5 + q * (1 / 7))
    high = (1 / 9 + q * (1 / 11)) + q2 * (1 / 13 + q * (1 / 15))
    top = (1 / 17 + q * (1 / 19)) + q2 * (1 / 21)
    return twos * LN2 + 2.0 * s * (low + q4 * (high + q4 * top))


def cos_of_turn(u: float) -> float:
    """Return the cosine of ``u`` turns (``cos 2πu``) for ``u`` in [0, 1], from its series in Estrin's order."""
    fold = u if u <= 0.5 else 1.0 - u
    mirrored = fold > 0.25
    angle = TAU * (0.5 - fold if mirrored else fold)
    q = angle * angle
    q2 = q * q
    q4 = q2 * q2
    low = (1.0 - q * (1 / 2)) + q2 * (1 / 24 - q * (1 / 720))
    high = (1 / 40320 - q * (1 / 3628800)) + q2 * (1 / 479001600 - q * (1 / 87178291200))
    top = (1 / 20922789888000 - q * (1 / 6402373705728000)) + q2 * (1 / 2432902008176640000)
    series = low + q4 * (high + q4 * top)
    return -series if mirrored else series


def logistic(z: float) -> float:
    """Return σ(z) = 1 / (1 + e^-z)."""
    return 1.0 / (1.0 + exp(-z))


def logit(u: float) -> float:
    """Return ln(u / (1-u)), the logistic quantile of ``u`` in (0, 1)."""
    return log(u / (1.0 - u))


def normal_share(z: float) -> float:
    """Return Φ(z), the standard normal distribution, to 1e-13; |z| ≤ 6.

    The share beyond ``|z|`` is e^(-z²/2) times a ratio of two polynomials (Hart and others 1968, no. 5666, as West
    2005 writes it down), each added up in pairs.
    """
    x = clip(abs(z), 0.0, NORMAL_LIMIT)
    x2 = x * x
    x4 = x2 * x2
    low = (220.206867912376 + 221.213596169931 * x) + x2 * (112.079291497871 + 33.912866078383 * x)
    high = (6.37396220353165 + 0.700383064443688 * x) + x2 * 0.0352624965998911
    least = (440.413735824752 + 793.826512519948 * x) + x2 * (637.333633378831 + 296.564248779674 * x)
    most = (86.7807322029461 + 16.064177579207 * x) + x2 * (1.75566716318264 + 0.0883883476483184 * x)
    beyond = exp(-0.5 * x2) * (low + x4 * high) / (least + x4 * most)
    return beyond if z < 0.0 else 1.0 - beyond


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
    for i in range(0, seats, 8):
        a += values[i]
        b += values[i + 1] if i + 1 < seats else 0.0
        c += values[i + 2] if i + 2 < seats else 0.0
        d += values[i + 3] if i + 3 < seats else 0.0
        e += values[i + 4] if i + 4 < seats else 0.0
        f += values[i + 5] if i + 5 < seats else 0.0
        g += values[i + 6] if i + 6 < seats else 0.0
        h += values[i + 7] if i + 7 < seats else 0.0
    return ((a + b) + (c + d)) + ((e + f) + (g + h))


def log_of_product(factors: Sequence[float]) -> float:
    """Return the natural logarithm of a product over seats: of four products side by side, seat k in that of k mod 4.

    If their own product is too large for a logarithm, their logarithms are added up.
    """
    a = b = c = d = 1.0
    fours = len(factors) - len(factors) % 4
    for i in range(0, fours, 4):
        a *= factors[i]
        b *= factors[i + 1]
        c *= factors[i + 2]
        d *= factors[i + 3]
    a *= factors[fours] if fours < len(factors) else 1.0
    b *= factors[fours + 1] if fours + 1 < len(factors) else 1.0
    c *= factors[fours + 2] if fours + 2 < len(factors) else 1.0
    whole = (a * b) * (c * d)
    return log(whole) if whole < LARGEST else (log(a) + log(b)) + (log(c) + log(d))


def greatest(values: Sequence[float]) -> int:
    """Return the line of the greatest number, the first of several (looked for in two halves, side by side)."""
    half = len(values) // 2
    first, second = values[0], values[len(values) - 1]
    for line in range(half):
        first, second = max(first, values[line]), max(second, values[half + line])
    most = max(first, second)
    for line in range(len(values)):
        if values[line] == most:
            return line
    return 0
