"""The drafts that one move leads to, noted column by column (ODD 7.9).

Most moves leave the targets alone. What must be looked up or added up over seats depends on the targets and on
what counts towards them, so it is noted once an *aim*, and the moves share it.
"""

from collections.abc import Sequence

from sim.rules.desk import Desk
from sim.rules.interests import past_line
from sim.rules.objective import taste
from sim.rules.patron import letters_cost
from sim.rules.promise import beyond, cap, load, related_missing
from sim.rules.reading import Scope, read
from sim.rules.sheet import ITSELF, Sheet, noted, place_of, reread
from sim.rules.terms import Table, Terms
from sim.rules.text import CORE_STEPS, MOST_STEPS, Text, aim_at, has_letter, in_bounds, in_time, leads_on, size_of, turn


def note_steps(here: Text, sheet: Sheet, table: Table, terms: Terms, desk: Desk) -> None:
    """Note, for every core target within reach, Δ of each seat, what goes past its red line, and Σ g Δ."""
    for shift in range(len(desk.stepped)):
        desk.stepped[shift], desk.efforts[shift] = here.core + terms.grid.step * (shift - MOST_STEPS), 0.0
    for seat in range(len(desk.cap)):
        desk.cap[seat] = cap(has_letter(here, seat), seat, table, terms)
    for shift in range(len(desk.stepped)):
        for seat in range(len(desk.cap)):
            owed = min(desk.stepped[shift], desk.cap[seat])
            sheet.asked[shift][seat], sheet.past[shift][seat] = beyond(owed, seat, table), past_line(owed, seat, table)
    for seat in range(len(table.weight)):
        for shift in range(len(desk.efforts)):
            desk.efforts[shift] += table.weight[seat] * sheet.asked[shift][seat]


def note_aims(here: Text, terms: Terms, desk: Desk) -> None:
    """Note the targets and definitions within one move's reach, and what each must be looked up for."""
    for aim in range(len(desk.aimed_core)):
        text, shift = aim_at(here, aim, terms), terms.aims[aim][CORE_STEPS] + MOST_STEPS
        desk.aimed_core[aim], desk.aimed_related[aim], desk.aimed_counts[aim] = text.core, text.related, text.counts
        desk.aimed_effort[aim], desk.aimed_breadth[aim] = desk.efforts[shift], terms.share_of[text.counts]
        desk.aimed_distaste[aim] = terms.distaste_of[text.counts]
        desk.aimed_well[aim] = 1 if in_bounds(text, terms) else 0


def note_loads(here: Text, sheet: Sheet, table: Table, terms: Terms, desk: Desk) -> None:
    """Note, for every aim, the effort L that it asks of each seat."""
    for aim in range(len(sheet.load)):
        shift, counts = terms.aims[aim][CORE_STEPS] + MOST_STEPS, desk.aimed_counts[aim]
        for seat in range(len(desk.cap)):
            met = table.qualifying[counts][seat]
            missing = related_missing(desk.aimed_related[aim], met, has_letter(here, seat), terms)
            sheet.load[aim][seat] = load(sheet.asked[shift][seat], missing, terms)


def note_moves(here: Text, sheet: Sheet, terms: Terms, desk: Desk) -> None:
    """Note every draft that one move leads to, and what it must be looked up for."""
    sheet.letters[0] = here.letters
    for step in range(len(terms.aim_of)):
        text = turn(here, step, terms)
        sheet.deadline[step], sheet.firmness[step] = text.deadline, text.firmness
        sheet.review[step], sheet.wording[step] = text.review, text.wording
        sheet.allowed[step] = 1 if in_time(text, terms) & leads_on(step, terms) else 0
    sheet.review[ITSELF] = here.review  # also where its deadline comes too early: it is noted as it stands
    for step in range(len(terms.aim_of)):
        aim = terms.aim_of[step]
        sheet.core[step], sheet.related[step] = desk.aimed_core[aim], desk.aimed_related[aim]
        sheet.counts[step], desk.effort[step] = desk.aimed_counts[aim], desk.aimed_effort[aim]
        sheet.breadth[step], desk.distaste[step] = desk.aimed_breadth[aim], desk.aimed_distaste[aim]
        sheet.allowed[step] = sheet.allowed[step] & desk.aimed_well[aim]


def note_readings(here: Text, sheet: Sheet, table: Table, terms: Terms, desk: Desk) -> None:
    """Note how each draft reads (column by column, as a compiler's vector units like it)."""
    letters, favours = float(size_of(here.letters)), letters_cost(here, table, terms)
    for step in range(len(sheet.years)):
        known = Scope(desk.effort[step], sheet.breadth[step], desk.distaste[step], letters, favours)
        reading = read(noted(sheet, step), known, terms)
        sheet.years[step], sheet.delivered[step] = reading.years, reading.delivered
        sheet.time_value[step], sheet.satisfaction[step] = reading.time_value, reading.satisfaction
        sheet.burden[step], sheet.pace[step] = reading.burden, reading.pace
        sheet.common[step] = reading.common
    for step in range(len(sheet.years)):
        reading = reread(sheet, step, letters, terms)
        sheet.taste[step] = taste(noted(sheet, step), reading, terms)


def note_neighbours(here: Text, sheet: Sheet, table: Table, terms: Terms, desk: Desk) -> None:
    """Note on a sheet all that one move leads to, whatever was on it."""
    note_steps(here, sheet, table, terms, desk)
    note_aims(here, terms, desk)
    note_loads(here, sheet, table, terms, desk)
    note_moves(here, sheet, terms, desk)
    note_readings(here, sheet, table, terms, desk)


def sheet_on(here: Text, sheets: Sequence[Sheet], table: Table, terms: Terms, desk: Desk) -> Sheet:
    """Return the sheet of a draft, its notes taken unless they are there already."""
    sheet = sheets[place_of(here, len(sheets), terms)]
    if noted(sheet, ITSELF) != here:
        note_neighbours(here, sheet, table, terms, desk)
    return sheet
