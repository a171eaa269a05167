"""One tab, without a browser: deeds in, plain views out; what is refused is told and changes nothing."""

import gc
import json
from dataclasses import asdict, replace
from weakref import ref

import pytest

from sim.viewer.asked import OTHERWISE, Asked
from sim.viewer.desk import Desk


@pytest.fixture
def desk():
    return Desk(Asked())


def to_draft(desk, times=1):
    for _ in range(times):
        desk.do({"do": "to_draft"})
    return asdict(desk.session.draft())


def test_it_opens_the_default_summit(desk):
    views = desk.views()
    assert views["bar"]["title"] == "The Hague, June 2025"
    assert views["bar"]["round"] == "Before round 1 of 9"
    assert "at least 3.5 % core and up to 1.5 % related by 2032" in views["bar"]["text"]
    assert "the-hague-2025" in views["controls"]["scenarios"]


def test_date_meeting_agenda_round_and_text_are_always_there(desk):
    desk.do({"do": "step_round"})
    bar = desk.views()["bar"]
    assert bar["round"] == "Round 1 of 9"
    assert bar["meeting"] == "14–15 May 2025 · Antalya, foreign ministers"
    assert bar["agenda"] == "what counts and related spending"
    assert bar["text"] == desk.session.here.text.words


def test_the_scrubber_knows_rounds_held_and_rounds_to_come(desk):
    desk.do({"do": "step_round"})
    desk.do({"do": "pull", "key": "demand", "value": 4.0})
    desk.do({"do": "step_round"})
    bar = desk.views()["bar"]
    assert [one["label"] for one in bar["marks"]] == ["start", "1", "✎", "2", *"3456789"]
    assert (bar["at"], bar["last"], bar["total"]) == (15, 15, 64)
    desk.do({"do": "to", "place": 64})
    bar = desk.views()["bar"]
    assert bar["over"]
    assert bar["at"] == bar["last"] == bar["total"]


def test_levers_show_their_number_and_from_when_they_act(desk):
    levers = {one["key"]: one for one in desk.views()["controls"]["levers"]}
    assert {key: (one["words"], one["acts"]) for key, one in levers.items()} == {
        "demand": ("5 % of GDP", "from now on"),
        "threat": ("35 %", "from now on"),
        "related": ("100 %", "from now on"),
        "fear": ("0", "from now on"),
        "letters": ("3", "from now on"),
        "room": ("0 % of GDP", "from a restart"),
        "talks": ("by luck", "from a restart"),
    }
    assert levers["talks"]["label"] == "Istanbul talks"
    assert [one["label"] for one in levers["talks"]["options"]][:2] == ["by luck", "Ceasefire"]


def test_a_lever_that_waits_says_so_until_the_restart(desk):
    desk.do({"do": "pull", "key": "room", "value": 2.0})
    desk.do({"do": "propose", "form": asdict(replace(desk.session.wanted.proposal, core=3.0))})
    assert desk.views()["controls"]["waiting"]
    desk.do({"do": "restart", "seed": "7"})
    assert not desk.views()["controls"]["waiting"]
    assert desk.session.here.text.core == 3.0
    assert desk.session.start.seed == 7


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ({"do": "explode"}, '"explode" is nothing this page can do'),
        ({"do": "pull", "key": "demand", "value": "much"}, "allowed: a number"),
        ({"do": "pull", "key": "demand", "value": 99}, "allowed: 2 to 6"),
        ({"do": "to", "place": "there"}, "allowed: a whole number"),
        ({"do": "restart", "seed": "−4"}, "allowed: a whole number from 0"),
        ({"do": "restart", "seed": "9" * 19}, "allowed: a whole number from 0"),
        ({"do": "open", "scenario": "the-haag", "seed": "1"}, 'did you mean "the-hague-2025"'),
        ({"do": "open", "scenario": "/etc/passwd", "seed": "1"}, "not valid TOML"),
        ({"do": "load", "name": "x.json", "text": "[]"}, "x.json: not a session"),
        ({"do": "write", "form": {"core": 3.0}}, "related: "),
        ({"do": "write", "form": None}, "Input should be"),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(desk, deed, said):
    to_draft(desk)
    before = desk.session, desk.session.at, len(desk.session.moments)
    desk.do(deed)
    assert said in desk.views()["bar"]["fault"]
    assert before == (desk.session, desk.session.at, len(desk.session.moments))
    desk.do({"do": "step"})
    assert desk.views()["bar"]["fault"] == ""


def test_a_scenario_that_does_not_load_says_why_on_the_page(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('extends = "the-hague-2025"\n[us]\ndemand = 99.0\n', encoding="utf-8")
    desk = Desk(Asked(str(file)))
    views = desk.views()
    assert "99 is out of bounds; allowed: 0 to 10 % of GDP" in views["bar"]["fault"]
    assert views["controls"]["scenarios"][0] == str(file)
    desk.do({"do": "step"})  # nothing to step through, and no harm
    file.write_text('extends = "the-hague-2025"\ntitle = "Mine"\n', encoding="utf-8")
    desk.do({"do": "open", "scenario": str(file), "seed": "1"})
    assert desk.views()["bar"]["title"] == "Mine"


def test_a_text_is_weighed_before_it_is_put_on_the_table(desk):
    form = to_draft(desk)
    desk.do({"do": "look", "sheet": "chair"})
    table = desk.views()["chair"]
    assert table["may"]
    assert not table["changed"]
    desk.do({"do": "try", "form": form | {"core": 4.5}})
    trial = desk.views()["chair"]
    assert trial["changed"]
    assert trial["prospects"] != table["prospects"]
    assert desk.session.here.text.core == form["core"]
    desk.do({"do": "write", "form": form | {"core": 4.5}})
    assert desk.session.here.text.core == 4.5
    assert not desk.views()["chair"]["changed"]


def test_an_off_grid_text_is_refused_with_a_message_in_the_form(desk):
    form = to_draft(desk) | {"counts": []}
    desk.do({"do": "try", "form": form})
    chair = desk.views()["chair"]
    assert "nothing counts" in chair["fault"]
    assert chair["prospects"] == []


def test_a_text_is_put_under_silence(desk):
    form = to_draft(desk, 3)
    desk.do({"do": "silence", "form": form | {"wording": "we"}})
    page = desk.session.here.transcript.rounds[-1]
    assert page.round == 8
    assert page.silence[0].text.wording == "we"
    minutes = desk_sheet(desk, "minutes")
    assert "You take the chair" in minutes
    chaired = [part for part in minutes.split("<h4>") if "You take the chair" in part]
    assert chaired
    assert not any("The Secretary General redrafts" in part for part in chaired)
    assert "First silence" in minutes


def desk_sheet(desk, sheet):
    desk.do({"do": "look", "sheet": sheet})
    return desk.views()["sheet"]["html"]


def test_the_minutes_tell_what_was_played_and_no_more(desk):
    for _ in range(2):
        desk.do({"do": "step"})
    told = desk_sheet(desk, "minutes")
    assert "reassures" in told
    assert "redrafts" not in told
    assert "sound willing" not in told
    desk.do({"do": "to_end"})
    assert "The outcome" in desk_sheet(desk, "minutes")


def test_true_minds_are_behind_the_switch(desk):
    desk.do({"do": "to", "place": 26})
    desk.do({"do": "pick", "code": "ESP"})
    assert "what only that capital knows" not in desk.views()["sheet"]["html"]
    desk.do({"do": "look", "all_seen": True})
    assert "what only that capital knows" in desk.views()["sheet"]["html"]


def test_an_ally_shows_its_figures_with_their_sources(desk):
    desk.do({"do": "pick", "code": "ESP"})
    html = desk.views()["sheet"]["html"]
    assert "Public red line" in html
    assert "government debt" in html
    assert "IMF" in html


def test_what_the_text_buys_is_there_at_once(desk):
    html = desk_sheet(desk, "buys")
    assert "If this text passed" in html
    whole = next(one for one in desk.session.here.buys if one.code == "all")
    assert f"{whole.money_last_year:,.1f}" in html


def test_a_saved_session_opens_again(desk):
    form = to_draft(desk, 2)
    desk.do({"do": "write", "form": form | {"core": 3.0}})
    text = desk.saved()
    other = Desk(Asked())
    other.do({"do": "load", "name": "mine.json", "text": text})
    assert other.session.here.transcript == desk.session.here.transcript
    assert desk.file_name() == "the-hague-june-2025-1-0.json"
    forged = json.loads(text) | {"transcript": json.loads(text)["transcript"] | {"over": True}}
    other.do({"do": "load", "name": "mine.json", "text": json.dumps(forged)})
    assert other.views()["bar"]["note"] == OTHERWISE


HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'


def test_markup_in_a_scenario_is_shown_not_run(tmp_path):
    file = tmp_path / "hostile.toml"
    name = HOSTILE.replace('"', '\\"')
    file.write_text(
        f'extends = "the-hague-2025"\ntitle = "{name}"\n[members.ESP]\nname = "{name}"\n'
        f'[categories.cyber]\nname = "{name}"\n[alliance]\nsecretary_general = "{name}"\n',
        encoding="utf-8",
    )
    desk = Desk(Asked(str(file)))
    desk.do({"do": "to_end"})
    desk.do({"do": "pick", "code": "ESP"})
    shown = [desk.views()]
    for sheet in ("allies", "minutes", "buys"):
        desk.do({"do": "look", "sheet": sheet})
        shown.append(desk.views())
    html = [view["html"] for views in shown for part, view in views.items() if part in ("map", "rounds", "sheet")]
    assert any("&lt;img" in one for one in html)
    assert not any("<img" in one or "<script" in one for one in html)


def test_the_page_is_told_which_of_its_changes_was_weighed_last(desk):
    form = to_draft(desk)
    for turn in (1, 2):
        desk.do({"do": "try", "form": form | {"core": 3.0}, "turn": turn})
    assert desk.views()["chair"]["turn"] == 2


def test_an_afternoon_of_play_leaves_nothing_behind(desk):
    left = []
    for seed in range(3):
        left.append(ref(desk.session.summit))
        desk.do({"do": "restart", "seed": str(seed)})
        desk.do({"do": "step_round"})
        desk.views()
    gc.collect()
    assert [one() for one in left] == [None] * 3
    for _ in range(8):
        desk.do({"do": "to", "place": 2})
        desk.do({"do": "pull", "key": "demand", "value": 4.0})
        desk.do({"do": "to", "place": 9})
    assert len(desk.session.moments) == 10
    assert len(desk.session.summit.datacollector.model_vars["round"]) == 2


def test_the_text_by_round_shows_what_is_asked_for_now(desk):
    desk.do({"do": "step_round"})
    assert "asked by USA: 5 %" in desk.views()["rounds"]["html"]
    desk.do({"do": "pull", "key": "demand", "value": 4.5})
    assert "asked by USA: 4.5 %" in desk.views()["rounds"]["html"]


def test_a_question_is_asked_once_a_moment(desk):
    first = desk.question()
    assert desk.question() == first
    desk.do({"do": "look", "all_seen": True})
    assert desk.question() != first
    desk.do({"do": "pull", "key": "demand", "value": 4.5})
    dragged = desk.question()
    desk.do({"do": "pull", "key": "demand", "value": 4.25})
    assert desk.question() != dragged
