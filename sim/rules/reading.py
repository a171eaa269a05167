"""How a text reads to everyone, before any capital weighs it (ODD 7.4).

A ``Reading`` holds all that depends on the text alone and not on who reads it, so that each draft
is read once and weighed from every seat.
"""

from typing import NamedTuple

from sim.rules.arithmetic import exp
from sim.rules.patron import fallback, headline, satisfaction, worth
from sim.rules.promise import annuity, delivered, effort, review_relief
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, size_of, years


class Reading(NamedTuple):
    """What a text means before any capital weighs it.

    ``years`` T; ``delivered`` χ, the share of the promise expected to be kept; ``annuity`` A(T);
    ``time_value`` ϑ(T) = A(T)/A(T_ref); ``burden`` and ``pace``, the factors of the linear and
    squared load in the fiscal cost; ``monitoring`` κ_f f²; ``absorbed``, the share of an audience
    cost that the wording leaves; ``precedent``, what others' letters cost those without one;
    ``common``, χ Σ g Δ, the extra defence of all; ``satisfaction`` Q, the chance that the patron
    is content.
    """

    years: float
    delivered: float
    annuity: float
    time_value: float
    burden: float
    pace: float
    monitoring: float
    absorbed: float
    precedent: float
    common: float
    headline: float
    satisfaction: float


def read(text: Text, table: Table, terms: Terms) -> Reading:
    """Return what the text means before any capital weighs it."""
    span = years(text, terms)
    kept = delivered(text.firmness, span, terms)
    weight = annuity(span, terms.promise.discount)
    relief = review_relief(text, terms) * kept
    norm = span * terms.costs.pace_norm
    waited = 1.0 - exp(-terms.promise.discount * span)
    letters = size_of(text.letters)
    return Reading(
        years=span,
        delivered=kept,
        annuity=weight,
        time_value=weight / annuity(terms.us.reference_years, terms.promise.discount),
        burden=relief * terms.costs.burden * weight,
        pace=relief * terms.costs.pace * waited / (norm * norm),
        monitoring=terms.costs.monitoring * text.firmness * text.firmness,
        absorbed=1.0 - terms.home.wording_absorbs * text.wording,
        precedent=terms.letters.precedent * min(letters, terms.letters.allowed),
        common=kept * effort(text, table, terms),
        headline=headline(text, terms),
        satisfaction=satisfaction(worth(text, kept, span, table, terms), terms),
    )


def without_text(table: Table, terms: Terms) -> float:
    """Return q0, the patron's contentment if the status quo stands."""
    return fallback(read(terms.status_quo, table, terms).satisfaction, terms)
