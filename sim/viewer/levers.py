"""The sliders: what a user may change, in which unit, and whether it acts from now on or from a restart.

A lever that acts from now on changes the summit as it stands; at a restart every lever is written into
the scenario, so that what is played can be saved, and played again by anyone who has the file.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, NamedTuple

from sim.results.describe import spoken, text_record
from sim.rules.events import feel
from sim.rules.reading import without_text
from sim.scenario.quantity import Quantity
from sim.scenario.schema import Draft, Scenario
from sim.scenario.seating import Seating, seat
from sim.summit.model import Summit
from sim.viewer.chair import Form, form_of, written

BY_LUCK = -1.0
"""The talks end as the dice have it."""


@dataclass(frozen=True)
class Levers:
    """Where every lever stands; ``fear`` and ``room`` are shifts, 0 as the scenario has them."""

    demand: float
    threat: float
    related: float
    fear: float
    room: float
    letters: float
    talks: float
    proposal: Form


class Lever(NamedTuple):
    """A slider: its bounds in its unit, and whether it acts ``now`` or only from a restart."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    now: bool
    meaning: str


LEVERS = (
    Lever("demand", "{patron} asks for", "% of GDP", 2.0, 6.0, 0.25, True, "the headline it wants to see"),
    Lever("threat", "Threat to leave", "chance", 0.0, 0.9, 0.05, True, "that {patron} scales back if not content"),
    Lever("related", "Related part counts", "share", 0.0, 1.0, 0.1, True, "how far {patron} takes it for the headline"),
    Lever("fear", "Fear", "shift", -0.5, 0.5, 0.05, True, "as if an event moved how threatened all feel"),
    Lever("letters", "Side letters allowed", "letters", 0.0, 6.0, 1.0, True, "most that one text may bear"),
    Lever("room", "Fiscal room", "% of GDP", -4.0, 4.0, 0.5, False, "added to every government's balance"),
    Lever("talks", "{talks}", "", BY_LUCK, 0.0, 1.0, False, "how they end"),
)
"""All but the proposal, which is a text."""
BY_KEY = {one.key: one for one in LEVERS}


def levers_for(scenario: Scenario) -> list[Lever]:
    """Return the sliders of a scenario, in its own words; talks only where there are any."""
    talks = scenario.talks
    names = {"patron": spoken(scenario.patron.code, scenario), "talks": talks.name if talks else ""}
    stand, found = levers_of(scenario), []
    for one in LEVERS:
        if one.key == "talks" and talks is None:
            continue
        high = len(talks.outcomes) - 1.0 if talks and one.key == "talks" else one.high
        value = getattr(stand, one.key)
        found.append(
            one._replace(
                label=capital(one.label.format(**names)),
                meaning=one.meaning.format(**names),
                low=min(one.low, value),
                high=max(high, value),
            )
        )
    return found


def capital(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


def levers_of(scenario: Scenario) -> Levers:
    """Return where the levers stand in a scenario, at its central settings."""
    seating = seat(scenario)
    return Levers(
        demand=scenario.us.demand.central(),
        threat=scenario.us.threat_to_leave.central(),
        related=scenario.us.counts_related.central(),
        fear=0.0,
        room=0.0,
        letters=float(scenario.letters.allowed),
        talks=BY_LUCK,
        proposal=form_of(text_record(seating.terms.proposal, scenario, seating.codes, seating.terms)),
    )


def refused(lever: Lever, value: float) -> str | None:
    """Say why a lever cannot stand there, if it cannot."""
    if lever.low <= value <= lever.high:
        return None
    return f"{lever.label}: {value:g}; allowed: {lever.low:g} to {lever.high:g} {lever.unit}".rstrip()


def standing(levers: Levers, key: str, value: float | Form) -> Levers:
    """Return the levers with one of them moved."""
    moved: dict[str, Any] = {key: value}
    return replace(levers, **moved)


# -- from a restart: written into the scenario ----------------------------------------------


def changed(scenario: Scenario, levers: Levers) -> Scenario:
    """Return the scenario with every lever written into it; the very same if none was moved.

    Raises ``Refused`` for a proposal that is no text.
    """
    stand = levers_of(scenario)
    if levers == stand:
        return scenario
    seating, moved = seat(scenario), differing(stand, levers)
    updates: dict[str, Any] = {"digest": None}
    us = {
        entry: exactly(getattr(levers, key), getattr(scenario.us, entry))
        for key, entry in (("demand", "demand"), ("threat", "threat_to_leave"), ("related", "counts_related"))
        if key in moved
    }
    if us:
        updates["us"] = scenario.us.model_copy(update=us)
    if "letters" in moved:
        updates["letters"] = scenario.letters.model_copy(update={"allowed": int(levers.letters)})
    if moved & {"fear", "room"}:
        updates["members"] = {
            code: member.model_copy(update=member_entries(code, levers, scenario, seating))
            for code, member in scenario.members.items()
        }
    if "talks" in moved and scenario.talks is not None:
        updates["talks"] = settled_talks(scenario.talks, int(levers.talks))
    if "proposal" in moved:
        updates["proposal"] = proposal(levers.proposal, scenario, seating)
    return scenario.model_copy(update=updates)


def differing(one: Levers, other: Levers) -> set[str]:
    """Return which levers stand elsewhere."""
    return {field.name for field in fields(Levers) if getattr(one, field.name) != getattr(other, field.name)}


def exactly(value: float, before: Quantity) -> Quantity:
    """Return a number in the place of a quantity, no longer in doubt; its source stays beside it."""
    return Quantity(value=value, source=before.source)


def member_entries(code: str, levers: Levers, scenario: Scenario, seating: Seating) -> dict[str, Any]:
    """Return what the shifts of fear and of fiscal room make of a member's figures."""
    member, entries = scenario.members[code], dict[str, Any]()
    if levers.room != 0.0:
        balance = min(50.0, max(-50.0, member.balance.central() + levers.room))
        entries["balance"] = exactly(balance, member.balance)
    if levers.fear != 0.0 and code in seating.codes:
        felt = seating.table.threat[seating.codes.index(code)]
        entries["threat"] = Quantity(value=feel(felt, levers.fear, seating.terms))
    return entries


def settled_talks(talks: Any, outcome: int) -> Any:
    """Return talks that end in one way for sure."""
    outcomes = [
        one.model_copy(update={"chance": exactly(float(place == outcome), one.chance)})
        for place, one in enumerate(talks.outcomes)
    ]
    return talks.model_copy(update={"outcomes": outcomes})


def proposal(form: Form, scenario: Scenario, seating: Seating) -> Draft:
    """Return a form as the scenario's first text; raise ``Refused`` if it is none."""
    written(form, scenario, seating.codes, seating.terms)
    return Draft(**{name: value for name, value in asdict(form).items() if name != "letters"})


# -- from now on: changed in the summit as it stands ----------------------------------------


def act_now(summit: Summit, levers: Levers, key: str, value: float) -> Levers:
    """Move a lever in a summit that is under way, and return where all stand then."""
    terms, now = summit.terms, summit.now
    if key == "demand":
        summit.terms = terms._replace(us=terms.us._replace(demand=value))
    elif key == "related":
        summit.terms = terms._replace(us=terms.us._replace(counts_related=value))
    elif key == "letters":
        summit.terms = terms._replace(letters=terms.letters._replace(allowed=int(value)))
    elif key == "threat":
        summit.now = now._replace(kappa=value, kappa_aim=value)
    elif key == "fear":
        change = value - levers.fear
        summit.now = now._replace(threat=tuple(feel(one, change, terms) for one in now.threat))
    else:
        raise ValueError(f"{key} acts from a restart only")
    if summit.terms is not terms:
        summit.q0 = without_text(summit.table, summit.terms)
    return standing(levers, key, value)
