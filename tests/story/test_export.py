"""The summary for machines says the same numbers."""

import csv
import io
import json

import pytest
from made_up import TWENTY, MadeUp, failed

from sim.analysis.summarize import summarize
from sim.story.export import HEAD, to_csv, to_json
from sim.story.headline import headline


@pytest.fixture(scope="module")
def summary():
    return summarize(MadeUp(TWENTY))


def rows(summary):
    return list(csv.DictReader(io.StringIO(to_csv(summary))))


def test_json_has_what_others_rely_on(summary):
    whole = json.loads(to_json(summary))
    assert (whole["runs"], whole["p_new_target"], whole["complete"]) == (20, 0.8, True)
    assert whole["headline"] == headline(summary)
    first = whole["compromises"][0]
    assert first["compromise"] == "3.5+1.5"
    assert first["low"] < first["share"] < first["high"]
    assert len(first["luck"]) == len(first["settings"]) == 2
    assert whole["unconditional"]["core"]["mean"] == pytest.approx(3.1)
    assert whole["units"]["core"] == "% of GDP"


def test_json_names_every_unit(summary):
    units = json.loads(to_json(summary))["units"]
    assert {*summary.unconditional, *summary.buys, *summary.fan} <= set(units)


def test_what_cannot_be_told_is_null_never_nan():
    said = to_json(summarize(MadeUp([failed() for _ in range(6)], settings=0), []))
    whole = json.loads(said, parse_constant=lambda word: pytest.fail(word))
    assert whole["new_target"]["settings"] is None
    assert whole["given"]["deadline"] is None


def test_an_undated_proposal_has_no_year_in_json(the_hague):
    undated = the_hague.model_copy(update={"proposal": the_hague.proposal.model_copy(update={"deadline": None})})
    rows_ = [failed(path_deadline=[0.0] * 9) for _ in range(4)]
    whole = json.loads(to_json(summarize(MadeUp(rows_, settings=2, scenario=undated), [])))
    assert whole["fan"]["deadline"][0]["median"] is None
    assert whole["fan"]["deadline"][9]["median"] is None


def test_the_table_says_what_the_json_says(summary):
    whole, table = json.loads(to_json(summary)), rows(summary)
    found = {(row["part"], row["item"], row["over"]): row for row in table}
    assert list(table[0]) == list(HEAD)
    assert float(found["new target", "", "all runs"]["value"]) == whole["p_new_target"]
    for one in whole["compromises"]:
        row = found["compromise", one["compromise"], "all runs"]
        assert [float(row[name]) for name in ("value", "low", "luck_high")] == [
            one["share"],
            one["low"],
            one["luck"][1],
        ]
    assert float(found["letter", "Spain", "new target"]["value"]) == pytest.approx(3 / 16, abs=1e-6)


def test_every_row_of_the_table_has_a_unit_and_a_value(summary):
    for row in rows(summary):
        assert row["unit"], row
        assert row["value"], row


def test_no_two_rows_of_the_table_are_one(summary):
    keys = [(row["part"], row["item"], row["over"]) for row in rows(summary)]
    assert len(keys) == len(set(keys))
