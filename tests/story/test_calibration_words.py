"""A calibration in words: what moved, what fails and on which side, what hangs on the share kept; JSON and page too."""

import json
from io import StringIO

import pytest
from rich.console import Console
from weighed import findings

from sim.history.checks import LEFT_OUT
from sim.results.faults import LedgerError
from sim.story.calibration_checks import tolerance, verdict, whatever
from sim.story.calibration_export import NUMBERS, check_own, to_json
from sim.story.calibration_parts import headline, in_short, parts
from sim.story.calibration_report import report
from sim.story.summary_screen import one_part

FOUND = findings()


def printed(part, wide=100):
    screen = Console(file=StringIO(), width=wide, markup=False)
    screen.print(*one_part(part), sep="\n")
    return screen.file.getvalue()


def test_the_first_line_says_how_many_moved_and_how_few_draws_that_rests_on():
    assert headline(FOUND).startswith(
        "wales-2014 and vilnius-2023: 1 of 12 parameters moved by more than chance; 20 of"
    )
    assert "dealt out by lot would move" in in_short(FOUND)


def test_what_fails_is_said_with_its_side_and_what_passes_is_not():
    last = FOUND.checks[-1]
    assert verdict(last) == "With this case left out, what fails is the year (no text is due as early as 2024)."
    told = printed(next(part for part in parts(FOUND) if part.key == "predicted-vilnius-2023"))
    [line] = [line for line in told.splitlines() if "as early" in line and "due" not in line]
    assert line.count("fails") == 3
    assert "Luxembourg stands out" in told


def test_with_one_case_the_prior_judges_and_the_table_has_no_left_out():
    alone = findings(alone=True)
    assert verdict(alone.checks[0]).startswith("By the prior")
    assert "left out" not in parts(alone)[1].head


def test_the_shares_kept_are_told_beside_the_prior():
    told = tolerance(FOUND)
    assert [row[0] for row in told.rows] == ["5 %", "10 %, asked", "20 %", "all (prior)"]
    assert "only temper.spread moves by more than chance" in whatever(FOUND)
    assert "no parameter moves" in whatever(findings(moving=False))


def test_the_json_holds_every_check_with_its_shares():
    kept = json.loads(to_json(FOUND))
    assert kept["moved"] == ["temper.spread"]
    [wales, vilnius] = kept["checks"]
    assert wales["scores"]["left out"]["vector"] > 0
    [years] = [one for one in vilnius["checks"] if one["name"] == "years"]
    assert years["fails"]
    assert set(years["by"]) == {"prior", "fitted", LEFT_OUT}
    assert years["by"][LEFT_OUT]["at_or_below"] == years["by"][LEFT_OUT]["tail"] == 0.0
    assert kept["recipe"]["cases"] == ["wales-2014", "vilnius-2023"]


def test_the_page_needs_nothing_else_and_holds_every_part():
    page = report(FOUND, {"parameters": '<?xml?><svg width="1" height="1"><g/></svg>'})
    assert "http" not in page
    assert "<script" not in page
    assert page.count("<svg") == 1
    for part in parts(FOUND):
        assert f'<section id="{part.key}"' in page
    assert headline(FOUND) in page


def test_a_folder_of_other_cases_or_other_things_is_refused(tmp_path):
    home, cases = tmp_path / "home", ["wales-2014", "vilnius-2023"]
    check_own(home, cases)
    (home / "wales-2014").mkdir(parents=True)
    check_own(home, cases)  # killed before its end
    with pytest.raises(LedgerError, match=r"holds other files \(wales-2014\); allowed"):
        check_own(home, ["vilnius-2023"])
    (home / NUMBERS).write_text(to_json(FOUND), encoding="utf-8")
    check_own(home, cases[::-1])
    with pytest.raises(LedgerError, match="wales-2014, vilnius-2023 there, wales-2014 asked; choose another --out"):
        check_own(home, ["wales-2014"])
    (home / NUMBERS).write_text('{"recipe": {"cases": 3}}', encoding="utf-8")
    with pytest.raises(LedgerError, match="not a calibration's"):
        check_own(home, cases)
