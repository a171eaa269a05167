"""Which text the Secretary General puts on the table (ODD 7.9).

One objective, looking ahead to the last silence: the log-chance that nobody breaks it, as far as
the chair knows their minds, plus ambition, less letters, plus round numbers, less haste in moving
the draft. The search is steepest ascent over a short list of moves, as drafts move.
"""

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

from sim.rules.agreement import CONSENSUS, consent, expected, members
from sim.rules.arithmetic import exp, lane_sum, log
from sim.rules.desk import Desk
from sim.rules.patron import letters_cost
from sim.rules.promise import effort
from sim.rules.reading import Reading, Scope, absorbed, monitored, precedent, read, read_anew
from sim.rules.room import Room, alone
from sim.rules.terms import Table, Terms
from sim.rules.text import UNDATED, Text, has_letter, move, on_grid, size_of, snap, with_letters, with_targets

NOBODY = -1
FIRST_WHOLE = 4503599627370496.0
"""2^52: from here on, floating-point numbers are whole."""
HOPELESS = -1e300
"""The hope of a draft that may not be written, or has been weighed."""
ROUNDING = 1e-9
"""What a hope may lack by rounding."""
CORE, RELATED, DEADLINE, COUNTS, REVIEW, FIRMNESS, WORDING = (1 << k for k in range(7))


class Draft(NamedTuple):
    """A text and how good the chair thinks it is."""

    text: Text
    score: float


def ambition(text: Text, reading: Reading, terms: Terms) -> float:
    """Return Amb(x): kept and timely defence, a narrow definition, firmness, an early date."""
    wish = terms.ambition
    core = min(text.core, terms.alliance.capability_core) - terms.status_quo.core
    substance = core + wish.related * text.related * (1.0 - reading.breadth * wish.breadth)
    safety = wish.security * reading.delivered * reading.time_value * substance
    return safety + wish.firmness * text.firmness - wish.delay * reading.years


def whole(value: float) -> bool:
    """Return whether a number is whole (adding and taking away 2^52 leaves nothing behind the point)."""
    return (value + FIRST_WHOLE) - FIRST_WHOLE == value


def focal(text: Text, terms: Terms) -> float:
    """Return Focal(x): the pull of whole and half numbers and of round years."""
    pulls = terms.focal
    one, half, total, year = pulls.whole_core, pulls.half_core, pulls.whole_headline, pulls.round_year
    halves = half if whole(2.0 * text.core) else 0.0
    core = one if whole(text.core) else halves
    headline = total if whole(text.core + text.related) else 0.0
    round_ = (text.deadline != UNDATED) & whole(text.deadline / pulls.round_years)
    return core + headline + (year if round_ else 0.0)


def dearer(weight: float, issue: int, agenda: int, terms: Terms) -> float:
    """Return the price of moving an issue: more if the meeting's agenda leaves it out."""
    off_agenda = weight * terms.inertia.off_agenda
    return weight if agenda & issue > 0 else off_agenda


def toggled(text: Text, anchor: Text, terms: Terms) -> float:
    """Return the share of the categories in which two definitions differ."""
    return terms.share_of[text.counts ^ anchor.counts]


def distance(text: Text, anchor: Text, recounted: float, agenda: int, terms: Terms) -> float:
    """Return dist(x, x'): how far a draft moves, each issue at its own price; ``recounted`` is what is toggled."""
    price = terms.inertia
    moved = dearer(price.core, CORE, agenda, terms) * abs(text.core - anchor.core)
    moved += dearer(price.related, RELATED, agenda, terms) * abs(text.related - anchor.related)
    moved += dearer(price.deadline, DEADLINE, agenda, terms) * abs(text.deadline - anchor.deadline)
    moved += dearer(price.counts, COUNTS, agenda, terms) * recounted
    moved += dearer(price.firmness, FIRMNESS, agenda, terms) * abs(text.firmness - anchor.firmness)
    moved += dearer(price.review, REVIEW, agenda, terms) * (text.review ^ anchor.review)
    return moved + dearer(price.wording, WORDING, agenda, terms) * (text.wording ^ anchor.wording)


def aside(text: Text, reading: Reading, recounted: float, room: Room, terms: Terms) -> float:
    """Return what a draft is worth to the chair apart from the members' consent."""
    letters = reading.letters
    score = consent(reading.satisfaction, room, terms)
    score += terms.ambition.weight * ambition(text, reading, terms)
    score -= terms.chair.letter_cost * (letters + terms.chair.letter_growth * letters * letters)
    score += terms.focal.weight * focal(text, terms)
    return score - terms.inertia.weight * distance(text, room.anchor, recounted, room.agenda, terms)


def objective(text: Text, room: Room, table: Table, terms: Terms) -> float:
    """Return J(x), the chair's estimate of a draft."""
    reading = read_anew(text, table, terms)
    isolated = alone(reading.satisfaction, room, terms)
    own = aside(text, reading, toggled(text, room.anchor, terms), room, terms)
    return own + members(text, reading, isolated, room, table, terms)


def judge(text: Text, room: Room, table: Table, terms: Terms) -> Draft:
    """Return a text with the chair's estimate of it."""
    return Draft(text, objective(text, room, table, terms))


def neediest(spared: int, room: Room, table: Table) -> int:
    """Return the seat that the text last weighed serves worst, leaving out the mask ``spared``; or ``NOBODY``."""
    worst, value = NOBODY, room.desk.value
    for seat in range(table.seats):
        if (spared >> seat) & 1 == 0 and (worst == NOBODY or value[seat] < value[worst]):
            worst = seat
    return worst


def find_critics(room: Room, table: Table) -> None:
    """Note the seats that the text last weighed serves worst: the hardest critics of its neighbours, too."""
    critics, found = room.desk.critics, 0
    for place in range(len(critics)):
        critics[place] = neediest(found, room, table)
        if critics[place] != NOBODY:
            found = found | (1 << critics[place])


def note_moves(here: Text, anchor: Text, table: Table, terms: Terms, desk: Desk) -> None:
    """Note every draft that one move leads to, and what it must be looked up for."""
    own = effort(here, table, terms)
    for step in range(len(terms.moves)):
        text = move(here, step, terms)
        desk.allowed[step] = 1 if on_grid(text, terms) else 0
        desk.core[step], desk.related[step], desk.firmness[step] = text.core, text.related, text.firmness
        desk.deadline[step], desk.counts[step] = text.deadline, text.counts
        desk.review[step], desk.wording[step] = text.review, text.wording
        desk.breadth[step], desk.distaste[step] = terms.share_of[text.counts], terms.distaste_of[text.counts]
        desk.toggled[step] = toggled(text, anchor, terms)
        desk.effort[step] = own if text.core == here.core else effort_noted(text, step, table, terms, desk)


def effort_noted(text: Text, step: int, table: Table, terms: Terms, desk: Desk) -> float:
    """Return the effort that a draft asks of all, as noted for an earlier move to the same core, or anew."""
    for earlier in range(step):
        if desk.core[earlier] == text.core:
            return desk.effort[earlier]
    return effort(text, table, terms)


def noted(desk: Desk, step: int, letters: int) -> Text:
    """Return the draft noted for a move."""
    return Text(
        desk.core[step],
        desk.related[step],
        desk.deadline[step],
        desk.counts[step],
        desk.review[step],
        desk.firmness[step],
        desk.wording[step],
        letters,
    )


def note_hopes(here: Text, room: Room, table: Table, terms: Terms) -> None:
    """Note what each draft is worth at best: as if nobody but its hardest critics could break silence."""
    desk, letters = room.desk, float(size_of(here.letters))
    note_readings(here, letters, table, terms, desk)
    for step in range(len(desk.hope)):
        desk.isolated[step], desk.doubt[step] = alone(desk.satisfaction[step], room, terms), 1.0
    for place in range(len(desk.critics)):
        if desk.critics[place] != NOBODY:
            note_doubts(here, letters, desk.critics[place], room, table, terms)
    for step in range(len(desk.hope)):
        text, reading = noted(desk, step, here.letters), reread(here, letters, step, desk, terms)
        desk.own[step] = aside(text, reading, desk.toggled[step], room, terms)
    for step in range(len(desk.hope)):
        hope = desk.own[step] - log(desk.doubt[step])
        desk.hope[step] = hope if desk.allowed[step] == 1 else HOPELESS


def note_readings(here: Text, letters: float, table: Table, terms: Terms, desk: Desk) -> None:
    """Note how each draft reads (column by column, as a compiler's vector units like it)."""
    favours = letters_cost(here, table, terms)
    for step in range(len(desk.hope)):
        known = Scope(desk.effort[step], desk.breadth[step], desk.distaste[step], letters, favours)
        reading = read(noted(desk, step, here.letters), known, terms)
        desk.years[step], desk.delivered[step] = reading.years, reading.delivered
        desk.time_value[step], desk.satisfaction[step] = reading.time_value, reading.satisfaction
        desk.burden[step], desk.pace[step] = reading.burden, reading.pace


def reread(here: Text, letters: float, step: int, desk: Desk, terms: Terms) -> Reading:
    """Return how the draft of a move reads, as noted."""
    text = noted(desk, step, here.letters)
    return Reading(
        desk.years[step],
        desk.delivered[step],
        desk.time_value[step],
        desk.burden[step],
        desk.pace[step],
        monitored(text, terms),
        absorbed(text, terms),
        letters,
        precedent(letters, terms),
        desk.breadth[step],
        desk.delivered[step] * desk.effort[step],
        desk.satisfaction[step],
    )


def note_doubts(here: Text, letters: float, critic: int, room: Room, table: Table, terms: Terms) -> None:
    """Multiply each draft's doubt by the odds that one critic breaks silence on it."""
    desk, sharp = room.desk, 1.0 / terms.chair.spread
    for step in range(len(desk.hope)):
        desk.met[step] = table.qualifying[desk.counts[step]][critic]
    for step in range(len(desk.hope)):
        text, reading = noted(desk, step, here.letters), reread(here, letters, step, desk, terms)
        value = expected(desk.met[step], text, reading, critic, desk.isolated[step], room, table, terms)
        desk.doubt[step] *= 1.0 + exp(-value * sharp)


def most_hopeful(hope: MutableSequence[float]) -> int:
    """Return the move of the greatest hope, the first of several."""
    best = 0
    for step in range(1, len(hope)):
        if hope[step] > hope[best]:
            best = step
    return best


def better_move(here: Draft, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best draft that one move leads to (the first of equals), or the same draft if none is better.

    Drafts are weighed through from the most hopeful down, until no hope left exceeds the best found:
    consensus is at most as likely as the consent of the hardest critics (those that ``find_critics`` noted
    last). The outcome is that of weighing them all, only sooner.
    """
    desk, letters = room.desk, float(size_of(here.text.letters))
    note_moves(here.text, room.anchor, table, terms, desk)
    note_hopes(here.text, room, table, terms)
    best, first = here.score + terms.chair.improvement, NOBODY
    for _ in range(len(desk.hope)):
        step = most_hopeful(desk.hope)
        if terms.chair.rule == CONSENSUS and desk.hope[step] + ROUNDING < best:
            break
        if desk.hope[step] == HOPELESS:
            break
        desk.hope[step] = HOPELESS
        text, reading = noted(desk, step, here.text.letters), reread(here.text, letters, step, desk, terms)
        score = desk.own[step] + members(text, reading, desk.isolated[step], room, table, terms)
        if score > best or (score == best and first != NOBODY and step < first):
            best, first = score, step
    return here if first == NOBODY else Draft(noted(desk, first, here.text.letters), best)


def better(found: Draft, candidate: Text, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the better of a draft and a candidate text."""
    weighed = judge(candidate, room, table, terms)
    return weighed if weighed.score > found.score + terms.chair.improvement else found


def better_letters(found: Draft, text: Text, needy: int, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best of a draft and the text with a letter for the neediest, or with one letter fewer."""
    if needy != NOBODY and size_of(text.letters) < terms.letters.allowed:
        found = better(found, with_letters(text, text.letters | (1 << needy)), room, table, terms)
    for seat in range(table.seats):
        if has_letter(text, seat) == 1:
            found = better(found, with_letters(text, text.letters ^ (1 << seat)), room, table, terms)
    return found


def ascend(start: Text, steps: int, letters: bool, room: Room, table: Table, terms: Terms) -> Draft:
    """Return what steepest ascent makes of a draft in at most ``steps`` moves."""
    here = judge(start, room, table, terms)
    find_critics(room, table)
    for step in range(steps):
        if letters and step > 0:
            judge(here.text, room, table, terms)
        needy = neediest(here.text.letters, room, table) if letters else NOBODY
        found = better_move(here, room, table, terms)
        if letters:
            found = better_letters(found, here.text, needy, room, table, terms)
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
        plans = lane_sum(table.own_plan) / table.seats
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
    found = judge(failed, room, table, terms)
    wanted, count = failed.letters, 0
    for seat in range(len(alone)):
        if alone[seat] == 1:
            count += 1
            wanted = wanted | (1 << seat)
    few = patron_broke == 0 and 0 < count <= terms.letters.at_once
    if few and size_of(wanted) <= terms.letters.allowed:
        found = better(found, with_letters(failed, wanted), room, table, terms)
    searched = ascend(failed, terms.chair.redraft_steps, False, room, table, terms)
    return searched if searched.score > found.score + terms.chair.improvement else found
