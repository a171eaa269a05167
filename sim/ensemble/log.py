"""Writing a negotiation down: its ending, its drafts, its calls, and every number if asked for."""

from __future__ import annotations

from typing import Any, NamedTuple

from sim.rules.purchase import Bought
from sim.rules.terms import Now
from sim.rules.text import Text

PATRON = 62
NOT_CALLED = -1
ISSUES_WRITTEN = 8
HEAD = 16
"""Columns of a trace before those of the seats: the text, the patron, who has broken silence."""


class Ending(NamedTuple):
    """How a negotiation ended: the last text, whether it was adopted, and the state it left.

    ``talks`` counts their outcomes from 1 (0: no talks by then), ``incidents`` how many there were;
    ``satisfaction`` is the patron's with what stands; ``exposed`` and ``exposed_before`` the chance that
    it scales back its commitment, with that and with the status quo.
    """

    text: Text
    adopted: int
    round: int
    attempt: int
    kappa: float
    attended: int
    crisis: int
    talks: int
    incidents: int
    kind: int
    satisfaction: float
    exposed: float
    exposed_before: float
    most_reluctant: int
    pivotal: int
    bought: Bought
    patron_share: float


class Log(NamedTuple):
    """Where a negotiation is written down, as far as each array has room.

    ``trace`` (rounds by columns): every number of every round. ``drafts`` (rounds by text): the text as
    each round left it. ``calls`` (rounds by attempts): a mask of who broke silence, the patron as bit
    ``PATRON``, or ``NOT_CALLED``.
    """

    trace: Any
    drafts: Any
    calls: Any


def note(log: Log, now: Now, ever: int) -> None:
    """Write down how a round ended: the text, then every number."""
    if len(log.drafts) > 0:
        write_text(log.drafts[now.round - 1], now.text)
    if len(log.trace) > 0:
        write_all(log.trace[now.round - 1], now, ever)


def write_text(line: Any, text: Text) -> None:
    """Write the eight issues of a text."""
    line[0], line[1], line[2], line[3] = text.core, text.related, float(text.deadline), float(text.counts)
    line[4], line[5], line[6], line[7] = float(text.review), text.firmness, float(text.wording), float(text.letters)


def write_all(line: Any, now: Now, ever: int) -> None:
    """Write a round's line of the trace: the text, the patron, then every seat's state."""
    write_text(line, now.text)
    head = (
        now.us_belief,
        now.kappa,
        now.kappa_aim,
        now.decay,
        now.coming,
        float(now.targets),
        float(now.attended),
        float(ever),
    )
    seats = len(now.beliefs)
    for place in range(len(head)):
        line[ISSUES_WRITTEN + place] = head[place]
    for seat in range(seats):
        line[HEAD + seat] = now.threat[seat]
        line[HEAD + seats + seat] = now.sounded[seat]
        line[HEAD + 2 * seats + seat] = now.beliefs[seat]


def write_ending(row: Any, end: Ending) -> None:
    """Write an ending into a row of ``kernel.ENDING``."""
    row.core, row.related, row.deadline, row.counts = (
        end.text.core,
        end.text.related,
        end.text.deadline,
        end.text.counts,
    )
    row.review, row.firmness, row.wording = end.text.review, end.text.firmness, end.text.wording
    row.letters = end.text.letters
    row.adopted, row.round, row.attempt, row.kind = end.adopted, end.round, end.attempt, end.kind
    row.kappa, row.attended, row.crisis = end.kappa, end.attended, end.crisis
    row.talks, row.incidents = end.talks, end.incidents
    row.satisfaction, row.exposed, row.exposed_before = end.satisfaction, end.exposed, end.exposed_before
    row.most_reluctant, row.pivotal = end.most_reluctant, end.pivotal
    row.patron_share = end.patron_share
    row.bought_base, row.bought_core, row.bought_core_kept = end.bought.base, end.bought.core, end.bought.core_kept
    row.bought_related = end.bought.related
    row.bought_money_last_year = end.bought.money_last_year
    row.bought_money_last_year_kept = end.bought.money_last_year_kept
    row.bought_money_total = end.bought.money_total
    row.bought_money_total_kept = end.bought.money_total_kept


def columns(seats: int) -> int:
    """Return how many columns a trace has."""
    return HEAD + 3 * seats
