"""How far the text lies from those that other ideas of fairness would choose (ODD 7.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.rules.agreement import MAXIMIN, NASH, UTILITARIAN
from sim.rules.drafting import ascend
from sim.rules.interests import merits, weigh
from sim.rules.objective import distance, toggled
from sim.rules.terms import Terms
from sim.rules.text import EVERY_ISSUE, Text
from sim.summit.notes import Notes

if TYPE_CHECKING:
    from sim.summit.model import Summit

YARDSTICKS = {"Nash": NASH, "greatest sum": UTILITARIAN, "worst-off first": MAXIMIN}
STEPS = 12


def yardstick(summit: Summit, rule: int) -> Text:
    """Return the text that a rule would choose: gains over the status quo, no inertia, no ambition.

    Searched by the chair's own moves from the text at hand, letters aside; the patron's consent
    still counts, since it holds a veto.
    """
    terms, now = summit.terms, summit.now
    bare = terms._replace(
        chair=terms.chair._replace(rule=rule, letter_cost=0.0),
        ambition=terms.ambition._replace(weight=0.0),
        focal=terms.focal._replace(weight=0.0),
        inertia=terms.inertia._replace(weight=0.0),
    )
    before = terms.status_quo
    floor = tuple(
        -merits(weigh(before, summit.read(before), seat, threat, now.kappa, summit.q0, summit.table, terms))
        for seat, threat in enumerate(now.threat)
    )
    desk, sheets = Notes.blank(summit.table, bare).paper  # by other terms: other notes
    room = summit.secretary_general.look(1.0, 0.0, now.text)
    here = room._replace(credit=floor, agenda=EVERY_ISSUE, desk=desk, sheets=sheets)
    return ascend(now.text, STEPS, False, here, summit.table, bare).text


def distances(summit: Summit) -> dict[str, float]:
    """Return the distance from the text in force (or last tried) to each yardstick's."""
    return {name: apart(summit.now.text, yardstick(summit, rule), summit.terms) for name, rule in YARDSTICKS.items()}


def apart(text: Text, other: Text, terms: Terms) -> float:
    """Return how far two texts lie apart, every issue on the agenda."""
    return distance(text, other, toggled(text, other, terms), EVERY_ISSUE, terms)
