"""The reference forecasts: what each theory says of a scenario, at its central settings, and how it gets there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sim.forecasts.bargains import holdout, nash
from sim.forecasts.condorcet import Election
from sim.forecasts.inputs import Inputs, dated
from sim.forecasts.positions import UNANIMITY, compromise, median
from sim.forecasts.table import Issue
from sim.forecasts.theories import likeliest, swapped, talks, voted, weighed_mean, weighed_median
from sim.forecasts.wishes import EQUAL, ROOT, SIZE, WISHED, powers, stated, wishes
from sim.results.describe import spoken
from sim.rules.drafting import DEMAND_FLAT, origin
from sim.rules.outcome import reaffirms
from sim.rules.text import Text
from sim.scenario.schema import Scenario

SEARCHED = "core, related and year searched, the rest as proposed"
PLANS = "own plans taken as positions on core, the rest as proposed"
OWN_WISHES = "wishes on core, related and year"
STATEMENTS = "statements (else wishes) on core, related and year"


@dataclass(frozen=True)
class Forecast:
    """What a theory says: targets in % of GDP, the year (None: undated), whether the target is new.

    ``firmness`` is that of the text, 0 to 1. ``objects`` are the codes of those who, by the theory, stand out
    against the text or come nearest to it; None where it says nothing of anyone. ``adopted``: whether a text is
    adopted at all; one that is need not be new, it may say again what stood. ``chances``: the theory's own, of every
    number on each issue, where it has any.
    """

    name: str
    core: float
    related: float
    deadline: int | None
    new_target: bool
    how: str
    firmness: float | None = None
    objects: tuple[str, ...] | None = None
    adopted: bool = True
    chances: Mapping[str, Election] | None = None

    @property
    def words(self) -> str:
        """What is foretold, in words: "3.5+1.5 by 2032", "no new text", "2+0 by 2019, said again"."""
        due = f" by {self.deadline}" if self.deadline else ""
        again = "" if self.new_target else ", said again"
        return f"{self.core:g}+{self.related:g}{due}{again}" if self.adopted else "no new text"


def forecasts(scenario: Scenario, statements: Sequence[Issue] = ()) -> list[Forecast]:
    """Return every reference forecast, the plainest first; ``statements`` may stand in for wishes."""
    return ask_all(Inputs(scenario), statements)


def ask_all(inputs: Inputs, statements: Sequence[Issue] = ()) -> list[Forecast]:
    """Return every reference forecast on inputs made before."""
    return [
        unchanged(inputs),
        status_quo(inputs),
        demand_flat(inputs),
        mean_position(inputs),
        median_position(inputs),
        *positional(inputs, statements),
        nash_bargain(inputs),
        *nash_at_a_price(inputs),
        pivotal_holdout(inputs),
    ]


def said(name: str, text: Text, how: str, inputs: Inputs, objects: tuple[str, ...] | None = None) -> Forecast:
    """Return the forecast that names this text."""
    new = not reaffirms(text, inputs.terms)
    return Forecast(name, text.core, text.related, dated(text), new, how, text.firmness, objects)


def nothing(name: str, how: str, inputs: Inputs) -> Forecast:
    """Return the forecast that no text is adopted, so that the status quo's numbers stand."""
    before = inputs.terms.status_quo
    return Forecast(name, before.core, before.related, dated(before), False, how, before.firmness, adopted=False)


def unchanged(inputs: Inputs) -> Forecast:
    """Return the forecast that the proposal is adopted as it is.

    A take-it-or-leave-it offer: Romer and Rosenthal (1978), Public Choice 33.
    """
    return said("the proposal, unchanged", inputs.terms.proposal, "the first text passes as it is", inputs, ())


def status_quo(inputs: Inputs) -> Forecast:
    """Return the forecast that nothing new is adopted.

    The reversion point of unanimity rule: Tsebelis (2002), *Veto Players*, Princeton UP, ch. 1.
    """
    return nothing("the status quo", "no text passes", inputs)


def demand_flat(inputs: Inputs) -> Forecast:
    """Return the forecast that the patron gets what it asks, all of it in core spending.

    The strongest dictates: Snidal (1985), "The limits of hegemonic stability theory", Int. Organ. 39.
    """
    who = spoken(inputs.scenario.patron.code, inputs.scenario)
    text = origin(DEMAND_FLAT, inputs.table, inputs.terms)
    return said("the demand, flat", text, f"all that {who} asks, in core, the rest as proposed", inputs, ())


def mean_position(inputs: Inputs) -> Forecast:
    """Return the forecast of the mean position, everyone's power and salience alike."""
    equal = [1.0] * len(inputs.plans)
    text = inputs.with_numbers(compromise(inputs.plans, equal, equal), inputs.terms.proposal.related)
    return said("the mean position", text, PLANS, inputs)


def median_position(inputs: Inputs) -> Forecast:
    """Return the forecast of the median position, one member one vote."""
    text = inputs.with_numbers(median(inputs.plans, [1.0] * len(inputs.plans)), inputs.terms.proposal.related)
    return said("the median position", text, PLANS, inputs)


Spoken = Callable[[Sequence[Issue]], Sequence[float | None]]
"""A theory of positions, asked about all issues at once."""


def each(theory: Callable[[Issue, float], float]) -> Spoken:
    """Return a theory of one issue as one that is asked about all, each for itself."""
    return lambda issues: [theory(one, UNANIMITY) for one in issues]


POWERS = {"equal power": EQUAL, "power √GDP": ROOT, "power GDP": SIZE}
ELECTION = "the Condorcet election"
POSITIONAL: tuple[tuple[str, float, str, Spoken], ...] = (
    ("the compromise, equal power", EQUAL, "mean by salience", each(weighed_mean)),
    ("the compromise, power √GDP", ROOT, "mean by salience and √GDP", each(weighed_mean)),
    ("the compromise, power GDP", SIZE, "mean by salience and GDP", each(weighed_mean)),
    ("the weighted median", ROOT, "median by salience and √GDP", each(weighed_median)),
    ("the challenge model", ROOT, "who challenges whom, with power √GDP", each(talks)),
    (ELECTION, ROOT, "likeliest to win every vote, with power √GDP", each(likeliest)),
    ("the position exchange", ROOT, "swaps at equal gain, with power √GDP", swapped),
)
"""The theories that are asked where everyone stands on every issue: power as GDP to which exponent, and how."""


def positional(inputs: Inputs, statements: Sequence[Issue] = ()) -> list[Forecast]:
    """Return what theories of positions say: of everyone's wishes, or of statements where there are any."""
    where = STATEMENTS if statements else OWN_WISHES
    found, hoped = [], wishes(inputs)
    for name, exponent, how, theory in POSITIONAL:
        power = powers(inputs, exponent)
        issues = [one.with_power(power) for one in stated(hoped, statements)]
        numbers = dict(zip(WISHED, theory(issues), strict=True))
        told = said(name, inputs.nearest(**numbers), f"{how}, from {where}", inputs)
        found.append(replace(told, chances={one.name: voted(one) for one in issues}) if name == ELECTION else told)
    return found


def nash_bargain(inputs: Inputs) -> Forecast:
    """Return the forecast of the Nash bargain among members and patron, all of equal weight."""
    found = bargained(inputs)
    if found is None:
        return nothing("the Nash bargain", f"no text gains everyone anything; {SEARCHED}", inputs)
    alike = all(bargained(inputs, exponent) == found for exponent in (ROOT, SIZE))
    how = f"shares out gains over the status quo{', alike with power √GDP or GDP' * alike}; {SEARCHED}"
    return said("the Nash bargain", found, how, inputs, ())


def nash_at_a_price(inputs: Inputs) -> list[Forecast]:
    """Return the Nash bargain if failure costs everyone the price of standing alone, with power equal, √GDP and GDP."""
    price = failing(inputs)
    how = f"shares out gains over failure, {price:.2f} below the status quo for all; {SEARCHED}"
    return [
        replace(priced(inputs, power, exponent, price), name=f"Nash at a price, {power}", how=how)
        for power, exponent in POWERS.items()
    ]


def by_failure(inputs: Inputs, prices: Sequence[float]) -> dict[float, list[Forecast]]:
    """Return the Nash bargain at each price of failure, with power equal, √GDP and GDP."""
    return {price: [priced(inputs, name, exponent, price) for name, exponent in POWERS.items()] for price in prices}


def priced(inputs: Inputs, power: str, exponent: float, price: float) -> Forecast:
    """Return the Nash bargain if failure leaves everyone this far below the status quo."""
    name, how = f"the Nash bargain, {power}", f"failure {price:g} worse than the status quo for all; {SEARCHED}"
    found = bargained(inputs, exponent, price)
    return nothing(name, how, inputs) if found is None else said(name, found, how, inputs, ())


def bargained(inputs: Inputs, exponent: float = EQUAL, failure: float = 0.0) -> Text | None:
    """Return the text of the Nash bargain, None if no text serves all.

    Power is GDP to an exponent. ``failure`` is how far below the status quo failure leaves each: members in points of
    GDP-equivalent, the patron in its chance of being content.
    """
    found = nash(inputs.gains(), list(powers(inputs, exponent).values()), failure)
    return None if found is None else inputs.texts[found]


def failing(inputs: Inputs) -> float:
    """Return the price of standing alone at the last silence while the status quo stands, in GDP-equivalent points."""
    return inputs.alone(inputs.worth(inputs.terms.status_quo)[-1])


def pivotal_holdout(inputs: Inputs) -> Forecast:
    """Return the forecast of the highest text on which not even the most reluctant breaks silence alone."""
    balances = inputs.balances()
    found = holdout(balances, inputs.heights())
    if found is None:
        return nothing("the pivotal holdout", "someone would break silence on any text", inputs)
    least = min(range(len(inputs.codes)), key=lambda seat: balances[found][seat])
    who = spoken(inputs.codes[least], inputs.scenario)
    how = f"the highest on which not even {who} breaks silence alone; {SEARCHED}"
    return said("the pivotal holdout", inputs.texts[found], how, inputs, (inputs.codes[least],))
