"""Summits that never took place: rows written by hand, so that every share is known beforehand."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd

from sim.scenario.read import load

WORDS = ("talks", "compromise", "form", "label", "class", "counts", "wording", "letters", "broke_silence", "breaks")
EMPTY = {"deadline": "Int16", "review": "Int16", "round": "Int8", "attempt": "Int8", "attended": "boolean"}


def passed(core=3.5, related=1.5, deadline=2035, breaks="", **others):
    """Return a run that ended with a new target; ``breaks`` as the ledger writes them: "8.1 ESP ITA; 9.1 ESP"."""
    broke = dict.fromkeys(code for call in breaks.split(";") for code in call.split()[1:])
    return {
        "new_target": True,
        "adopted": True,
        "compromise": f"{core:g}+{related:g}",
        "class": "split",
        "core": core,
        "related": related,
        "deadline": deadline,
        "counts": "cyber mobility",
        "review": 2029,
        "firmness": 1 / 3,
        "wording": "allies",
        "letters": "",
        "round": 8,
        "attempt": 1,
        "attended": True,
        "broke_silence": " ".join(broke),
        "breaks": breaks,
        "pivotal": "ESP",
        "scales_back": 0.1,
        "scales_back_without": 0.3,
        "patron_share": 52.0,
        "buys_core": 0.8,
        "buys_core_kept": 0.4,
        "buys_related": 0.5,
        "money_last_year": 400.0,
        "money_last_year_kept": 200.0,
        "money_total": 2000.0,
        "money_total_kept": 1000.0,
        "path_core": [core] * 8,
        "path_related": [related] * 8,
        "path_deadline": [deadline or np.nan] * 8,
        "path_firmness": [1 / 3] * 8,
    } | others


def failed(breaks="8.1 ESP; 9.1 ESP", **others):
    """Return a run in which no text was adopted."""
    nothing = dict.fromkeys([name for name in passed() if name.startswith(("buys_", "money_"))], 0.0)
    stood = {"core": 2.0, "related": 0.0, "firmness": 1 / 3, "wording": "we", "counts": "", "letters": ""}
    ended = {"new_target": False, "adopted": False, "compromise": "none", "class": "none", "deadline": None}
    open_ = {"review": None, "round": None, "attempt": None, "attended": False, "scales_back": 0.3}
    paths = {f"path_{name}": [value] * 9 for name, value in (("core", 3.5), ("related", 1.5), ("deadline", 2032.0))}
    return passed(breaks=breaks, **(stood | nothing | ended | open_ | paths | {"patron_share": 60.0} | others))


class MadeUp:
    """A ledger as the summary reads one: its rows are those given, evenly shared out among settings."""

    def __init__(self, rows, settings=4, planned=None, scenario=None, folder="."):
        self.scenario, self.folder = scenario or load("the-hague-2025"), Path(folder)
        self.runs, frame = len(rows), pd.DataFrame(rows)
        frame["setting"] = np.arange(len(rows)) * settings // len(rows) if settings else -1
        frame = frame.astype({name: "category" for name in WORDS if name in frame})
        self.rows = frame.astype({name: kind for name, kind in EMPTY.items() if name in frame})
        self.recipe = SimpleNamespace(
            title=self.scenario.title,
            digest="sha256:0123",
            rulebook="sha256:4567",
            seed=1,
            runs=planned or len(rows),
            settings=settings,
            versions={"python": "3.11"},
            command="python run.py batch",
        )

    @property
    def complete(self):
        return self.runs == self.recipe.runs

    def frame(self, columns):
        return self.rows[list(columns)].copy()

    def path(self, issue):
        found = np.full((self.runs, len(self.scenario.meetings)), np.nan)
        for place, drafts in enumerate(self.rows[f"path_{issue}"]):
            found[place, : len(drafts)] = drafts
        return found


TWENTY = [
    *[passed() for _ in range(9)],
    *[passed(breaks="8.1 ESP", letters="ESP", firmness=2 / 3) for _ in range(3)],
    *[
        passed(3.0, 2.0, 2032, breaks="8.1 ITA ESP; 8.2 USA", review=None, wording="we", attended=None)
        for _ in range(4)
    ],
    *[failed() for _ in range(4)],
]
"""Twelve times 3.5+1.5 by 2035, three of them with a letter for Spain; four times 3+2 by 2032; four times nothing."""
