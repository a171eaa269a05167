"""One file over another: what it says of many, of one, and of further meetings."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.faults import Fault
from sim.scenario.layers import Layers, at_origin, by_date, lay, merge
from sim.scenario.read import load
from sim.scenario.resolve import resolved

THREE = {
    "members": {"ESP": {"debt": 101.8}, "POL": {"debt": 55.3}, "SWE": {"debt": 32.6}},
    "blocs": {"sea": ["POL", "SWE"]},
}


def debts(*patches):
    layers = Layers({}, {})
    for patch in (THREE, *patches):
        layers = lay(layers, patch)
    return {code: one["debt"] for code, one in layers.raw["members"].items()}


def test_every_member_every_bloc_and_every_group_can_be_spoken_of():
    assert debts({"every": {"member": {"debt": 60}}}) == {"ESP": 60, "POL": 60, "SWE": 60}
    assert debts({"every": {"sea": {"debt": 60}}}) == {"ESP": 101.8, "POL": 60, "SWE": 60}
    assert debts({"groups": {"far": ["ESP"]}, "every": {"far": {"debt": 60}}}) == {"ESP": 60, "POL": 55.3, "SWE": 32.6}


def test_one_member_outweighs_many_and_the_later_table_the_earlier():
    one_apart = {"every": {"member": {"debt": 60}}, "members": {"SWE": {"debt": 20}}}
    assert debts(one_apart) == {"ESP": 60, "POL": 60, "SWE": 20}
    assert debts({"every": {"member": {"debt": 60}, "sea": {"debt": 30}}}) == {"ESP": 60, "POL": 30, "SWE": 30}


def test_a_variants_every_outweighs_what_its_base_says_of_one_and_is_not_said_again_above_it():
    base = {"members": {"ESP": {"debt": 90}}}
    above = {"every": {"member": {"debt": 60}}}
    assert debts(base, above)["ESP"] == 60
    assert debts(above, base)["ESP"] == 90


def test_a_group_named_in_a_base_serves_its_variants():
    far = {"groups": {"far": ["ESP"]}}
    assert debts(far, {"title": "in between"}, {"every": {"far": {"debt": 60}}})["ESP"] == 60


def test_a_range_laid_over_many_replaces_the_number_whole():
    doubt = {"low": 20.0, "high": 90.0}
    assert set(map(str, debts({"every": {"member": {"debt": doubt}}}).values())) == {str(doubt)}


def test_a_fault_is_told_where_it_was_written_once_for_all():
    layers = lay(lay(Layers({}, {}), THREE), {"every": {"sea": {"debt": "much"}}, "members": {"SWE": {"debt": "more"}}})
    faults = [Fault(("members", code, "debt"), "not a number") for code in ("ESP", "POL", "SWE")]
    assert [fault.field for fault in at_origin(faults, layers.origins)] == [
        "members.ESP.debt",
        "every.sea.debt",
        "members.SWE.debt",
    ]


@given(st.lists(st.dates(), max_size=6).map(sorted), st.lists(st.dates(), max_size=6))
def test_further_meetings_fall_into_their_place_by_date(before, more):
    meetings, further = [{"date": day} for day in before], [{"date": day, "more": True} for day in more]
    layers = by_date(Layers({"meetings": meetings}, {}), further)
    days = [one["date"] for one in layers.raw["meetings"]]
    assert days == sorted(before + more)
    assert [without_luck(one) for one in layers.raw["meetings"] if "more" not in one] == meetings
    keys = [one.get("luck", place) for place, one in enumerate(layers.raw["meetings"], 1)]
    assert sorted(keys) == list(range(1, len(keys) + 1))
    assert [key for key in keys if key <= len(meetings)] == list(range(1, len(meetings) + 1))
    for place, one in enumerate(layers.raw["meetings"]):
        where = layers.origins["meetings", place]
        assert (further if where[0] == "more_meetings" else meetings)[where[1]] == without_luck(one)


def without_luck(meeting):
    return {key: said for key, said in meeting.items() if key != "luck"}


def test_of_two_meetings_on_one_day_the_bases_comes_first():
    day = date(2025, 6, 1)
    layers = by_date(Layers({"meetings": [{"date": day}]}, {}), [{"date": day, "more": True}])
    assert ["more" in one for one in layers.raw["meetings"]] == [False, True]


def test_a_variant_that_lists_its_meetings_anew_forgets_where_the_bases_stood():
    layers = by_date(Layers({"meetings": [{"date": 1}]}, {}), [{"date": 2}])
    again = lay(layers, {"meetings": [{"date": 3}]})
    assert again.raw["meetings"] == [{"date": 3}]
    assert not [where for where in again.origins if where[0] == "meetings"]


def test_short_forms_are_written_out_in_the_resolved_form():
    text = resolved(load("fiscal-leave-for-none"))
    assert "every" not in text.replace("everything", "").replace("in every", "")
    assert "[groups]" not in text
    assert text.count("escape_clause]\nvalue = 0.0") == len(load("the-hague-2025").members)


def test_merging_with_nothing_changes_nothing():
    assert merge(THREE, {}) == THREE
    assert lay(Layers(THREE, {}), {}).raw == THREE


def test_another_end_is_told_anew_and_nothing_of_the_old_one_is_left_in_it():
    below = {"recorded": {"new_target": True, "core": 3.5, "source": "then"}, "grid": {"core": [1, 5], "step": 0.25}}
    patch = {"recorded": {"new_target": False, "source": "later"}, "grid": {"step": 0.5}}
    assert merge(below, patch) == {"recorded": patch["recorded"], "grid": {"core": [1, 5], "step": 0.5}}
    for part in ({"core": 3.0}, {"new_target": False}):
        assert merge(below, {"recorded": part})["recorded"] == {**below["recorded"], **part}


def test_a_setting_can_speak_of_many(the_hague):
    members = load("the-hague-2025", ["every.benelux.debt=60", "members.BEL.debt=70"]).members
    assert [members[code].debt.value for code in ("BEL", "NLD", "LUX")] == [70, 60, 60]
    assert members["ESP"].debt == the_hague.members["ESP"].debt
