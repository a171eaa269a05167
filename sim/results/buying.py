"""What the adopted text buys, per ally and for all members (rules in ``sim.rules.purchase``)."""

from __future__ import annotations

from sim.results.transcript import Purchase
from sim.rules.purchase import bought, bought_from
from sim.rules.terms import Table, Terms
from sim.rules.text import Text

ALL = "all"


def purchases(text: Text, codes: tuple[str, ...], table: Table, terms: Terms) -> list[Purchase]:
    """Return what the text buys per ally, and together as ``all``."""
    each = [Purchase(code, **bought_from(text, seat, table, terms)._asdict()) for seat, code in enumerate(codes)]
    return [*each, Purchase(ALL, **bought(text, table, terms)._asdict())]
