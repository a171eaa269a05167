"""Twenty summits written by hand, and what their summary must say."""

import pytest
from made_up import TWENTY, MadeUp, failed, passed

from sim.analysis.summarize import summarize
from sim.forecasts.reference import Forecast

PROPOSAL = Forecast("the proposal", 3.5, 1.5, 2032, True, "")
NOTHING = Forecast("the status quo", 2.0, 0.0, None, False, "")


@pytest.fixture(scope="module")
def summary():
    return summarize(MadeUp(TWENTY), [PROPOSAL, NOTHING])


def named(found):
    return {one.name: one.share for one in found}


def test_sixteen_of_twenty_bring_a_new_target(summary):
    assert summary.p_new_target == summary.new_target.share == 0.8
    assert summary.runs == 20


def test_the_compromises_add_up_to_all_summits(summary):
    assert [(one.compromise, one.share) for one in summary.compromises] == [
        ("3.5+1.5", 0.6),
        ("3+2", 0.2),
        ("none", 0.2),
    ]
    assert sum(one.hits for one in summary.compromises) == 20


def test_what_stands_counts_the_status_quo_where_nothing_was_adopted(summary):
    """Twelve times 3.5, four times 3, four times the 2 of before: not 3.375, the mean of those that passed."""
    assert summary.unconditional["core"].mean == pytest.approx((12 * 3.5 + 4 * 3 + 4 * 2) / 20)
    assert summary.unconditional["headline"].mean == pytest.approx((16 * 5 + 4 * 2) / 20)


def test_the_cells_are_the_pairs_of_targets(summary):
    assert [(cell.core, cell.related, cell.share) for cell in summary.cells] == [
        (2.0, 0.0, 0.2),
        (3.0, 2.0, 0.2),
        (3.5, 1.5, 0.6),
    ]


def test_years_are_shares_of_all_summits(summary):
    assert [(one.year, one.share) for one in summary.due] == [(None, 0.2), (2032, 0.2), (2035, 0.6)]
    assert summary.given.deadline.median == 2035


def test_clauses_are_shares_of_those_that_passed(summary):
    given = summary.given
    assert given.runs == 16
    assert given.review.share == 12 / 16
    assert named(given.firmness_words) == {"commit": 13 / 16, "plans": 3 / 16}
    assert named(given.wording) == {"allies": 12 / 16, "we": 4 / 16}
    assert named(given.lettered) == {"ESP": 3 / 16}
    assert given.letters.share == 3 / 16
    assert given.first_silence.share == 9 / 16
    assert named(given.counts) == {"cyber": 1.0, "mobility": 1.0}


def test_spain_breaks_silence_most(summary):
    spain, *others = summary.seats
    assert (spain.name, spain.broke.share, spain.first.share, spain.letter.share) == ("Spain", 11 / 20, 11 / 20, 3 / 16)
    by_code = {seat.code: seat for seat in others}
    assert by_code["ITA"].first.share == 4 / 20
    assert by_code["USA"].broke.share == 4 / 20
    assert by_code["USA"].first.share == 0, "it broke the second silence, not the first"
    assert by_code["USA"].letter is None
    assert len(summary.seats) == 32
    assert summary.nobody.share == 9 / 20


def test_attendance_leaves_out_where_it_was_never_decided(summary):
    assert (summary.attended.share, summary.attended.runs) == (12 / 16, 16)
    assert (summary.attended_given.share, summary.attended_given.runs) == (1.0, 12)


def test_the_patron_with_and_without_a_target(summary):
    one = summary.withdrawal
    assert (one.passed.mean, one.passed_without.mean, one.failed.mean) == pytest.approx((0.1, 0.3, 0.3))
    assert one.overall.mean == pytest.approx(0.14)


def test_what_it_buys_over_all_and_where_it_passed(summary):
    bought = summary.buys["money_total_kept"]
    assert bought.given.mean == pytest.approx(1000)
    assert bought.overall.mean == pytest.approx(800)


def test_a_summit_that_ended_keeps_its_last_text(summary):
    """The four failures go on to round nine with 3.5; the runs that passed in round eight stay where they were."""
    core = summary.fan["core"]
    assert [band.round for band in core] == list(range(10))
    assert (core[0].p10, core[0].p90) == (3.5, 3.5)
    assert (core[9].p10, core[9].median, core[9].p90) == (3.0, 3.5, 3.5)
    assert summary.fan["deadline"][9].p25 == 2032
    assert summary.fan["deadline"][9].median == 2035


def test_references_beside_the_simulation(summary):
    proposal, nothing = summary.references
    assert (proposal.agrees.share, proposal.dated.share) == (0.6, 0.0)
    assert proposal.off_core == pytest.approx((4 * 0.5 + 4 * 1.5) / 20)
    assert proposal.off_headline == pytest.approx(4 * 3 / 20)
    assert (nothing.agrees.share, nothing.dated.share) == (0.2, 0.2)


def test_what_was_put_in_comes_from_the_scenario(summary, the_hague):
    assert (summary.put_in.core, summary.put_in.deadline) == (the_hague.proposal.core, the_hague.proposal.deadline)
    assert (summary.put_in.demand, summary.put_in.review) == (5.0, 2029)


def test_where_nothing_ever_passes_there_is_nothing_to_describe():
    none = summarize(MadeUp([failed() for _ in range(6)], settings=2), [NOTHING])
    assert none.p_new_target == 0
    assert none.given.runs == 0
    assert none.given.deadline is none.given.review is none.withdrawal.passed is None
    assert none.seats[0].letter is None


def test_where_everything_passes_there_is_no_failure_to_compare():
    every = summarize(MadeUp([passed() for _ in range(6)], settings=0), [PROPOSAL])
    assert every.withdrawal.failed is None
    assert every.due[0].share == 0
    assert every.source.settings == 0
    assert every.new_target.settings is None


def test_an_old_target_said_again_is_no_new_one():
    again = passed(2.0, 0.0, 2030, new_target=False, **{"class": "reaffirm"})
    told = summarize(MadeUp([again, again, passed(), passed()], settings=2), [NOTHING])
    assert told.p_new_target == 0.5
    assert {one.compromise for one in told.compromises} == {"2+0", "3.5+1.5"}
    assert told.references[0].agrees.share == 0.5


def test_no_run_has_no_summary():
    empty = MadeUp(TWENTY)
    empty.runs = 0
    with pytest.raises(ValueError, match="no run is there yet"):
        summarize(empty)


def test_the_reference_forecasts_are_asked_by_default():
    assert len(summarize(MadeUp(TWENTY)).references) == 17
