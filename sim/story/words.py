"""The words for numbers: reasons, names, dates, shares. No internal symbol reaches a reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sim.results.describe import FIRM_WORDS, SUBJECT, firmness_name, plain, reason, spoken
from sim.results.transcript import TextRecord, Voice
from sim.scenario.schema import Scenario

OBJECTIONS = {
    "fiscal": "budget",
    "monitoring": "yearly steps",
    "red_line": "red line",
    "precedent": "letters",
    "shaming": "home",
    "influence": "friends",
    "posturing": "posture",
    "character": "private",
    "mood": "mood",
}
"""Reasons in a table's few words, for those that speak against a text."""

ISSUE_WORDS = {
    "core": "core spending",
    "related": "related spending",
    "deadline": "the deadline",
    "counts": "what counts",
    "review": "a review",
    "firmness": "firmness",
    "wording": "the wording",
}
SLIGHT = 0.005


def points(value: float) -> str:
    """Return a signed balance in points: +0.42, −0.10."""
    return f"{'+' if value >= 0 else '−'}{abs(value):.2f}"


def listed(names: Iterable[str]) -> str:
    """Return names as people list them: a, b and c."""
    given = list(names)
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} and {given[-1]}" if given else "nobody"


def capital(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


def name(code: str, scenario: Scenario) -> str:
    """Return an ally's or the patron's name."""
    return scenario.patron.name if code == scenario.patron.code else scenario.members[code].name


def day(written: str, until: str | None = None) -> str:
    """Return a date, or the span to ``until``, as "14–15 May"."""
    first = date.fromisoformat(written)
    if until is None:
        return f"{first.day} {first:%B}"
    last = date.fromisoformat(until)
    head = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B} "
    return f"{head}–{last.day} {last:%B}"


def weights(voice: Voice, scenario: Scenario, against: bool, most: int = 2) -> str:
    """Return an ally's strongest reasons against (or for) a text, with their size."""
    sign = -1.0 if against else 1.0
    felt = [(sign * value, part) for part, value in voice.parts.items() if sign * value > SLIGHT]
    strongest = sorted(felt, key=lambda pair: -pair[0])[:most]
    named = [f"{reason(part, scenario)} ({points(sign * size)})" for size, part in strongest]
    return listed(named) if named else "nothing"


def changes(before: TextRecord, after: TextRecord, scenario: Scenario) -> list[str]:
    """Return what a draft changed, issue by issue."""
    said = []
    if before.core != after.core:
        said.append(f"core {plain(before.core)} → {plain(after.core)} %")
    if before.related != after.related:
        said.append(f"related {plain(before.related)} → {plain(after.related)} %")
    if before.deadline != after.deadline:
        said.append(f"deadline {before.deadline or 'none'} → {after.deadline or 'none'}")
    gained = [scenario.categories[one].name for one in after.counts if one not in before.counts]
    lost = [scenario.categories[one].name for one in before.counts if one not in after.counts]
    said += [f"{listed(gained)} now counts" if len(gained) == 1 else f"{listed(gained)} now count"] if gained else []
    said += (
        [f"{listed(lost)} no longer counts" if len(lost) == 1 else f"{listed(lost)} no longer count"] if lost else []
    )
    if before.review != after.review:
        said.append(f"a review in {after.review}" if after.review else "no review any more")
    if before.firmness != after.firmness:
        degree = "firmer" if after.firmness > before.firmness else "softer"
        said.append(f"{degree}, {FIRM_WORDS[firmness_name(after.firmness)]}")
    if before.wording != after.wording:
        said.append(f"“{SUBJECT[after.wording]}”")
    given = [spoken(code, scenario) for code in after.letters if code not in before.letters]
    taken = [spoken(code, scenario) for code in before.letters if code not in after.letters]
    said += [f"a side letter for {listed(given)}"] if given else []
    return said + ([f"no letter for {listed(taken)} any more"] if taken else [])
