"""The chair's estimate in the background: a twin of the summit plays on, so that the page need not wait.

Compiling, where nothing is on the shelf yet, takes about a minute; it is left to another process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from math import fsum
from pathlib import Path
from threading import Lock
from time import sleep
from typing import TYPE_CHECKING, Any

from sim.story.measures import luck, share
from sim.story.words import listed, name
from sim.viewer.session import Session
from sim.viewer.sheets import filled
from sim.viewer.snapshot import Snapshot, restore

if TYPE_CHECKING:
    from sim.analysis.outlook import Likely, Outlook
    from sim.scenario.schema import Scenario
    from sim.summit.model import Summit

RUNS = 2000
TOP, TOP_SEATS = 4, 5
RARE = 0.01
PATIENCE = 0.2
"""Seconds in which the page is drawn, or another step taken, before an estimate is begun."""
PREPARE = """
from sim.analysis.outlook import outlook
from sim.summit.model import Summit
outlook(Summit(), 1, workers=1)
"""


class Estimator:
    """Estimates for one session, one at a time; an estimate that nobody waits for any more is not begun."""

    def __init__(self, session: Session) -> None:
        """Wait for a first question."""
        self.start, self.lock = session.start, Lock()
        self.twin: Summit | None = None
        self.asked: tuple[Snapshot, bool] | None = None

    def estimate(self, there: Snapshot, all_seen: bool) -> Outlook | None:
        """Return how the summit may end from a snapshot; nothing if another question came up meanwhile."""
        from sim.analysis.outlook import outlook

        mine = self.asked = there, all_seen
        sleep(PATIENCE)
        with self.lock:
            if self.asked is not mine:
                return None
            prepare()
            self.twin = self.twin or self.start.summit()
            restore(self.twin, there)
            return outlook(self.twin, RUNS, all_seen)


def prepared() -> bool:
    """Return whether compiled code is at hand, so that an estimate takes no minute."""
    from sim.ensemble.shelf import stocked

    return stocked()


def prepare() -> None:
    """Have the rules compiled, by a process of its own so that the page stays awake."""
    if prepared():
        return
    home = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    subprocess.run([sys.executable, "-c", PREPARE], env=os.environ | {"PYTHONPATH": paths}, check=False)


def waiting(ready: bool) -> str:
    """Return what stands in the estimate's place until it has arrived."""
    said = "playing on from here …" if ready else "compiling the rules for it: about a minute, once per version …"
    return filled("estimate", found=None, said=said)


def over() -> str:
    """Return what stands in the estimate's place once there is nothing left to estimate."""
    return filled("estimate", found=None, said="The summit is over: there is nothing left to estimate.")


def told(found: Outlook, scenario: Scenario) -> str:
    """Return an estimate as a strip of compromises and a line on who would break."""
    ends = [one for one in found.compromises if one.name != "none"]
    none = [one for one in found.compromises if one.name == "none"]
    strip = [piece(one.name, one.chance.share, f"k{place}") for place, one in enumerate(ends[:TOP])]
    rest = [one.chance.share for one in ends[TOP:]]
    strip += [piece(f"{len(rest)} others", max(0.0, 1.0 - whole(ends[:TOP]) - whole(none)), "k3")] if rest else []
    strip += [piece("no text", one.chance.share, "none") for one in none]
    return filled(
        "estimate",
        found={
            "runs": f"{found.runs:,}",
            "target": f"{share(found.new_target.share)} ({luck(found.new_target)})",
            "strip": strip,
            "breaks": chances(found.breaks, scenario),
            "letters": chances(found.letters, scenario),
            "seen": found.all_seen,
        },
        said="",
    )


def whole(some: Sequence[Likely]) -> float:
    """Return the share of several ends together."""
    return fsum(one.chance.share for one in some)


def piece(words: str, part: float, kind: str) -> dict[str, Any]:
    """Return a piece of the strip: as wide as it is likely."""
    return {"words": words, "share": share(part), "wide": f"{100 * part:.2f}", "kind": kind}


def chances(some: Sequence[Likely], scenario: Scenario) -> str:
    """Return the likeliest few by name, with their chances; what is rarer than one in a hundred is left out."""
    named = [f"{name(one.name, scenario)} {share(one.chance.share)}" for one in some if one.chance.share >= RARE]
    return listed(named[:TOP_SEATS])
