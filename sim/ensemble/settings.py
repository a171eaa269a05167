"""Many settings, each played a few times on the same luck: what a sensitivity analysis asks for (ODD 6.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event
from typing import Any

import numpy as np

from sim.ensemble.batch import COMPILING, LOADING, PLAYING, Progress, Tell
from sim.ensemble.kernel import Played, play_many
from sim.ensemble.shelf import stocked
from sim.scenario.draw import Setting
from sim.scenario.schema import Scenario
from sim.scenario.seating import Seating, seat

STRETCH = 32
"""Settings that a thread takes at a time."""

Measure = Callable[[Played, Seating], Any]
"""What is noted of the runs of a setting: an array, a line a run, a column an outcome."""


def play_settings(
    scenario: Scenario,
    settings: Sequence[Setting],
    runs: int,
    seed: int,
    measure: Measure,
    workers: int,
    tell: Tell | None = None,
) -> Any:
    """Return what is noted of each setting's runs 0 to ``runs`` - 1: an array, settings by runs by outcomes.

    Every setting has the same luck. How many ``workers`` (threads) play changes nothing.
    """
    say = tell or (lambda _: None)
    say(Progress(LOADING if stocked() else COMPILING, 0, len(settings) * runs))
    warm_up(seat(scenario), seed)
    say(Progress(PLAYING, 0, len(settings) * runs))
    stop = Event()

    def stretch(first: int) -> Any:
        noted = []
        for number in range(first, min(first + STRETCH, len(settings))):
            if stop.is_set():
                break
            seating = seat(scenario, settings[number], arrays=True)
            noted.append(measure(play_many(seating, seed, 0, runs), seating))
        return np.array(noted)

    found: dict[int, Any] = {}
    with ThreadPoolExecutor(workers, "setting") as players:
        try:
            flying = {players.submit(stretch, first): first for first in range(0, len(settings), STRETCH)}
            for one in as_completed(flying):
                found[flying[one]] = one.result()
                say(Progress(PLAYING, min(STRETCH * len(found), len(settings)) * runs, len(settings) * runs))
        finally:  # all is played, or somebody wants to stop
            stop.set()
            players.shutdown(cancel_futures=True)
    return np.concatenate([found[first] for first in sorted(found)])


def warm_up(seating: Seating, seed: int) -> None:
    """Compile what is not compiled yet, before threads ask for it together."""
    play_many(seating, seed, 0, 1)
