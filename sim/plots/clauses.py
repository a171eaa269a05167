"""The bands of words in the picture of a negotiation: clauses, the world, the patron, silence."""

from __future__ import annotations

from itertools import pairwise

from sim.plots.bands import INSET, Band, Cell, words
from sim.plots.style import GREEN, INK, NOTE, QUIET, VERMILLION, wrap
from sim.results.describe import FIRM_WORDS, SUBJECT, firmness_name, spoken
from sim.results.transcript import Attempt, TextRecord
from sim.scenario.schema import Scenario
from sim.signs.timeline import Column, Step, walk

SIGNS = {"talks": "◆", "incident": "✱", "crisis": "●"}
STANCES = {"escalates": "▲", "holds": "■", "reassures": "▼"}
CROWD = 6
"""Lines of names that a cell takes; a longer list goes below the picture."""


def named(codes: list[str], scenario: Scenario) -> str:
    """Return the names of members and patron as a list in words."""
    power = scenario.patron
    return ", ".join(power.name if code == power.code else scenario.members[code].name for code in codes)


def review(text: TextRecord) -> str:
    """Return a text's review clause in words."""
    return f"review in {text.review}" if text.review else "no review"


def letters(now: list[str], before: list[str], scenario: Scenario) -> list[str]:
    """Return what changed in the side letters."""
    granted = [f"✉ side letter for {spoken(code, scenario)}" for code in now if code not in before]
    return granted + [f"no letter for {spoken(code, scenario)}" for code in before if code not in now]


def counted(now: list[str], before: list[str], scenario: Scenario) -> list[str]:
    """Return what changed in what counts as related spending."""
    added = ", ".join(scenario.categories[name].name for name in now if name not in before)
    gone = ", ".join(scenario.categories[name].name for name in before if name not in now)
    return [f"{said}: {names}" for said, names in (("also counts", added), ("no longer counts", gone)) if names]


def opening(text: TextRecord, scenario: Scenario) -> list[str]:
    """Return the clauses of the first text."""
    said = [review(text), FIRM_WORDS[firmness_name(text.firmness)], f"“{SUBJECT[text.wording]}”"]
    return said + letters(text.letters, [], scenario)


def changes(now: TextRecord, before: TextRecord, scenario: Scenario) -> list[str]:
    """Return in words how a text differs from the one before, numbers and deadline apart."""
    said = letters(now.letters, before.letters, scenario)
    if now.review != before.review:
        said.append(review(now))
    if now.firmness != before.firmness:
        way = "softer" if now.firmness < before.firmness else "firmer"
        said.append(f"{way}: {FIRM_WORDS[firmness_name(now.firmness)]}")
    if now.wording != before.wording:
        said.append(f"“{SUBJECT[now.wording]}”")
    return said + counted(now.counts, before.counts, scenario)


def clauses(columns: list[Column], scenario: Scenario) -> Band:
    """Return the band of what else changes in the text."""
    steps = walk(columns)
    cells = [Cell(one.left, one.right, opening(one.text, scenario), QUIET) for one in steps[:1]]
    for before, now in pairwise(steps):
        cells.append(Cell(now.left, now.right, changes(now.text, before.text, scenario)))
    return words("Changes", "in the text", cells, columns)


def world(columns: list[Column]) -> Band:
    """Return the band of what happened outside the room."""
    pages = [(column, column.page) for column in columns if column.page]
    cells = [
        Cell(column.left, column.right, [f"{SIGNS[event.kind]} {event.words}" for event in page.events])
        for column, page in pages
    ]
    return words("Events", "outside", cells, columns)


def patron(columns: list[Column], scenario: Scenario) -> Band:
    """Return the band of what the patron does: its stance when it changes, and whether its president comes."""
    cells, last = [], ""
    for column in columns:
        if column.page:
            stance = column.page.patron.stance
            said = [f"{STANCES[stance]} {stance}" if stance != last else STANCES[stance]]
            if column.page.attended is not None:
                said.append("★ president will come" if column.page.attended else "★ president will stay away")
            cells.append(Cell(column.left, column.right, said))
            last = stance
    return words(scenario.patron.name, "what it does", cells, columns)


def crowded(step: Step, attempt: Attempt, scenario: Scenario) -> bool:
    """Return whether those who broke silence are too many for their cell."""
    return len(wrap(named(attempt.broke, scenario), step.right - step.left - 2 * INSET, NOTE, "bold")) > CROWD


def verdict(step: Step, attempt: Attempt, place: str, scenario: Scenario) -> Cell:
    """Return what an attempt at silence brought, in words."""
    if not attempt.broke:
        return Cell(step.left, step.right, [place, "✓ silence kept: adopted"], GREEN, "bold")
    names = (
        f"{len(attempt.broke)} break (below)" if crowded(step, attempt, scenario) else named(attempt.broke, scenario)
    )
    return Cell(step.left, step.right, [place, f"✗ {names}"], VERMILLION, "bold")


def silence(columns: list[Column], scenario: Scenario) -> Band:
    """Return the band of who broke silence, attempt by attempt."""
    cells = [
        verdict(step, step.attempt, f"attempt {place}", scenario)
        for column in columns
        for place, step in enumerate(column.steps, 1)
        if step.attempt
    ]
    return words("Silence", "kept, or broken by", cells, columns)


def crowds(columns: list[Column], scenario: Scenario) -> Band | None:
    """Return a band with the names that found no room, or None if all did."""
    said = [
        f"✗ Round {column.page.round}, attempt {place}: {named(step.attempt.broke, scenario)}"
        for column in columns
        if column.page
        for place, step in enumerate(column.steps, 1)
        if step.attempt and crowded(step, step.attempt, scenario)
    ]
    whole = Cell(0.0, columns[-1].right, said, INK)
    return words("Who broke", "silence", [whole], [columns[0]._replace(right=columns[-1].right)]) if said else None
