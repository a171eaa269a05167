"""Numbers and days as they are written in pictures, where there is little room."""

from __future__ import annotations

from datetime import date


def signed(number: float) -> str:
    """Return a number to two places with its sign, a true minus."""
    rounded = f"{number:+.2f}"
    return "0" if float(rounded) == 0 else rounded.replace("-", "−")


def days(first: str, last: str | None) -> str:
    """Return a meeting's days as people write them: 14–15 May."""
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    if start == end:
        return f"{start.day} {start:%b}"
    return (
        f"{start.day}–{end.day} {end:%b}"
        if start.month == end.month
        else f"{start.day} {start:%b} – {end.day} {end:%b}"
    )
