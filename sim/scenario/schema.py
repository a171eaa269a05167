"""The scenario file's model: every field with its meaning, unit and bounds (ODD 6)."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field

from sim.scenario.quantity import Quantity, Within
from sim.scenario.sections import PARAMETERS, PCT, SHARE, Section

FIRMNESS = ("aim", "commit", "plans", "increments")
WORDINGS = ("we", "allies")
MOST_SEATS, MOST_CATEGORIES, MOST_ROUNDS = 60, 8, 60

Name = Annotated[str, Field(min_length=1, max_length=200)]
Prose = Annotated[str, Field(max_length=4000)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]
Day = Annotated[datetime.date, Field(strict=True)]
Decimal = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=20)]
Truth = Annotated[bool, Field(strict=True)]
Tile = Annotated[
    list[Annotated[int, Field(strict=True, ge=0, le=40)]],
    Field(min_length=2, max_length=2, description="column and row on the tile map"),
]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{1,7}$", description="two to eight capitals or digits")]
STEPS = (0.125, 0.25, 0.5, 1.0)
"""Steps of a grid that floating point adds up exactly."""


def exact(step: float) -> float:
    """Return a step that adds up exactly, or raise ``ValueError``."""
    if step not in STEPS:
        raise ValueError(f"a step of {step:g} does not add up exactly; allowed: {', '.join(f'{s:g}' for s in STEPS)}")
    return step


Step = Annotated[float, Field(strict=True, json_schema_extra={"enum": list(STEPS)}), AfterValidator(exact)]
Money = Annotated[Quantity, Within(0.01, 1e6, "US$ bn", "GDP")]
Chance = Annotated[Quantity, Within(0, 1, "(chance)", "chance")]
Fear = Annotated[Quantity, Within(-1, 1, "(threat)", "change of threat perception")]


class Occasion(Section):
    """The summit."""

    year: Annotated[Year, Field(description="year of the summit, from which deadlines count")]
    place: Name
    dates: Name
    review_after: Annotated[int, Field(strict=True, ge=1, le=50, description="from summit to review [years]")]
    seats: Annotated[
        list[str] | None,
        Field(description="members that take part; all if left out", min_length=2, max_length=MOST_SEATS),
    ] = None


class Grid(Section):
    """What a text may say."""

    core: Annotated[list[Decimal], Field(min_length=2, max_length=2, description="lowest and highest core [% of GDP]")]
    related: Annotated[
        list[Decimal], Field(min_length=2, max_length=2, description="lowest and highest related [% of GDP]")
    ]
    years: Annotated[
        list[Annotated[int, Field(strict=True, ge=1, le=60)]],
        Field(min_length=2, max_length=2, description="earliest and latest deadline [years]"),
    ]
    step: Annotated[Step, Field(description="grid of the two targets: 0.125, 0.25, 0.5 or 1.0 [% of GDP]")]


class Draft(Section):
    """A text as a person writes it."""

    core: Annotated[float, Field(strict=True, ge=0, le=20, description="core target [% of GDP]")]
    related: Annotated[float, Field(strict=True, ge=0, le=20, description="related target [% of GDP]")]
    deadline: Annotated[Year | None, Field(description="year by which it is due; undated if left out")] = None
    counts: Annotated[list[str], Field(description="categories that qualify as related")]
    review: Annotated[Truth, Field(description="with a review clause")]
    firmness: Annotated[
        Literal["aim", "commit", "plans", "increments"] | Annotated[float, Field(strict=True, ge=0, le=1)],
        Field(
            description="how firmly: aim to move towards, commit, commit with annual plans, fixed increments; or 0 to 1"
        ),
    ]
    wording: Annotated[Literal["we", "allies"], Field(description="who commits: we, or Allies")]
    source: str | None = None


class Patron(Section):
    """The power whose guarantee is at stake."""

    code: Code
    name: Name
    the: Name | None = None
    tile: Tile | None = None
    gdp: Money
    defence: Annotated[Quantity, Within(0, 50, PCT, "defence spending")]
    growth: Annotated[Quantity, Within(-20, 20, "% a year", "growth forecast")]


class Category(Section):
    """Spending that may count as related."""

    name: Name
    share: Annotated[Quantity, Within(0, 1, SHARE, "part of the spending that would qualify")]
    distaste: Annotated[Quantity, Within(0, 5, SHARE, "the patron's dislike; the share unless given")] | None = None


class TalksOutcome(Section):
    """One way in which talks may end."""

    name: Name
    words: Prose
    chance: Chance
    threat: Fear


class Talks(Section):
    """Talks with one outcome a run."""

    name: Name
    before_round: Annotated[int, Field(strict=True, ge=1, le=MOST_ROUNDS, description="known before this round")]
    outcomes: Annotated[list[TalksOutcome], Field(min_length=1, max_length=20, description="ways they may end")]


class Incidents(Section):
    """Escalation that may happen in any round."""

    words: Prose
    chance: Annotated[Quantity, Within(0, 1, "per round", "chance")]
    threat: Annotated[Quantity, Within(-1, 1, "(threat)", "change of threat perception")]


class Meeting(Section):
    """One round."""

    date: Annotated[Day, Field(description="first day")]
    until: Day | None = None
    place: Name
    body: Name
    agenda: Annotated[
        list[Literal["core", "related", "deadline", "counts", "review", "firmness", "wording", "capability targets"]]
        | None,
        Field(description="issues at home here; all if left out"),
    ] = None
    silence: Annotated[
        float | None, Field(strict=True, gt=0, le=5, description="weight of standing alone if silence is called")
    ] = None
    attendance: Annotated[Truth, Field(description="the president's coming is decided in this round")] = False
    luck: Annotated[
        int | None,
        Field(strict=True, ge=1, le=9999, description="number that keys the luck of the day; by default its place"),
    ] = None


class Source(Section):
    """Where a figure comes from."""

    title: Prose
    url: Prose | None = None
    known_on: Annotated[Day | None, Field(description="the day it was public")] = None
    kind: Annotated[
        Literal["record", "derived", "recalled", "judgement", "literature", "hindsight"],
        Field(
            description="literature: a finding about behaviour, which no freeze dates; "
            "hindsight: published after the freeze, in place of what was believed then"
        ),
    ] = "record"


class Member(Section):
    """A member's figures. Each with unit and bounds; sources by column in ``figures`` or by figure."""

    name: Name
    the: Name | None = None
    tile: Tile | None = None
    forces: Annotated[Truth, Field(description="false: no armed forces, bound by its own plan only")] = True
    defence: Annotated[Quantity, Within(0, 50, PCT, "core defence share as believed at the freeze")]
    own_plan: Annotated[Quantity, Within(0, 50, PCT, "own plan by the proposal's deadline without a new pledge")]
    gdp: Money
    growth: Annotated[Quantity, Within(-20, 20, "% a year", "growth forecast")]
    debt: Annotated[Quantity, Within(0, 500, PCT, "government debt")]
    balance: Annotated[Quantity, Within(-50, 50, PCT, "government balance, deficits negative")]
    escape_clause: Annotated[Quantity, Within(0, 1, "0 or 1", "has asked for leave from fiscal rules")]
    land_border: Annotated[Quantity, Within(0, 1, "0 or 1", "borders the power that is feared")]
    distance: Annotated[Quantity, Within(0, 20000, "km", "from the capital to the power that is feared")]
    threat_poll: Annotated[Quantity, Within(0, 100, "%", "respondents who feel threatened")] | None = None
    support_poll: Annotated[Quantity, Within(0, 100, "%", "respondents for more spending")] | None = None
    party_opposed: Annotated[Quantity, Within(0, 1, "0 or 1", "a governing party is against")]
    minority: Annotated[Quantity, Within(0, 1, "0 or 1", "minority or caretaker cabinet")]
    exports_to_us: Annotated[Quantity, Within(0, 200, PCT, "goods exports to the patron")]
    dependence: Annotated[Quantity, Within(0, 1, SHARE, "dependence on the patron")]
    value_to_us: Annotated[Quantity, Within(0, 1, SHARE, "geostrategic value to the patron")]
    related_base: Annotated[Quantity, Within(0, 20, PCT, "existing spending that would qualify if everything did")]
    red_line: Annotated[Quantity, Within(0, 50, PCT, "public red line for core")] | None = None
    red_line_slope: (
        Annotated[Quantity, Within(0, 10, "points per % of GDP", "audience cost of a target past the red line")] | None
    ) = None
    patience: Annotated[Quantity, Within(0.05, 20, "(exponent)", "below 1 concedes late, above 1 early")] | None = None
    threat: Annotated[Quantity, Within(0, 1, SHARE, "overrides the mapping")] | None = None
    opposition: Annotated[Quantity, Within(-0.3, 0.6, SHARE, "overrides the mapping")] | None = None
    trade_exposure: Annotated[Quantity, Within(0, 1, SHARE, "overrides the mapping")] | None = None
    qualifying: Annotated[
        dict[str, Annotated[Quantity, Within(0, 20, PCT, "existing spending by category")]] | None,
        Field(description="existing spending by category, where it departs from the common shares"),
    ] = None


class AllianceSection(Section):
    """What the alliance's own staff say."""

    capability_core: Annotated[Quantity, Within(0, 10, PCT, "core share that the capability targets imply (c_cap)")]
    tolerance: Annotated[Quantity, Within(0, 1, PCT, "how near to it a split counts as meeting it")]
    secretary_general: Name = "in the chair"


class EventsSection(Section):
    """How events move fear."""

    ceiling: Annotated[Quantity, Within(0.5, 2, "(threat)", "θ moves by ΔZ times the distance to this")]


class Recorded(Section):
    """What really happened. No rule and no simulation reads it."""

    new_target: Truth
    core: float | None = None
    related: float | None = None
    deadline: Year | None = None
    review: Year | None = None
    firmness: Literal["aim", "commit", "plans", "increments"] | float | None = None
    wording: Literal["we", "allies"] | None = None
    letters: Annotated[list[str], Field(default_factory=list)]
    attended: bool | None = None
    broke_silence: Annotated[list[str], Field(default_factory=list)]
    resisted: Annotated[
        list[str],
        Field(default_factory=list, description="who held out longest in public, whether or not it broke silence"),
    ]
    seen: Annotated[
        Literal["fitted", "designing", "never"],
        Field(description="whether defaults were fitted on this summit, it was seen while designing, or neither"),
    ] = "never"
    source: str
    note: Prose | None = None


class Scenario(PARAMETERS):
    """A negotiation in full: what a scenario file says once its base and defaults are filled in."""

    if TYPE_CHECKING:  # the behavioural sections, whose fields carry the rulebook's own names
        us: Any
        letters: Any
        influence: Any
        mapping: Any

    title: Name
    description: Prose
    frozen_on: Annotated[Day, Field(description="nothing outside [recorded] was known later")]
    digest: str | None = None
    summit: Occasion
    grid: Grid
    proposal: Draft
    status_quo: Draft
    patron: Patron
    alliance: AllianceSection
    categories: Annotated[dict[str, Category], Field(min_length=1, max_length=MOST_CATEGORIES)]
    talks: Talks | None = None
    incidents: Incidents | None = None
    meetings: Annotated[list[Meeting], Field(min_length=1, max_length=MOST_ROUNDS, description="rounds")]
    blocs: Annotated[
        dict[str, list[str]],
        Field(max_length=30, default_factory=dict, description="members that listen to each other"),
    ]
    events: EventsSection
    figures: Annotated[
        dict[str, str],
        Field(description="source of each column of the members' tables, and of other sections", default_factory=dict),
    ]
    gaps: Annotated[
        dict[str, Prose],
        Field(description="what is missing, judged or known only later, by column or section", default_factory=dict),
    ]
    sources: dict[str, Source]
    members: Annotated[dict[Code, Member], Field(min_length=2, max_length=MOST_SEATS)]
    recorded: Recorded | None = None


COLUMNS = tuple(name for name, field in Member.model_fields.items() if "Within" in repr(field) and name != "qualifying")
"""The columns of a member's table that hold figures."""
