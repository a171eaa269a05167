"""Transcript: one negotiation, round by round, with every reason (ODD 7.11).

Plain frozen records, kept to JSON and back without loss. Money in constant US$ bn of the base
year, shares in % of GDP, balances in points of GDP-equivalent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A draft: ``deadline`` and ``review`` are years, ``firmness`` in [0, 1], ``letters`` codes."""

    core: float
    related: float
    deadline: int | None
    counts: list[str]
    review: int | None
    firmness: float
    wording: str
    letters: list[str]
    words: str


@dataclass(frozen=True, slots=True)
class Voice:
    """What an ally made of a text: the parts of its balance add up, in order, to ``total``."""

    code: str
    parts: dict[str, float]
    total: float
    asked: float
    """Core spending that the text asks beyond the ally's own course, % of GDP."""
    accepts: float
    """Soundings: how likely it sounds to accept, 0 to 1. Silence: 1 if it keeps silence, else 0."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A text put under silence once."""

    text: TextRecord
    company: int
    """How many members broke it together (0 where nobody knows of each other)."""
    voices: list[Voice]
    satisfaction: float
    """Chance that the patron is content with the text, 0 to 1."""
    patron_margin: float
    """The patron's contentment plus private character, less its threshold; below zero it breaks."""
    broke: list[str]
    alone: list[str]
    mended: TextRecord | None
    """The text tried next, if the chair found a better one."""


@dataclass(frozen=True, slots=True)
class PatronMove:
    """What the patron did.

    ``threat`` is the credibility of its leaving, ``satisfaction`` the chance that it is content with
    the last text; both 0 to 1.
    """

    stance: Literal["escalates", "holds", "reassures"]
    threat: float
    threat_before: float
    satisfaction: float
    coming: float
    """Chance that the president comes, as things stand, 0 to 1."""
    targets: list[str]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that moved threat perception: its words, its force, and the members' mean after it (0 to 1)."""

    kind: Literal["talks", "incident", "crisis"]
    words: str
    change: float
    mean_threat: float


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """One meeting."""

    round: int
    date: str
    until: str | None
    place: str
    body: str
    agenda: list[str]
    events: list[Event]
    patron: PatronMove
    before: TextRecord
    text: TextRecord
    score: float
    """The chair's estimate of the draft: the log-chance of consensus plus its other aims."""
    attended: bool | None
    """Whether the president comes, if that was decided here."""
    soundings: list[Voice]
    threats: dict[str, float]
    beliefs: dict[str, float]
    """What the chair has learnt of each ally's private mind."""
    silence: list[Attempt]


@dataclass(frozen=True, slots=True)
class Broken:
    """Who broke silence when."""

    round: int
    attempt: int
    code: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Purchase:
    """What the text buys from one ally (or all), by the deadline: shares in % of GDP, money in US$ bn."""

    code: str
    base: float
    core: float
    core_kept: float
    related: float
    money_last_year: float
    money_last_year_kept: float
    money_total: float
    money_total_kept: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it (fields of ODD 7.11); targets are those of the status quo if none was adopted."""

    new_target: bool
    compromise: str
    core: float
    related: float
    deadline: int | None
    counts: list[str]
    review: int | None
    firmness: float
    wording: str
    letters: list[str]
    attended: bool | None
    broke_silence: list[str]
    form: str
    """The compromise without its numbers: ``by 2035, review 2029, letter ESP``."""
    label: str
    kind: Annotated[str, Field(alias="class")]
    adopted: bool
    round: int | None
    attempt: int | None
    words: str
    breaks: list[Broken]
    satisfaction: float
    """Chance that the patron is content with the outcome, 0 to 1."""
    scales_back: float
    """GDP-weighted mean chance that the patron scales back its commitment, with this outcome, 0 to 1."""
    scales_back_without: float
    """The same, had nothing been adopted."""
    patron_share: float
    """The patron's share of all core spending, %, if pledges are kept in full: in the deadline year, or
    where none was adopted, when an undated text is taken to fall due."""
    most_reluctant: str
    pivotal: str
    distances: dict[str, float] = field(default_factory=dict)
    """How far the text lies from those that Nash, the plain sum and the worst-off would choose."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A negotiation in full."""

    scenario: str
    digest: str
    seed: int
    run: int
    setting: dict[str, float]
    """What was drawn of the uncertain entries (empty: central settings)."""
    versions: dict[str, str]
    over: bool
    """Whether the summit has ended; if not, the outcome is that of breaking off now."""
    outcome: Outcome
    buys: list[Purchase]
    """Per ally, then ``all``: the members together."""
    rounds: list[RoundRecord]

    def to_json(self, indent: int | None = 1) -> str:
        """Return the transcript as JSON."""
        return adapter().dump_json(self, indent=indent, by_alias=True).decode()

    def save(self, path: str | Path) -> None:
        """Write the transcript to a JSON file."""
        Path(path).write_text(self.to_json() + "\n", encoding="utf-8")


def last_attempt(transcript: Transcript) -> Attempt | None:
    """Return the last attempt at silence, if the last meeting had one."""
    pages = transcript.rounds
    return pages[-1].silence[-1] if pages and pages[-1].silence else None


def last_voices(transcript: Transcript) -> list[Voice]:
    """Return what everyone made of the last text: at silence, or else when sounded."""
    attempt = last_attempt(transcript)
    return attempt.voices if attempt else transcript.rounds[-1].soundings if transcript.rounds else []


@lru_cache
def adapter() -> TypeAdapter[Transcript]:
    """Return the reader and writer of transcripts (built once, on first use)."""
    return TypeAdapter(Transcript)


def from_json(text: str) -> Transcript:
    """Return the transcript that a JSON text holds; raise ``ValueError`` if it holds none."""
    try:
        return adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"not a transcript: {where}: {first['msg']}") from None
