"""How a text reads to everyone, before any capital weighs it (ODD 7.4).

A ``Reading`` holds all that depends on the text alone and not on who reads it, so that each draft
is read once and weighed from every seat.
"""

from typing import NamedTuple

from sim.rules.patron import fallback, satisfaction, worth
from sim.rules.promise import annuity, delivered, effort, review_relief, waited
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, size_of, years


class Reading(NamedTuple):
    """What a text means before any capital weighs it.

    ``years`` T; ``delivered`` χ, the share of the promise expected to be kept; ``time_value``
    ϑ(T) = A(T)/A(T_ref); ``burden`` and ``pace``, the factors of the linear and the squared load in
    the fiscal cost; ``monitoring`` κ_f f²; ``absorbed``, the share of an audience cost that the
    wording leaves; ``precedent``, what letters cost those without one; ``common``, χ Σ g Δ, the
    extra defence of all; ``satisfaction`` Q, the chance that the patron is content.
    """

    years: float
    delivered: float
    time_value: float
    burden: float
    pace: float
    monitoring: float
    absorbed: float
    precedent: float
    common: float
    satisfaction: float


def read(text: Text, extra: float, table: Table, terms: Terms) -> Reading:
    """Return what the text means before any capital weighs it; ``extra`` is its Σ g Δ (``effort``)."""
    span, discount = years(text, terms), terms.promise.discount
    kept = delivered(text.firmness, span, terms)
    early, weight = waited(span, discount), annuity(span, discount)
    relief = review_relief(text, terms) * kept
    norm = span * terms.costs.pace_norm
    return Reading(
        span,
        kept,
        weight / annuity(terms.us.reference_years, discount),
        relief * terms.costs.burden * weight,
        relief * terms.costs.pace * early / (norm * norm),
        terms.costs.monitoring * text.firmness * text.firmness,
        1.0 - terms.home.wording_absorbs * text.wording,
        terms.letters.precedent * min(size_of(text.letters), terms.letters.allowed),
        kept * extra,
        satisfaction(worth(text, kept, span, table, terms), terms),
    )


def read_anew(text: Text, table: Table, terms: Terms) -> Reading:
    """Return what a text means, its effort counted anew."""
    return read(text, effort(text, table, terms), table, terms)


def without_text(table: Table, terms: Terms) -> float:
    """Return q0, the patron's contentment if the status quo stands."""
    return fallback(read_anew(terms.status_quo, table, terms).satisfaction, terms)
