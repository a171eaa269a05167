"""Every parameter's meaning, unit and bounds: the other half of ``sim.rules.terms`` (ODD 3).

The names come from the rulebook's named tuples; a section that lacks one, or has one too many,
fails when this file is imported. Values, ranges and sources are scenario data
(``scenarios/parameters.toml``), never code.
"""

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, create_model

from sim.rules import terms
from sim.scenario.mapping import Weights
from sim.scenario.quantity import Quantity, Within

SHARE = "(share)"
POINTS = "points of GDP-equivalent"
PCT = "% of GDP"
PLAIN = "(weight)"


class Fixed(NamedTuple):
    """A whole number that procedure fixes."""

    low: int
    high: int
    unit: str
    meaning: str


class OneOf(NamedTuple):
    """A named variant; its place in the list is the code the rules know."""

    names: tuple[str, ...]
    meaning: str


Entry = Within | Fixed | OneOf


U, F = Within, Fixed

VARIANTS: dict[str, int] = {}
"""The code that the rules know for each named variant."""


class Section(BaseModel):
    """A group of parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def annotation(one: Entry) -> Any:
    """Return the annotation that checks and documents one entry."""
    if isinstance(one, Within):
        return Annotated[Quantity, one]
    if isinstance(one, Fixed):
        return Annotated[int, Field(strict=True, ge=one.low, le=one.high, description=f"{one.meaning} [{one.unit}]")]
    return Annotated[Literal[one.names], Field(description=one.meaning)]


def section(rules: Any, **entries: Entry) -> type[Section]:
    """Return the model of a section whose names are exactly those the rulebook uses."""
    if set(entries) != set(rules._fields):
        differing = sorted(set(entries) ^ set(rules._fields))
        raise TypeError(f"section {rules.__name__}: described and used names differ: {differing}")
    for one in entries.values():
        VARIANTS.update({name: code for code, name in enumerate(one.names)} if isinstance(one, OneOf) else {})
    fields: Any = {name: (annotation(entries[name]), ...) for name in rules._fields}
    model: type[Section] = create_model(rules.__name__, __base__=Section, __doc__=rules.__doc__, **fields)
    return model


PROMISE = section(
    terms.Promise,
    discount=U(0.01, 1, "per year", "how fast politics discounts the future (γ)"),
    renege_hazard=U(0, 0.5, "per year", "chance that a later government drops the promise (h)"),
    delivered_floor=U(0, 1, SHARE, "share of a promise kept when the text only aims (χ0)"),
    undated_years=U(0, 30, "years", "how much later than the demanded date an undated text counts"),
)
COSTS = section(
    terms.Costs,
    debt_stress=U(0, 3, PLAIN, "fiscal stress per unit of debt above the threshold (a_d)"),
    debt_free=U(0, 300, PCT, "debt below which there is no stress"),
    debt_unit=U(1, 300, PCT, "debt that adds one unit of stress"),
    deficit_stress=U(0, 3, PLAIN, "fiscal stress per unit of deficit above the threshold (a_δ)"),
    deficit_free=U(0, 30, PCT, "deficit below which there is no stress"),
    deficit_unit=U(0.1, 30, PCT, "deficit that adds one unit of stress"),
    stress_cap=U(1, 10, PLAIN, "the most that debt and deficit can make of it"),
    escape_relief=U(0, 1, SHARE, "stress that leave from fiscal rules takes away"),
    burden=U(0, 5, "points per % of GDP", "cost of a lasting extra share of GDP (κ_L)"),
    pace=U(0, 5, POINTS, "cost of rising at the historical pace frontier (κ_P)"),
    pace_norm=U(0.01, 2, "% of GDP per year", "the historical pace frontier (q̄)"),
    related_burden=U(0, 2, SHARE, "burden of related against core spending (ρ)"),
    monitoring=U(0, 3, POINTS, "cost of fixed yearly steps (κ_f)"),
    material_gap=U(0, 1, PCT, "new effort below which nobody minds being watched or outdone"),
    review_relief=U(0, 1, SHARE, "cost that the option to look again takes away (φ_v)"),
    plan_slack=U(0, 3, PCT, "how far beyond its plan the old guideline carries an ally anyway"),
)
LETTERS = section(
    terms.Letters,
    allowed=F(0, 10, "letters", "most side letters a text can bear"),
    at_once=F(0, 10, "letters", "most side letters offered after one broken silence"),
    last_rounds=F(
        0, 60, "rounds", "letters are drafted only in the last so many rounds (a broken silence may bring one earlier)"
    ),
    step=U(0, 3, PCT, "how far above its own plan a letter still binds an ally"),
    related=U(0, 1, SHARE, "related effort that a letter leaves"),
    firmness=U(0, 1, SHARE, "monitoring that a letter takes away"),
    precedent=U(0, 1, POINTS, "what each letter of another costs those without one (φ_p)"),
)
SECURITY = section(
    terms.Security,
    own=U(0, 10, "points per % of GDP", "worth of own extra defence at full threat (β_s)"),
    saturation=U(0.1, 20, PCT, "extra defence at which its worth saturates (λ)"),
    common=U(0, 10, "points per % of GDP", "worth of everyone's extra defence at full threat (β_p)"),
    guarantee=U(0, 20, POINTS, "worth of the patron's guarantee (ψ)"),
)
HOME = section(
    terms.Home,
    wording_absorbs=U(0, 1, SHARE, "audience cost that the softer wording absorbs (μ_a)"),
    shaming=U(0, 2, POINTS, "what public shaming stirs up against a text (ζ)"),
)
US = section(
    terms.Us,
    demand=U(0, 10, PCT, "headline the patron asks for (H*)"),
    threat_to_leave=U(0, 0.9, "(chance)", "chance that an unsatisfied patron scales back (κ̄)"),
    reference_years=U(1, 30, "years", "time the patron would grant (T_ref)"),
    reference_core=U(0, 10, PCT, "credible core share at which substance counts zero (c_ref)"),
    counts_related=U(0, 1, SHARE, "how far related spending counts for the headline (λ_r)"),
    shortfall=U(0, 10, "per % of GDP", "dislike of a headline short of the demand (α_h)"),
    success=U(0, 10, PLAIN, "symbolic worth of meeting the demand (α_m)"),
    tolerance=U(0, 1, PCT, "how far below the demand still meets it"),
    substance=U(0, 10, "per % of GDP", "worth of credible core spending (α_c)"),
    delay=U(0, 1, "per year", "dislike of a later date (α_T)"),
    breadth=U(0, 5, "per % of GDP", "dislike of a wide definition (α_b)"),
    firmness=U(0, 5, PLAIN, "worth of fixed steps (α_f)"),
    firmness_reference=U(0, 1, PLAIN, "firmness that counts zero"),
    review=U(0, 5, PLAIN, "dislike of a review clause (α_v)"),
    wording=U(0, 5, PLAIN, "dislike of the softer wording (α_a)"),
    letter=U(0, 5, "per letter", "dislike of a side letter (α_o)"),
    letter_by_size=U(0, 10, "per unit of GDP share", "more of it if the ally is large (α_og)"),
    scale=U(0.01, 5, PLAIN, "how gradually worth turns into contentment (s_w)"),
    satisfaction_floor=U(0, 1, "(chance)", "least contentment without a text (q0's floor)"),
    resolve_first=U(0, 1, "(chance)", "contentment below which it would break at first"),
    resolve_last=U(0, 1, "(chance)", "contentment below which it would break at last (Q_res1)"),
    resolve_spread=U(0.001, 1, "(chance)", "spread of its private resolve (τ_U)"),
    resolve_share=U(0.01, 5, PLAIN, "share of that spread that is private"),
    aspiration=U(0, 1, "(chance)", "contentment around which it holds its line (Q_asp)"),
    aspiration_band=U(0, 1, "(chance)", "how far from it before it escalates or reassures"),
    threat_step=U(0, 1, "(chance)", "what one escalation adds to the threat it aims at"),
    threat_max=U(0, 1, "(chance)", "highest threat it aims at"),
    threat_pull=U(0, 1, SHARE, "how fast credibility follows what it aims at"),
    threat_noise=U(0, 1, "(chance)", "what chance adds to credibility in a round"),
    threat_ceiling=U(0, 1, "(chance)", "highest credibility of the threat"),
    resentment_step=U(0, 5, "allies", "how much less alone an escalation leaves those who break"),
    coming=U(-20, 20, "log-odds", "readiness of the president to come (α_0)"),
    coming_slope=U(0, 20, "log-odds", "how much a text that pleases adds to it (α_1)"),
    coming_step=U(0, 5, "log-odds", "what an escalation takes from it"),
    coming_low=U(-20, 20, "log-odds", "lowest readiness"),
    coming_high=U(-20, 20, "log-odds", "highest readiness"),
    crisis_chance=U(0, 1, "(chance)", "chance that a crisis elsewhere claims the president"),
    crisis_effect=U(0, 5, "log-odds", "what that takes from readiness to come"),
    absence_threat=U(0, 1, "(chance)", "what staying away adds to the threat's credibility"),
    pressure=U(0, 5, POINTS, "private pressure on those who break silence (π)"),
    targeting=U(1, 5, PLAIN, "how much more on those singled out"),
    targets=F(0, 10, "allies", "how many are singled out"),
)
ISOLATION = section(
    terms.Isolation,
    alone=U(0, 10, POINTS, "price of breaking silence alone at the last stage (K̄)"),
    decay=U(0.1, 30, "allies", "company that makes it bearable (n0)"),
    decay_max=U(0.1, 30, "allies", "the most that resentment can make of it"),
    absent=U(0, 1, SHARE, "what is left of the price if the president stays away"),
)
INFLUENCE = section(
    terms.Influence,
    strength=U(0, 2, POINTS, "pull of those an ally listens to (η)"),
    bloc_share=U(0, 1, SHARE, "attention that goes to an ally's own blocs"),
    first_sounding=U(0, 1, "(chance)", "acceptance taken for granted before the first sounding"),
    bloc_correlation=U(0, 0.95, "(correlation)", "how alike private minds are within a bloc"),
)
TEMPER = section(
    terms.Temper,
    spread=U(0.001, 2, POINTS, "spread of private minds (τ)"),
    mood=U(0, 1, POINTS, "spread of the mood of the day"),
    posturing=U(0, 2, POINTS, "how much harder than it is an ally sounds at first (ρ0)"),
    patience=U(0.05, 20, "(exponent)", "below 1 allies concede late, above 1 early (β); per member if it differs"),
)
CHAIR = section(
    terms.Chair,
    spread=U(0.001, 2, POINTS, "how unsure the chair is of minds (τ_M)"),
    learning=U(0, 1, SHARE, "how much of a mind one confessional reveals"),
    letter_cost=U(0, 5, PLAIN, "the chair's dislike of a side letter (c_o)"),
    letter_growth=U(0, 5, PLAIN, "how it grows with their number"),
    steps=F(0, 50, "moves", "moves between two drafts"),
    redraft_steps=F(0, 50, "moves", "moves after a broken silence"),
    attempts=F(1, 20, "attempts", "times a text is put under silence in one round"),
    improvement=U(1e-12, 1, PLAIN, "least improvement that counts"),
    rule=OneOf(("consensus", "nash", "maximin", "utilitarian"), "what the chair maximises over members"),
    soundings=OneOf(("frank", "noisy", "strategic"), "how openly members speak to the chair"),
    sounding_noise=U(0, 1, POINTS, "blur of noisy soundings"),
    sounding_bluff=U(0, 1, POINTS, "how much strategic soundings understate"),
    cascade=OneOf(("least", "greatest"), "which fixed point the last silence settles in"),
)
AMBITION = section(
    terms.Ambition,
    weight=U(0, 5, PLAIN, "weight of ambition against consensus (α)"),
    security=U(0, 10, "per % of GDP", "worth of kept and timely defence"),
    related=U(0, 5, SHARE, "related spending against core"),
    breadth=U(0, 2, SHARE, "what a wide definition takes from it"),
    firmness=U(0, 5, PLAIN, "worth of firm steps"),
    delay=U(0, 1, "per year", "dislike of a later date"),
)
FOCAL = section(
    terms.Focal,
    weight=U(0, 5, PLAIN, "pull of round numbers (φ_F)"),
    whole_core=U(0, 5, PLAIN, "a whole core target"),
    half_core=U(0, 5, PLAIN, "a core target at a half"),
    whole_headline=U(0, 5, PLAIN, "a whole headline"),
    round_year=U(0, 5, PLAIN, "a round year"),
    round_years=F(1, 100, "years", "what makes a year round"),
)
INERTIA = section(
    terms.Inertia,
    weight=U(0, 5, PLAIN, "price of moving a draft (ι)"),
    core=U(0, 20, "per % of GDP", "moving the core target"),
    related=U(0, 20, "per % of GDP", "moving the related target"),
    deadline=U(0, 20, "per year", "moving the deadline"),
    counts=U(0, 20, "per share", "changing what counts"),
    firmness=U(0, 20, "per unit", "changing firmness"),
    review=U(0, 20, PLAIN, "adding or dropping the review"),
    wording=U(0, 20, PLAIN, "changing the wording"),
    off_agenda=U(1, 10, PLAIN, "how much dearer an issue is off the agenda"),
)
MAPPING = section(
    Weights,
    threat_base=U(0, 1, SHARE, "threat felt everywhere"),
    threat_near=U(0, 2, SHARE, "threat that nearness adds"),
    threat_border=U(0, 1, SHARE, "threat that a land border adds"),
    threat_opinion=U(0, 2, SHARE, "threat that public opinion adds"),
    threat_scale=U(1, 20000, "km", "distance over which nearness fades"),
    opinion_poll=U(0, 1, SHARE, "weight of a poll against geography"),
    opinion_base=U(0, 1, SHARE, "opinion expected far away"),
    opinion_near=U(0, 1, SHARE, "opinion that nearness adds"),
    opposition_support=U(0, 3, SHARE, "opposition per unit of missing public support"),
    opposition_even=U(0, 1, SHARE, "public support at which opposition is nil"),
    opposition_party=U(0, 1, SHARE, "opposition that a governing party against it adds"),
    opposition_minority=U(0, 1, SHARE, "opposition that a minority or caretaker cabinet adds"),
    trade_full=U(0.1, 100, PCT, "goods exports to the patron that make an ally fully exposed"),
    poll_error=U(0, 50, "percentage points", "how far polls may be off (one standard deviation)"),
    judgement_error=U(0, 1, SHARE, "how far judged figures may be off (10-90 % span, either way)"),
)

PARAMETERS: Any = create_model(
    "Parameters",
    __base__=Section,
    us=(US, ...),
    promise=(PROMISE, ...),
    costs=(COSTS, ...),
    letters=(LETTERS, ...),
    security=(SECURITY, ...),
    home=(HOME, ...),
    isolation=(ISOLATION, ...),
    influence=(INFLUENCE, ...),
    temper=(TEMPER, ...),
    chair=(CHAIR, ...),
    ambition=(AMBITION, ...),
    focal=(FOCAL, ...),
    inertia=(INERTIA, ...),
    mapping=(MAPPING, ...),
)
"""All behavioural sections of a scenario, each by its name in the file."""
