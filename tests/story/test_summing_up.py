"""What a reader is told: the first line, the parts, and no digit that chance may have written."""

import re
from dataclasses import replace

import pytest
from made_up import TWENTY, MadeUp, failed, passed
from rich.console import Console

from sim.analysis.estimate import Share
from sim.analysis.intervals import Interval
from sim.analysis.summarize import summarize
from sim.story import measures
from sim.story.headline import difference, headline, in_short, meanings, put_in
from sim.story.parts import CLASSES, parts
from sim.story.summary_screen import on_screen


def told(rows=TWENTY, **how):
    ledger = MadeUp(rows, **how)
    return summarize(ledger, []), ledger.scenario


def share(value, luck=None, settings=None):
    return Share(share=value, low=0.0, high=1.0, luck=luck, settings=settings, hits=0, runs=1)


def screen(summary, scenario, width):
    console = Console(width=width, record=True, markup=False, highlight=False, emoji=False, file=open_nowhere())
    for part in on_screen(summary, scenario):
        console.print(part)
    return console.export_text()


def open_nowhere():
    from io import StringIO

    return StringIO()


def test_the_first_line_says_whether_and_how_surely():
    summary, _ = told()
    assert re.fullmatch(
        r"A new target in 80 % of 20 summits \(luck ±\d+; between plausible settings \d+–\d+\)", headline(summary)
    )


def test_an_unfinished_batch_says_so_first():
    summary, _ = told(planned=4000)
    assert headline(summary).startswith("20 of 4,000 runs so far: a new target in 80 % (")


def test_central_settings_claim_no_range_between_settings():
    summary, _ = told(settings=0)
    assert headline(summary).endswith("; central settings only)")
    assert "cannot be told from central settings" in " ".join(meanings(summary))


def test_one_setting_claims_none_either():
    summary, _ = told(settings=1)
    assert headline(summary).endswith("; one setting only)")


def test_one_run_a_setting_says_what_it_cannot_tell():
    summary, _ = told(settings=20)
    assert "luck and settings together ±" in headline(summary)
    assert "cannot tell them apart" in headline(summary)


def test_few_settings_are_called_few():
    summary, _ = told()
    assert "They are few" in " ".join(meanings(summary))


def test_the_findings_in_short():
    said = in_short(told()[0])
    assert "Most often it ends in 3.5+1.5 (60 %)" in said
    assert "due by 2035" in said
    assert "75 % of new targets have a review in 2029, 19 % a side letter" in said
    assert "most often by Spain (55 %)" in said


def test_put_in_is_never_taken_for_predicted():
    given, predicted, _ = put_in(told()[0])
    for word in ("5 % demanded", "3.5 + 1.5 % by 2032", "3.5 % core"):
        assert word in given
    for word in ("year", "review", "wording", "letters", "objects"):
        assert word in predicted


def test_unconditional_quantities_come_first():
    keys = [part.key for part in parts(*told())]
    assert keys[:2] == ["targets", "compromises"]
    assert keys.index("compromises") < keys.index("clauses")


def test_shares_in_a_table_are_those_of_the_summary():
    found = {part.key: part for part in parts(*told())}
    assert [row[:2] for row in found["compromises"].rows] == [
        ("3.5+1.5", "60 %"),
        ("3+2", "20 %"),
        ("no new text", "20 %"),
    ]
    assert ("  letter to Spain", "19 %") in [row[:2] for row in found["clauses"].rows]
    assert ("2035", "60 %") in [row[:2] for row in found["deadline"].rows]
    assert found["allies"].rows[0][0] == "Spain"
    assert found["allies"].rows[0][4:] == ("55 %", "19 %", "100 %")


def test_every_row_has_a_cell_for_every_column():
    for part in parts(*told()):
        assert {len(row) for row in part.rows} <= {len(part.head)}, part.key


def test_few_runs_are_called_few():
    clauses = next(part for part in parts(*told()) if part.key == "clauses")
    assert clauses.note == "Over the 16 runs with a new target. They are few: read the shares with care."


def test_without_a_new_target_nothing_is_said_of_one():
    summary, scenario = told([failed() for _ in range(8)], settings=2)
    assert {part.key for part in parts(summary, scenario)}.isdisjoint({"deadline", "clauses"})
    assert "The median new target" not in in_short(summary)


def test_a_long_tail_is_drawn_together():
    rows = [passed(2 + step / 4, related / 4) for step in range(4) for related in range(1, 6)]
    found = next(part for part in parts(*told(rows)) if part.key == "compromises")
    assert len(found.rows) == 11
    assert found.rows[-1][:2] == ("10 others", "50 %")


def test_every_class_of_the_rules_has_words():
    from sim.rules.outcome import CLASSES as known

    assert set(CLASSES) == set(known)


@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_the_terminal(width):
    lines = screen(*told(), width).splitlines()
    assert max(len(line.rstrip()) for line in lines) <= width
    assert any(re.match(r"Spain +55 %", line) for line in lines), "numbers stand beside their names, unbroken"


def test_scenario_text_is_shown_as_it_stands():
    summary, scenario = told()
    odd = replace(summary, source=replace(summary.source, title="[bold red]Summit[/] :smile:"))
    assert "[bold red]Summit[/] :smile:" in screen(odd, scenario, 100)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0 %"), (0.001, "under 1 %"), (0.0149, "1 %"), (0.675, "68 %"), (0.996, "over 99 %"), (1, "100 %")],
)
def test_a_small_share_is_called_small(value, words):
    assert measures.share(value) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.66, 0.68, "±1"), (0.6, 0.7, "±5"), (0.67, 0.6768, "±0.3"), (0.6749, 0.6751, "under ±0.1")],
)
def test_luck_in_points(low, high, words):
    assert measures.luck(share(0.675, luck=Interval(low, high))) == words


def test_at_the_edge_luck_is_a_range():
    assert measures.luck(share(1.0, luck=Interval(0.98, 1.0))) == "98–100"


def test_what_cannot_be_told_is_not_told():
    assert (measures.luck(share(0.5)), measures.settings(share(0.5))) == ("–", "–")


@pytest.mark.parametrize(("value", "words"), [(0, "0"), (0.3, "0"), (41.6, "42"), (372.1, "370"), (1081.0, "1,100")])
def test_money_has_two_digits(value, words):
    assert measures.bare_money(value) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0.1, 0.3, "lowers that chance by 20 points."),
        (0.31, 0.30, "hardly changes"),
        (0.33, 0.3, "by 3 points, a small change"),
    ],
)
def test_a_small_effect_is_called_small(now, before, words):
    assert words in difference(now, before)
