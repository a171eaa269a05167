"""Drawings say what the transcript says, to every eye, hand and reader of XML."""

import re
from functools import cache
from math import fsum, isclose
from xml.etree import ElementTree

import pytest

from sim.results.transcript import last_voices
from sim.scenario.read import load
from sim.scenario.seating import network as ties
from sim.scenario.seating import seat
from sim.signs.palette import SCALE
from sim.signs.stances import LOOKS, stances
from sim.signs.words import signed
from sim.story.drawn import MEASURES, bars, network, svg, text_by_round, tile_map
from sim.story.drawn.balance import taken_apart
from sim.story.drawn.network import STRONGEST
from sim.story.drawn.rounds import place_of
from sim.summit.model import Summit

NASTY = '<script>alert("1")</script> & ]]> \x00 </svg>'
SPACE = "{http://www.w3.org/2000/svg}"


@cache
def played(seed=1, rounds=99, draw=False, nasty=False):
    """Return a negotiation after some rounds, and its scenario."""
    scenario = load("the-hague-2025")
    if nasty:
        named = {code: one.model_copy(update={"name": NASTY}) for code, one in scenario.members.items()}
        meetings = [one.model_copy(update={"place": NASTY}) for one in scenario.meetings]
        power = scenario.patron.model_copy(update={"name": NASTY})
        scenario = scenario.model_copy(update={"members": named, "meetings": meetings, "patron": power})
    summit = Summit(scenario, seed=seed, run=seed if draw else 0, draw=draw)
    while summit.running and len(summit.record.rounds) < rounds:
        summit.step()
    return summit.transcript(), summit.settled


def every(transcript, scenario):
    """Return all drawings of a negotiation."""
    found = [draw(transcript, scenario, measure) for draw in (tile_map, network) for measure in MEASURES]
    found += [bars(one, transcript, scenario) for one in last_voices(transcript)[::9]]
    return [*found, text_by_round(transcript, scenario)]


def read(drawing):
    return ElementTree.fromstring(drawing)


def words(element):
    """Return everything that a drawing says, tooltips among it."""
    return " ".join(" ".join(element.itertext()).split())


def tiles(drawing):
    return {one.get("data-code"): one for one in read(drawing).iter(f"{SPACE}g") if one.get("data-code")}


COURSES = {
    "before": (1, 0),
    "under way": (1, 3),
    "adopted": (1, 99),
    "drawn": (4, 99, True),
    "another": (15, 99, True),
}


@pytest.fixture(params=COURSES)
def course(request):
    return played(*COURSES[request.param])


def test_every_drawing_is_xml_and_needs_nothing_else(course):
    for drawing in every(*course):
        whole = read(drawing)
        assert whole.tag == f"{SPACE}svg"
        assert whole.get("aria-label")
        assert not [one for one in whole.iter() if one.tag.endswith(("script", "image", "foreignObject", "use"))]
        assert not re.findall(r"(?:href|src|@import|url\((?!#))", drawing)


def test_markup_in_a_scenario_is_shown_as_it_stands():
    transcript, scenario = played(nasty=True)
    for drawing in every(transcript, scenario):
        assert "<script" not in drawing
        assert read(drawing).tag == f"{SPACE}svg"
    shown = NASTY.replace("\x00", "").replace("  ", " ")
    assert shown in words(read(tile_map(transcript, scenario)))
    with pytest.raises(ElementTree.ParseError):
        read(f"<text>{NASTY}</text>")


def test_every_delegation_has_a_tile_of_its_stance(course):
    transcript, scenario = course
    found = tiles(tile_map(transcript, scenario))
    stands = stances(transcript, list(scenario.members), scenario)
    assert set(found) == {*scenario.members, scenario.patron.code}
    for code, stand in stands.items():
        assert f"k-{stand.kind}" in found[code].get("class").split()
        assert LOOKS[stand.kind].sign in words(found[code])
        assert ("pivotal" in found[code].get("class")) == stand.pivotal


def test_tiles_say_what_was_said_last():
    transcript, scenario = played()
    found = tiles(tile_map(transcript, scenario))
    for voice in last_voices(transcript):
        assert signed(voice.total) in words(found[voice.code])
    for code in transcript.outcome.broke_silence:
        assert "broke in" in words(found[code])


def test_fear_on_the_tiles_moves_with_the_rounds():
    for rounds in (0, 2, 5):
        transcript, scenario = played(3, rounds)
        table = dict(zip(scenario.members, seat(scenario).table.threat, strict=True))
        fear = transcript.rounds[-1].threats if rounds else table
        for code, tile in tiles(tile_map(transcript, scenario, "fear")).items():
            assert code not in fear or f"{100 * fear[code]:.0f} %" in words(tile)


def test_shades_go_from_little_to_much():
    transcript, scenario = played()
    for measure, value in (
        ("core", lambda code: scenario.members[code].defence.central()),
        ("stress", dict(zip(scenario.members, seat(scenario).table.stress, strict=True)).__getitem__),
    ):
        shade = {
            code: one.get("class").split()[1] for code, one in tiles(tile_map(transcript, scenario, measure)).items()
        }
        ranked = sorted(scenario.members, key=value)
        assert [shade[code] for code in ranked] == sorted(shade[code] for code in ranked)
        assert len(set(shade.values())) == len(SCALE) + (measure == "stress")  # the patron has no stress


def test_an_unknown_measure_is_refused():
    for draw in (tile_map, network):
        with pytest.raises(ValueError, match='measure "height"; allowed: stance, core, fear, stress'):
            draw(*played(), "height")


def test_tiles_and_nodes_can_be_reached_and_heard():
    for draw in (tile_map, network):
        for one in tiles(draw(*played())).values():
            assert one.get("tabindex") == "0"
            assert one.get("aria-label")
            assert one.find(f"{SPACE}title") is not None


def test_bars_add_up_to_what_decides(course):
    transcript, scenario = course
    for voice in last_voices(transcript):
        rows = taken_apart(voice, transcript, scenario)
        parts = [row.change for row in rows if not row.whole]
        assert isclose(fsum(parts), voice.total, abs_tol=1e-9)
        assert isclose(rows[-1].change, voice.total)
        merits = next(row for row in rows if row.part == "merits")
        assert isclose(merits.end, fsum(list(voice.parts.values())[:8]), abs_tol=1e-9)


def test_bars_are_as_long_as_what_they_stand_for():
    transcript, scenario = played()
    voice = last_voices(transcript)[0]
    drawn = [
        one for one in read(bars(voice, transcript, scenario, (-1.0, 1.0))).iter(f"{SPACE}g") if one.get("data-part")
    ]
    lengths = {one.get("data-part"): float(one.findall(f"{SPACE}rect")[1].get("width")) for one in drawn}
    for part, amount in voice.parts.items():
        assert lengths[part] == pytest.approx(abs(amount) * 160.0, abs=0.1)
    assert "the price of standing alone" in words(read(bars(voice, transcript, scenario)))


def test_the_rounds_tell_events_letters_and_silences(course):
    transcript, scenario = course
    said = words(read(text_by_round(transcript, scenario)))
    for page in transcript.rounds:
        assert f"round {page.round}" in said
        for event in page.events:
            assert event.words in said
        for attempt in page.silence:
            assert f"✗ {attempt.broke[0]}" in said if attempt.broke else "✓ adopted" in said
            for code in attempt.text.letters:
                assert f"✉\ufe0e {code}" in said
        assert f"{page.text.core:g} %" in said
        assert str(page.text.deadline) in said


def test_a_summit_without_related_spending_has_one_target():
    past = Summit("wales-2014")
    said = words(read(text_by_round(past.play(), past.settled)))
    assert "core: 2 %" in said
    assert "with related" not in said
    assert "with related" in words(read(text_by_round(*played())))


def test_the_time_to_come_is_veiled_from_a_place_on_the_axis():
    transcript, scenario = played()
    places = [place_of(transcript, scenario, one) for one in range(len(transcript.rounds) + 1)]
    assert places == sorted(set(places))
    here = read(text_by_round(transcript, scenario, places[2]))
    veil = next(one for one in here.iter(f"{SPACE}rect") if "ahead" in (one.get("class") or ""))
    assert float(veil.get("x")) == pytest.approx(places[2], abs=0.1)
    assert float(veil.get("x")) + float(veil.get("width")) == pytest.approx(places[-1], abs=0.1)
    twice = next(page for page in transcript.rounds if len(page.silence) == 2)
    first, second = (place_of(transcript, scenario, twice.round, one) for one in (1, 2))
    assert places[twice.round - 1] < first < second == places[twice.round]


def test_the_network_shows_whom_each_ally_listens_to_most():
    transcript, scenario = played()
    graph, whole = ties(scenario), read(network(transcript, scenario, chosen="ESP"))
    lines = [one for one in whole.iter(f"{SPACE}path") if one.get("data-from")]
    assert len(lines) == STRONGEST * len(scenario.members)
    assert [one.get("data-from") for one in lines if "lit" in one.get("class")] == ["ESP"] * STRONGEST
    told = words(tiles(network(transcript, scenario))["ESP"])
    for _, other, _ in sorted(graph.edges("ESP", data="weight"), key=lambda one: -one[2])[:STRONGEST]:
        assert scenario.members[other].name in told
    spots = [
        tuple(map(float, re.findall(r"[\d.]+", one.get("transform")))) for one in tiles(network(*played())).values()
    ]
    apart = [((a - c) ** 2 + (b - d) ** 2) ** 0.5 for n, (a, b) in enumerate(spots) for c, d in spots[:n]]
    assert min(apart) > 42, "two nodes lie on one another"


def test_words_fit_their_room_or_are_cut():
    assert svg.short("North Macedonia", 60, 10).endswith("…")
    assert svg.wrap("a word and another", 60, 10) == ["a word and", "another"]
    assert svg.wrap("one two three four five six", 30, 12, 2)[-1].endswith("…")
    assert svg.clean("a\x00b\n c\u200b") == "a b c"


@pytest.mark.parametrize("step", SCALE)
def test_words_can_be_read_on_every_shade(step):
    def bright(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted(map(bright, step), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
