"""Sensitivity: which assumption moves the outcome, over all that a scenario leaves uncertain.

Three looks, all on the same luck. SWINGS: one factor at a time from its 10 to its 90 % point, all else at the
central setting. SCREENING (Morris): one factor at a time from many places. INDICES (Sobol): shares of the variance
between settings, for the factors that the screening picked and for all others moved together as one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from sim.analysis import design
from sim.analysis.budget import Budget, budget
from sim.analysis.design import Effect, Index
from sim.analysis.factors import Drawn, Factor, cube, factors, in_doubt, ordered
from sim.analysis.outcomes import OUTCOMES, Outcome, outcomes
from sim.ensemble.batch import Progress, Tell, threads
from sim.ensemble.settings import play_settings
from sim.results.faults import LedgerError
from sim.results.recipe import LARGEST_SEED, check, versions
from sim.results.rulebook import fingerprint
from sim.scenario.draw import Setting
from sim.scenario.resolve import digest
from sim.scenario.schema import Scenario

RUNS, LUCK = 100_000, 8
METHODS = ("both", "morris", "sobol")
OTHERS = "all others"
"""The factor that all those make that the screening did not pick."""
LOW, HIGH = 0.1, 0.9
"""The points of its distribution between which a factor swings."""

Play = Callable[[Any], Any]
"""Runs at points of the unit cube: points by runs by outcomes."""


@dataclass(frozen=True)
class Swing:
    """An outcome with one factor at its 10 % and at its 90 % point, all else at the central setting."""

    factor: str
    low: float
    high: float

    @property
    def size(self) -> float:
        """How far apart the two are."""
        return abs(self.high - self.low)

    @property
    def interval(self) -> tuple[float, float]:
        """Its size, twice: nothing is said of how sure it is."""
        return self.size, self.size

    @property
    def clear(self) -> bool:
        """Whether it moves anything."""
        return self.size > 0.0


@dataclass(frozen=True)
class Split:
    """Shares of the variance of single runs, over plausible settings and luck together (law of total variance).

    ``settings``: of what is expected of a setting; ``luck``: of what the day brings within one. ``unrest``:
    which share of the variance that the indices take apart is luck that the few runs of a setting did not
    average out; it sits in total indices as if it were interaction. None where nothing varies.
    """

    settings: float
    luck: float
    unrest: float


@dataclass(frozen=True)
class Found:
    """What moves one outcome. ``mean`` and ``spread`` (standard deviation) are over plausible settings."""

    outcome: Outcome
    central: float
    mean: float
    spread: float
    split: Split | None
    swings: list[Swing]
    effects: list[Effect]
    indices: list[Index]

    @property
    def ranked(self) -> list[Index] | list[Effect] | list[Swing]:
        """What ranks the factors, largest first: total indices, else effects, else swings."""
        if self.indices:
            return sorted(self.indices, key=lambda index: -index.total)
        return sorted(self.effects, key=lambda one: -one.effect) or sorted(self.swings, key=lambda one: -one.size)

    @property
    def foremost(self) -> list[Index] | list[Effect] | list[Swing]:
        """The factor that counts for most, and those that their intervals do not tell apart from it."""
        named: list[Any] = [one for one in self.ranked if one.factor != OTHERS]
        return [one for one in named if one.interval[1] >= named[0].interval[0] or one is named[0]]


@dataclass(frozen=True)
class Sensitivity:
    """A sensitivity analysis, and how it was made. ``picked``: the factors that have indices of their own."""

    title: str
    digest: str
    rulebook: str
    seed: int
    versions: dict[str, str]
    command: str
    method: str
    budget: Budget
    factors: list[Factor]
    picked: list[str]
    found: list[Found]


class Seen(NamedTuple):
    """What two designs showed: effects and indices by outcome, runs at draws of everything, the factors picked."""

    effects: list[list[Effect]]
    indices: list[list[Index]]
    drawn: Any
    picked: list[str]


def sensitivity(
    scenario: Scenario,
    runs: int = RUNS,
    seed: int = 1,
    method: str = "both",
    luck: int = LUCK,
    workers: int | None = None,
    tell: Tell | None = None,
    command: str = "",
) -> Sensitivity:
    """Return what moves the outcomes of a scenario.

    ``runs``: negotiations to spend, at most; ``luck``: how many of them each setting of the two designs is
    played. Raises ``LedgerError`` for numbers with which nothing can be found, and a scenario without doubt.
    """
    plan, done = planned(scenario, runs, seed, method, luck, workers), 0
    playing, moved, doubts = threads(workers), factors(scenario), in_doubt(scenario)

    def play(settings: Sequence[Setting], times: int) -> Any:
        nonlocal done
        shown = onward(tell, done, plan.runs)
        noted = play_settings(scenario, settings, times, seed, outcomes, playing, shown)
        done += len(settings) * times
        return noted

    central, swings = swung(moved, doubts, lambda settings: play(settings, plan.swing_runs))
    groups, order = cube(moved, doubts)
    seen = look(groups, plan, seed, lambda points: play(Drawn(doubts, points[:, order]), luck))
    return Sensitivity(
        title=scenario.title,
        digest=digest(scenario),
        rulebook=fingerprint(),
        seed=seed,
        versions=versions() | salib(),
        command=command,
        method=method,
        budget=plan,
        factors=moved,
        picked=seen.picked,
        found=told(central, swings, seen),
    )


def planned(scenario: Scenario, runs: int, seed: int, method: str, luck: int, workers: int | None) -> Budget:
    """Return how the runs will be spent, or raise ``LedgerError`` for what nothing can come of."""
    check("seed", seed, 0, LARGEST_SEED)
    threads(workers)
    if method not in METHODS:
        raise LedgerError(f"method {method!r}; allowed: {', '.join(METHODS)}")
    moved = factors(scenario)
    if not moved:
        raise LedgerError(f"{scenario.title}: nothing is uncertain in it, so nothing can be moved")
    return budget(runs, luck, len(moved), method)


def salib() -> dict[str, str]:
    """Return the version of SALib."""
    from importlib.metadata import version

    return {"SALib": version("SALib")}


def onward(tell: Tell | None, done: int, whole: int) -> Tell | None:
    """Return who is told of one design's progress: that of all, of whose runs so many are done already."""
    if tell is None:
        return None
    return lambda now: tell(Progress(now.doing, done + now.kept, whole)) if now.kept or not done else None


def swung(
    moved: Sequence[Factor], doubts: Sequence[Any], play: Callable[[Sequence[Setting]], Any]
) -> tuple[Any, list[list[Swing]]]:
    """Return every outcome at the central setting, and how far each factor that has two ends swings it."""
    by_path = {one.path: one for one in doubts}
    ends = [{path: by_path[path].at(end) for path in one.entries} for one in moved for end in (LOW, HIGH)]
    means = play([{}, *ends]).mean(axis=1)  # two sets too, though nothing lies between them: the budget counts them
    lows, highs = means[1::2], means[2::2]
    return means[0], [
        [Swing(one.name, *pair) for one, *pair in zip(moved, low, high, strict=True) if ordered(one.name)]
        for low, high in zip(lows.T.tolist(), highs.T.tolist(), strict=True)
    ]


def look(groups: Sequence[str], plan: Budget, seed: int, play: Play) -> Seen:
    """Return what screening and indices show; ``groups`` names the factor of each column of the cube."""
    screened: list[list[Effect]] = []
    found: list[list[Index]] = []
    picked, drawn = list(dict.fromkeys(groups)), None
    if plan.trajectories:
        points = design.screening_points(groups, plan.trajectories, seed)
        drawn = play(points)
        means = drawn.mean(axis=1)
        screened = [design.effects(groups, points, means[:, place], seed) for place in range(means.shape[1])]
        picked = strongest(screened, means.std(axis=0), plan.picked) if plan.base else []
    if plan.base:
        named = [name if name in picked else OTHERS for name in groups]
        noted = play(design.sobol_points(named, plan.base, seed))
        means = noted.mean(axis=1)
        found = [design.indices(named, means[:, place], seed) for place in range(means.shape[1])]
        drawn = noted.reshape(plan.base, -1, *noted.shape[1:])[:, design.base_points(named)]
        drawn = drawn.reshape(-1, *noted.shape[1:])
    return Seen(screened, found, drawn, picked)


def strongest(screened: Sequence[Sequence[Effect]], spreads: Any, most: int) -> list[str]:
    """Return the factors with the largest effects on any outcome, each measured in that outcome's own spread."""
    size: dict[str, float] = {}
    for effects, spread in zip(screened, spreads.tolist(), strict=True):
        for one in effects:
            size[one.factor] = max(size.get(one.factor, 0.0), one.effect / spread if spread > 0 else 0.0)
    ranked = sorted(size, key=lambda name: -size[name])
    return [name for name in ranked if size[name] > 0][:most]


def told(central: Any, swings: Sequence[list[Swing]], seen: Seen) -> list[Found]:
    """Return what was found, outcome by outcome."""
    nothing: list[list[Any]] = [[] for _ in OUTCOMES]
    means = seen.drawn.mean(axis=1)
    return [
        Found(
            outcome=outcome,
            central=float(central[place]),
            mean=float(means[:, place].mean()),
            spread=float(means[:, place].std()),
            split=split(seen.drawn[:, :, place]),
            swings=swings[place],
            effects=(seen.effects or nothing)[place],
            indices=(seen.indices or nothing)[place],
        )
        for place, outcome in enumerate(OUTCOMES)
    ]


def split(runs: Any) -> Split | None:
    """Return how the variance of single runs (settings by runs, the same luck in each) falls apart.

    Two-way analysis of variance: settings, luck that all settings share, and what luck does in one and not in
    another. None where nothing varies, or each setting has one run.
    """
    settings, times = runs.shape
    rows, columns, middle = runs.mean(axis=1), runs.mean(axis=0), runs.mean()
    if times < 2 or np.ptp(runs) == 0.0:
        return None
    rest = runs - rows[:, None] - columns[None, :] + middle
    own = float((rest * rest).sum()) / ((settings - 1) * (times - 1))
    of_settings = max(0.0, float(rows.var(ddof=1)) - own / times)
    of_luck = max(0.0, float(columns.var(ddof=1)) - own / settings)
    whole = of_settings + of_luck + own
    left = own / times
    return Split(of_settings / whole, (of_luck + own) / whole, left / (of_settings + left) if own else 0.0)
