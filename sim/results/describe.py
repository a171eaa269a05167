"""Texts and outcomes in words: what a draft says, what a compromise is called (ODD 7.11)."""

from __future__ import annotations

from collections.abc import Sequence

from sim.results.transcript import TextRecord
from sim.rules.terms import Terms
from sim.rules.text import FIRMNESS_STEPS, UNDATED, Text, has_letter, review_year
from sim.scenario.schema import FIRMNESS, WORDINGS, Scenario
from sim.scenario.seating import mask

SUBJECT = {"we": "we commit", "allies": "Allies commit"}
FIRM_WORDS = {
    "aim": "aim to move towards it",
    "commit": "a commitment",
    "plans": "a commitment with annual plans",
    "increments": "fixed annual increments",
}


REASONS = {
    "own_security": "its own security",
    "common_security": "everyone's extra defence",
    "guarantee": "a surer guarantee from {patron}",
    "fiscal": "the cost to its budget",
    "monitoring": "being held to yearly steps",
    "red_line": "its public red line",
    "precedent": "the letters others got",
    "shaming": "resentment at home",
    "influence": "what its friends say",
    "posturing": "bargaining posture",
    "character": "what only that capital knows",
    "belief": "what the chair has heard of its mind",
    "mood": "the mood of the day",
    "pressure": "pressure from {patron}",
    "isolation": "the price of standing alone",
}
"""What each part of a balance is called, in the order in which the parts add up; ``belief`` is what the chair
puts in the place of a private mind."""


def plain(number: float) -> str:
    """Return a number without needless zeros: 3.5, 2, 0.25."""
    return f"{number:g}"


def percent(share: float) -> str:
    """Return a share as a whole percentage."""
    return f"{100 * share:.0f} %"


def with_sign(value: float, said: str) -> str:
    """Return a number's size in words with its sign, a true minus; none for what sounds like nothing."""
    if not any(digit in said for digit in "123456789"):
        return "0" if value == 0.0 else said
    return f"{'+' if value > 0 else '−'}{said}"


def fine(difference: float) -> int:
    """Return with how many decimals a difference of shares is said in points: one below ten."""
    return 0 if abs(100 * difference) >= 10.0 else 1


def signed_points(difference: float, digits: int | None = None) -> str:
    """Return a difference of shares in percentage points: −12, −3.1, +0.2."""
    places = fine(difference) if digits is None else digits
    return with_sign(difference, f"{abs(100 * difference):.{places}f}")


def firmness_name(firmness: float) -> str:
    """Return the word for a degree of firmness: the nearest of the four."""
    return FIRMNESS[round(firmness * FIRMNESS_STEPS)]


def text_words(record: TextRecord, scenario: Scenario) -> str:
    """Return a draft as a delegate would say it."""
    parts = [f"at least {plain(record.core)} % core"]
    if record.related > 0:
        parts.append(f"and up to {plain(record.related)} % related")
    parts.append(f"by {record.deadline}" if record.deadline else "with no date")
    said = [" ".join(parts)]
    if record.related > 0:
        said.append("counts: " + ", ".join(scenario.categories[name].name for name in record.counts))
    said.append(f"review in {record.review}" if record.review else "no review")
    said.append(FIRM_WORDS[firmness_name(record.firmness)])
    said.append(f"“{SUBJECT[record.wording]}”")
    if record.letters:
        said.append("side letter for " + " and ".join(spoken(code, scenario) for code in record.letters))
    return " · ".join(said)


def spoken(code: str, scenario: Scenario) -> str:
    """Return a name as it stands inside a sentence ("the Netherlands")."""
    one = scenario.patron if code == scenario.patron.code else scenario.members[code]
    return one.the or one.name


def text_record(text: Text, scenario: Scenario, codes: Sequence[str], terms: Terms) -> TextRecord:
    """Return the record of a draft, its words included."""
    bare = TextRecord(
        core=text.core,
        related=text.related,
        deadline=None if text.deadline == UNDATED else text.deadline,
        counts=[name for place, name in enumerate(scenario.categories) if text.counts >> place & 1],
        review=review_year(text, terms) or None,
        firmness=text.firmness,
        wording=WORDINGS[text.wording],
        letters=[code for seat, code in enumerate(codes) if has_letter(text, seat)],
        words="",
    )
    named = {name: getattr(bare, name) for name in TextRecord.__slots__}
    return TextRecord(**{**named, "words": text_words(bare, scenario)})


def text_from(record: TextRecord, scenario: Scenario, codes: Sequence[str]) -> Text:
    """Return the draft that a record is of: the other way round of ``text_record``."""
    return Text(
        core=record.core,
        related=record.related,
        deadline=UNDATED if record.deadline is None else record.deadline,
        counts=mask(record.counts, list(scenario.categories)),
        review=int(record.review is not None),
        firmness=record.firmness,
        wording=WORDINGS.index(record.wording),
        letters=mask(record.letters, list(codes)),
    )


def compromise(text: TextRecord, adopted: bool) -> str:
    """Return the compromise's short name: ``3.5+1.5``, or ``none``."""
    return f"{plain(text.core)}+{plain(text.related)}" if adopted else "none"


def form(text: TextRecord, adopted: bool) -> str:
    """Return the compromise without its numbers: ``by 2035, review 2029, letter ESP``."""
    if not adopted:
        return "none"
    parts = [f"by {text.deadline}"]
    if text.review:
        parts.append(f"review {text.review}")
    if text.letters:
        parts.append("letter " + " ".join(sorted(text.letters)))
    return ", ".join(parts)


def label(text: TextRecord, adopted: bool) -> str:
    """Return the compromise's full name: ``3.5+1.5 by 2035, review 2029, letter ESP``."""
    return f"{compromise(text, adopted)} {form(text, adopted)}" if adopted else "none"


def reason(part: str, scenario: Scenario) -> str:
    """Return the words for a part of a balance."""
    return REASONS[part].format(patron=spoken(scenario.patron.code, scenario))
