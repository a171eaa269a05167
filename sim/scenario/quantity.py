"""A number with its doubt: what an entry of a scenario file may be (ODD 6).

``1.24`` · ``{ value = 1.24, source = "weo" }`` · ``{ mode = 0.35, span = [0.1, 0.7] }`` (a
two-piece normal whose 10 and 90 % points are the span) · ``{ mean = 0.5, sd = 0.1 }`` ·
``{ low = 0.8, high = 1.2 }`` · ``{ choice = [1.0, 0.7], weights = [0.8, 0.2] }``. Choices that name the
same ``together`` are made by one die: the first with the first, the second with the second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from math import fsum
from statistics import NormalDist
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function, no_info_before_validator_function

FORMS = (("value",), ("mode", "span"), ("mean", "sd"), ("low", "high"), ("choice", "weights"))
BISECTIONS = 60
STANDARD = NormalDist()
DIGITS = 10
"""Draws are rounded to this many digits, so that no last bit depends on the machine's libraries."""

Number = Annotated[float, Field(allow_inf_nan=False, strict=True)]


@dataclass(frozen=True)
class Within:
    """The bounds, unit and meaning of an entry, for the check and for the JSON Schema."""

    low: float
    high: float
    unit: str
    meaning: str

    def check(self, quantity: Quantity) -> Quantity:
        """Return the quantity if all it may be lies within these bounds."""
        for end in quantity.ends():
            if not self.low <= end <= self.high:
                raise ValueError(f"{end:g} is out of bounds; allowed: {self.low:g} to {self.high:g} {self.unit}")
        return quantity

    def clip(self, value: float) -> float:
        """Return a drawn value held within these bounds."""
        return min(max(value, self.low), self.high)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let a bare number stand for a quantity, then check the bounds."""
        whole = no_info_before_validator_function(from_number, handler(source))
        return no_info_after_validator_function(self.check, whole)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Publish the entry as a bounded number or a quantity."""
        number = {"type": "number", "minimum": self.low, "maximum": self.high}
        return {"description": f"{self.meaning} [{self.unit}]", "anyOf": [number, handler(core)]}


class Quantity(BaseModel):
    """A number, or a distribution over numbers, with its source and the day it was known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: Number | SkipJsonSchema[None] = None
    mode: Number | SkipJsonSchema[None] = None
    span: Annotated[list[Number], Field(min_length=2, max_length=2)] | SkipJsonSchema[None] = None
    mean: Number | SkipJsonSchema[None] = None
    sd: Annotated[Number, Field(gt=0)] | SkipJsonSchema[None] = None
    low: Number | SkipJsonSchema[None] = None
    high: Number | SkipJsonSchema[None] = None
    choice: Annotated[list[Number], Field(min_length=1)] | SkipJsonSchema[None] = None
    weights: list[Annotated[Number, Field(ge=0)]] | SkipJsonSchema[None] = None
    together: Annotated[str, Field(min_length=1, max_length=60)] | SkipJsonSchema[None] = None
    source: str | SkipJsonSchema[None] = None
    known_on: Annotated[date, Field(strict=True)] | SkipJsonSchema[None] = None
    note: str | SkipJsonSchema[None] = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = {name for form in FORMS for name in form if getattr(self, name) is not None}
        if not any(given == set(form) for form in FORMS):
            allowed = "; ".join(" and ".join(form) for form in FORMS)
            raise ValueError(f"give one form only, whole: {allowed} (found: {', '.join(sorted(given)) or 'none'})")
        if (
            self.span is not None
            and self.mode is not None
            and not (self.span[0] <= self.mode <= self.span[1] and self.span[0] < self.span[1])
        ):
            raise ValueError(f"the span's ends must enclose the mode {self.mode:g} (found {self.span})")
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise ValueError(f"low must be below high (found {self.low:g} and {self.high:g})")
        if (
            self.choice is not None
            and self.weights is not None
            and (len(self.choice) != len(self.weights) or fsum(self.weights) <= 0)
        ):
            raise ValueError("choice and weights need the same length and a positive total")
        if self.together is not None and self.choice is None:
            raise ValueError("together; allowed: with choice and weights")
        return self

    def ends(self) -> list[float]:
        """Return the numbers that must lie within the entry's bounds."""
        single = [v for v in (self.value, self.mode, self.mean, self.low, self.high) if v is not None]
        return single + list(self.span or []) + list(self.choice or [])

    @property
    def uncertain(self) -> bool:
        """Whether this entry is a distribution rather than a number."""
        return self.value is None

    def central(self) -> float:
        """Return the central setting: the number, mode, mean, midpoint or likeliest choice.

        Of choices made together it is the weighted median, entry by entry: no single one of them is in the middle
        of all entries, and the likeliest is hardly likelier than the next.
        """
        if self.value is not None:
            return self.value
        if self.mode is not None:
            return self.mode
        if self.mean is not None:
            return self.mean
        if self.choice is not None and self.weights is not None:
            return self.choice[self.weights.index(max(self.weights))] if self.together is None else self.reached(0.5)
        return ((self.low or 0.0) + (self.high or 0.0)) / 2.0

    def reached(self, share: float) -> float:
        """Return the choice at which a share (0 to 1) of the weights is reached, the choices put in order."""
        inorder = sorted(zip(self.choice or [], self.weights or [], strict=True))
        return pick([value for value, _ in inorder], [weight for _, weight in inorder], share)

    def quantile(self, u: float) -> float:
        """Return the value below which a share ``u`` (0 to 1, exclusive) of the distribution lies."""
        return rounded(self.inverse()(u)) if self.uncertain else self.central()

    def inverse(self) -> Callable[[float], float]:
        """Return the quantile function before rounding, for those who call it often."""
        if self.mode is not None and self.span is not None:
            return partial(two_piece, self.mode, *self.span)
        if self.mean is not None and self.sd is not None:
            return NormalDist(self.mean, self.sd).inv_cdf
        if self.low is not None and self.high is not None:
            return partial(between, self.low, self.high)
        if self.choice is not None and self.weights is not None:
            return partial(pick, self.choice, self.weights)
        return lambda _: self.central()


def rounded(drawn: float) -> float:
    """Return a draw as it is used, and written down."""
    return float(f"{drawn:.{DIGITS}g}")


def between(low: float, high: float, u: float) -> float:
    """Return the number a share ``u`` of the way from ``low`` to ``high``."""
    return low + (high - low) * u


def pick(choice: list[float], weights: list[float], u: float) -> float:
    """Return the choice at ``u`` of the cumulated weights."""
    reached, total = 0.0, fsum(weights)
    for value, weight in zip(choice, weights, strict=True):
        reached += weight / total
        if u < reached:
            return value
    return choice[-1]


@lru_cache(maxsize=1024)
def pieces(mode: float, low: float, high: float) -> tuple[float, float]:
    """Return the two spreads of a two-piece normal whose 10 and 90 % points are ``low`` and ``high``.

    One side may have no width: where the mode is itself an end of the span, all mass lies beyond it.
    """
    if mode == low:
        return 0.0, (high - mode) / STANDARD.inv_cdf(0.95)
    if mode == high:
        return (mode - low) / STANDARD.inv_cdf(0.95), 0.0
    fewest, most = 0.1, 0.9  # bisect for the share of the mass that lies below the mode
    for _ in range(BISECTIONS):
        share = (fewest + most) / 2.0
        left, right = reach(mode - low, share), reach(high - mode, 1.0 - share)
        fewest, most = (share, most) if left / (left + right) > share else (fewest, share)
    return left, right


def reach(width: float, share: float) -> float:
    """Return the spread of a half normal of this mass that leaves a tenth of the whole past ``width``."""
    return width / -STANDARD.inv_cdf(0.1 / (2.0 * share))


def two_piece(mode: float, low: float, high: float, u: float) -> float:
    """Return the quantile of a two-piece normal given by its mode and its 10 and 90 % points."""
    left, right = pieces(mode, low, high)
    share = left / (left + right)
    if u < share:
        return mode + left * STANDARD.inv_cdf(u / (2.0 * share))
    return mode - right * STANDARD.inv_cdf((1.0 - u) / (2.0 * (1.0 - share)))


def from_number(given: Any) -> Any:
    """Let a bare number stand for ``{ value = number }``."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        if isinstance(given, dict | Quantity):
            return given
        raise ValueError(f"expected a number or a table such as {{ mode = 1.0, span = [0.5, 2.0] }}, found {given!r}")
    return {"value": float(given)}
