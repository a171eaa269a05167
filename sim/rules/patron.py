"""What the United States wants, says and threatens, and whether its president comes (ODD 7.6)."""

from collections.abc import MutableSequence
from typing import NamedTuple

from sim.rules.arithmetic import above, clip, greatest, logistic
from sim.rules.promise import gap
from sim.rules.terms import Now, Table, Terms
from sim.rules.text import Text

ESCALATE, HOLD, REASSURE = 1, 0, -1
UNDECIDED, ABSENT, COMES = -1, 0, 1


class Pressure(NamedTuple):
    """A move of the patron: its stance, and where it leaves threat, resentment and attendance."""

    stance: int
    kappa_aim: float
    kappa: float
    decay: float
    coming: float
    targets: int


def headline(text: Text, terms: Terms) -> float:
    """Return H = c + λ r, the total as the patron counts it, % of GDP."""
    return text.core + terms.us.counts_related * text.related


def letters_cost(text: Text, table: Table, terms: Terms) -> float:
    """Return Σ o (α_o + α_og g): what side letters cost in the patron's eyes."""
    cost, seat, left = 0.0, 0, text.letters
    while left > 0:
        if left & 1 == 1:
            cost += terms.us.letter + terms.us.letter_by_size * table.weight[seat]
        seat, left = seat + 1, left >> 1
    return cost


def credible_core(text: Text, delivered: float, terms: Terms) -> float:
    """Return c_cred, the core share the patron believes in: promises count no further than needs."""
    now = terms.status_quo.core
    return now + delivered * (min(text.core, terms.alliance.capability_core) - now)


def worth(text: Text, delivered: float, years: float, distaste: float, favours: float, terms: Terms) -> float:
    """Return W, the patron's utility of a text (headline, substance, delay, and distastes).

    ``distaste`` is that for what counts as related, ``favours`` what its side letters cost.
    """
    us, success = terms.us, terms.us.success
    shown = headline(text, terms)
    victory = success if shown >= us.demand - us.tolerance else 0.0
    total = victory - us.shortfall * above(us.demand - shown)
    total += us.substance * (credible_core(text, delivered, terms) - us.reference_core)
    total -= us.delay * (years - us.reference_years)
    total -= us.breadth * text.related * distaste
    total += us.firmness * (text.firmness - us.firmness_reference)
    total -= us.review * text.review + us.wording * text.wording
    return total - favours


def satisfaction(worth_: float, terms: Terms) -> float:
    """Return Q = σ(W/s_w), the chance that the patron is content with a text."""
    return logistic(worth_ / terms.us.scale)


def fallback(status_quo_satisfaction: float, terms: Terms) -> float:
    """Return q0, the patron's contentment if nothing new is adopted (never below a floor)."""
    return max(terms.us.satisfaction_floor, status_quo_satisfaction)


def withdrawal(kappa: float, value: float, satisfaction_: float) -> float:
    """Return κ(1-z)(1-Q): the chance that the patron scales back its commitment to an ally."""
    return kappa * (1.0 - value) * (1.0 - satisfaction_)


def stance(satisfaction_: float, terms: Terms) -> int:
    """Return whether the patron escalates, holds or reassures on the text before it."""
    if satisfaction_ < terms.us.aspiration - terms.us.aspiration_band:
        return ESCALATE
    if satisfaction_ > terms.us.aspiration + terms.us.aspiration_band:
        return REASSURE
    return HOLD


def note_missing(now: Now, missing: MutableSequence[float], table: Table, terms: Terms) -> None:
    """Note what the text asks, in money, of every ally that has been unwilling so far; of the willing, nothing."""
    for seat in range(len(missing)):
        money, unwilling = gap(now.text, seat, table, terms) * table.weight[seat], now.sounded[seat] < 0.5
        missing[seat] = money if unwilling else 0.0


def single_out(now: Now, missing: MutableSequence[float], table: Table, terms: Terms) -> int:
    """Return a mask of the allies to press: those of whom most is asked among those unwilling so far.

    ``missing`` is paper to reckon on, a line a seat.
    """
    note_missing(now, missing, table, terms)
    chosen = 0
    for _ in range(terms.us.targets):
        worst = greatest(missing)
        if missing[worst] <= 0.0:
            break
        chosen, missing[worst] = chosen | (1 << worst), 0.0
    return chosen


def press(now: Now, satisfaction_: float, noise: float, targets: int, terms: Terms) -> Pressure:
    """Return the patron's move: how credible its threat becomes, and whom it singles out.

    ``noise`` is a standard normal draw. Threats breed resentment, which leaves those who break
    silence less alone; a hint that the president may stay away lowers the odds of attendance.
    """
    us, mood = terms.us, stance(satisfaction_, terms)
    aim = clip(now.kappa_aim + us.threat_step * mood, 0.0, us.threat_max)
    kappa = now.kappa + us.threat_pull * (aim - now.kappa) + us.threat_noise * noise
    angrier = us.resentment_step if mood == ESCALATE else 0.0
    return Pressure(
        stance=mood,
        kappa_aim=aim,
        kappa=clip(kappa, 0.0, us.threat_ceiling),
        decay=min(now.decay + angrier, terms.isolation.decay_max),
        coming=clip(now.coming - us.coming_step * mood, us.coming_low, us.coming_high),
        targets=targets,
    )


def private_pressure(seat: int, kappa: float, targets: int, table: Table, terms: Terms) -> float:
    """Return Π, what it would cost this ally's trade to break silence; more if singled out."""
    pressure = terms.us.pressure * table.exposure[seat] * kappa
    singled_out = pressure * terms.us.targeting
    return singled_out if (targets >> seat) & 1 == 1 else pressure


def coming(satisfaction_: float, base: float, crisis: int, terms: Terms) -> float:
    """Return the chance that the president comes, given the text in prospect."""
    pull = terms.us.coming_slope * (satisfaction_ - 0.5)
    return logistic(base + pull - terms.us.crisis_effect * crisis)


def after_deciding(kappa: float, attended: int, terms: Terms) -> float:
    """Return κ once it is known whether the president comes: staying away makes the threat credible."""
    feared = kappa if attended == COMES else kappa + terms.us.absence_threat
    return min(feared, terms.us.threat_ceiling)


def resolve(progress: float, terms: Terms) -> float:
    """Return Q_res: below this contentment the patron breaks silence; it softens as t/t_max grows."""
    return terms.us.resolve_first + (terms.us.resolve_last - terms.us.resolve_first) * progress


def resolve_scale(terms: Terms) -> float:
    """Return the scale of the patron's private resolve."""
    return terms.us.resolve_share * terms.us.resolve_spread


def margin(satisfaction_: float, character: float, threshold: float) -> float:
    """Return Q + ξ_US - Q_res, by how much the patron is content enough; below zero it breaks silence."""
    return satisfaction_ + character - threshold
