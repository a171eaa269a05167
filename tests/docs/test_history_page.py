"""docs/HISTORY.md: every file and every field of a calibration that it names is there."""

import re
from pathlib import Path

from weighed import findings

from sim.commands.many import FIGURES, REPORT
from sim.history.checks import FAILS
from sim.story.calibration_export import NUMBERS

PAGE = (Path(__file__).parents[2] / "docs" / "HISTORY.md").read_text(encoding="utf-8")


def test_the_files_of_a_calibration_are_those_that_it_leaves():
    told = PAGE.partition("## Calibration")[2]
    for name in (NUMBERS, REPORT, f"{FIGURES}/"):
        assert f"`{name}`" in told
    assert f"Below {100 * FAILS:g} % a summary fails" in told


def test_the_shares_kept_that_are_told_are_those_that_are_tried():
    shares = ", ".join(f"{100 * one.keep:g}" for one in findings().shares)
    assert re.search(shares.replace(", 20", " and 20") + " %", " ".join(PAGE.split()))
