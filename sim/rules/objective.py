"""How good a draft is in the eyes of the Secretary General (ODD 7.9).

One objective, looking ahead to the last silence: the log-chance that nobody breaks it, as far as
the chair knows their minds, plus ambition, less letters, plus round numbers, less haste in moving
the draft.
"""

from typing import NamedTuple

from sim.rules.agreement import consent, members
from sim.rules.reading import Reading, read_anew
from sim.rules.room import Room, alone
from sim.rules.terms import Table, Terms
from sim.rules.text import UNDATED, Text

FIRST_WHOLE = 4503599627370496.0
"""2^52: from here on, floating-point numbers are whole."""
CORE, RELATED, DEADLINE, COUNTS, REVIEW, FIRMNESS, WORDING = (1 << k for k in range(7))


class Draft(NamedTuple):
    """A text, how it reads, how good the chair thinks it is, and the part of that which the members' consent makes."""

    text: Text
    reading: Reading
    score: float
    members: float


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


def taste(text: Text, reading: Reading, terms: Terms) -> float:
    """Return what the chair thinks of a draft whoever sits in the room: ambition, round numbers, few letters."""
    letters = reading.letters
    liked = terms.ambition.weight * ambition(text, reading, terms) + terms.focal.weight * focal(text, terms)
    return liked - terms.chair.letter_cost * (letters + terms.chair.letter_growth * letters * letters)


def aside(text: Text, liked: float, satisfaction: float, recounted: float, room: Room, terms: Terms) -> float:
    """Return what a draft, ``liked`` as it is, is worth to the chair apart from the members' consent."""
    score = consent(satisfaction, room, terms) + liked
    return score - terms.inertia.weight * distance(text, room.anchor, recounted, room.agenda, terms)


def objective(text: Text, room: Room, table: Table, terms: Terms) -> float:
    """Return J(x), the chair's estimate of a draft."""
    return judge(text, room, table, terms).score


def judge(text: Text, room: Room, table: Table, terms: Terms) -> Draft:
    """Return a text with the chair's estimate of it."""
    reading = read_anew(text, table, terms)
    return judge_as(text, reading, taste(text, reading, terms), room, table, terms)


def judge_as(text: Text, reading: Reading, liked: float, room: Room, table: Table, terms: Terms) -> Draft:
    """Return a text, read already, with the chair's estimate of it."""
    isolated = alone(reading.satisfaction, room, terms)
    own = aside(text, liked, reading.satisfaction, toggled(text, room.anchor, terms), room, terms)
    agreed = members(text, reading, isolated, room, table, terms)
    return Draft(text, reading, own + agreed, agreed)
