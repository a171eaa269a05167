"""Anyone's table of positions: read as it stands, or refused with every fault at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.forecasts.faults import PositionsError
from sim.forecasts.positions import MAJORITY, UNANIMITY
from sim.forecasts.table import issue, read_positions
from sim.forecasts.theories import EXCHANGE, POOL, THEORIES, ask, elections_off, market, mean_error

CARS = Path(__file__).parents[2] / "docs" / "data" / "emission-standards.csv"

TWO_ISSUES = """\
issue,player,position,power,salience
tax,A,100,1,80
tax,B,0,1,20
tax,reference,0,,
tax,outcome,90,,
fund,A,100,1,20
fund,B,0,1,80
fund,C,,1,50
fund,reference,50,,
"""


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text(TWO_ISSUES, encoding="utf-8")
    return read_positions(path)


def test_a_table_is_read_as_it_stands(two):
    tax, fund = two
    assert (tax.name, tax.players, tax.positions, tax.salience) == ("tax", ("A", "B"), (100, 0), (80, 20))
    assert (tax.reference, tax.outcome, tax.low, tax.high) == (0, 90, 0, 100)
    assert fund.players == ("A", "B"), "C has no position on it"


def test_what_is_not_told_is_alike_for_all(tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text("issue,player,position\nx,A,1\nx,B,3\n", encoding="utf-8")
    [one] = read_positions(path)
    assert (one.power, one.salience) == ((1, 1), (100, 100))


def test_every_theory_speaks_or_says_why_not(two):
    said = ask(two)
    assert set(said) == {*THEORIES, EXCHANGE, POOL}
    assert said["compromise"] == pytest.approx([80, 20])
    assert said["mean"] == [50, 50]
    assert said[EXCHANGE] == pytest.approx([100, 0])
    assert said["reference point"] == [0, 50]
    assert said["pivotal holdout"] == [0, 50], "B likes what stands, and the two pull apart"
    assert said["Nash bargain"] == [0, 50]


def test_a_majority_needs_no_holdout(two):
    """B alone has half of all power, not more: nothing moves against either; of three, two suffice."""
    assert ask(two, MAJORITY)["Nash bargain"] == [None, None]
    three = [issue("x", {"A": 10.0, "B": 6.0, "C": 0.0}, reference=0.0)]
    assert ask(three, MAJORITY)["pivotal holdout"] == [6.0]
    assert ask(three, UNANIMITY)["pivotal holdout"] == [0.0]


def test_nash_shares_the_way_from_the_reference_point():
    """From 0, A wants 100 and B 60: past 60 B loses. A gains x; B gains x up to 60, then 120 − x.

    The product x (120 − x) is greatest at 60 and no less to its left: the answer is 60.
    """
    both = issue("x", {"A": 100.0, "B": 60.0}, reference=0.0)
    assert ask([both])["Nash bargain"] == [60.0]


def test_the_bargain_is_exact_at_a_position_between_the_points_searched():
    """From 2028, A wants 2030 and B 2035: (4 − d) d is greatest at d = 2."""
    both = issue("year", {"A": 2030.0, "B": 2035.0}, reference=2028.0)
    assert ask([both])["Nash bargain"] == [2030.0]


def test_what_failure_costs_is_asked_in_per_cent_of_the_scale():
    """What stands is 0; A wants 100, B −100: no outcome serves both, until failure costs each more than it loses.

    With power 3 and 1 and a price of half the scale, 100 points: 3 ln(100 + x) + ln(100 − x) is greatest at x = 50.
    """
    both = issue("x", {"A": 100.0, "B": -100.0}, power={"A": 3.0, "B": 1.0}, reference=0.0)
    said = ask([both], failure=[0.0, 50.0])
    assert said["Nash bargain"] == said["Nash, failure −0 %"] == [0.0]
    assert said["Nash, failure −50 %"] == pytest.approx([50.0])
    assert said[POOL] == ask([both])[POOL], "the pool hears it once"


def test_an_election_is_off_by_all_its_chances():
    """Two at 0, two at 10; it came to 10: half of 10, less a quarter of it. The point midway is off by half."""
    known = [issue("x", {"A": 0.0, "B": 0.0, "C": 10.0, "D": 10.0}, outcome=10.0)]
    assert elections_off(known) == pytest.approx(25.0)
    assert mean_error(known, ask(known)["Condorcet election"]) == pytest.approx(50.0)
    assert elections_off([issue("x", {"A": 0.0, "B": 1.0})]) is None


def test_more_power_moves_the_bargain():
    """With weights 3 and 1: x³ (120 − x) is greatest at 90."""
    both = issue("x", {"A": 100.0, "B": 60.0}, power={"A": 3.0, "B": 1.0}, reference=0.0)
    assert ask([both])["Nash bargain"] == [90.0]


def test_the_pool_is_the_mean_of_all_that_speak(two):
    said = ask(two)
    voices = [said[name][0] for name in said if name not in ("reference point", POOL)]
    known = [one for one in voices if one is not None]
    assert said[POOL][0] == pytest.approx(sum(known) / len(known))


def test_how_far_off_is_counted_where_the_outcome_is_known(two):
    assert mean_error(two, [80, 20]) == pytest.approx(10)
    assert mean_error(two, [None, 20]) is None


def test_the_cars_of_the_literature():
    """Mean 7.39 and median 7 years, as in the replications of the challenge model."""
    said = ask(read_positions(CARS))
    assert said["compromise"] == pytest.approx([7.38995568685])
    assert said["weighted median"] == said["challenge model"] == said["Condorcet election"] == [7.0]
    assert said[EXCHANGE] == [None]


def test_issues_of_unlike_scales_trade_on_a_common_one(two):
    tax, fund = two
    years = issue("fund", {"A": 2050.0, "B": 2030.0}, salience={"A": 20, "B": 80}, low=2030.0, high=2050.0)
    assert market([tax, years]).outcomes == pytest.approx(market([tax, fund]).outcomes)
    assert ask([tax, years])[EXCHANGE] == pytest.approx([100, 2030])


def test_positions_are_traded_within_a_proposal_only(tmp_path, two):
    path = tmp_path / "apart.csv"
    rows = [f"{line},{'one' if line.startswith('tax') else 'other'}" for line in TWO_ISSUES.splitlines()[1:]]
    path.write_text("\n".join(["issue,player,position,power,salience,proposal", *rows]), encoding="utf-8")
    apart = read_positions(path)
    assert [one.proposal for one in apart] == ["one", "other"]
    assert ask(apart)[EXCHANGE] == [None, None]
    assert ask([*two, *(replace(one, name=f"{one.name} 2", proposal="3") for one in two)])[EXCHANGE] == pytest.approx(
        [100, 0] * 2
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("issue,player\nx,A\n", "no column position; found: issue, player; allowed: one row a player and issue"),
        ("issue,player,position\n", "no rows"),
        ("issue,player,position\nx,A,many\n", "line 2, position: 'many'; allowed: a number such as 3.5"),
        ("issue,player,position\nx,A,1\nx,A,2\n", "line 3: A stands twice on x"),
        ("issue,player,position,salience\nx,A,1,120\n", "line 2, salience: 120; allowed: 0 to 100"),
        ("issue,player,position,salience\nx,A,1,0.9\nx,B,1,0.2\n", "write a share of 0.9 as 90"),
        ("issue,player,position,power\nx,A,1,-1\n", "line 2, power: -1; allowed: 0 or more"),
        ("issue,player,position,power\nx,A,1,0\n", "x: nobody has both power and salience above 0"),
        ("issue,player,position\nx,A,\n", "x: nobody has a position"),
        (
            "issue,player,position\nx,A,5\nx,high,4\n",
            "x: a position, the reference or the outcome lies outside",
        ),
        ("issue,player,position,proposal\nx,A,5,p\nx,B,5,q\n", "x: it belongs to several proposals"),
        ("issue,player,position\n,A,5\n", "line 2: issue or player is empty"),
        ("issue,player,position\nx,A,1,2,3\n", "line 2: more values than columns"),
        ("", "no table in it; allowed: one row a player and issue"),
        ("player,tax,fund\nA,1,2\n", "no column issue, position; found: player, tax, fund"),
        ("issue,player,position,position\nx,A,1,2\n", "column position stands twice"),
        ("issue,player,position\nx,A,1_000\n", "line 2, position: '1_000'; allowed: a number"),
        ("issue,player,position\nx,A,nan\nx,B,inf\n", "2 faults"),
        ("issue,player,position\nx,A,1e300\n", "line 2, position: '1e300'; allowed: a number"),
        (
            "issue,player,position\nx,A,1\nx,low,10\nx,high,0\n",
            "x: low 10 is above high 0; allowed: low is",
        ),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, text, said):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PositionsError, match=said):
        read_positions(path)


def test_every_fault_is_told_at_once(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("issue,player,position,salience\nx,A,one,200\nx,B,two,50\n", encoding="utf-8")
    with pytest.raises(PositionsError) as told:
        read_positions(path)
    assert str(told.value).count("\n") == 3, "a headline and three faults"


PLAIN = "issue,player,position,power\nx,A,1.5,2\nx,B,-3,1\nx,reference,0,\n"


@pytest.mark.parametrize(
    "written",
    [
        PLAIN.replace(",", ";").replace("1.5", "1,5"),
        PLAIN.replace(",", "\t"),
        "\ufeff" + PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("issue,player", " Issue , PLAYER ").replace("x,A", " x , A ").replace("reference", "Reference"),
        PLAIN.replace("x,A", ",,,\nx,A").replace("\n", "\n\n"),
        PLAIN.replace("-3", "−3"),
        "source," + PLAIN.replace("\n", "\nmine,").removesuffix("mine,"),
    ],
    ids=["semicolons", "tabs", "windows", "old-mac", "capitals", "empty-rows", "typographic-minus", "own-column"],
)
def test_a_table_may_be_written_as_spreadsheets_write_it(tmp_path, written):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text(PLAIN, encoding="utf-8")
    other.write_bytes(written.encode("utf-8"))
    assert read_positions(other) == read_positions(one)


def test_what_is_not_utf_8_says_how_to_save_it(tmp_path):
    path = tmp_path / "excel.csv"
    path.write_bytes("issue,player,position\nx,Türkiye,1\n".encode("latin-1"))
    with pytest.raises(PositionsError, match="not UTF-8 text; save it as CSV in UTF-8"):
        read_positions(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(PositionsError, match="cannot be read"):
        read_positions(tmp_path / "none.csv")
