"""What the replay page knows: a negotiation scene by scene, as plain values for its script.

Every word on the page is made here or in the template; the script only puts them in their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sim.results.buying import ALL, purchases
from sim.results.describe import percent, plain, text_from
from sim.results.needs import Need, needs
from sim.results.transcript import Purchase, TextRecord, Transcript, Voice, last_voices
from sim.rules.interests import MERITS
from sim.rules.promise import gap
from sim.scenario.schema import Scenario
from sim.scenario.seating import seat
from sim.signs.captions import title
from sim.signs.parts import verdict
from sim.signs.words import signed
from sim.story.drawn.balance import axis, reach, taken_apart
from sim.story.drawn.faces import Face, faces
from sim.story.drawn.rounds import place_of
from sim.story.ending import buys, would_buy
from sim.story.figures import figures, origin
from sim.story.minutes import ORDINALS
from sim.story.scenes import DRAFTING, EVENTS, OPENING, PRESSURE, SILENCE, SOUNDING, Scene, scenes
from sim.story.table import main_objection
from sim.story.words import ISSUE_WORDS, capital, changes, day, listed, name

Values = dict[str, Any]
DIGITS = 5
"""Digits kept of the parts of a balance: more than a bar can show."""
DONE = {
    OPENING: "The proposal is on the table",
    EVENTS: "Events",
    PRESSURE: "Pressure",
    DRAFTING: "The chair drafts",
    SOUNDING: "The room is sounded",
    SILENCE: "Silence is called",
}
NOT_YET = "–"
SHADED = ("core", "fear", "stress")
"""Measures that are shown in shades."""


class Replay:
    """A negotiation prepared for the page; ``scenario`` is settled."""

    def __init__(self, transcript: Transcript, scenario: Scenario) -> None:
        """Cut the transcript into scenes."""
        self.transcript, self.scenario = transcript, scenario
        self.seating = seat(scenario)
        self.scenes = scenes(transcript, scenario)

    @cached_property
    def hearings(self) -> list[Scene]:
        """The scenes in which the allies spoke, and the opening, in which nobody has yet."""
        return [one for one in self.scenes if one.phase in (OPENING, SOUNDING, SILENCE)]

    @cached_property
    def texts(self) -> list[TextRecord]:
        """The different texts that lay on the table, in the order of their coming."""
        return list({one.text.words: one.text for one in self.scenes}.values())

    @cached_property
    def within(self) -> tuple[float, float]:
        """The range of all bars of all allies, so that they may be compared."""
        spans = [
            reach(taken_apart(voice, one.heard, self.scenario))
            for one in self.hearings
            for voice in last_voices(one.heard)
        ]
        return min(low for low, _ in spans), max(high for _, high in spans)

    def values(self) -> Values:
        """Return all that the script needs."""
        zero, scale = axis(self.within)
        codes = list(self.seating.codes)
        power = self.scenario.patron.code
        return {
            "patron": power,
            "chosen": self.transcript.outcome.pivotal,
            "names": {code: name(code, self.scenario) for code in [*codes, power]},
            "bars": {"zero": round(zero, 1), "scale": round(scale, 2), "merits": MERITS},
            "scenes": [self.scene(one) for one in self.scenes],
            "hearings": [self.hearing(one) for one in self.hearings],
            "shades": {measure: self.shades(measure) for measure in SHADED},
            "bought": [self.bought(text) for text in self.texts],
            "figures": {code: [list(one[1:]) for one in figures(code, self.scenario)] for code in codes},
            "sources": self.sources(codes),
            "red_lines": {code: self.red_line(code) for code in codes},
            "moves": [self.move(one) for one in self.scenes if one.phase == PRESSURE],
        }

    def sources(self, codes: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the sources of all figures in words, with their addresses."""
        keys = dict.fromkeys(one.source for code in codes for one in figures(code, self.scenario))
        return {key: origin(key, self.scenario) for key in keys}

    # -- a scene -------------------------------------------------------------------------------

    def scene(self, one: Scene) -> Values:
        """Return one scene: where we are, what happened, and which hearing, fear and purchase go with it."""
        heard = [place for place, hearing in enumerate(self.hearings) if hearing.heard is one.heard]
        return {
            **self.whereabouts(one),
            "text": one.text.words,
            "lines": one.lines[1:] if one.phase == OPENING else [line.strip() for line in one.lines],
            "heard": heard[0],
            "round": one.round,
            "bought": [text.words for text in self.texts].index(one.text.words),
            "at": self.places(one),
            "over": one.shown is self.transcript and one.shown.over,
        }

    def whereabouts(self, one: Scene) -> Values:
        """Return in words which round it is, when, where, about what, and what happened last."""
        rounds = len(self.scenario.meetings)
        if one.phase == OPENING:
            first = self.scenario.meetings[0].date
            when = f"before the first meeting on {first.day} {first:%B} {first.year}"
            return {"title": "Opening", "when": when, "agenda": "", "done": DONE[OPENING]}
        page = one.shown.rounds[-1]
        on = listed(ISSUE_WORDS.get(issue, issue) for issue in page.agenda)
        return {
            "title": f"Round {one.round} of {rounds}",
            "when": f"{day(page.date, page.until)} {page.date[:4]} · {page.place}, {page.body}",
            "agenda": f"agenda: {on}" if page.agenda else "",
            "done": self.done(one),
        }

    def done(self, one: Scene) -> str:
        """Return what happened last; in the end, what came of it all."""
        done = DONE[one.phase]
        return f"{done}. {title(self.transcript, self.scenario)}" if one.shown.over else done

    def places(self, one: Scene) -> list[float]:
        """Return up to where the drawing by round shows the text, the events, and the silences."""
        before = max(0, one.round - 1)
        drafted = one.phase in (OPENING, DRAFTING, SOUNDING, SILENCE)
        whole = place_of(self.transcript, self.scenario, one.round)
        earlier = place_of(self.transcript, self.scenario, before)
        here = place_of(self.transcript, self.scenario, one.round, max(1, one.attempt))
        return [here if drafted else earlier, whole, here if one.attempt else earlier]

    # -- the alliance --------------------------------------------------------------------------

    def hearing(self, one: Scene) -> Values:
        """Return how everyone stands once the allies have spoken."""
        found = faces(one.heard, self.scenario)
        voices = sorted(last_voices(one.heard), key=lambda voice: voice.total)
        wanted = needs(voices, one.text, one.heard.rounds[-1], self.seating, self.scenario) if voices else {}
        rows = {voice.code: self.row(voice, wanted.get(voice.code), one) for voice in voices} or self.unheard(one)
        return {
            "when": f"round {one.round}" + (f", {called(one).lower()}" if one.attempt else ""),
            "unit": "balance in points" if one.attempt else "how likely it sounds to accept",
            "key": [list(chip) for chip in found.key],
            "faces": {code: list(face[1:]) for code, face in found.faces.items()},
            "rows": rows,
            "order": list(rows),
        }

    def unheard(self, one: Scene) -> dict[str, Values]:
        """Return the allies' lines before any of them has spoken, by name."""
        codes, terms, table = self.seating
        text = text_from(one.text, self.scenario, codes)
        blank = {
            "parts": None,
            "total": NOT_YET,
            "objection": NOT_YET,
            "need": NOT_YET,
            "marks": "",
            "verdict": NOT_YET,
        }
        return {
            code: {**blank, "asked": f"{gap(text, codes.index(code), table, terms):.2f}", "says": "Not heard yet."}
            for code in sorted(codes, key=lambda code: name(code, self.scenario))
        }

    def row(self, voice: Voice, need: Need | None, one: Scene) -> Values:
        """Return an ally's line of the table, and the parts of its balance."""
        return {
            "parts": [round(amount, DIGITS) for amount in voice.parts.values()],
            "total": signed(voice.total),
            "verdict": verdict(voice, one.heard),
            "says": f"{capital(verdict(voice, one.heard))} ({signed(voice.total)} points).",
            "marks": marks(voice.code, one),
            "asked": f"{voice.asked:.2f}",
            "objection": main_objection(voice),
            "need": needed(need, one.text, self.scenario),
        }

    def shades(self, measure: str) -> Values:
        """Return a measure round by round: the kind and the value of every tile; once, if it does not move."""
        pages = (
            [one for one in self.scenes if one.phase in (OPENING, PRESSURE)] if measure == "fear" else self.scenes[:1]
        )
        found = [faces(one.shown, self.scenario, measure) for one in pages]
        return {"key": [list(chip) for chip in found[0].key], "rounds": [shaded(one.faces) for one in found]}

    # -- one ally ------------------------------------------------------------------------------

    def red_line(self, code: str) -> str:
        """Return an ally's public red line in words."""
        line = self.scenario.members[code].red_line
        return f"Public red line: no more than {plain(line.central())} % of GDP on core defence." if line else ""

    def move(self, one: Scene) -> str:
        """Return what the patron did in a round."""
        move = one.shown.rounds[-1].patron
        return f"round {one.round}: {move.stance}; threat to leave {percent(move.threat)}"

    # -- money ---------------------------------------------------------------------------------

    def bought(self, text: TextRecord) -> Values:
        """Return what a text would buy; what the last one does buy, if it passed."""
        codes, terms, table = self.seating
        end = self.transcript
        passed = end.outcome.adopted and text.words == end.outcome.words
        found = end.buys if passed else purchases(text_from(text, self.scenario, codes), codes, table, terms)
        return {
            "intro": buys(end, self.scenario) if passed else would_buy(found, text.deadline),
            "rows": {one.code: amounts(one) for one in found},
            "order": [one.code for one in sorted(found, key=lambda one: (one.code == ALL, -one.money_last_year))],
            "year": str(text.deadline or "its last year"),
        }


def called(one: Scene) -> str:
    """Return which silence of a round a scene is about."""
    place = one.attempt
    return f"{ORDINALS[place - 1]} silence" if place <= len(ORDINALS) else f"Silence {place}"


def marks(code: str, one: Scene) -> str:
    """Return what there is to remark about an ally."""
    end = one.heard.outcome
    found = ["pivotal"] * (code == end.pivotal) + ["letter"] * (code in one.text.letters)
    return " · ".join(found + ["broke silence"] * (code in end.broke_silence))


def needed(need: Need | None, text: TextRecord, scenario: Scenario) -> str:
    """Return what an ally would need to accept, in words."""
    if need is None:
        return "nothing more"
    if need.text is None:
        return f"more than any one change; {need.short:.2f} points short"
    return capital("; ".join(changes(text, need.text, scenario)))


def shaded(found: dict[str, Face]) -> dict[str, list[str]]:
    """Return the kind and the value of every tile."""
    return {code: [one.kind, one.value] for code, one in found.items()}


def amounts(one: Purchase) -> list[str]:
    """Return a line of what is bought: shares in % of GDP, money in US$ bn."""
    money = (one.money_last_year, one.money_last_year_kept, one.money_total)
    return [f"{one.core:.2f}", f"{one.related:.2f}", *(f"{amount:,.1f}" for amount in money)]
