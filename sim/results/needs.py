"""What an ally would need to accept a text: the nearest change that is enough, all else as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sim.results.describe import text_from, text_record
from sim.results.transcript import RoundRecord, TextRecord, Voice
from sim.rules.interests import MERITS, Balance, merits, weigh
from sim.rules.objective import distance, toggled
from sim.rules.patron import after_deciding
from sim.rules.reading import Reading, read_anew, without_text
from sim.rules.text import EVERY_ISSUE, Text, has_letter, move, on_grid, size_of, with_letters
from sim.scenario.schema import Scenario
from sim.scenario.seating import Seating


class Need(NamedTuple):
    """How many points an ally is short of accepting, and the nearest text that would do (None: none near does)."""

    short: float
    text: TextRecord | None


def credibility(page: RoundRecord, seating: Seating) -> float:
    """Return how credible the patron's leaving was when a round's text was weighed."""
    threat = page.patron.threat
    return threat if page.attended is None else after_deciding(threat, int(page.attended), seating.terms)


def weighed(text: Text, reading: Reading, seat: int, page: RoundRecord, seating: Seating, q0: float) -> Balance:
    """Return a text on its merits from one seat, as things stood in a round; ``q0`` as of ``without_text``."""
    codes, terms, table = seating
    return weigh(text, reading, seat, page.threats[codes[seat]], credibility(page, seating), q0, table, terms)


def near(here: Text, seating: Seating) -> list[Text]:
    """Return every text that one of the chair's moves leads to, the nearest first."""
    terms = seating.terms
    found = [text for text in (move(here, step, terms) for step in range(len(terms.aim_of))) if on_grid(text, terms)]
    return sorted(found, key=lambda text: distance(text, here, toggled(text, here, terms), EVERY_ISSUE, terms))


def letter(here: Text, seat: int, seating: Seating) -> list[Text]:
    """Return the text with a side letter for a seat, if there may be one more."""
    allowed = seating.terms.letters.allowed
    may = not has_letter(here, seat) and size_of(here.letters) < allowed
    return [with_letters(here, here.letters | 1 << seat)] if may else []


def needs(
    voices: Sequence[Voice], record: TextRecord, page: RoundRecord, seating: Seating, scenario: Scenario
) -> dict[str, Need]:
    """Return what each of those who do not accept a text would need.

    Tried are the chair's single moves, the nearest first, then a side letter. Only the text's merits are
    weighed anew: friends, posture, private minds, mood and the price of standing alone stay as they were.
    """
    codes, terms, table = seating
    here, q0 = text_from(record, scenario, codes), without_text(table, terms)
    candidates = [(text, read_anew(text, table, terms)) for text in near(here, seating)]
    found = {}
    for voice in [one for one in voices if one.total < 0.0]:
        seat = codes.index(voice.code)
        rest = voice.total - merits(Balance(*list(voice.parts.values())[:MERITS]))
        letters = [(text, read_anew(text, table, terms)) for text in letter(here, seat, seating)]
        enough = (
            text
            for text, reading in [*candidates, *letters]
            if merits(weighed(text, reading, seat, page, seating, q0)) + rest >= 0.0
        )
        text = next(enough, None)
        found[voice.code] = Need(-voice.total, text_record(text, scenario, codes, terms) if text else None)
    return found
