"""How a text reads to everyone, before any capital weighs it (ODD 7.4).

A ``Reading`` holds all that depends on the text alone and not on who reads it, so that each draft
is read once and weighed from every seat.
"""

from typing import NamedTuple

from sim.rules.patron import fallback, letters_cost, satisfaction, worth
from sim.rules.promise import annuity, delivered, effort, review_relief, waited
from sim.rules.terms import Table, Terms
from sim.rules.text import Text, size_of, years


class Scope(NamedTuple):
    """What must be looked up before a text can be read.

    ``effort`` is Σ g Δ, the extra core share of all; ``breadth`` b, the share of related spending that
    qualifies; ``distaste`` the patron's for that; ``letters`` how many; ``favours`` what they cost the patron.
    """

    effort: float
    breadth: float
    distaste: float
    letters: float
    favours: float


class Reading(NamedTuple):
    """What a text means before any capital weighs it.

    ``years`` T; ``delivered`` χ, the share of the promise expected to be kept; ``time_value``
    ϑ(T) = A(T)/A(T_ref); ``burden`` and ``pace``, the factors of the linear and the squared load in
    the fiscal cost; ``monitoring`` κ_f f²; ``absorbed``, the share of an audience cost that the
    wording leaves; ``letters``, how many; ``precedent``, what they cost those without one; ``breadth`` b,
    the share of related spending that qualifies; ``common``, χ Σ g Δ, the extra defence of all;
    ``satisfaction`` Q, the chance that the patron is content.
    """

    years: float
    delivered: float
    time_value: float
    burden: float
    pace: float
    monitoring: float
    absorbed: float
    letters: float
    precedent: float
    breadth: float
    common: float
    satisfaction: float


def scope(text: Text, effort_: float, table: Table, terms: Terms) -> Scope:
    """Return what a text must be looked up for, its effort given."""
    return Scope(
        effort_,
        terms.share_of[text.counts],
        terms.distaste_of[text.counts],
        float(size_of(text.letters)),
        letters_cost(text, table, terms),
    )


def monitored(text: Text, terms: Terms) -> float:
    """Return κ_f f², the cost of being held to what was promised."""
    return terms.costs.monitoring * text.firmness * text.firmness


def absorbed(text: Text, terms: Terms) -> float:
    """Return 1 - μ_a a, the share of an audience cost that the wording leaves."""
    return 1.0 - terms.home.wording_absorbs * text.wording


def precedent(letters: float, terms: Terms) -> float:
    """Return what others' letters cost those without one; no more count than a text may bear."""
    return terms.letters.precedent * min(letters, float(terms.letters.allowed))


def read(text: Text, scope_: Scope, terms: Terms) -> Reading:
    """Return what the text means before any capital weighs it."""
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
        monitored(text, terms),
        absorbed(text, terms),
        scope_.letters,
        precedent(scope_.letters, terms),
        scope_.breadth,
        kept * scope_.effort,
        satisfaction(worth(text, kept, span, scope_.distaste, scope_.favours, terms), terms),
    )


def read_anew(text: Text, table: Table, terms: Terms) -> Reading:
    """Return what a text means, everything looked up anew."""
    return read(text, scope(text, effort(text, table, terms), table, terms), terms)


def without_text(table: Table, terms: Terms) -> float:
    """Return q0, the patron's contentment if the status quo stands."""
    return fallback(read_anew(terms.status_quo, table, terms).satisfaction, terms)
