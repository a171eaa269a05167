"""Taking the chair: a text as a person sets it, held to the grid before anyone hears it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.results.describe import firmness_name
from sim.results.transcript import TextRecord
from sim.rules.round import letters_open
from sim.rules.terms import Terms
from sim.rules.text import FIRMNESS_STEPS, UNDATED, Text, on_grid, size_of
from sim.scenario.schema import FIRMNESS, WORDINGS, Scenario
from sim.scenario.seating import mask


class Refused(ValueError):
    """A text that may not be written: one message that says what is wrong and what is allowed."""


@dataclass(frozen=True)
class Form:
    """A text as a person sets it, issue by issue: targets in % of GDP, ``firmness`` by its word."""

    core: float
    related: float
    deadline: int | None
    counts: list[str]
    review: bool
    firmness: str
    wording: str
    letters: list[str]


def form_of(text: TextRecord) -> Form:
    """Return a draft as a form to be changed."""
    return Form(
        core=text.core,
        related=text.related,
        deadline=text.deadline,
        counts=list(text.counts),
        review=text.review is not None,
        firmness=firmness_name(text.firmness),
        wording=text.wording,
        letters=list(text.letters),
    )


def written(form: Form, scenario: Scenario, codes: Sequence[str], terms: Terms) -> Text:
    """Return the text that a form stands for; raise ``Refused`` with all that keeps it from being written."""
    faults = [*unknown(form, scenario, codes), *off_grid(form, terms)]
    if faults:
        raise Refused("; ".join(faults))
    text = Text(
        core=form.core,
        related=form.related,
        deadline=UNDATED if form.deadline is None else form.deadline,
        counts=mask(form.counts, list(scenario.categories)),
        review=int(form.review),
        firmness=FIRMNESS.index(form.firmness) / FIRMNESS_STEPS,
        wording=WORDINGS.index(form.wording),
        letters=mask(form.letters, list(codes)),
    )
    if not on_grid(text, terms):
        raise Refused(nonsense(form, terms))
    return text


def unknown(form: Form, scenario: Scenario, codes: Sequence[str]) -> list[str]:
    """Say which words of a form name nothing."""
    allowed = {
        "what counts": (form.counts, list(scenario.categories)),
        "letters": (form.letters, list(codes)),
        "firmness": ([form.firmness], list(FIRMNESS)),
        "wording": ([form.wording], list(WORDINGS)),
    }
    return [
        f'{where}: "{word}" is unknown; allowed: {", ".join(known)}'
        for where, (words, known) in allowed.items()
        for word in words
        if word not in known
    ]


def off_grid(form: Form, terms: Terms) -> list[str]:
    """Say which numbers of a form no text may have."""
    grid, year = terms.grid, terms.summit.year
    faults = []
    for name, value, low, high in (
        ("core", form.core, grid.core_low, grid.core_high),
        ("related", form.related, grid.related_low, grid.related_high),
    ):
        steps = (value - low) / grid.step
        if not low <= value <= high or steps != int(steps):
            faults.append(f"{name} {value:g} %; allowed: {low:g} to {high:g} % in steps of {grid.step:g}")
    first, last = year + grid.years_low, year + grid.years_high
    if form.deadline is None or not first <= form.deadline <= last:
        faults.append(f"deadline {form.deadline or 'none'}; allowed: {first} to {last}")
    return faults


def nonsense(form: Form, terms: Terms) -> str:
    """Say what is wrong with a text whose numbers are all allowed."""
    if form.related > 0.0 and not form.counts:
        return f"related {form.related:g} % of which nothing counts; allowed: at least one kind of spending that counts"
    review = terms.summit.year + terms.summit.review_after
    return (
        f"a review in {review} is not before the deadline of {form.deadline}; allowed: a later deadline, or no review"
    )


def letters_refused(text: Text, before: Text, round_: int, terms: Terms) -> str | None:
    """Say why these letters may not be offered in this round, if they may not: the chair's own rules."""
    last, rounds = terms.letters.last_rounds, terms.calendar.rounds
    if size_of(text.letters) > terms.letters.allowed:
        return f"{size_of(text.letters)} side letters; allowed: at most {terms.letters.allowed}"
    if text.letters & ~before.letters and not letters_open(round_, rounds, last):
        return f"a new side letter in round {round_}; allowed: from round {max(1, rounds - last + 1)}"
    return None
