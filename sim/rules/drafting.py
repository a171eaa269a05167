"""Which text the Secretary General puts on the table (ODD 7.9).

One objective, looking ahead to the last silence: the log-chance that nobody breaks it, as far as
the chair knows their minds, plus ambition, less letters, plus round numbers, less haste in moving
the draft. The search is steepest ascent over a short list of moves, as drafts move.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sim.rules.agreement import CONSENSUS, consent, expected, log_chance, members
from sim.rules.arithmetic import lane_sum
from sim.rules.promise import effort
from sim.rules.reading import Reading, read, read_anew
from sim.rules.room import Room, alone
from sim.rules.terms import Table, Terms
from sim.rules.text import UNDATED, Text, has_letter, move, on_grid, size_of, snap, with_letters, with_targets

NOBODY = -1
CORE, RELATED, DEADLINE, COUNTS, REVIEW, FIRMNESS, WORDING = (1 << k for k in range(7))


class Draft(NamedTuple):
    """A text and how good the chair thinks it is."""

    text: Text
    score: float


def ambition(text: Text, reading: Reading, terms: Terms) -> float:
    """Return Amb(x): kept and timely defence, a narrow definition, firmness, an early date."""
    wish, breadth = terms.ambition, terms.share_of[text.counts]
    core = min(text.core, terms.alliance.capability_core) - terms.status_quo.core
    substance = core + wish.related * text.related * (1.0 - breadth * wish.breadth)
    safety = wish.security * reading.delivered * reading.time_value * substance
    return safety + wish.firmness * text.firmness - wish.delay * reading.years


def whole(value: float) -> bool:
    """Return whether a number is whole."""
    return value == float(int(value))


def focal(text: Text, terms: Terms) -> float:
    """Return Focal(x): the pull of whole and half numbers and of round years."""
    pull = 0.0
    if whole(text.core):
        pull += terms.focal.whole_core
    elif whole(2.0 * text.core):
        pull += terms.focal.half_core
    if whole(text.core + text.related):
        pull += terms.focal.whole_headline
    if text.deadline != UNDATED and text.deadline % terms.focal.round_years == 0:
        pull += terms.focal.round_year
    return pull


def dearer(weight: float, issue: int, agenda: int, terms: Terms) -> float:
    """Return the price of moving an issue: more if the meeting's agenda leaves it out."""
    return weight if agenda & issue > 0 else weight * terms.inertia.off_agenda


def distance(text: Text, anchor: Text, agenda: int, terms: Terms) -> float:
    """Return dist(x, x'): how far a draft moves, each issue at its own price."""
    price = terms.inertia
    moved = dearer(price.core, CORE, agenda, terms) * abs(text.core - anchor.core)
    moved += dearer(price.related, RELATED, agenda, terms) * abs(text.related - anchor.related)
    moved += dearer(price.deadline, DEADLINE, agenda, terms) * abs(text.deadline - anchor.deadline)
    moved += dearer(price.counts, COUNTS, agenda, terms) * terms.share_of[text.counts ^ anchor.counts]
    moved += dearer(price.firmness, FIRMNESS, agenda, terms) * abs(text.firmness - anchor.firmness)
    moved += dearer(price.review, REVIEW, agenda, terms) * (text.review ^ anchor.review)
    return moved + dearer(price.wording, WORDING, agenda, terms) * (text.wording ^ anchor.wording)


def aside(text: Text, reading: Reading, room: Room, terms: Terms) -> float:
    """Return what a draft is worth to the chair apart from the members' consent."""
    letters = float(size_of(text.letters))
    score = consent(reading.satisfaction, room, terms)
    score += terms.ambition.weight * ambition(text, reading, terms)
    score -= terms.chair.letter_cost * (letters + terms.chair.letter_growth * letters * letters)
    score += terms.focal.weight * focal(text, terms)
    return score - terms.inertia.weight * distance(text, room.anchor, room.agenda, terms)


def objective(text: Text, room: Room, table: Table, terms: Terms) -> float:
    """Return J(x), the chair's estimate of a draft."""
    reading = read_anew(text, table, terms)
    isolated = alone(reading.satisfaction, room, terms)
    return aside(text, reading, room, terms) + members(text, reading, isolated, room, table, terms)


def hardest(text: Text, spared: int, room: Room, table: Table, terms: Terms) -> tuple[int, int]:
    """Return the two seats that a text serves worst, leaving out the mask ``spared``; or ``NOBODY``."""
    reading = read_anew(text, table, terms)
    worst = second = NOBODY
    lowest = lower = 0.0
    for seat in range(len(table.weight)):
        if (spared >> seat) & 1 == 0:
            value = expected(text, reading, seat, 0.0, room, table, terms)
            if worst == NOBODY or value < lowest:
                second, lower = worst, lowest
                worst, lowest = seat, value
            elif second == NOBODY or value < lower:
                second, lower = seat, value
    return worst, second


def better(
    found: Draft, candidate: Text, extra: float, critics: tuple[int, int], room: Room, table: Table, terms: Terms
) -> Draft:
    """Return the better of a draft and a candidate text; a candidate off the grid never is.

    Consent is at most certain, and at most as likely as that of the hardest critics. A candidate
    that loses even so is not weighed from every seat: the outcome is the same, only sooner.
    """
    if not on_grid(candidate, terms):
        return found
    reading = read(candidate, extra, table, terms)
    isolated = alone(reading.satisfaction, room, terms)
    score = aside(candidate, reading, room, terms)
    if terms.chair.rule == CONSENSUS:
        if score <= found.score:
            return found
        hope = score
        for critic in critics:
            doubt = expected(candidate, reading, critic, isolated, room, table, terms)
            hope += log_chance(doubt / terms.chair.spread)
            if hope <= found.score:
                return found
    score += members(candidate, reading, isolated, room, table, terms)
    return Draft(candidate, score) if score > found.score + terms.chair.improvement else found


def better_move(here: Draft, critics: tuple[int, int], room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best draft that one move leads to, or the same draft if none is better."""
    found, extra = here, effort(here.text, table, terms)
    for step in range(len(terms.moves)):
        candidate = move(here.text, step, terms)
        same = candidate.core == here.text.core
        asked = extra if same else effort(candidate, table, terms)
        found = better(found, candidate, asked, critics, room, table, terms)
    return found


def better_letter(
    found: Draft, text: Text, seat: int, critics: tuple[int, int], room: Room, table: Table, terms: Terms
) -> Draft:
    """Return the better of a draft and the text with one seat's letter granted or dropped."""
    candidate = with_letters(text, text.letters ^ (1 << seat))
    return better(found, candidate, effort(candidate, table, terms), critics, room, table, terms)


def better_letters(found: Draft, text: Text, critics: tuple[int, int], room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best of a draft and the text with one letter more or one letter fewer."""
    if size_of(text.letters) < terms.letters.allowed:
        needy, _ = hardest(text, text.letters, room, table, terms)
        if needy != NOBODY:
            found = better_letter(found, text, needy, critics, room, table, terms)
    for seat in range(len(table.weight)):
        if has_letter(text, seat) == 1:
            found = better_letter(found, text, seat, critics, room, table, terms)
    return found


def ascend(start: Text, steps: int, letters: bool, room: Room, table: Table, terms: Terms) -> Draft:
    """Return what steepest ascent makes of a draft in at most ``steps`` moves."""
    here = Draft(start, objective(start, room, table, terms))
    critics = hardest(start, 0, room, table, terms)
    for _ in range(steps):
        found = better_move(here, critics, room, table, terms)
        if letters:
            found = better_letters(found, here.text, critics, room, table, terms)
        if found.text == here.text:
            break
        here = found
    return here


PROPOSAL, DEMAND_FLAT, NEEDS_FIRST, OWN_PLANS, STATUS_QUO = range(5)
"""Where the first search sets out from."""


def numbers(start: int, table: Table, terms: Terms) -> tuple[float, float]:
    """Return the core and related targets from which the first search also sets out.

    In order: the proposal, the demand flat, needs first and the rest of the demand as related, the
    members' own plans on average, the status quo.
    """
    grid, proposal = terms.grid, terms.proposal
    if start == DEMAND_FLAT:
        return snap(terms.us.demand, grid.core_low, grid.core_high, grid.step), grid.related_low
    if start == NEEDS_FIRST:
        core = snap(terms.alliance.capability_core, grid.core_low, grid.core_high, grid.step)
        return core, snap(terms.us.demand - core, grid.related_low, grid.related_high, grid.step)
    if start == OWN_PLANS:
        plans = lane_sum(table.own_plan) / len(table.own_plan)
        return snap(plans, grid.core_low, grid.core_high, grid.step), proposal.related
    if start == STATUS_QUO:
        core = snap(terms.status_quo.core, grid.core_low, grid.core_high, grid.step)
        return core, snap(terms.status_quo.related, grid.related_low, grid.related_high, grid.step)
    return proposal.core, proposal.related


def draft(text: Text, letters: bool, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the chair's next draft from the last text."""
    return ascend(text, terms.chair.steps, letters, room, table, terms)


def origin(start: int, table: Table, terms: Terms) -> Text:
    """Return the text from which a start sets out: the proposal with that start's numbers."""
    core, related = numbers(start, table, terms)
    return with_targets(terms.proposal, core, related)


def first_draft(letters: bool, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best draft from the five starts; on a tie the earlier start wins."""
    best = ascend(origin(PROPOSAL, table, terms), terms.chair.steps, letters, room, table, terms)
    for start in range(DEMAND_FLAT, STATUS_QUO + 1):
        text = origin(start, table, terms)
        if on_grid(text, terms):
            found = ascend(text, terms.chair.steps, letters, room, table, terms)
            if found.score > best.score + terms.chair.improvement:
                best = found
    return best


def mend(failed: Text, alone: Sequence[int], patron_broke: int, room: Room, table: Table, terms: Terms) -> Draft:
    """Return what the chair tries after a broken silence; the failed text itself if nothing helps.

    ``alone`` marks the members that would break even if nobody else did. Either they get letters
    (if few enough, and the patron is not among those who broke: letters do not mend that), or the
    text is searched anew without letters; the better one counts.
    """
    found = Draft(failed, objective(failed, room, table, terms))
    wanted, count = failed.letters, 0
    for seat in range(len(alone)):
        if alone[seat] == 1:
            count += 1
            wanted = wanted | (1 << seat)
    few = patron_broke == 0 and 0 < count <= terms.letters.at_once
    if few and size_of(wanted) <= terms.letters.allowed:
        lettered = Draft(with_letters(failed, wanted), objective(with_letters(failed, wanted), room, table, terms))
        found = lettered if lettered.score > found.score + terms.chair.improvement else found
    searched = ascend(failed, terms.chair.redraft_steps, False, room, table, terms)
    return searched if searched.score > found.score + terms.chair.improvement else found
