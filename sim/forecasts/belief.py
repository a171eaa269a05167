"""What to believe on a theory's word: endings with chances, so that a forecast can be scored.

A theory names one text. How far it may be off is one judgement, made before any score was computed and not
fitted to any summit: ``WIDTH``, a sixth of the scale, for the mean error of every number, and as the chance
that a new target is wrongly foretold or wrongly denied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.forecasts.condorcet import Election
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import Forecast, unchanged
from sim.forecasts.wishes import WISHED
from sim.rules.outcome import CLASSES, classify, reaffirms
from sim.rules.text import FIRMNESS_STEPS, UNDATED, Text, snap, years

Numbers = NDArray[np.float64]

WIDTH = 1 / 6
"""The mean error of a forecast, as a share of an issue's scale; and its chance to err on whether there is a text."""

POINTS = 2_000
"""Endings in a sample."""

ROOT = 1.1347241384015194
EVEN_STEPS = ROOT ** -np.arange(1.0, 6.0)
"""Steps of an even spread in five dimensions: powers of the root of x⁶ = x + 1 (Roberts 2018, "The unreasonable
effectiveness of quasirandom sequences")."""


KEEPS_NUMBERS = np.array([0.0, 0.0, 1.0, 1.0])
"""Leaves errors of year and firmness, of core, related, year and firmness."""


@dataclass(frozen=True)
class Belief:
    """Endings that a forecast thinks possible: one a point, with weights that add up to one.

    Targets in % of GDP, the status quo's where there is no new text; ``years`` from the summit to the deadline
    (the rules' own figure where undated); firmness 0 to 1; ``classes`` are places in ``CLASSES``. ``objects``:
    each member's chance to stand out, None where the theory says nothing of anyone.
    """

    name: str
    new_target: NDArray[np.bool_]
    core: Numbers
    related: Numbers
    years: Numbers
    firmness: Numbers
    classes: NDArray[np.intp]
    weights: Numbers
    objects: Mapping[str, float] | None = None

    @property
    def headline(self) -> Numbers:
        """Core and related together."""
        return self.core + self.related

    @property
    def vector(self) -> Numbers:
        """Core, related, years and firmness, a row a point."""
        return np.column_stack([self.core, self.related, self.years, self.firmness])

    @property
    def p_new_target(self) -> float:
        """The chance of a new target."""
        return float(np.dot(self.weights, self.new_target))

    @property
    def class_chances(self) -> Numbers:
        """The chance of each class of ``CLASSES``."""
        return np.asarray(np.bincount(self.classes, weights=self.weights, minlength=len(CLASSES)), dtype=float)


def believe(forecast: Forecast, inputs: Inputs, width: float = WIDTH, points: int = POINTS) -> Belief:
    """Return what to believe if a theory's error is Laplace's, its mean ``width`` of each number's scale.

    Laplace (1774): errors fall off exponentially on both sides. Every text is set on the scenario's grid. With
    chance ``width`` the theory is wrong about whether the target is new (see ``drawn``). Where a theory has chances
    of its own, they take the place of errors of numbers (see ``elected``). The points are evenly spread, not drawn,
    so that nothing depends on luck.
    """
    spread = even(points)
    wrong, off = spread[:, 0] < width, laplace(spread[:, 1:]) * width
    if forecast.chances is None:
        found = [drawn(forecast, row, bool(one), inputs) for row, one in zip(off, wrong, strict=True)]
    else:
        found = elected(forecast.chances, spread[:, 1:4], off[:, 3], wrong, inputs)
    texts, adopted = [text for text, _ in found], np.array([one for _, one in found])
    return sampled(forecast.name, texts, adopted, inputs, shared_out(forecast.objects, inputs.codes, width))


def drawn(forecast: Forecast, off: Numbers, wrong: bool, inputs: Inputs) -> tuple[Text, bool]:
    """Return an ending ``off`` from what is foretold, and whether a text was adopted.

    A new target foretold: wrongly, and the status quo stands; rightly, and the numbers are off. No text, or an
    old target said again: wrongly, and the numbers are off, the proposal's where no text was foretold, by one
    step of core at least; rightly, and at most the year and the firmness of what is said again are off. An
    error that would turn a right answer about the target into a wrong one is none.
    """
    if (forecast.new_target and wrong) or (not forecast.adopted and not wrong):
        return inputs.terms.status_quo, False
    if wrong:
        text = around(forecast if forecast.adopted else unchanged(inputs), off, inputs)
        return (higher(text, inputs) if reaffirms(text, inputs.terms) else text), True
    text = around(forecast, off if forecast.new_target else off * KEEPS_NUMBERS, inputs)
    still = reaffirms(text, inputs.terms) != forecast.new_target
    return text if still else around(forecast, 0.0 * off, inputs), True


def elected(
    chances: Mapping[str, Election], spread: Numbers, off: Numbers, wrong: NDArray[np.bool_], inputs: Inputs
) -> list[tuple[Text, bool]]:
    """Return endings by a theory's own chances of each number, every issue decided by itself, and if adopted.

    Firmness errs as everyone's does. Wrongly foretold, and a new target fails so that the status quo stands; an old
    one said again is a step higher.
    """
    numbers = [won(chances[name], column) for name, column in zip(WISHED, spread.T, strict=True)]
    found = []
    for core, related, deadline, slip, failed in zip(*numbers, off.tolist(), wrong.tolist(), strict=True):
        text = inputs.nearest(core, related, deadline)
        text = text._replace(firmness=snap(text.firmness + slip, 0.0, 1.0, 1.0 / FIRMNESS_STEPS))
        if failed:
            old = reaffirms(text, inputs.terms)
            found.append((higher(text, inputs), True) if old else (inputs.terms.status_quo, False))
        else:
            found.append((text, True))
    return found


def won(election: Election, spread: Numbers) -> list[float]:
    """Return the positions at these quantiles of an election's chances."""
    reached = np.cumsum(election.chances)
    place = np.searchsorted(reached, spread * reached[-1], side="right")
    return [election.options[one] for one in np.minimum(place, len(reached) - 1)]


def higher(text: Text, inputs: Inputs) -> Text:
    """Return a text with a core target one step higher."""
    return text._replace(core=min(text.core + inputs.terms.grid.step, inputs.terms.grid.core_high))


def even(points: int) -> Numbers:
    """Return points spread evenly over the five-dimensional unit cube: multiples of the steps, modulo one."""
    return np.asarray((0.5 + np.arange(1, points + 1)[:, None] * EVEN_STEPS) % 1.0)


def laplace(spread: Numbers) -> Numbers:
    """Return Laplace's errors, their mean size 1, at these quantiles."""
    side = spread - 0.5
    return np.asarray(-np.sign(side) * np.log(np.maximum(1.0 - 2.0 * np.abs(side), 1e-12)))


def around(forecast: Forecast, off: Numbers, inputs: Inputs) -> Text:
    """Return the text on the grid that lies ``off``, in shares of each scale, from what a forecast says."""
    grid, year = inputs.terms.grid, inputs.terms.summit.year
    core, related, span, firmness = off.tolist()
    text = inputs.with_numbers(
        forecast.core + core * (grid.core_high - grid.core_low),
        forecast.related + related * (grid.related_high - grid.related_low),
    )
    stated = inputs.terms.proposal.firmness if forecast.firmness is None else forecast.firmness
    deadline = UNDATED
    if forecast.deadline is not None:
        ahead = forecast.deadline - year + span * (grid.years_high - grid.years_low)
        deadline = year + int(snap(ahead, grid.years_low, grid.years_high, 1.0))
    return text._replace(deadline=deadline, firmness=snap(stated + firmness, 0.0, 1.0, 1.0 / FIRMNESS_STEPS))


def pool(beliefs: Sequence[Belief], name: str = "the pool", weights: Sequence[float] | None = None) -> Belief:
    """Return the linear opinion pool: every belief with its weight, equal unless given.

    Stone (1961), "The opinion pool", Ann. Math. Stat. 32. Of who stands out, those are heard who say something.
    """
    if not beliefs:
        raise ValueError("a pool needs at least one belief")
    share = np.ones(len(beliefs)) if weights is None else np.asarray(weights, dtype=float)
    share = share / np.sum(share)

    def joined(part: str) -> NDArray[np.float64]:
        return np.concatenate([getattr(one, part) for one in beliefs])

    return Belief(
        name=name,
        new_target=joined("new_target").astype(bool),
        core=joined("core"),
        related=joined("related"),
        years=joined("years"),
        firmness=joined("firmness"),
        classes=joined("classes").astype(np.intp),
        weights=np.concatenate([part * one.weights for part, one in zip(share, beliefs, strict=True)]),
        objects=heard(beliefs, share),
    )


def heard(beliefs: Sequence[Belief], share: Numbers) -> dict[str, float] | None:
    """Return the mean chance to stand out over the beliefs that say something, None if none does."""
    speaking = [(part, one.objects) for part, one in zip(share, beliefs, strict=True) if one.objects is not None]
    if not speaking:
        return None
    parts = np.array([part for part, _ in speaking])
    table = np.array([list(said.values()) for _, said in speaking])
    return dict(zip(speaking[0][1], (parts @ table / np.sum(parts)).tolist(), strict=True))


def shared_out(objects: Sequence[str] | None, codes: Sequence[str], width: float) -> dict[str, float] | None:
    """Return each member's chance to stand out: 1 − width if named, else an even share of width."""
    if objects is None:
        return None
    others = width / max(1, len(codes) - len(objects))
    return {code: 1 - width if code in objects else others for code in codes}


def sampled(
    name: str,
    texts: Sequence[Text],
    adopted: NDArray[np.bool_],
    inputs: Inputs,
    objects: Mapping[str, float] | None,
) -> Belief:
    """Return the belief in these texts, all with equal weight."""
    terms = inputs.terms
    classes = [classify(text, bool(one), terms) for text, one in zip(texts, adopted, strict=True)]
    fresh = [bool(one) and not reaffirms(text, terms) for text, one in zip(texts, adopted, strict=True)]
    return Belief(
        name=name,
        new_target=np.array(fresh),
        core=np.array([text.core for text in texts]),
        related=np.array([text.related for text in texts]),
        years=np.array([years(text, terms) for text in texts], dtype=float),
        firmness=np.array([text.firmness for text in texts]),
        classes=np.array(classes, dtype=np.intp),
        weights=np.full(len(texts), 1 / len(texts)),
        objects=objects,
    )
