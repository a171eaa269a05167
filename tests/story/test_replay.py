"""The replay page: one file that holds the transcript, says it without a script, and runs nothing of a scenario's."""

import json
import re
from functools import cache
from html.parser import HTMLParser

import pytest

from sim.results.describe import percent
from sim.results.transcript import last_voices
from sim.scenario.read import load
from sim.signs.words import signed
from sim.story.figures import figures, origin
from sim.story.minutes import minutes
from sim.story.replay import replay
from sim.story.replay_data import Replay
from sim.story.scenes import SILENCE, SOUNDING
from sim.summit.model import Summit

NASTY = '</script><script>document.title="run"</script><img src=x onerror=alert(1)> & "it\'s"'


@cache
def played(seed=1, nasty=False):
    scenario = load("the-hague-2025")
    if nasty:
        members = {code: one.model_copy(update={"name": NASTY, "the": None}) for code, one in scenario.members.items()}
        sources = {
            key: one.model_copy(update={"title": NASTY, "url": "javascript:alert(1)"})
            for key, one in scenario.sources.items()
        }
        scenario = scenario.model_copy(update={"title": NASTY, "members": members, "sources": sources})
    summit = Summit(scenario, seed=seed)
    summit.play()
    return summit.transcript(yardsticks=True), summit.settled


@cache
def page(seed=1, nasty=False):
    return replay(*played(seed, nasty), "python run.py play --seed 1")


@cache
def data(seed=1):
    return Replay(*played(seed)).values()


class Words(HTMLParser):
    """What a page says to one without scripts, and what it is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.within = [], [], None
        self.feed(text)
        self.said = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.within = tag if tag in ("script", "style") else self.within

    def handle_endtag(self, tag):
        self.within = None if tag == self.within else self.within

    def handle_data(self, words):
        if not self.within:
            self.words.append(words)


def test_the_file_asks_nothing_of_any_network():
    text = page()
    for tag, attributes in Words(text).tags:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base"), tag
        assert not {"src", "srcset", "action", "data", "poster"} & set(attributes), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert "href" not in attributes or tag == "a"
    assert "default-src 'none'" in text
    for word in ("@import", "fetch(", "XMLHttpRequest", "WebSocket", "eval(", "innerHTML"):
        assert word not in text


def test_it_is_a_few_hundred_kilobytes():
    assert 150_000 < len(page().encode()) < 600_000


def test_a_page_without_scripts_says_the_minutes_and_the_end():
    transcript, scenario = played()
    said = Words(page()).said
    for line in minutes(transcript, scenario):
        assert " ".join(line.split()) in said
    assert transcript.outcome.words in said
    for voice in last_voices(transcript):
        assert scenario.members[voice.code].name in said
        assert signed(voice.total) in said


def test_what_a_scenario_says_is_never_markup():
    text = page(nasty=True)
    found = Words(text)
    assert [tag for tag, _ in found.tags].count("script") == 2
    assert not [tag for tag, attributes in found.tags if tag == "img" or "onerror" in attributes]
    assert not [attributes for tag, attributes in found.tags if tag == "a" and "javascript" in attributes["href"]]
    assert " ".join(NASTY.split()) in found.said
    held = json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1])
    assert NASTY in held["names"].values(), "the data hold the words as they are"


@pytest.mark.parametrize("seed", [1, 2])
def test_the_data_are_the_transcripts(seed):
    transcript, scenario = played(seed)
    known = data(seed)
    heard = [page.soundings for page in transcript.rounds for _ in [0]]
    spoken = [one for one in Replay(transcript, scenario).scenes if one.phase in (SOUNDING, SILENCE)]
    assert len(known["hearings"]) == len(spoken) + 1
    assert len(heard) == len(transcript.rounds)
    for scene, hearing in zip(spoken, known["hearings"][1:], strict=True):
        voices = last_voices(scene.heard)
        assert hearing["order"] == [voice.code for voice in sorted(voices, key=lambda one: one.total)]
        for voice in voices:
            row = hearing["rows"][voice.code]
            assert row["total"] == signed(voice.total)
            assert row["parts"] == pytest.approx(list(voice.parts.values()), abs=1e-5)
            worth = signed(voice.total) if scene.phase == SILENCE else percent(voice.accepts)
            assert hearing["faces"][voice.code][2] == worth
            assert (row["need"] == "nothing more") == (voice.total >= 0.0)
    assert [one["text"] for one in known["scenes"]][-1] == transcript.rounds[-1].silence[-1].text.words


def test_money_at_the_end_is_what_the_outcome_buys():
    transcript, _ = played()
    known = data()
    last = known["bought"][known["scenes"][-1]["bought"]]
    for one in transcript.buys:
        assert last["rows"][one.code][2] == f"{one.money_last_year:,.1f}"
        assert last["rows"][one.code][4] == f"{one.money_total:,.1f}"


def test_every_figure_names_its_source():
    _, scenario = played()
    for code in scenario.members:
        for one in figures(code, scenario):
            assert one.value
            words, web = origin(one.source, scenario)
            assert words, f"{code}: {one.column} has no source"
            assert not web or web.startswith("http")
    spain = {one.column: one for one in figures("ESP", scenario)}
    assert spain["defence"].value == "1.24 % of GDP"
    assert spain["gdp"].value.startswith("US$ ")
    assert spain["party_opposed"].value in ("yes", "no")


def test_a_summit_under_way_can_be_looked_at():
    scenario = load("the-hague-2025")
    summit = Summit(scenario, seed=1)
    for _ in range(3):
        summit.step()
    said = Words(replay(summit.transcript(), scenario)).said
    assert "After 3 of 9 rounds: no text adopted yet" in said
    with pytest.raises(ValueError, match="no round was played"):
        replay(Summit(scenario).transcript(), scenario)


def test_its_files_come_with_the_package():
    from importlib.resources import files

    for name in ("replay.html", "replay.css", "replay.js"):
        assert files("sim.story").joinpath(f"templates/{name}").is_file()
