"""Worlds to try the rules in: a small one with round figures, and random ones.

The small world has four seats. Ana lives at the front line and plans 4 % of GDP; Ben and Cleo plan
2.5 and 2 %, and Cleo has said in public that it will not pass 2; Dora has no forces. Its figures are
written out here, not read from a file, so that every expected value can be worked out by hand.
"""

from functools import cache
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from sim.ensemble.records import ENOUGH, padded, places, wide_desk, wide_table, wide_terms
from sim.rules import terms as t
from sim.rules.agreement import expected
from sim.rules.chance import Dice
from sim.rules.desk import WHOLE, Desk, clear_desk, keep
from sim.rules.influence import bloc_draw, character
from sim.rules.objective import judge
from sim.rules.patron import UNDECIDED
from sim.rules.reading import read_anew, without_text
from sim.rules.room import Room, alone
from sim.rules.sheet import clear_sheet
from sim.rules.text import Text, aim, aims, move, moves, review_year
from sim.scenario.draw import draw_setting, settle
from sim.scenario.read import load
from sim.scenario.schema import Scenario
from sim.scenario.seating import seat

ANA, BEN, CLEO, DORA = range(4)
CYBER, ROADS, TRAINING = 1, 2, 4
"""What may count as related in the small world, as bits of a mask."""

TEXT = Text(core=3.5, related=1.5, deadline=2035, counts=CYBER | ROADS, review=0, firmness=2 / 3, wording=0, letters=0)

MOVES = moves(3)
AIMS = aims(MOVES)
TERMS = t.Terms(
    summit=t.Summit(year=2025, review_after=4),
    grid=t.Grid(core_low=2.0, core_high=5.0, related_low=0.0, related_high=2.0, years_low=1, years_high=15, step=0.25),
    promise=t.Promise(discount=0.18, renege_hazard=0.025, delivered_floor=0.48, undated_years=8.0),
    costs=t.Costs(
        debt_stress=0.40,
        debt_free=60.0,
        debt_unit=40.0,
        deficit_stress=0.20,
        deficit_free=3.0,
        deficit_unit=2.0,
        stress_cap=2.2,
        escape_relief=0.12,
        burden=0.85,
        pace=0.12,
        pace_norm=0.20,
        related_burden=0.46,
        monitoring=0.15,
        material_gap=0.05,
        review_relief=0.22,
        plan_slack=0.3,
    ),
    letters=t.Letters(allowed=3, at_once=2, last_rounds=2, step=0.1, related=0.5, firmness=0.7, precedent=0.04),
    security=t.Security(own=1.05, saturation=2.0, common=0.54, guarantee=1.45),
    home=t.Home(wording_absorbs=0.5, shaming=0.1),
    us=t.Us(
        demand=5.0,
        threat_to_leave=0.35,
        reference_years=7.0,
        reference_core=2.5,
        counts_related=1.0,
        shortfall=1.0,
        success=0.62,
        tolerance=0.05,
        substance=0.5,
        delay=0.085,
        breadth=0.30,
        firmness=0.60,
        firmness_reference=0.5,
        review=0.10,
        wording=0.20,
        letter=0.10,
        letter_by_size=0.33,
        scale=0.5,
        satisfaction_floor=0.05,
        resolve_first=0.5,
        resolve_last=0.19,
        resolve_spread=0.09,
        resolve_share=0.6,
        aspiration=0.4,
        aspiration_band=0.1,
        threat_step=0.05,
        threat_max=0.9,
        threat_pull=0.2,
        threat_noise=0.025,
        threat_ceiling=0.95,
        resentment_step=0.1,
        coming=1.7,
        coming_slope=3.0,
        coming_step=0.25,
        coming_low=0.7,
        coming_high=2.7,
        crisis_chance=0.15,
        crisis_effect=0.5,
        absence_threat=0.15,
        pressure=0.15,
        targeting=1.5,
        targets=1,
    ),
    alliance=t.Alliance(capability_core=3.5, tolerance=0.1),
    isolation=t.Isolation(alone=0.82, decay=2.5, decay_max=5.0, absent=0.8),
    influence=t.Influence(strength=0.10, bloc_share=0.6, first_sounding=0.7, bloc_correlation=0.3),
    temper=t.Temper(spread=0.10, mood=0.03, posturing=0.25, patience=1.0),
    chair=t.Chair(
        spread=0.12,
        learning=0.5,
        letter_cost=0.5,
        letter_growth=0.5,
        steps=2,
        redraft_steps=6,
        attempts=3,
        improvement=1e-9,
        rule=0,
        soundings=0,
        sounding_noise=0.05,
        sounding_bluff=0.04,
        cascade=0,
    ),
    ambition=t.Ambition(weight=0.45, security=1.5, related=0.35, breadth=0.5, firmness=0.4, delay=0.05),
    focal=t.Focal(weight=0.06, whole_core=1.0, half_core=0.6, whole_headline=1.0, round_year=1.0, round_years=5),
    inertia=t.Inertia(
        weight=0.28,
        core=2.0,
        related=1.5,
        deadline=0.15,
        counts=1.0,
        firmness=1.0,
        review=0.3,
        wording=0.5,
        off_agenda=1.5,
    ),
    events=t.Events(ceiling=1.1, incident_chance=0.05, incident_threat=0.10, talks_round=2, talks_outcomes=4),
    proposal=TEXT._replace(deadline=2032),
    status_quo=Text(core=2.0, related=0.0, deadline=0, counts=0, review=0, firmness=1 / 3, wording=0, letters=0),
    calendar=t.Calendar(
        rounds=3, agenda=(127, 127, 127), silence=(0.0, 0.8, 1.0), attendance=(0, 1, 0), luck=(1, 2, 3)
    ),
    share_of=(0.0, 0.2, 0.3, 0.5, 0.5, 0.7, 0.8, 1.0),
    distaste_of=(0.0, 0.1, 0.3, 0.4, 0.6, 0.7, 0.9, 1.0),
    talks_chance=(0.05, 0.55, 0.25, 0.15),
    talks_threat=(-0.20, -0.03, 0.05, 0.0),
    moves=tuple(zip(*MOVES, strict=True)),
    aims=tuple(AIMS),
    aim_of=tuple(AIMS.index(aim(row)) for row in MOVES),
)

TABLE = t.Table(
    seats=4,
    code=(11, 12, 13, 14),
    forces=(1, 1, 1, 0),
    own_plan=(4.0, 2.5, 2.0, 0.1),
    standing_plan=(4.0, 2.5, 2.0, 0.4),
    qualifying=tuple(tuple(share * base for base in (1.0, 1.2, 0.8, 0.5)) for share in TERMS.share_of),
    stress=(1.0, 1.2, 1.8, 1.0),
    opposition=(0.0, 0.1, 0.3, -0.1),
    threat=(0.9, 0.5, 0.2, 0.3),
    dependence=(0.9, 0.5, 0.6, 1.0),
    value=(0.2, 0.4, 0.3, 0.8),
    red_line=(0.0, 0.0, 2.0, 0.0),
    red_slope=(0.0, 0.0, 0.35, 0.0),
    exposure=(0.1, 0.8, 0.2, 0.5),
    weight=(0.10, 0.50, 0.39, 0.01),
    patience=(1.0, 0.5, 1.0, 2.0),
    attention=((0.0, 0.2, 0.2, 0.3), (0.6, 0.0, 0.7, 0.3), (0.3, 0.7, 0.0, 0.4), (0.1, 0.1, 0.1, 0.0)),
    blocs=(1, 3, 2, 0),
    bloc_code=(101, 102),
    gdp=(100.0, 500.0, 390.0, 10.0),
    growth=1.5,
    patron_code=99,
    patron_gdp=1500.0,
    patron_defence=3.0,
    patron_growth=2.0,
)

NOW = t.Now(
    round=2,
    text=TEXT,
    threat=TABLE.threat,
    sounded=(0.9, 0.4, 0.1, 0.6),
    beliefs=(0.1, 0.0, -0.2, 0.05),
    us_belief=0.02,
    kappa=0.35,
    kappa_aim=0.35,
    decay=2.5,
    coming=1.7,
    targets=1 << CLEO,
    attended=UNDECIDED,
    crisis=0,
)


class BlankSheets:
    """Sheets that are blank whenever one is taken up: here tables and terms change under one chair's hands."""

    def __init__(self, seats, terms):
        self.size = seats, len(terms.aims), len(terms.aim_of)

    def __len__(self):
        return 1

    def __getitem__(self, place):
        return clear_sheet(*self.size)


ROOM = Room(
    threat=TABLE.threat,
    credit=(0.1, 0.0, -0.2, 0.05),
    kappa=0.35,
    q0=0.05,
    stage=1.0,
    decay=2.5,
    coming=1.7,
    crisis=0,
    attended=UNDECIDED,
    us_belief=0.02,
    threshold=0.19,
    anchor=TERMS.proposal,
    agenda=127,
    desk=clear_desk(4, len(TERMS.aims), len(TERMS.aim_of)),
    sheets=BlankSheets(4, TERMS),
)


def change(terms, **sections):
    """Return the terms with some entries of some sections changed: ``change(TERMS, us={"demand": 4.0})``."""
    return terms._replace(**{name: getattr(terms, name)._replace(**entries) for name, entries in sections.items()})


def crowd(seats, like):
    """Return a table and a room full of one ally: Cleo at every seat, say."""
    rows = [name for name in t.Table._fields if name not in ("qualifying", *t.COMMON)]
    table = TABLE._replace(
        seats=seats,
        **{name: (getattr(TABLE, name)[like],) * seats for name in rows},
        qualifying=tuple((row[like],) * seats for row in TABLE.qualifying),
    )
    desk, sheets = clear_desk(seats, len(TERMS.aims), len(TERMS.aim_of)), BlankSheets(seats, TERMS)
    return table, ROOM._replace(threat=(TABLE.threat[like],) * seats, credit=(0.0,) * seats, desk=desk, sheets=sheets)


def scribbled(dice: Random, desk: Desk) -> Desk:
    """Return a desk as somebody may have left it: covered with numbers that mean nothing."""

    def scrawl(name, line):
        if isinstance(line, list):
            return [scrawl(name, one) for one in line]
        if name in WHOLE:
            return dice.randint(-1, 3)
        return dice.choice((dice.uniform(-5.0, 5.0), dice.choice((-1e300, 1e300))))

    return Desk(**{name: [scrawl(name, line) for line in column] for name, column in desk._asdict().items()})


def candidates(text, terms=TERMS):
    """Return every neighbour of a draft, on the grid or not."""
    return [move(text, step, terms) for step in range(len(terms.aim_of))]


def weighed(text, room=ROOM, table=TABLE, terms=TERMS):
    """Return a draft as it stands before a search: scored, the notes on it kept."""
    here = judge(text, room, table, terms)
    keep(room.desk)
    return here


def served(text=TEXT, room=ROOM, table=TABLE, terms=TERMS):
    """Return what the chair expects of every seat."""
    reading, met = read_anew(text, table, terms), table.qualifying[text.counts]
    isolated = alone(reading.satisfaction, room, terms)
    return [expected(met[seat], text, reading, seat, isolated, room, table, terms) for seat in range(table.seats)]


class Wide(NamedTuple):
    """A table, terms and a room with empty chairs and blank lines up to a common size."""

    room: Room
    table: t.Table
    terms: t.Terms


def widened(room: Room, table: t.Table, terms: t.Terms) -> Wide:
    """Return the same moment in a larger hall: nobody on the added chairs, nothing on the added lines."""
    chairs = places(table.seats)
    wider = room._replace(
        threat=padded(room.threat, chairs, 0.0),
        credit=padded(room.credit, chairs, ENOUGH),
        desk=wide_desk(table.seats),
        sheets=BlankSheets(chairs, wide_terms(terms)),
    )
    return Wide(wider, wide_table(table), wide_terms(terms))


# -- random worlds --------------------------------------------------------------------------

TWISTS = (
    (),
    ("us.demand=4.0",),
    ("us.demand=3.5", "us.threat_to_leave=0.1"),
    ("us.threat_to_leave=0.7", "us.letter=0.3"),
    ("us.counts_related=0.7", "alliance.capability_core=3.0"),
    ("proposal.core=2.5", "proposal.related=1.0", "proposal.deadline=2030", "chair.letter_cost=0.1"),
    ("status_quo.deadline=2024", "status_quo.firmness=0.2", "home.shaming=0.2"),
    ("members.ESP.red_line_slope=1.0", "isolation.decay=1.0", "us.pressure=0.4"),
)
"""Overrides that lead away from the scenario: other demands, threats, proposals, red lines."""
SETTINGS = 6
FEWEST, MOST = 4, 12


class World(NamedTuple):
    """A scenario with some of its members seated, and a moment of its negotiation."""

    scenario: Scenario
    codes: tuple[str, ...]
    terms: t.Terms
    table: t.Table
    text: Text
    room: Room

    def __repr__(self):
        """Return what tells one world from another."""
        return f"World(seats={self.codes}, text={self.text}, room={self.room})"


@cache
def settled(twist, setting):
    """Return the scenario with these overrides, drawn from its ranges."""
    scenario = load("the-hague-2025", TWISTS[twist])
    return settle(scenario, draw_setting(scenario, 2025, setting))


def with_seats(scenario, codes):
    """Return the scenario with only these members seated."""
    return scenario.model_copy(update={"summit": scenario.summit.model_copy(update={"seats": list(codes)})})


def some_text(dice: Random, terms: t.Terms, seats: int) -> Text:
    """Return a text on the grid, with up to three letters."""
    grid = terms.grid
    deadline = terms.summit.year + dice.randint(grid.years_low, grid.years_high)
    text = Text(
        core=grid.core_low + grid.step * dice.randint(0, int((grid.core_high - grid.core_low) / grid.step)),
        related=grid.step * dice.randint(0, int(grid.related_high / grid.step)),
        deadline=deadline,
        counts=dice.randint(1, len(terms.share_of) - 1),
        review=dice.randint(0, 1),
        firmness=dice.randint(0, 3) / 3.0,
        wording=dice.randint(0, 1),
        letters=letters(dice, seats),
    )
    return text if review_year(text, terms) else text._replace(review=0)


def letters(dice: Random, seats: int) -> int:
    """Return a mask of up to three seats."""
    mask = 0
    for _ in range(dice.randint(0, 3)):
        mask |= 1 << dice.randint(0, seats - 1)
    return mask


def some_room(dice: Random, table: t.Table, terms: t.Terms) -> Room:
    """Return a room in which anything may have happened."""
    seats = len(table.code)
    return Room(
        threat=tuple(dice.uniform(0.0, 1.0) for _ in range(seats)),
        credit=tuple(dice.uniform(-0.5, 0.5) for _ in range(seats)),
        kappa=dice.uniform(0.0, 0.95),
        q0=without_text(table, terms),
        stage=dice.choice((0.8, 1.0)),
        decay=dice.uniform(1.0, 5.0),
        coming=dice.uniform(0.7, 2.7),
        crisis=dice.randint(0, 1),
        attended=dice.randint(-1, 1),
        us_belief=dice.uniform(-0.2, 0.2),
        threshold=dice.uniform(0.1, 0.5),
        anchor=some_text(dice, terms, seats)._replace(letters=0),
        agenda=dice.randint(1, 127),
        desk=clear_desk(seats, len(terms.aims), len(terms.aim_of)),
        sheets=BlankSheets(seats, terms),
    )


def some_world(dice: Random) -> World:
    """Return a world drawn with these dice (a ``Random``, or hypothesis in its place)."""
    scenario = settled(dice.randint(0, len(TWISTS) - 1), dice.randint(0, SETTINGS - 1))
    codes = sorted(dice.sample(sorted(scenario.members), dice.randint(FEWEST, MOST)))
    scenario = with_seats(scenario, codes)
    codes, terms, table = seat(scenario)
    text = some_text(dice, terms, len(codes))
    return World(scenario, codes, terms, table, text, some_room(dice, table, terms))


worlds = st.builds(some_world, st.randoms(use_true_random=False))
luck = st.builds(Dice, st.integers(0, 2**63 - 1), st.integers(0, 2**40))
shares = st.floats(0.0, 1.0)


def mind(seat, dice, table, terms):
    """Return a seat's private character, its blocs' draws thrown first."""
    shared = [bloc_draw(bloc, dice, table) for bloc in range(len(table.bloc_code))]
    return character(seat, shared, dice, table, terms)
