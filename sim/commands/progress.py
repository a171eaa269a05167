"""Progress of long work on stderr: a bar on a terminal, now and then a line in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from sim.ensemble.batch import Progress

APART = 1.0
SILENT = 10.0
"""Seconds between two lines of a log: at least, when another tenth is done; at most, when a shard is."""
TENTHS = 10
NOTES = {
    "checking": "checking what is kept …",
    "compiling": "compiling the rulebook (about a minute, once per version of the rules) …",
    "loading": "loading the compiled rules …",
    "joining": "joining the cluster …",
}


class Pace:
    """How fast work goes, counted from when it began in earnest."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Take the time from a clock in seconds."""
        self.clock = clock
        self.begun: tuple[float, int] | None = None

    def words(self, kept: int, runs: int) -> str:
        """Return "1,420 a second · 5 s left" as far as it is known."""
        if self.begun is None:
            self.begun = self.clock(), kept
        since, before = self.begun
        seconds = self.clock() - since
        if kept == before or seconds <= 0.0:
            return ""
        rate = (kept - before) / seconds
        left = f" · {lasting((runs - kept) / rate)} left" if kept < runs else f" · {lasting(seconds)}"
        return f"{rate:,.0f} a second{left}"


def lasting(seconds: float) -> str:
    """Return a time as people say it: 5 s, 2 min 5 s, 3 h 10 min."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"


class Lines:
    """Progress in a log: plain lines, never too many."""

    def __init__(self, say: Callable[[str], object], pace: Pace | None = None) -> None:
        """Say lines with a function that takes one."""
        self.say, self.pace = say, pace or Pace()
        self.last: tuple[float, int] | None = None
        """When the last line was said, and the tenth it had reached."""

    def __call__(self, now: Progress) -> None:
        """Tell what is new, if it is time."""
        if now.doing != "playing":
            self.say(NOTES[now.doing])
            return
        tenth, moment = TENTHS * now.kept // now.runs, self.pace.clock()
        if self.last is None or now.kept == now.runs or self.due(tenth, moment - self.last[0]):
            self.last = moment, tenth
            self.say(" · ".join(filter(None, [count(now), self.pace.words(now.kept, now.runs)])))

    def due(self, tenth: int, seconds: float) -> bool:
        """Return whether another line is due."""
        return seconds >= SILENT or (seconds >= APART and self.last is not None and tenth > self.last[1])


def count(now: Progress) -> str:
    """Return "2,500 of 10,000 runs (25 %)"."""
    return f"{now.kept:,} of {now.runs:,} runs ({100 * now.kept // now.runs} %)"


@contextmanager
def bar(console: Console) -> Iterator[Callable[[Progress], None]]:
    """Show progress as a bar on a terminal."""
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Display

    pace = Pace()
    shape = [
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[pace]}"),
    ]
    with Display(*shape, console=console, transient=True) as display:
        task = display.add_task("", total=None, pace="")

        def tell(now: Progress) -> None:
            playing = now.doing == "playing"
            words = count(now) if playing else NOTES[now.doing]
            told = pace.words(now.kept, now.runs) if playing else ""
            display.update(task, description=words, total=now.runs, completed=now.kept, pace=told)

        yield tell


@contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """Show progress on stderr in the way that suits it."""
    from rich.console import Console

    console = Console(stderr=True, markup=False, highlight=False)
    if console.is_terminal:
        with bar(console) as tell:
            yield tell
    else:
        yield Lines(lambda line: print(line, file=console.file, flush=True))
