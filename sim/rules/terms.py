"""The numbers a rule may use, by the names they have in a scenario file (ODD 3).

``terms.costs.pace`` in a rule is ``costs.pace`` in a scenario. What each means, its unit and its
bounds stand in ``sim.scenario.sections``; a name that is missing on either side fails at import.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Text(NamedTuple):
    """A draft: targets in % of GDP, deadline as a year (0 if undated), firmness in [0, 1]."""

    core: float
    related: float
    deadline: int
    counts: int
    review: int
    firmness: float
    wording: int
    letters: int


class Summit(NamedTuple):
    """The occasion."""

    year: int
    review_after: int


class Grid(NamedTuple):
    """What a text may say."""

    core_low: float
    core_high: float
    related_low: float
    related_high: float
    years_low: int
    years_high: int
    step: float


class Promise(NamedTuple):
    """How a pledge keeps over time."""

    discount: float
    renege_hazard: float
    delivered_floor: float
    undated_years: float


class Costs(NamedTuple):
    """What a pledge costs a government."""

    debt_stress: float
    debt_free: float
    debt_unit: float
    deficit_stress: float
    deficit_free: float
    deficit_unit: float
    stress_cap: float
    escape_relief: float
    burden: float
    pace: float
    pace_norm: float
    related_burden: float
    monitoring: float
    material_gap: float
    review_relief: float
    plan_slack: float


class Letters(NamedTuple):
    """What a side letter grants, and how many there may be."""

    allowed: int
    at_once: int
    last_rounds: int
    step: float
    related: float
    firmness: float
    precedent: float


class Security(NamedTuple):
    """What spending buys in safety."""

    own: float
    saturation: float
    common: float
    guarantee: float


class Home(NamedTuple):
    """Red lines and public opinion."""

    wording_absorbs: float
    shaming: float


class Us(NamedTuple):
    """What the patron wants, says and threatens."""

    demand: float
    threat_to_leave: float
    reference_years: float
    reference_core: float
    counts_related: float
    shortfall: float
    success: float
    tolerance: float
    substance: float
    delay: float
    breadth: float
    firmness: float
    firmness_reference: float
    review: float
    wording: float
    letter: float
    letter_by_size: float
    scale: float
    satisfaction_floor: float
    resolve_first: float
    resolve_last: float
    resolve_spread: float
    resolve_share: float
    aspiration: float
    aspiration_band: float
    threat_step: float
    threat_max: float
    threat_pull: float
    threat_noise: float
    threat_ceiling: float
    resentment_step: float
    coming: float
    coming_slope: float
    coming_step: float
    coming_low: float
    coming_high: float
    crisis_chance: float
    crisis_effect: float
    absence_threat: float
    pressure: float
    targeting: float
    targets: int


class Alliance(NamedTuple):
    """What the military side of the house says."""

    capability_core: float
    tolerance: float


class Isolation(NamedTuple):
    """The price of standing alone."""

    alone: float
    decay: float
    decay_max: float
    absent: float


class Influence(NamedTuple):
    """Who listens to whom."""

    strength: float
    bloc_share: float
    first_sounding: float
    bloc_correlation: float


class Temper(NamedTuple):
    """What only a capital itself knows, and how it shows."""

    spread: float
    mood: float
    posturing: float
    patience: float


class Chair(NamedTuple):
    """How the Secretary General drafts."""

    spread: float
    learning: float
    letter_cost: float
    letter_growth: float
    steps: int
    redraft_steps: int
    attempts: int
    improvement: float
    rule: int
    soundings: int
    sounding_noise: float
    sounding_bluff: float
    cascade: int


class Ambition(NamedTuple):
    """What the Secretary General would like a text to achieve."""

    weight: float
    security: float
    related: float
    breadth: float
    firmness: float
    delay: float


class Focal(NamedTuple):
    """The pull of round numbers."""

    weight: float
    whole_core: float
    half_core: float
    whole_headline: float
    round_year: float
    round_years: int


class Inertia(NamedTuple):
    """What it costs to move a text between drafts."""

    weight: float
    core: float
    related: float
    deadline: float
    counts: float
    firmness: float
    review: float
    wording: float
    off_agenda: float


class Events(NamedTuple):
    """How events move fear."""

    ceiling: float
    incident_chance: float
    incident_threat: float
    talks_round: int
    talks_outcomes: int


class Calendar(NamedTuple):
    """One entry a round: the agenda as a bit mask, the weight of silence (0: none), attendance, and ``luck``.

    Luck is the number under which the dice of that day are thrown: a meeting keeps it when others come in between.
    """

    rounds: int
    agenda: Sequence[int]
    silence: Sequence[float]
    attendance: Sequence[int]
    luck: Sequence[int]


class Terms(NamedTuple):
    """All numbers of a setting: the parameters, the texts that frame it, its calendar, and how drafts may move.

    ``moves`` has a column a kind of change, ``aims`` a row a change of targets and definition, ``aim_of`` the
    aim of each move.
    """

    summit: Summit
    grid: Grid
    promise: Promise
    costs: Costs
    letters: Letters
    security: Security
    home: Home
    us: Us
    alliance: Alliance
    isolation: Isolation
    influence: Influence
    temper: Temper
    chair: Chair
    ambition: Ambition
    focal: Focal
    inertia: Inertia
    events: Events
    proposal: Text
    status_quo: Text
    calendar: Calendar
    share_of: Sequence[float]
    distaste_of: Sequence[float]
    talks_chance: Sequence[float]
    talks_threat: Sequence[float]
    moves: Sequence[Sequence[int]]
    aims: Sequence[Sequence[int]]
    aim_of: Sequence[int]


class Table(NamedTuple):
    """The members as a reader of the room sees them: one row a seat, in listed order.

    ``seats`` says how many there are. Columns may be longer than that (empty chairs at the end). ``attention``
    has a row a speaker: the share of each listener's attention that it gets.
    """

    seats: int
    code: Sequence[int]
    forces: Sequence[int]
    own_plan: Sequence[float]
    standing_plan: Sequence[float]
    qualifying: Sequence[Sequence[float]]
    stress: Sequence[float]
    opposition: Sequence[float]
    threat: Sequence[float]
    dependence: Sequence[float]
    value: Sequence[float]
    red_line: Sequence[float]
    red_slope: Sequence[float]
    exposure: Sequence[float]
    weight: Sequence[float]
    patience: Sequence[float]
    attention: Sequence[Sequence[float]]
    blocs: Sequence[int]
    bloc_code: Sequence[int]
    gdp: Sequence[float]
    growth: float
    patron_code: int
    patron_gdp: float
    patron_defence: float
    patron_growth: float


COMMON = ("seats", "bloc_code", "growth", "patron_code", "patron_gdp", "patron_defence", "patron_growth")
"""Entries of ``Table`` that are not one a seat."""


class Now(NamedTuple):
    """The state of a negotiation between two phases."""

    round: int
    text: Text
    threat: Sequence[float]
    sounded: Sequence[float]
    beliefs: Sequence[float]
    us_belief: float
    kappa: float
    kappa_aim: float
    decay: float
    coming: float
    targets: int
    attended: int
    crisis: int


PLAIN = (
    "promise",
    "costs",
    "letters",
    "security",
    "home",
    "us",
    "alliance",
    "isolation",
    "influence",
    "temper",
    "chair",
    "ambition",
    "focal",
    "inertia",
)
"""Sections of ``Terms`` that a scenario states under the same name, entry for entry."""
