"""The drafts that one move leads to, noted on the chair's desk column by column (ODD 7.9).

Most moves leave the targets alone. What must be looked up or added up over seats depends on the targets and on
what counts towards them, so it is noted once an *aim*, and the moves share it.
"""

from sim.rules.desk import Desk
from sim.rules.objective import toggled
from sim.rules.patron import letters_cost
from sim.rules.promise import beyond, cap
from sim.rules.reading import Reading, Scope, absorbed, monitored, precedent, read
from sim.rules.terms import Table, Terms
from sim.rules.text import CORE_STEPS, MOST_STEPS, Text, aim_at, has_letter, in_bounds, in_time, turn


def note_steps(here: Text, table: Table, terms: Terms, desk: Desk) -> None:
    """Note, for every core target within reach, Δ of each seat and Σ g Δ: ``gap`` and ``effort``, side by side."""
    for shift in range(len(desk.stepped)):
        desk.stepped[shift], desk.efforts[shift] = here.core + terms.grid.step * (shift - MOST_STEPS), 0.0
    for seat in range(len(desk.cap)):
        desk.cap[seat] = cap(has_letter(here, seat), seat, table, terms)
    for shift in range(len(desk.stepped)):
        for seat in range(len(desk.cap)):
            desk.asked[shift][seat] = beyond(min(desk.stepped[shift], desk.cap[seat]), seat, table)
    for seat in range(len(table.weight)):
        for shift in range(len(desk.efforts)):
            desk.efforts[shift] += table.weight[seat] * desk.asked[shift][seat]


def note_aims(here: Text, anchor: Text, table: Table, terms: Terms, desk: Desk) -> None:
    """Note the targets and definitions within one move's reach, and what each must be looked up for."""
    note_steps(here, table, terms, desk)
    for aim in range(len(desk.aimed_core)):
        text, shift = aim_at(here, aim, terms), terms.aims[aim][CORE_STEPS] + MOST_STEPS
        desk.aimed_core[aim], desk.aimed_related[aim], desk.aimed_counts[aim] = text.core, text.related, text.counts
        desk.aimed_effort[aim], desk.aimed_toggled[aim] = desk.efforts[shift], toggled(text, anchor, terms)
        desk.aimed_breadth[aim], desk.aimed_distaste[aim] = terms.share_of[text.counts], terms.distaste_of[text.counts]
        desk.aimed_well[aim] = 1 if in_bounds(text, terms) else 0


def note_moves(here: Text, anchor: Text, table: Table, terms: Terms, desk: Desk) -> None:
    """Note every draft that one move leads to, and what it must be looked up for."""
    note_aims(here, anchor, table, terms, desk)
    for step in range(len(terms.aim_of)):
        text = turn(here, step, terms)
        desk.deadline[step], desk.firmness[step] = text.deadline, text.firmness
        desk.review[step], desk.wording[step] = text.review, text.wording
        desk.allowed[step] = 1 if in_time(text, terms) else 0
    for step in range(len(terms.aim_of)):
        aim = terms.aim_of[step]
        desk.core[step], desk.related[step] = desk.aimed_core[aim], desk.aimed_related[aim]
        desk.counts[step], desk.effort[step] = desk.aimed_counts[aim], desk.aimed_effort[aim]
        desk.breadth[step], desk.distaste[step] = desk.aimed_breadth[aim], desk.aimed_distaste[aim]
        desk.toggled[step], desk.allowed[step] = desk.aimed_toggled[aim], desk.allowed[step] & desk.aimed_well[aim]


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
