"""What rival theories say, as titled tables of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from math import inf
from typing import Any

from sim.forecasts.challenge import Talks, challenge
from sim.forecasts.reference import OWN_WISHES, SEARCHED, STATEMENTS, Forecast
from sim.forecasts.table import Issue, players_of
from sim.forecasts.theories import EXCHANGE, elections_off, market, mean_error, proposals, voted
from sim.results.describe import percent
from sim.scenario.schema import Scenario
from sim.story.measures import NOT_TOLD
from sim.story.parts import Line, Part
from sim.story.words import capital

Said = Mapping[str, Sequence[float | None]]

ABREAST, MOST_ISSUES = 6, 30
"""Issues that stand beside each other, and that are shown at all; of more only how far each theory is off."""
WIDE, LEAST_WIDE = 60, 8
"""Characters that issues may take up beside the theories' names, on a screen of 80; and what each takes at least."""

SCALED = "% of the scale"
ALL_CHANCES = "Condorcet, all chances"
WHAT_EACH_SAYS = "What each theory says"
TOO_MANY = f"More than {MOST_ISSUES} issues: --json FILE says it all."


def number(value: float | None) -> str:
    """Return a position with at most two digits behind the point."""
    return NOT_TOLD if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def counted(how_many: int, what: str) -> str:
    """Return "1 issue", "2 issues"."""
    return f"{how_many} {what}{'s' * (how_many != 1)}"


def on_table(issues: Sequence[Issue], said: Said, rule: str) -> list[Part]:
    """Return what every theory says of the issues of a table, a few at a time, and how far off it was."""
    blocks = beside(issues) if len(issues) <= MOST_ISSUES else []
    shown = [abreast(issues[at:end], at, said) for at, end in pairwise(blocks)]
    judged = counted(len([one for one in issues if one.outcome is not None]), "issue")
    last = [] if judged.startswith("0") else [errors(issues, said, judged)]
    silent = silences(issues, said)
    whole = f"{counted(len(players_of(issues)), 'player')}, {counted(len(issues), 'issue')}, {rule}."
    first, *others = [*shown, *last] or [Part("forecasts", WHAT_EACH_SAYS, TOO_MANY, ("theory",), [])]
    return [replace(first, title=WHAT_EACH_SAYS, note=f"{whole} {first.note}".strip(), after=silent), *others]


def beside(issues: Sequence[Issue]) -> list[int]:
    """Return where each block of issues starts that fits beside each other, the last block's end at the end."""
    starts, room = [0], WIDE
    for at, one in enumerate(issues):
        wide = max(LEAST_WIDE, len(one.name) + 2)
        if at > starts[-1] and (wide > room or at - starts[-1] == ABREAST):
            starts.append(at)
            room = WIDE
        room -= wide
    return [*starts, len(issues)]


def silences(issues: Sequence[Issue], said: Said) -> list[str]:
    """Return why theories say nothing of an issue, where some do."""
    mute = {theory for theory, numbers in said.items() if None in numbers}
    why = []
    if any(one.reference is None for one in issues):
        why.append("without a row reference (what stands if nothing is agreed) holdout and Nash have nothing to go by")
    elif any(theory.startswith("Nash") for theory in mute):
        why.append("the Nash bargain knows only unanimity")
    if EXCHANGE in mute:
        why.append("positions are traded between two issues at least")
    return [f"{NOT_TOLD}: nothing said; {'; '.join(why)}."] if why else []


def abreast(issues: Sequence[Issue], at: int, said: Said) -> Part:
    """Return what every theory says of a few issues, the first of which is number ``at`` of all."""
    rows: list[Line] = [
        (theory, *(number(x) for x in numbers[at : at + len(issues)])) for theory, numbers in said.items()
    ]
    if any(one.outcome is not None for one in issues):
        rows.append(("what happened", *(number(one.outcome) for one in issues)))
    return Part(f"forecasts-{at}", "And further", "", ("theory", *(one.name for one in issues)), rows)


def errors(issues: Sequence[Issue], said: Said, judged: str) -> Part:
    """Return how far each theory was off, the nearest first."""
    off = {theory: mean_error(issues, numbers) for theory, numbers in said.items()}
    if (chances := elections_off(issues)) is not None:
        off[ALL_CHANCES] = chances
    order = sorted(off, key=lambda theory: inf if (x := off[theory]) is None else x)
    spoke = {theory: len([x for x in numbers if x is not None]) for theory, numbers in said.items()}
    spoke[ALL_CHANCES] = len(issues)
    rows: list[Line] = [(theory, number(off[theory]), str(spoke[theory])) for theory in order]
    note = f"Mean distance to what happened, {SCALED}, where known ({judged}) and where a theory speaks."
    after = f"{ALL_CHANCES}: the ranked score (CRPS) of its chances, which for a theory of one number is its distance."
    return Part("errors", "How far off", note, ("theory", "off", "speaks of"), rows, [after])


def on_scenario(forecasts: Sequence[Forecast], scenario: Scenario) -> Part:
    """Return what every theory says of a scenario, and how it gets there."""
    rows: list[Line] = [(capital(one.name), one.words, without(one.how)) for one in forecasts]
    read = next((one for one in (STATEMENTS, OWN_WISHES) if any(f"from {one}" in told.how for told in forecasts)), "")
    after = [f"Bargains and holdout: {SEARCHED}. Compromise to exchange: from {read}."]
    note = f"On figures known by {scenario.frozen_on}, at central settings; core + related in % of GDP."
    return Part("forecasts", WHAT_EACH_SAYS, note, ("forecast", "says", "how"), rows, after, worded=(0, 1, 2))


def without(how: str) -> str:
    """Return how a theory gets there without what many share, which is said once below the table."""
    for shared in (f"; {SEARCHED}", f", from {OWN_WISHES}", f", from {STATEMENTS}"):
        how = how.removesuffix(shared)
    return how


def by_failure(dear: Mapping[float, Sequence[Forecast]]) -> Part:
    """Return what the Nash bargain says at each price of failure, by power."""
    head = ("failure costs", *(one.name.partition(", ")[2] for one in next(iter(dear.values()))))
    rows: list[Line] = [(f"{price:g}", *(one.words for one in row)) for price, row in dear.items()]
    note = "How far below the status quo failure leaves all: points of GDP; the patron's chance of being content."
    return Part("failure", "The Nash bargain by what failure costs", note, head, rows, worded=(1, 2, 3))


def rounds(issues: Sequence[Issue]) -> list[Part]:
    """Return the challenge model's talks on each issue, round by round, all votes, and the swaps between issues."""
    told = [one_talk(one, challenge(one.positions, one.power, one.salience)) for one in issues]
    return [*told, *map(votes, issues), *(swaps(together) for together in proposals(issues) if len(together) > 1)]


def one_talk(issue: Issue, talks: Talks) -> Part:
    """Return who yields to whom on one issue."""
    rows: list[Line] = []
    for place, turn in enumerate(talks.rounds, start=1):
        for one in turn.moves:
            moved = f"{number(one.before)} → {number(one.after)}"
            rows.append((str(place), f"{issue.players[one.player]} {one.kind} {issue.players[one.rival]}", moved))
    medians = " → ".join(number(x) for x in [*(turn.median for turn in talks.rounds), talks.outcome])
    note = f"Weighted median, round by round: {medians}."
    title = f"Challenges on {issue.name}"
    return Part(f"challenges-{issue.name}", title, note, ("round", "who", "moves"), rows, worded=(0, 1, 2))


def votes(issue: Issue) -> Part:
    """Return the chances of each position to win every vote on an issue, the best first."""
    election = voted(issue)
    told = sorted(zip(election.options, election.chances, strict=True), key=lambda one: -one[1])
    rows: list[Line] = [(number(option), percent(chance)) for option, chance in told]
    note = f"Expected: {number(election.mean)}."
    return Part(f"votes-{issue.name}", f"The Condorcet election on {issue.name}", note, ("position", "chance"), rows)


def swaps(issues: Sequence[Issue]) -> Part:
    """Return who gives way to whom on which issue."""
    found, players, names = market(issues), players_of(issues), [one.name for one in issues]
    rows: list[Line] = [
        (
            f"{players[one.first]} gives way on {names[one.gives]}",
            f"{players[one.second]} on {names[one.gets]}",
            f"{one.gain:.0f}",
        )
        for one in found.swaps
    ]
    note = "Each gives way on what it cares less about; both gain the same, in points of outcome × salience."
    title = "Exchanges of positions" + (f" on {issues[0].proposal}" if issues[0].proposal else "")
    return Part("swaps", title, note, ("one", "the other", "gain"), rows, worded=(0, 1))


def as_data(issues: Sequence[Issue], said: Said) -> dict[str, Any]:
    """Return what every theory says of a table as plain data, by theory and issue."""
    return {
        "forecasts": {
            theory: {one.name: x for one, x in zip(issues, numbers, strict=True)} for theory, numbers in said.items()
        },
        "outcomes": {one.name: one.outcome for one in issues},
        "off": {theory: mean_error(issues, numbers) for theory, numbers in said.items()},
        "elections": {one.name: asdict(voted(one)) for one in issues},
        "off, all chances": elections_off(issues),
        "units": {"forecasts, outcomes": "each issue's own scale", "off": SCALED},
    }
