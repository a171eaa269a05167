"""The theories asked about a real scenario, at its central settings."""

import pytest

from sim.forecasts.faults import PositionsError
from sim.forecasts.inputs import Inputs
from sim.forecasts.reference import bargained, by_failure, failing, forecasts
from sim.forecasts.table import issue
from sim.forecasts.theories import weighed_mean
from sim.forecasts.wishes import ROOT, wishes
from sim.rules.text import UNDATED, on_grid
from sim.scenario.read import load

SMALL = ['summit.seats=["ESP","POL","EST","LUX"]', "grid.years=[5,10]"]


@pytest.fixture(scope="module")
def said(the_hague):
    return {one.name: one for one in forecasts(the_hague)}


@pytest.fixture(scope="module")
def small():
    return Inputs(load("the-hague-2025", SMALL))


def test_seventeen_forecasts_each_under_its_own_name(said):
    assert len(said) == 17


def test_the_plain_ones_say_what_the_scenario_says(said, the_hague):
    first, before = the_hague.proposal, the_hague.status_quo
    proposal, status_quo = said["the proposal, unchanged"], said["the status quo"]
    assert (proposal.core, proposal.related, proposal.deadline) == (first.core, first.related, first.deadline)
    assert (status_quo.core, status_quo.related, status_quo.new_target) == (before.core, before.related, False)
    assert (said["the demand, flat"].core, said["the demand, flat"].related) == (5.0, 0.0)


def test_mean_and_median_take_own_plans_for_positions(small, seating):
    """Four plans, set on the grid of quarters."""
    texts = {one.name: one for one in forecasts(small.scenario)}
    plans = sorted(small.plans)
    assert texts["the mean position"].core == round(4 * sum(plans) / 4) / 4
    assert texts["the median position"].core == round(4 * (plans[1] + plans[2]) / 2) / 4
    assert texts["the mean position"].related == small.scenario.proposal.related


def test_the_texts_searched_are_the_whole_grid(small):
    """Thirteen cores, nine related targets, six years; all on the grid, none undated."""
    assert len(small.texts) == len(set(small.texts)) == 13 * 9 * 6
    assert all(on_grid(text, small.terms) and text.deadline != UNDATED for text in small.texts)


def test_the_status_quo_gains_nobody_anything(small):
    before = small.worth(small.terms.status_quo)
    gains = [now - then for now, then in zip(small.worth(small.terms.status_quo), before, strict=True)]
    assert gains == [0.0] * 5


def test_gains_of_members_and_patron_stand_side_by_side(small):
    assert {len(row) for row in small.gains()} == {5}
    assert {len(row) for row in small.balances()} == {4}


def test_nash_serves_everyone_better_than_the_status_quo(small):
    found = {one.name: one for one in forecasts(small.scenario)}["the Nash bargain"]
    rows = zip(small.texts, small.gains(), strict=True)
    gains = next(row for text, row in rows if (text.core, text.related, text.deadline) == found_text(found))
    assert min(gains) > 0


def found_text(forecast):
    return forecast.core, forecast.related, forecast.deadline


def test_no_higher_text_passes_the_holdout(small):
    found = {one.name: one for one in forecasts(small.scenario)}["the pivotal holdout"]
    passed = [text for text, row in zip(small.texts, small.balances(), strict=True) if min(row) >= 0]
    assert max(text.core + text.related for text in passed) == found.core + found.related
    assert found_text(found) in [(text.core, text.related, text.deadline) for text in passed]


def test_the_record_is_not_read(the_hague):
    other = the_hague.model_copy(update={"recorded": None})
    assert forecasts(other) == forecasts(the_hague)


def test_where_no_text_serves_all_it_is_the_status_quo():
    """With every plan far below the lowest target, and the demand out of reach, nobody can be won."""
    bleak = load("the-hague-2025", [*SMALL, "security.guarantee=0.0", "security.own=0.0", "security.common=0.0"])
    found = {one.name: one for one in forecasts(bleak)}
    assert not found["the Nash bargain"].new_target
    assert "no text" in found["the Nash bargain"].how


def test_a_price_of_failure_moves_the_bargain_and_no_price_does_not(small):
    """At the price of standing alone it is another text than at none; every text of it serves all, given the price."""
    price = failing(small)
    assert price == small.alone(small.worth(small.terms.status_quo)[-1]) > 0
    dear = bargained(small, ROOT, price)
    assert all(gain + price > 0 for gain in small.gains()[small.texts.index(dear)])
    assert dear != bargained(small, ROOT)
    named = {one.name: one for one in forecasts(small.scenario)}["Nash at a price, power √GDP"]
    assert (named.core, named.related, named.deadline) == (dear.core, dear.related, dear.deadline)


def test_the_bargain_is_asked_at_every_price_with_three_powers(small):
    found = by_failure(small, [0.0, 2.0])
    assert list(found) == [0.0, 2.0]
    assert [one.name for one in found[2.0]] == [
        f"the Nash bargain, {power}" for power in ("equal power", "power √GDP", "power GDP")
    ]
    [plain] = [one for one in forecasts(small.scenario) if one.name == "the Nash bargain"]
    assert found[0.0][0].words == plain.words


def test_only_the_election_has_chances_of_its_own(said):
    assert [one.name for one in said.values() if one.chances] == ["the Condorcet election"]
    chances = said["the Condorcet election"].chances
    assert list(chances) == ["core", "related", "deadline"]
    assert all(sum(one.chances) == pytest.approx(1) for one in chances.values())


def test_wishes_are_the_texts_liked_best(small):
    """Nobody likes any text better than where it is said to stand; the dearest issue is worth 100 to each."""
    issues = wishes(small)
    assert [one.name for one in issues] == ["core", "related", "deadline"]
    assert [one.players for one in issues] == [(*small.codes, "USA")] * 3
    ideal = list(zip(*(one.positions for one in issues), strict=True))
    for seat, stands in enumerate(ideal):
        worth = {(text.core, text.related, text.deadline): row[seat] for text, row in rows(small)}
        assert worth[stands] == max(worth.values())
    assert [max(one) for one in zip(*(issue.salience for issue in issues), strict=True)] == pytest.approx([100] * 5)


def rows(inputs):
    return zip(inputs.texts, inputs.merits, strict=True)


def test_the_positional_theories_say_what_they_say_of_plain_arrays(small):
    """Compromise by √GDP, worked from the wishes and set on the grid."""
    found = {one.name: one for one in forecasts(small.scenario)}["the compromise, power √GDP"]
    core, related, deadline = (weighed_mean(one, 1.0) for one in wishes(small))
    assert (found.core, found.related) == (round(4 * core) / 4, round(4 * related) / 4)
    assert found.deadline == round(deadline)


def test_power_grows_with_the_economy(small):
    equal, root, size = (wishes(small, exponent)[0].power for exponent in (0.0, 0.5, 1.0))
    assert equal == (1.0,) * 5
    assert [one**2 for one in root] == pytest.approx(size)
    assert size[-1] == small.table.patron_gdp


def test_statements_stand_in_for_wishes(small):
    """All say 4 % by mouth, whatever they wish: every theory of positions on core says 4."""
    said = [issue("core", dict.fromkeys(small.codes, 4.0))]
    found = {one.name: one for one in forecasts(small.scenario, said)}
    assert found["the compromise, power GDP"].core == 4.0
    assert found["the challenge model"].core == 4.0
    assert found["the challenge model"].how != forecasts(small.scenario)[9].how


def test_a_statement_of_nobody_known_is_refused(small):
    with pytest.raises(PositionsError, match="unknown here: firmness, XYZ; allowed: issues core, related, deadline"):
        forecasts(small.scenario, [issue("firmness", {"ESP": 1.0}), issue("core", {"XYZ": 1.0})])


def test_theories_name_who_stands_out_only_where_they_know(said):
    assert said["the proposal, unchanged"].objects == ()
    assert said["the status quo"].objects is None
    assert said["the pivotal holdout"].objects == ("ESP",)


def test_an_issue_that_cannot_move_is_no_obstacle(the_hague):
    """A summit without related spending: everyone stands at 0 there, alike."""
    flat = load("the-hague-2025", [*SMALL, "grid.related=[0,0]", "proposal.related=0.0", "proposal.counts=[]"])
    related = wishes(Inputs(flat))[1]
    assert set(related.positions) == {0.0}
    assert set(related.salience) == {100.0}
    assert {one.related for one in forecasts(flat)} == {0.0}
