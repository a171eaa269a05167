"""The order of a round and of a summit; nothing else (ODD 3)."""

from sim.rules.terms import Terms

PHASES = ("events", "pressure", "drafting", "attendance", "sounding", "learning", "silence")
"""What happens in a round, in order. Attendance and silence only in the rounds that have them."""


def progress(round_: int, rounds: int) -> float:
    """Return t/t_max, how far the calendar has run."""
    return round_ / rounds


def luck_of(round_: int, terms: Terms) -> int:
    """Return the number under which the dice of a round's meeting are thrown."""
    return terms.calendar.luck[round_ - 1]


def letters_open(round_: int, rounds: int, last_rounds: int) -> bool:
    """Return whether side letters may be offered yet: only towards the end."""
    return round_ > rounds - last_rounds
