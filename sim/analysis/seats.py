"""Who breaks silence, who first, who gets a letter, on whom it hangs: delegation by delegation."""

from __future__ import annotations

from typing import Any

from sim.analysis.estimate import Share
from sim.analysis.rows import Rows, Words
from sim.analysis.summary import Seat
from sim.scenario.schema import Scenario
from sim.scenario.seating import seated


def first_call(breaks: str) -> list[str]:
    """Return who broke silence in the first attempt that failed: "8.1 ESP ITA; 9.1 ESP" names ESP and ITA."""
    return breaks.split(";")[0].split()[1:]


def seats(rows: Rows, scenario: Scenario) -> list[Seat]:
    """Return the delegations, the patron among them, those that break silence most often first."""
    broke, breaks, letters, pivotal = rows.words("broke_silence", "breaks", "letters", "pivotal")
    names = {code: one.name for code, one in seated(scenario).items()} | {scenario.patron.code: scenario.patron.name}
    found = [
        Seat(
            code=code,
            name=name,
            broke=rows.overall(broke.names(code)),
            first=rows.overall(breaks.where(lambda word, code=code: code in first_call(word))),  # type: ignore[misc]
            letter=None if code == scenario.patron.code else rows.share(letters.names(code), rows.passed),
            pivotal=None if code == scenario.patron.code else rows.overall(equal(pivotal, code)),
        )
        for code, name in names.items()
    ]
    return sorted(found, key=lambda seat: (-seat.broke.share, -hits(seat.letter)))


def equal(column: Words, word: str) -> Any:
    """Return the rows with exactly this word."""
    return column.where(lambda one: one == word)


def hits(share: Share | None) -> int:
    """Return how often something happened, 0 where it could not."""
    return 0 if share is None else share.hits


def nobody(rows: Rows) -> Share:
    """Return how often nobody ever broke silence."""
    [broke] = rows.words("broke_silence")
    return rows.overall(~broke.where(bool))
