"""The page in a real browser, end to end: what a user does, and what must never happen meanwhile."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from sim.ensemble.batch import run_batch
from sim.summit.model import Summit

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def found_browser():
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (the dev extra) to drive a browser")
pytest.importorskip("solara", reason="needs the extra view: the page's server")
pytestmark = pytest.mark.skipif(found_browser() is None, reason=f"needs a browser on PATH: {', '.join(BROWSERS)}")


TITLE = "The Hague, June 2025"
SAME = f'extends = "the-hague-2025"\ntitle = "{TITLE}"\n'
playwright.expect.set_options(timeout=20_000)


class Served:
    """The command as a user runs it, in a process of its own."""

    def __init__(self, log, *words):
        command = [sys.executable, str(ROOT / "run.py"), "view", "--no-browser", "--port", "0", *words]
        self.log = log
        with log.open("w") as errors:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
            )
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, f"{line}{log.read_text()}"
        self.address = found[0]

    def close(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()
        said = self.log.read_text()
        assert "Traceback" not in said, said
        assert "ERROR" not in said, said


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """A scenario of the user's own, so far the default one under another name."""
    file = tmp_path_factory.mktemp("mine") / "mine.toml"
    file.write_text(SAME, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def served(mine):
    server = Served(mine.with_name("log.txt"), str(mine))
    yield server
    server.close()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as tools:
        one = tools.chromium.launch(executable_path=found_browser(), args=["--no-sandbox"])
        yield one
        one.close()


class Tab:
    """A page that notes every request and every error."""

    def __init__(self, browser, address):
        self.address, self.errors, self.abroad = address, [], []
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.page = self.context.new_page()
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda asked: self.note(asked.url))
        self.page.on("websocket", lambda socket: self.note(socket.url.replace("ws://", "http://")))
        self.page.goto(address)
        self.part("controls").wait_for()

    def note(self, url):
        if not url.startswith((self.address, "blob:", "data:")):
            self.abroad.append(url)

    def part(self, name):
        return self.page.locator(".summit-controls" if name == "controls" else f"[data-test={name}]")

    def click(self, name):
        self.part(name).click()

    def at(self, place):
        self.page.wait_for_function(
            "place => document.querySelector('[data-test=scrubber]').value == place", arg=str(place)
        )

    def says(self, name, words):
        playwright.expect(self.part(name)).to_contain_text(words)

    def look(self, tab):
        """Turn to a tab, and wait until it is there."""
        self.click(f"tab-{tab}")
        playwright.expect(self.part(f"tab-{tab}")).to_have_attribute("aria-selected", "true")

    def close(self):
        self.context.close()
        assert self.errors == []
        assert self.abroad == []


@pytest.fixture(scope="module")
def open_tab(browser, served):
    one = Tab(browser, served.address)
    yield one
    one.close()


@pytest.fixture
def tab(open_tab):
    """The tab, as it was when it was opened: opening one takes longer than most of what is done in it."""
    open_tab.click("reset")
    open_tab.says("round", "Before round 1 of 9")
    open_tab.look("allies")
    yield open_tab
    assert open_tab.errors == []
    assert open_tab.abroad == []


def test_start_step_back_and_play_to_the_end(tab, the_hague):
    tab.says("round", "Before round 1 of 9")
    tab.says("text", "at least 3.5 % core and up to 1.5 % related by 2032")
    tab.click("step")
    tab.says("round", "Round 1 of 9")
    tab.says("meeting", "14–15 May 2025 · Antalya, foreign ministers")
    tab.click("step-round")
    tab.at(7)
    tab.click("back")
    tab.at(6)
    tab.click("end")
    played = Summit(the_hague).play()
    tab.says("ending", played.outcome.label)
    tab.says("text", played.rounds[-1].silence[-1].text.words)
    tab.look("minutes")
    tab.says("sheet-panel", "The text stands")
    tab.click("reset")
    tab.says("round", "Before round 1 of 9")


def test_the_end_on_the_page_is_that_of_play_value_for_value(tab, the_hague, tmp_path):
    tab.click("end")
    tab.part("ending").wait_for()
    with tab.page.expect_download() as download:
        tab.click("save")
    file = tmp_path / "session.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["transcript"] == json.loads(Summit(the_hague).play().to_json())
    tab.click("reset")
    tab.says("round", "Before round 1")
    tab.part("load").set_input_files(file)
    tab.part("ending").wait_for()


def test_the_keyboard_is_enough(tab):
    page = tab.page
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    tab.at(1)
    page.keyboard.press("Shift+ArrowRight")
    tab.at(7)
    page.keyboard.press("ArrowLeft")
    tab.at(6)
    page.keyboard.press(" ")
    tab.at(9)  # it plays on by itself
    page.keyboard.press(" ")
    page.keyboard.press("Home")
    tab.says("round", "Before round 1")
    tile = page.locator("[data-test=map] [data-code=ESP]")
    tile.focus()
    page.keyboard.press("Enter")
    tab.says("sheet-panel", "Public red line")
    playwright.expect(page.locator("[data-test=map] [data-code=ESP]")).to_be_focused()


def test_the_map_has_other_measures_and_a_network(tab):
    page = tab.page
    tab.click("step-round")
    tab.at(7)
    seen = set()
    for tabbed in ("stance", "core", "fear", "stress", "network", "rounds"):
        tab.look(tabbed)
        seen.add(page.locator("[data-test=map]").inner_html())
    assert len(seen) == 6
    tab.look("stance")
    page.locator("[data-test=map] [data-code=ITA]").click()
    tab.says("sheet-panel", "Italy")


def test_a_slider_acts_from_now_on_and_another_from_a_restart(tab):
    tab.click("step-round")
    tab.at(7)
    demand = tab.part("lever-demand")
    demand.focus()
    demand.press("ArrowRight")
    tab.at(8)  # a hand stepped in
    tab.look("minutes")
    tab.says("sheet-panel", "You set: The United States asks for 5.25 % of GDP, from now on.")
    room = tab.part("lever-room")
    room.focus()
    room.press("ArrowLeft")
    playwright.expect(tab.part("restart")).to_have_text(re.compile("Restart with these levers"))
    tab.click("restart")
    tab.says("round", "Before round 1")
    tab.part("scenario").select_option("the-hague-2025")


def test_the_user_takes_the_chair_and_puts_a_text_under_silence(tab):
    tab.look("chair")
    tab.click("to-draft")
    tab.says("round", "Round 1 of 9")
    tab.says("prospects", "Expected to break silence")
    core = tab.part("chair-core")
    core.focus()
    core.press("ArrowLeft")
    core.press("ArrowLeft")
    playwright.expect(tab.part("put")).to_be_enabled()
    tab.click("put")
    tab.says("text", "at least 3 % core")
    tab.click("silence")
    tab.says("round", "Round 8 of 9")
    tab.look("minutes")
    tab.says("sheet-panel", "You take the chair: core 3.5 → 3 %, in place of the Secretary General's draft.")
    tab.says("sheet-panel", "First silence")


def test_an_off_grid_text_is_refused_on_the_page(tab):
    tab.look("chair")
    tab.click("to-draft")
    tab.part("chair-letter").select_option("ESP")
    tab.says("chair-fault", "a new side letter in round 1; allowed: from round 7")
    playwright.expect(tab.part("put")).to_be_disabled()


def test_the_estimate_arrives_and_true_odds_are_behind_a_switch(tab):
    estimate = tab.page.locator("[data-test=estimate][data-runs]")
    estimate.wait_for(timeout=150_000)  # the first one may have to compile
    tab.says("estimate", "The chair’s estimate")
    tab.says("estimate", "Break silence on the way")
    tab.click("all-seen")
    playwright.expect(estimate).to_contain_text("True odds", timeout=20_000)
    tab.click("all-seen")


def test_two_tabs_do_not_share_a_negotiation(browser, served, tab):
    other = Tab(browser, served.address)
    other.click("step-round")
    other.at(7)
    tab.says("round", "Before round 1")
    tab.click("step")
    tab.at(1)
    other.at(7)
    other.close()


def test_another_scenario_and_seed(tab):
    tab.part("seed").fill("12")
    tab.part("seed").press("Enter")
    tab.click("end")
    tab.says("ending", Summit("the-hague-2025", seed=12).play().outcome.label)
    tab.part("seed").fill("luck")
    tab.part("seed").press("Enter")
    tab.says("fault", "seed 'luck'; allowed: a whole number")
    tab.part("seed").fill("1")
    tab.part("seed").press("Enter")
    tab.says("round", "Before round 1")


def test_everything_fits_the_screen(tab):
    tab.click("step-round")
    tab.at(7)
    wide, tall = tab.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert wide <= 1280
    assert tall <= 800


def test_a_stranger_is_refused(served):
    asked = urllib.request.Request(served.address, headers={"Host": "example.org"})
    with pytest.raises(urllib.error.HTTPError, match="403") as refusal:
        urllib.request.urlopen(asked)
    refusal.value.close()


def test_a_broken_scenario_and_a_hostile_one(tab, mine):
    hostile = "<img src=x onerror='window.hit=1'>"
    mine.write_text("[us]\ndemand = 99\n", encoding="utf-8")
    tab.part("scenario").select_option(str(mine))
    tab.says("fault", "faults")
    mine.write_text(f'{SAME.replace(TITLE, hostile)}\n[members.ESP]\nname = "{hostile}"\n', encoding="utf-8")
    tab.part("scenario").select_option(str(mine))
    playwright.expect(tab.page.locator("h1")).to_have_text(hostile)
    tab.click("end")
    tab.part("ending").wait_for()
    for sheet in ("minutes", "buys", "allies", "chair"):
        tab.look(sheet)
    assert tab.page.evaluate("window.hit") is None
    tab.part("scenario").select_option("the-hague-2025")
    tab.says("round", "Before round 1")


def test_a_run_of_a_ledger_opens_as_it_was(browser, tmp_path):
    ledger = run_batch("the-hague-2025", runs=6, settings=3, seed=5, out=tmp_path / "ledger")
    label = ledger.frame()["label"].iloc[4]
    server = Served(tmp_path / "log.txt", f"{tmp_path / 'ledger'}:4")
    one = Tab(browser, server.address)
    one.click("end")
    one.says("ending", "no text passed" if label == "none" else label)
    one.close()
    server.close()
