"""Which text the Secretary General puts on the table (ODD 7.9).

The search for the best draft is steepest ascent over a short list of moves, as drafts move.
"""

from collections.abc import Sequence

from sim.rules.agreement import CONSENSUS, members
from sim.rules.arithmetic import greatest, lane_sum
from sim.rules.desk import keep
from sim.rules.hopes import HOPELESS, ROUNDING, note_hopes
from sim.rules.neighbours import sheet_on
from sim.rules.objective import Draft, judge, judge_as
from sim.rules.room import Room
from sim.rules.sheet import ITSELF, noted, reread
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, has_letter, on_grid, size_of, snap, with_letters, with_targets

NOBODY = -1
NO_FLOOR = -1e300
"""What every draft passes."""


def neediest(spared: int, room: Room, table: Table) -> int:
    """Return the seat that the draft last kept serves worst, leaving out the mask ``spared``; or ``NOBODY``."""
    worst, value = NOBODY, room.desk.served
    for seat in range(table.seats):
        if (spared >> seat) & 1 == 0 and (worst == NOBODY or value[seat] < value[worst]):
            worst = seat
    return worst


def better_move(floor: float, here: Draft, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best draft that one move leads to (the first of equals), or the same draft if none is better.

    A draft that does not pass the ``floor`` is of no use, and counts as no better. Drafts are weighed through from
    the most hopeful down, until no hope left exceeds the best found. The outcome is that of weighing them all,
    only sooner. The desk holds the notes that were kept on ``here``, and in the end those on what is returned.
    """
    desk, letters = room.desk, float(size_of(here.text.letters))
    sheet = sheet_on(here.text, room.sheets, table, terms, desk)
    note_hopes(here, sheet, room, table, terms)
    best, shared, first = max(floor, here.score) + terms.chair.improvement, here.members, NOBODY
    for _ in range(len(desk.hope)):
        step = greatest(desk.hope)
        if terms.chair.rule == CONSENSUS and desk.hope[step] + ROUNDING < best:
            break
        if desk.hope[step] == HOPELESS:
            break
        desk.hope[step] = HOPELESS
        text, reading = noted(sheet, step), reread(sheet, step, letters, terms)
        agreed = members(text, reading, desk.isolated[step], room, table, terms)
        score = desk.own[step] + agreed
        if score > best or (score == best and first != NOBODY and step < first):
            best, shared, first = score, agreed, step
            keep(desk)
    if first == NOBODY:
        return here
    return Draft(noted(sheet, first), reread(sheet, first, letters, terms), best, shared)


def better(found: Draft, candidate: Text, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the better of a draft and a candidate text."""
    weighed = judge(candidate, room, table, terms)
    if weighed.score > found.score + terms.chair.improvement:
        keep(room.desk)
        return weighed
    return found


def better_letters(found: Draft, text: Text, needy: int, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best of a draft and the text with a letter for the neediest, or with one letter fewer."""
    if needy != NOBODY and size_of(text.letters) < terms.letters.allowed:
        found = better(found, with_letters(text, text.letters | (1 << needy)), room, table, terms)
    for seat in range(table.seats):
        if has_letter(text, seat) == 1:
            found = better(found, with_letters(text, text.letters ^ (1 << seat)), room, table, terms)
    return found


def taken_up(text: Text, room: Room, table: Table, terms: Terms) -> Draft:
    """Return a text from which a search sets out, judged by the notes on it."""
    sheet = sheet_on(text, room.sheets, table, terms, room.desk)
    reading = reread(sheet, ITSELF, float(size_of(text.letters)), terms)
    here = judge_as(text, reading, sheet.taste[ITSELF], room, table, terms)
    keep(room.desk)
    return here


def ascend(start: Text, steps: int, letters: bool, room: Room, table: Table, terms: Terms) -> Draft:
    """Return what steepest ascent makes of a draft in at most ``steps`` moves."""
    return ascend_past(NO_FLOOR, start, steps, letters, room, table, terms)


def ascend_past(floor: float, start: Text, steps: int, letters: bool, room: Room, table: Table, terms: Terms) -> Draft:
    """Return what steepest ascent makes of a draft, or anything it finds no better than the ``floor``.

    Where the last move cannot pass the floor it is not looked for; what a letter may add is never left out.
    """
    here = taken_up(start, room, table, terms)
    for step in range(steps):
        last = step + 1 == steps and not letters
        needy = neediest(here.text.letters, room, table) if letters else NOBODY
        found = better_move(floor if last else NO_FLOOR, here, room, table, terms)
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
    return ascend_past(NO_FLOOR, text, terms.chair.steps, letters, room, table, terms)


def origin(start: int, table: Table, terms: Terms) -> Text:
    """Return the text from which a start sets out: the proposal with that start's numbers."""
    core, related = numbers(start, table, terms)
    return with_targets(terms.proposal, core, related)


def first_draft(letters: bool, room: Room, table: Table, terms: Terms) -> Draft:
    """Return the best draft from the five starts; on a tie the earlier start wins."""
    best = ascend_past(NO_FLOOR, origin(PROPOSAL, table, terms), terms.chair.steps, letters, room, table, terms)
    for start in range(DEMAND_FLAT, STATUS_QUO + 1):
        text = origin(start, table, terms)
        if on_grid(text, terms):
            found = ascend_past(best.score, text, terms.chair.steps, letters, room, table, terms)
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
    searched = ascend_past(NO_FLOOR, failed, terms.chair.redraft_steps, False, room, table, terms)
    return searched if searched.score > found.score + terms.chair.improvement else found
