"""The room as the chair sees it when drafting: whose mind it knows, and which silence it fears (ODD 7.9)."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.rules.desk import Desk
from sim.rules.influence import posturing
from sim.rules.patron import COMES, UNDECIDED, coming, private_pressure
from sim.rules.sheet import Sheet
from sim.rules.terms import Now, Table, Terms
from sim.rules.text import Text

FRANK, NOISY, STRATEGIC = range(3)


class Room(NamedTuple):
    """All that a draft is weighed against.

    ``credit`` holds, per seat, what the chair adds to a text's merits: what it has learnt of that
    ally's mind, the US pressure, less the posturing still in the way. ``stage`` weighs isolation
    at the silence ahead, ``threshold`` is the patron's resolve there, ``anchor`` the text from
    which moving is counted, ``q0`` the patron's contentment without a text, and ``desk`` the paper
    that the chair reckons on.
    """

    threat: Sequence[float]
    credit: Sequence[float]
    kappa: float
    q0: float
    stage: float
    decay: float
    coming: float
    crisis: int
    attended: int
    us_belief: float
    threshold: float
    anchor: Text
    agenda: int
    desk: Desk
    sheets: Sequence[Sheet]


def credit(seat: int, progress: float, now: Now, table: Table, terms: Terms) -> float:
    """Return Π + ξ̂ - ρ(t) for one seat; ``progress`` 1 looks ahead to the last silence."""
    pressure = private_pressure(seat, now.kappa, now.targets, table, terms)
    return pressure + now.beliefs[seat] - posturing(progress, table.patience[seat], terms)


def presence(attended: int, chance: float, terms: Terms) -> float:
    """Return k_att: 1 if the president comes, less if not, the expectation until it is known."""
    absent = terms.isolation.absent
    expected = absent + (1.0 - absent) * chance
    known = 1.0 if attended == COMES else absent
    return expected if attended == UNDECIDED else known


def weight_of_silence(
    stage: float, satisfaction: float, ready: float, crisis: int, attended: int, terms: Terms
) -> float:
    """Return k, what standing alone weighs: the stage, and whether the president comes (or may)."""
    return stage * presence(attended, coming(satisfaction, ready, crisis, terms), terms)


def alone(satisfaction: float, room_: Room, terms: Terms) -> float:
    """Return K(0) in this room: what breaking silence costs whoever breaks it first."""
    weight = weight_of_silence(room_.stage, satisfaction, room_.coming, room_.crisis, room_.attended, terms)
    return terms.isolation.alone * weight


def learn(belief: float, heard: float, terms: Terms) -> float:
    """Return ξ̂ after a confessional: halfway to what was heard."""
    return belief + terms.chair.learning * (heard - belief)


def confession(character: float, noise: float, terms: Terms) -> float:
    """Return what an ally lets the chair hear of its mind: frankly, blurred, or shaded downwards."""
    if terms.chair.soundings == NOISY:
        return character + terms.chair.sounding_noise * noise
    if terms.chair.soundings == STRATEGIC:
        return character - terms.chair.sounding_bluff
    return character


def hidden_still(hidden: float, terms: Terms) -> float:
    """Return the share of a mind's spread that the chair has not learnt, after one more confessional."""
    return (1.0 - terms.chair.learning) * hidden


def supposed(belief: float, hidden: float, drawn: float) -> float:
    """Return a mind as it may be for all the chair knows: its belief, and a draw of what is hidden."""
    return belief + hidden * drawn
