"""A past summit: what happened, in the terms of its own scenario, and what the defaults owe to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.rules.outcome import NONE, REAFFIRM, classify
from sim.rules.text import UNDATED, Text, years
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.layers import Raw
from sim.scenario.read import base_of, find, is_mere_base, library, load, names, own_entries
from sim.scenario.schema import FIRMNESS, WORDINGS, Recorded, Scenario
from sim.scenario.seating import Seating, seat

SEEN = {
    "fitted": "fitted on it",
    "designing": "seen before",
    "never": "never seen",
}
"""What a scenario's ``recorded.seen`` says of the defaults and this summit (before: while the model was designed)."""
FITTED = "fitted"


@dataclass(frozen=True)
class Happened:
    """What stood in the end: targets in % of GDP, years from the summit, firmness 0 to 1, a place in ``CLASSES``.

    ``new_target``: whether a text was adopted whose number, or whose year where one stood, is new.
    ``stood_out``: who broke silence or got a letter. ``dissenters``: who broke silence; if nobody did, who got a
    letter; if nobody did, who held out longest.
    """

    new_target: bool
    kind: int
    core: float
    related: float
    years: float
    firmness: float
    stood_out: tuple[str, ...]
    dissenters: tuple[str, ...]

    @property
    def headline(self) -> float:
        """Core and related together."""
        return self.core + self.related


@dataclass(frozen=True)
class Case:
    """A past summit: its short name, its scenario, who sits where, and what happened.

    ``own``: what its files say themselves, which belongs to its day; all else is the behaviour that they extend.
    """

    name: str
    scenario: Scenario
    seating: Seating
    happened: Happened
    seen: str
    own: Raw = field(default_factory=dict)


def recorded_cases() -> list[str]:
    """Return the names of all summits of the library that have a record; what-ifs on them are left out."""
    files = [library() / f"{name}.toml" for name in names()]
    own = [path for path in files if not is_mere_base(path) and base_of(path) is None]
    return [path.stem for path in own if load(path).recorded is not None]


def case(name: str, changes: Sequence[str] = ()) -> Case:
    """Return a past summit by name or file; ``ScenarioError`` if it has no record, or one that leaves its grid."""
    scenario = load(name, changes)
    if scenario.recorded is None:
        known = ", ".join(recorded_cases())
        raise ScenarioError(
            name, [Fault(("recorded",), f"missing: nothing to hold it against; with a record: {known}")]
        )
    seating = seat(scenario)
    path, told = find(name), happened(scenario, seating, name)
    return Case(path.stem, scenario, seating, told, scenario.recorded.seen, own_entries(path))


def happened(scenario: Scenario, seating: Seating, name: str) -> Happened:
    """Return what happened, classified by the rules as the simulation's own endings are."""
    told = scenario.recorded
    assert told is not None, "asked for a record that there is none of"
    adopted = told.core is not None
    text = text_on_record(told, seating) if adopted else seating.terms.status_quo
    kind = classify(text, adopted, seating.terms)
    new = kind not in (NONE, REAFFIRM)
    if new != told.new_target:
        said = (
            "a new target" if new else "no new target (the number, and the year where one stood, are those of before)"
        )
        raise ScenarioError(
            name, [Fault(("recorded", "new_target"), f"{told.new_target}; by its own terms this is {said}")]
        )
    stood_out = tuple(code for code in seating.codes if code in {*told.letters, *told.broke_silence})
    first = told.broke_silence or told.letters or told.resisted
    dissenters = tuple(code for code in seating.codes if code in first)
    return Happened(
        new, kind, text.core, text.related, years(text, seating.terms), text.firmness, stood_out, dissenters
    )


def text_on_record(told: Recorded, seating: Seating) -> Text:
    """Return the text that was adopted; what the record does not say is as in the proposal."""
    first = seating.terms.proposal
    firmness = first.firmness if told.firmness is None else told.firmness
    if isinstance(firmness, str):
        firmness = FIRMNESS.index(firmness) / (len(FIRMNESS) - 1)
    return first._replace(
        core=told.core or 0.0,
        related=told.related or 0.0,
        deadline=told.deadline or UNDATED,
        review=int(told.review is not None),
        firmness=float(firmness),
        wording=first.wording if told.wording is None else WORDINGS.index(told.wording),
    )
