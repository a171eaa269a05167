"""The reference forecasts: what each theory says of a scenario, at its central settings, and how it gets there."""

from __future__ import annotations

from dataclasses import dataclass

from sim.forecasts.bargains import holdout, nash
from sim.forecasts.inputs import Inputs, dated
from sim.forecasts.positions import compromise, median
from sim.results.describe import spoken
from sim.rules.drafting import DEMAND_FLAT, origin
from sim.rules.outcome import reaffirms
from sim.rules.text import Text
from sim.scenario.schema import Scenario

SEARCHED = "core, related and year searched, the rest as proposed"
PLANS = "own plans taken as positions on core, the rest as proposed"


@dataclass(frozen=True)
class Forecast:
    """What a theory says: targets in % of GDP, the year (None: undated), whether the target is new."""

    name: str
    core: float
    related: float
    deadline: int | None
    new_target: bool
    how: str


def forecasts(scenario: Scenario) -> list[Forecast]:
    """Return every reference forecast, the plainest first."""
    inputs = Inputs(scenario)
    return [
        unchanged(inputs),
        status_quo(inputs),
        demand_flat(inputs),
        mean_position(inputs),
        median_position(inputs),
        nash_bargain(inputs),
        pivotal_holdout(inputs),
    ]


def said(name: str, text: Text, how: str, inputs: Inputs) -> Forecast:
    """Return the forecast that names this text."""
    new = not reaffirms(text, inputs.terms)
    return Forecast(name, text.core, text.related, dated(text), new, how)


def unchanged(inputs: Inputs) -> Forecast:
    """Return the forecast that the proposal is adopted as it is.

    A take-it-or-leave-it offer: Romer and Rosenthal (1978), Public Choice 33.
    """
    return said("the proposal, unchanged", inputs.terms.proposal, "the first text passes as it is", inputs)


def status_quo(inputs: Inputs) -> Forecast:
    """Return the forecast that nothing new is adopted.

    The reversion point of unanimity rule: Tsebelis (2002), *Veto Players*, Princeton UP, ch. 1.
    """
    return said("the status quo", inputs.terms.status_quo, "no text passes", inputs)


def demand_flat(inputs: Inputs) -> Forecast:
    """Return the forecast that the patron gets what it asks, all of it in core spending.

    The strongest dictates: Snidal (1985), "The limits of hegemonic stability theory", Int. Organ. 39.
    """
    who = spoken(inputs.scenario.patron.code, inputs.scenario)
    text = origin(DEMAND_FLAT, inputs.table, inputs.terms)
    return said("the demand, flat", text, f"all that {who} asks, in core, the rest as proposed", inputs)


def mean_position(inputs: Inputs) -> Forecast:
    """Return the forecast of the mean position, everyone's power and salience alike."""
    equal = [1.0] * len(inputs.plans)
    text = inputs.with_numbers(compromise(inputs.plans, equal, equal), inputs.terms.proposal.related)
    return said("the mean position", text, PLANS, inputs)


def median_position(inputs: Inputs) -> Forecast:
    """Return the forecast of the median position, one member one vote."""
    text = inputs.with_numbers(median(inputs.plans, [1.0] * len(inputs.plans)), inputs.terms.proposal.related)
    return said("the median position", text, PLANS, inputs)


def nash_bargain(inputs: Inputs) -> Forecast:
    """Return the forecast of the Nash bargain among members and patron, all of equal weight."""
    gains = inputs.gains()
    found = nash(gains, [1.0] * len(gains[0]))
    if found is None:
        return said("the Nash bargain", inputs.terms.status_quo, f"no text gains everyone anything; {SEARCHED}", inputs)
    return said("the Nash bargain", inputs.texts[found], f"shares out gains over the status quo; {SEARCHED}", inputs)


def pivotal_holdout(inputs: Inputs) -> Forecast:
    """Return the forecast of the highest text on which not even the most reluctant breaks silence alone."""
    balances = inputs.balances()
    found = holdout(balances, inputs.heights())
    if found is None:
        return said("the pivotal holdout", inputs.terms.status_quo, "someone would break silence on any text", inputs)
    least = min(range(len(inputs.codes)), key=lambda seat: balances[found][seat])
    who = spoken(inputs.codes[least], inputs.scenario)
    how = f"the highest on which not even {who} breaks silence alone; {SEARCHED}"
    return said("the pivotal holdout", inputs.texts[found], how, inputs)
