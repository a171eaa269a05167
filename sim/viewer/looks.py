"""What the parts of the page show, as plain values: the bar, the controls, the pictures, the chair's form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from math import exp, fsum
from typing import Any

from sim.results.buying import ALL, purchases
from sim.results.describe import FIRM_WORDS, SUBJECT, percent, spoken, text_record
from sim.results.transcript import Transcript, Voice
from sim.rules.agreement import consent, log_chance
from sim.rules.round import PHASES
from sim.rules.text import Text
from sim.scenario.draw import settle
from sim.scenario.read import is_mere_base, library, names
from sim.scenario.schema import FIRMNESS, WORDINGS
from sim.story.drawn import bars, network, text_by_round, tile_map
from sim.story.ending import money
from sim.story.words import capital, listed
from sim.viewer.acts import Played, Wrote
from sim.viewer.asked import Asked
from sim.viewer.chair import Form
from sim.viewer.levers import BY_LUCK, Lever
from sim.viewer.session import Session
from sim.viewer.sheets import likely, when
from sim.viewer.sight import Stance, room_for

View = dict[str, Any]
NETWORK, ROUNDS = "network", "rounds"


def bar(session: Session, fault: str, note: str) -> View:
    """Return what is always visible: date, meeting, agenda, round, the text in words, how far it was played."""
    here, end = session.here, session.here.transcript.outcome
    return {
        "open": True,
        "title": session.scenario.title,
        **when(here, session.scenario),
        "text": here.text.words,
        "ending": f"It is over: {ended(end.adopted, end.label)}." if here.over else "",
        "at": session.at,
        "last": len(session.moments) - 1,
        "total": total(session),
        "marks": marks(session),
        "over": here.over and session.at == len(session.moments) - 1,
        "fault": fault,
        "note": note,
    }


def ended(adopted: bool, label: str) -> str:
    """Return how a summit ended, in a few words."""
    return label if adopted else "no text passed"


def total(session: Session) -> int:
    """Return how many moments there will be if every meeting of the calendar is held; fewer once it is over."""
    known, last = session.moments, session.moments[-1]
    return len(known) - 1 + (0 if last.over else len(PHASES) * len(session.scenario.meetings) - last.played)


def marks(session: Session) -> list[View]:
    """Return the marks on the scrubber: rounds where they end, held or to come, and where a person stepped in."""
    found = [{"place": 0, "label": "start"}]
    for place, one in enumerate(session.moments[1:], 1):
        if not isinstance(one.act, Played):
            found.append({"place": place, "label": "✎"})
        elif one.phases == len(PHASES):
            found.append({"place": place, "label": str(one.round)})
    last, known = session.moments[-1], len(session.moments) - 1
    held = last.round if last.phases == len(PHASES) else max(0, last.round - 1)
    coming = [] if last.over else range(held + 1, len(session.scenario.meetings) + 1)
    return found + [{"place": known + len(PHASES) * one - last.played, "label": str(one)} for one in coming]


# -- controls ----------------------------------------------------------------------------------


@cache
def playable() -> list[str]:
    """Return the names of the scenarios that come with the package and can be played (looked up once)."""
    return [name for name in names() if not is_mere_base(library() / f"{name}.toml")]


def controls(session: Session | None, asked: Asked, picked: str, seed: str, all_seen: bool) -> View:
    """Return what stands at the side: the scenarios, the seed, the levers and whether they wait for a restart."""
    known = playable()
    shown: View = {
        "scenarios": known if asked.words in known else [asked.words, *known],
        "scenario": picked,
        "seed": seed,
        "run": session.start.run if session else 0,
        "all_seen": all_seen,
        "levers": [],
        "waiting": False,
    }
    if session is None:
        return shown
    stand = session.here.levers
    waiting = [one for one in session.offered if not one.now and differs(one, session)]
    return shown | {
        "levers": [lever(one, session) for one in session.offered],
        "proposal": asdict(session.wanted.proposal),
        "choices": choices(session),
        "waiting": bool(waiting) or session.wanted.proposal != stand.proposal,
    }


def differs(one: Lever, session: Session) -> bool:
    """Return whether a lever stands elsewhere than it acts."""
    return bool(getattr(session.wanted, one.key) != getattr(session.here.levers, one.key))


def lever(one: Lever, session: Session) -> View:
    """Return a slider with its number in words, and when it acts."""
    value = getattr(session.wanted if not one.now else session.here.levers, one.key)
    outcomes = session.scenario.talks.outcomes if session.scenario.talks and one.key == "talks" else []
    options: list[View] = [{"value": BY_LUCK, "label": "by luck"}] if outcomes else []
    options += [{"value": float(place), "label": capital(outcome.name)} for place, outcome in enumerate(outcomes)]
    return {
        **one._asdict(),
        "value": value,
        "words": next((word["label"] for word in options if word["value"] == value), "") or worded(one, value),
        "options": options,
        "acts": "from now on" if one.now else "from a restart",
    }


def worded(one: Lever, value: float) -> str:
    """Return where a lever stands, with its unit."""
    if one.unit in ("chance", "share"):
        return percent(value)
    if one.unit == "letters":
        return f"{value:g}"
    if one.unit == "% of GDP" and one.low >= 0.0:
        return f"{value:g} % of GDP"
    signed = f"{value:+g}".replace("-", "−") if value else "0"
    return f"{signed} % of GDP" if one.unit == "% of GDP" else signed


def choices(session: Session) -> View:
    """Return what a text may say, for the forms."""
    grid, year = session.summit.terms.grid, session.summit.terms.summit.year
    scenario = session.scenario
    return {
        "core": {"low": grid.core_low, "high": grid.core_high, "step": grid.step},
        "related": {"low": grid.related_low, "high": grid.related_high, "step": grid.step},
        "years": list(range(year + grid.years_low, year + grid.years_high + 1)),
        "counts": [{"value": code, "label": one.name} for code, one in scenario.categories.items()],
        "firmness": [{"value": word, "label": FIRM_WORDS[word]} for word in FIRMNESS],
        "wording": [{"value": word, "label": SUBJECT[word]} for word in WORDINGS],
        "review": year + session.summit.terms.summit.review_after,
        "allies": [{"value": code, "label": scenario.members[code].name} for code in session.summit.codes],
    }


# -- the chair's form --------------------------------------------------------------------------


def chair(session: Session, form: Form, found: Sequence[Stance] | None, text: Text | None, fault: str) -> View:
    """Return the form for taking the chair, and what its text would come to."""
    here = session.here
    mine = any(isinstance(one.act, Wrote) and one.round == here.round for one in session.moments[: session.at + 1])
    return {
        "form": asdict(form),
        "choices": choices(session),
        "may": session.may_write,
        "over": here.over,
        "changed": form != session.draft(),
        "mine": mine,
        "fault": fault,
        "words": text_record(text, session.scenario, session.summit.codes, session.summit.terms).words if text else "",
        "prospects": prospects(session, found, text) if found is not None and text is not None else [],
    }


def prospects(session: Session, found: Sequence[Stance], text: Text) -> list[View]:
    """Return what a text would come to, as the chair reckons: who would break, the odds, the patron, the money."""
    summit, scenario = session.summit, session.scenario
    out = [one for one in found if one.holds_out]
    who = listed(spoken(one.voice.code, scenario) for one in out[:4]) + (f" and {len(out) - 4} more" if out[4:] else "")
    room, content = room_for(summit, all_seen=False), summit.read(text).satisfaction
    agreed = exp(fsum(log_chance(one.voice.total / summit.terms.chair.spread) for one in found))
    whole = next(one for one in purchases(text, summit.codes, summit.table, summit.terms) if one.code == ALL)
    power = spoken(scenario.patron.code, scenario)
    return [
        {"what": "Expected to break silence", "value": who if out else "nobody"},
        {"what": "All members let it pass", "value": likely(agreed)},
        {"what": f"{capital(power)} lets it pass", "value": likely(exp(consent(content, room, summit.terms)))},
        {"what": f"{capital(power)} is content", "value": percent(content)},
        {"what": "It buys, in its last year", "value": money(whole.money_last_year)},
    ]


# -- pictures ----------------------------------------------------------------------------------


def picture(measure: str, session: Session, shown: Transcript, chosen: str) -> str:
    """Return the alliance as a map by some measure, the network of who listens to whom, or the text by round."""
    if measure == ROUNDS:
        return by_round(session, shown)
    if measure == NETWORK:
        return network(shown, session.scenario, chosen=chosen)
    return tile_map(shown, session.scenario, measure, chosen)


def by_round(session: Session, shown: Transcript) -> str:
    """Return the text by round, as far as it was played, beside what the patron asks for now."""
    asked = {"us.demand": session.here.levers.demand}
    return text_by_round(shown, settle(session.scenario, asked))


def surplus(voice: Voice, session: Session, shown: Transcript, all_seen: bool) -> str:
    """Return one ally's surplus taken apart."""
    said = "would keep silence" if voice.accepts else "would break silence"
    if not all_seen:
        said = f"{likely(voice.accepts)} likely to keep silence"
    return bars(voice, shown, session.scenario, said=said)
