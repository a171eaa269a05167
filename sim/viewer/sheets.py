"""The sheets beside the map, as HTML: the allies, one of them, the minutes, what the text buys.

Pure functions of a moment; whatever a scenario says is escaped by the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sim.results.buying import ALL
from sim.results.describe import percent, spoken
from sim.results.transcript import Purchase, RoundRecord, Transcript
from sim.rules.round import PHASES
from sim.scenario.schema import Scenario
from sim.story import minutes as told
from sim.story.ending import buys, outcome, would_buy
from sim.story.words import ISSUE_WORDS, capital, changes, listed, name, points
from sim.viewer.acts import Moved, Wrote
from sim.viewer.levers import BY_KEY
from sim.viewer.moment import Moment
from sim.viewer.sight import Stance

NOT_YET = "–"
CHAIRED, SECRETARY = "You take the chair", "The Secretary General"


@cache
def world() -> Environment:
    """Return the world of the templates: all that is put into them is escaped, and nothing may be missing."""
    return Environment(
        loader=PackageLoader("sim.viewer"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def filled(template: str, **words: Any) -> str:
    """Return a template filled in."""
    return world().get_template(f"{template}.html").render(**words)


# -- the allies --------------------------------------------------------------------------------


def allies(
    stances: Sequence[Stance], moment: Moment, shown: Transcript, scenario: Scenario, chosen: str, all_seen: bool
) -> str:
    """Return the table of allies, the most reluctant first, with what each would need to accept."""
    heard = {one.code: one.accepts for one in shown.rounds[-1].soundings} if shown.rounds else {}
    broke = {one.code for one in shown.outcome.breaks}
    rows = [
        {
            "code": one.voice.code,
            "name": name(one.voice.code, scenario),
            "sounds": percent(heard[one.voice.code]) if one.voice.code in heard else NOT_YET,
            "keeps": keeps(one, all_seen),
            "balance": points(one.voice.total),
            "out": one.holds_out,
            "needs": needs(one, moment, scenario),
            "marks": marks(one.voice.code, moment, broke, pivotal=place == 0),
        }
        for place, one in enumerate(stances)
    ]
    return filled("allies", rows=rows, chosen=chosen, all_seen=all_seen)


def keeps(one: Stance, all_seen: bool) -> str:
    """Return whether an ally would keep silence, or how likely the chair thinks it is."""
    return ("yes" if one.voice.accepts else "no") if all_seen else likely(one.voice.accepts)


def likely(chance: float) -> str:
    """Return a chance as a percentage that is never said to be none or all."""
    return "under 1 %" if chance < 0.005 else "over 99 %" if chance > 0.995 else percent(chance)


def needs(one: Stance, moment: Moment, scenario: Scenario) -> str:
    """Return what an ally would need to accept, in words."""
    if not one.holds_out:
        return "nothing more"
    if one.need is None:
        return f"more than one change ({-one.voice.total:.2f} points short)"
    return "; ".join(changes(moment.text, one.need, scenario))


def marks(code: str, moment: Moment, broke: set[str], pivotal: bool) -> list[str]:
    """Return what there is to remark about an ally."""
    found = ["pivotal"] if pivotal else []
    found += ["letter"] if code in moment.text.letters else []
    return found + (["broke silence"] if code in broke else [])


# -- one ally ----------------------------------------------------------------------------------


def ally(code: str, figures: Sequence[Mapping[str, str]], drawing: str, shown: Transcript, scenario: Scenario) -> str:
    """Return one ally's sheet: its surplus taken apart, its red line, its history, its figures with sources."""
    member = scenario.members[code]
    line = member.red_line.central() if member.red_line is not None else None
    return filled(
        "ally",
        code=code,
        name=member.name,
        drawing=drawing,
        red_line="" if line is None else f"Public red line: no more than {line:g} % of GDP on core defence.",
        history=[past(code, page, scenario) for page in shown.rounds],
        figures=figures,
    )


def past(code: str, page: RoundRecord, scenario: Scenario) -> dict[str, str]:
    """Return what an ally did in one round."""
    sounded = [one.accepts for one in page.soundings if one.code == code]
    calls = [
        f"{'broke' if code in attempt.broke else 'kept'} silence {place}"
        for place, attempt in enumerate(page.silence, 1)
    ]
    singled = ["singled out by " + spoken(scenario.patron.code, scenario)] if code in page.patron.targets else []
    lettered = ["holds a letter"] if any(code in one.text.letters for one in page.silence) else []
    return {
        "round": str(page.round),
        "sounds": percent(sounded[0]) if sounded else NOT_YET,
        "fear": percent(page.threats[code]),
        "did": capital(", ".join([*singled, *calls, *lettered])),
    }


# -- the minutes -------------------------------------------------------------------------------


def minutes(way: Sequence[Moment], shown: Transcript, scenario: Scenario) -> str:
    """Return the minutes as far as they go; ``way`` holds the moments that led here, so that hands show."""
    here, notes = way[-1], stepped_in(way, scenario)
    pages, earlier, said = [], None, set[str]()
    for page in shown.rounds:
        done = here.phases if page.round == here.round else len(PHASES)
        noted = notes.get(page.round, [])
        chaired = any(one.startswith(CHAIRED) for one in noted)
        lines = told_so_far(page, earlier, scenario, done, chaired)
        fresh = told.unsaid(lines, said)
        pages.append({"title": told.meeting(page), "notes": noted, "lines": indented(fresh)})
        earlier, said = page, set(lines)
    first = shown.rounds[0].before.words if shown.rounds else here.text.words
    opening = f"The proposal, first text of the Secretary General, {scenario.alliance.secretary_general}: {first}."
    return filled("minutes", opening=opening, notes=notes.get(0, []), pages=pages, ending=ending(here, shown, scenario))


def told_so_far(
    page: RoundRecord, earlier: RoundRecord | None, scenario: Scenario, done: int, chaired: bool
) -> list[str]:
    """Return a round's lines as far as its phases were played; what a user drafted is no deed of the chair's."""
    parts: dict[str, Callable[[], Iterable[str]]] = {
        "events": lambda: told.events(page),
        "pressure": lambda: told.patron(page, earlier, scenario),
        "drafting": lambda: drafted(page, scenario, chaired),
        "sounding": lambda: told.soundings(page, earlier, scenario),
        "silence": lambda: told.silence(page, earlier, scenario),
    }
    return [line for phase in PHASES[:done] if phase in parts for line in parts[phase]()]


def drafted(page: RoundRecord, scenario: Scenario, chaired: bool) -> list[str]:
    """Return what is told of the drafting, less what the chair did if a user took its place."""
    return [one for one in told.drafting(page, scenario) if not (chaired and one.startswith(SECRETARY))]


def indented(lines: Sequence[str]) -> list[tuple[bool, bool, str]]:
    """Return lines with whether they are set in, and whether they stand out."""
    loud = ("breaks it", "break it", "The text stands", "side letter for")
    return [(one.startswith("  "), any(word in one for word in loud), one.strip()) for one in lines]


def stepped_in(way: Sequence[Moment], scenario: Scenario) -> dict[int, list[str]]:
    """Return, by round, what a person did in it."""
    found: dict[int, list[str]] = {}
    for before, one in pairwise(way):
        if isinstance(one.act, Wrote):
            moved = "; ".join(changes(before.text, one.text, scenario)) or "the same text"
            found.setdefault(one.round, []).append(f"{CHAIRED}: {moved}, in place of the Secretary General's draft.")
        elif isinstance(one.act, Moved):
            lever = BY_KEY[one.act.lever]
            label = lever.label.format(patron=spoken(scenario.patron.code, scenario), talks="")
            unit = f" {lever.unit}" if lever.unit.startswith("%") else ""
            found.setdefault(one.round, []).append(f"You set: {capital(label)} {one.act.value:g}{unit}, from now on.")
    return found


def ending(here: Moment, shown: Transcript, scenario: Scenario) -> list[tuple[str, str, str]]:
    """Return the outcome once the summit is over."""
    return outcome(shown, scenario) if here.over else []


# -- what it buys ------------------------------------------------------------------------------


def bought(here: Moment, shown: Transcript, scenario: Scenario) -> str:
    """Return what the text on the table would buy (or, at the end, buys), per ally and in dollars."""
    whole = next(one for one in here.buys if one.code == ALL)
    each = sorted((one for one in here.buys if one.code != ALL), key=lambda one: -one.money_last_year)
    return filled(
        "buys",
        intro=buys(shown, scenario) if here.over else would_buy(here.buys, here.text.deadline),
        year=here.text.deadline or "its last year",
        rows=[purchase(one, name(one.code, scenario)) for one in each],
        total=purchase(whole, "All members"),
    )


def purchase(one: Purchase, who: str) -> dict[str, str]:
    """Return a line of what is bought."""
    return {
        "code": "" if one.code == ALL else one.code,
        "name": who,
        "core": f"{one.core:.2f}",
        "related": f"{one.related:.2f}",
        "last": f"{one.money_last_year:,.1f}",
        "kept": f"{one.money_last_year_kept:,.1f}",
        "total": f"{one.money_total:,.0f}",
    }


def when(moment: Moment, scenario: Scenario) -> dict[str, str]:
    """Return where a moment stands, in words: round, date, meeting, agenda, and what was done last."""
    rounds = len(scenario.meetings)
    if not moment.round:
        first = scenario.meetings[0]
        return {
            "round": f"Before round 1 of {rounds}",
            "meeting": f"opens {first.date.day} {first.date:%B} {first.date.year}, {first.place}",
            "agenda": "",
            "phase": "the proposal is on the table",
        }
    page = moment.transcript.rounds[-1]
    title = told.meeting(page).split(" · ")
    agenda = listed(ISSUE_WORDS.get(issue, issue) for issue in page.agenda) if page.agenda else "every issue"
    return {
        "round": f"Round {moment.round} of {rounds}",
        "meeting": f"{title[1]} {page.date[:4]} · {page.place}, {page.body}",
        "agenda": agenda,
        "phase": DONE[moment.phase],
    }


DONE = {
    "events": "events have happened",
    "pressure": "pressure was put on",
    "drafting": "a draft is on the table",
    "attendance": "the draft is on the table",
    "sounding": "the room was sounded",
    "learning": "the chair has listened",
    "silence": "the meeting is over",
}
"""What was done last, by phase."""
