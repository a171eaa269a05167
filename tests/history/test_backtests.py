"""Back-tests: what happened is classified by the rules, a perfect forecast scores best, losses are told."""

import json
from io import StringIO
from types import SimpleNamespace

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from sim.commands import app
from sim.forecasts.belief import Belief
from sim.history.backtest import CENTRAL, ENSEMBLE, Held, Judged, bars
from sim.history.case import case, recorded_cases
from sim.history.judge import AMBITION, HIGH_IS_GOOD, MEANINGS, judge
from sim.rules.outcome import CLASSES, NONE, REAFFIRM, SPLIT
from sim.scenario.faults import ScenarioError
from sim.story.backtest_parts import scored
from sim.story.summary_screen import table


def belief(one, core=None, years=None, suspects=()):
    """A forecast that is sure of what happened, but for what it is told to get wrong."""
    true = one.happened
    return Belief(
        name="sure",
        new_target=np.array([true.new_target]),
        core=np.array([true.core if core is None else core]),
        related=np.array([true.related]),
        years=np.array([true.years if years is None else years]),
        firmness=np.array([true.firmness]),
        classes=np.array([true.kind]),
        weights=np.ones(1),
        objects={code: float(code in (suspects or true.stood_out)) for code in one.seating.codes},
    )


def test_the_cases_that_come_along_are_the_summits_not_the_what_ifs_on_them():
    early = ["brussels-2018", "brussels-2018-07-11", "madrid-2022"]
    assert recorded_cases() == [*early, "the-hague-2025", "the-hague-2025-06-06", "vilnius-2023", "wales-2014"]


@pytest.mark.parametrize(
    ("name", "kind", "years", "dissenters"),
    [
        ("wales-2014", REAFFIRM, 10, ("CAN", "DEU")),
        ("brussels-2018", REAFFIRM, 6, ()),
        ("brussels-2018-07-11", NONE, 6, ("FRA", "ITA")),
        ("madrid-2022", REAFFIRM, 2, ()),
        ("vilnius-2023", REAFFIRM, 1, ("LUX",)),
        ("the-hague-2025", SPLIT, 10, ("ESP",)),
    ],
)
def test_what_happened_is_told_in_the_terms_of_its_own_scenario(name, kind, years, dissenters):
    true = case(name).happened
    assert (true.kind, true.years, true.dissenters) == (kind, years, dissenters)


@pytest.mark.parametrize("name", ["wales-2014", "the-hague-2025"])
def test_who_is_sure_of_what_happened_scores_best_in_everything(name):
    one = case(name)
    best = judge(belief(one, suspects=one.happened.dissenters if name == "the-hague-2025" else ()), one)
    off = judge(belief(one, core=one.happened.core + 1, years=one.happened.years - 4, suspects=("POL",)), one)
    assert set(best) == set(off) == set(MEANINGS)
    for score in ("new target", "class", "class, ranked", "core", "headline", "deadline", "vector", "allies"):
        assert best[score] == 0.0, score
    for score in ("core", "headline", "deadline", "vector", "allies"):
        assert off[score] > 0.0, score
    assert off["core"] == pytest.approx(1.0)
    assert off["deadline"] == pytest.approx(4.0)
    assert off["dissenter"] < 1.0


def test_an_ending_without_a_text_has_no_firmness_to_show():
    """What stands then has one, but nobody agreed on it that day."""
    for name, first, shown in (("brussels-2018-07-11", "no text", 5), ("wales-2014", "0", 4)):
        one = case(name)
        sure = belief(one)
        drawn = bars(one, sure, sure)["firmness"]
        assert [bar.label for bar in drawn if bar.happened] == [first]
        assert (drawn[0].label, drawn[0].ensemble, len(drawn)) == (first, 1.0, shown)


def test_being_further_off_in_ambition_costs_more():
    one = case("the-hague-2025")
    scored = {CLASSES[kind]: judge(with_kind(one, kind), one) for kind in AMBITION}
    assert scored["split"]["class, ranked"] == 0.0
    assert scored["none"]["class, ranked"] > scored["below"]["class, ranked"] > scored["split-low"]["class, ranked"]


def with_kind(one, kind):
    sure = belief(one)
    return Belief(**{**vars(sure), "classes": np.array([kind])})


def test_the_picture_always_shows_what_happened():
    one = case("the-hague-2025")
    wrong = belief(one, years=3, suspects=("POL",))
    for name, shown in bars(one, wrong, wrong).items():
        assert [bar for bar in shown if bar.happened], name
    assert [bar.label for bar in bars(one, wrong, wrong)["allies"] if bar.happened] == ["Spain"]


def test_where_a_theory_does_better_it_is_named():
    def judged(name, vector):
        return Judged(name, 0.5, {"vector": vector})

    told = Held(
        SimpleNamespace(), (judged(ENSEMBLE, 0.3), judged(CENTRAL, 0.1), judged("A", 0.2), judged("B", 0.4)), {}
    )
    assert told.better(ENSEMBLE, "vector") == ["A"]
    assert told.skills(ENSEMBLE, "vector")["A"] == pytest.approx(-0.5)
    assert told.better("A", "vector") == []


def test_whoever_ranked_the_dissenter_higher_did_better():
    """Of this score alone more is better."""
    judged = (Judged(ENSEMBLE, 0.5, {"dissenter": 0.5}), Judged("A", 0.5, {"dissenter": 1.0}))
    told = Held(SimpleNamespace(), (*judged, Judged("B", 0.5, {"dissenter": 0.2})), {})
    assert told.better(ENSEMBLE, "dissenter") == ["A"]


def test_a_record_that_contradicts_itself_is_refused():
    with pytest.raises(ScenarioError, match="by its own terms this is a new target"):
        case("the-hague-2025", ["recorded.new_target=false"])


def test_a_scenario_without_a_record_is_refused(tmp_path):
    plain = tmp_path / "none.toml"
    members = tmp_path / "m.csv"
    members.write_text("code,name,role,defence,gdp\nUSA,US,patron,3,9\nAAA,A,,2,5\nBBB,B,,1,3\n")
    words = ["new-case", "none", "--members", str(members), "--frozen-on", "2026-01-31", "--out", str(plain)]
    assert CliRunner().invoke(app, words).exit_code == 0
    answer = CliRunner().invoke(app, ["backtest", str(plain)])
    assert answer.exit_code == 2
    assert "nothing to hold it against" in answer.output


def test_a_back_test_plays_scores_and_leaves_a_page(tmp_path):
    words = ["backtest", "vilnius-2023", "--runs", "40", "--settings", "4", "--out", str(tmp_path)]
    answer = CliRunner().invoke(app, words)
    assert answer.exit_code == 0, answer.output
    assert "Where the simulation loses" in answer.output
    told = json.loads((tmp_path / "backtest.json").read_text(encoding="utf-8"))
    [one] = told["cases"]
    assert one["seen"] == "fitted"
    by_name = {each["name"]: each["scores"] for each in one["forecasts"]}
    assert set(by_name[ENSEMBLE]) == set(MEANINGS)
    assert {"the status quo", "climatology", "the pool", "the Nash bargain"} <= set(by_name)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "fitted on it" in page
    assert "<svg" in page
    assert "http" not in page.replace("http://www.w3.org", "")
    assert (tmp_path / "vilnius-2023.png").stat().st_size > 20_000
    other = CliRunner().invoke(app, ["backtest", "wales-2014", *words[2:]])
    assert other.exit_code == 2
    assert "holds another back-test: vilnius-2023 there, wales-2014 asked; choose another --out" in other.output
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == page
    assert not (tmp_path / "wales-2014").exists()


def test_a_table_of_forecasts_breaks_no_word_on_a_narrow_screen():
    everything = dict.fromkeys(MEANINGS, 10.25)
    told = Held(case("wales-2014"), (Judged("the pool with the simulation", 1.0, everything),), {})
    drawn = Console(width=80, file=StringIO())
    drawn.print(table(scored(told)))
    head = drawn.file.getvalue().splitlines()[0]
    assert head.split() == ["forecast", "chance", "class", "core", "years", "vector", "allies", "who"]


@pytest.mark.parametrize(("option", "said"), [("--settings", "--settings 0"), ("--runs", "--runs 0")])
def test_numbers_that_make_no_ensemble_are_refused_by_their_own_name(option, said, tmp_path):
    answer = CliRunner().invoke(app, ["backtest", "wales-2014", option, "0", "--out", str(tmp_path / "none")])
    assert answer.exit_code == 2
    assert f"backtest {said}; allowed: " in answer.output
    assert HIGH_IS_GOOD == ("dissenter",)
