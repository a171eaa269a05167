"""The replay page in a real browser: every step shows the transcript's own data, and nothing leaves the file."""

import shutil
from functools import cache
from itertools import pairwise

import pytest

from sim.results.buying import ALL
from sim.results.transcript import last_voices
from sim.scenario.read import load
from sim.signs.stances import LOOKS, stances
from sim.signs.words import signed
from sim.story.replay import replay
from sim.story.scenes import scenes
from sim.summit.model import Summit

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH to open the page in")

NASTY = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
LOOK = """() => {
  const words = (selector) => document.querySelector(selector).textContent;
  const rows = (selector) => [...document.querySelectorAll(selector)].filter((row) => row.offsetParent);
  const faces = [...document.querySelectorAll("#map .tile")];
  return {
    title: words("#title"), text: words("#text"), done: words("#done"),
    kinds: Object.fromEntries(faces.map((tile) => [tile.dataset.code, tile.getAttribute("class")])),
    signs: Object.fromEntries(faces.map((tile) => [tile.dataset.code, tile.querySelector(".sign").textContent])),
    table: rows("#rows tr").map((row) => [row.dataset.code, row.querySelector(".total").textContent]),
    minutes: [...document.querySelectorAll("#minutes [data-scene]")].filter((part) => !part.hidden)
      .flatMap((part) => [...part.children].map((line) => line.textContent)),
    bought: [...document.querySelectorAll("#bought tr")]
      .map((row) => [row.dataset.code, row.children[3].textContent, row.children[5].textContent]),
    over: !document.querySelector("#outcome").hidden,
    veil: Number(document.querySelector(".rounds .ahead").getAttribute("width")),
  };
}"""


@cache
def played(seed=1, nasty=False):
    scenario = load("the-hague-2025")
    if nasty:
        members = {code: one.model_copy(update={"name": NASTY, "the": None}) for code, one in scenario.members.items()}
        scenario = scenario.model_copy(update={"title": NASTY, "members": members})
    summit = Summit(scenario, seed=seed)
    summit.play()
    return summit.transcript(yardsticks=True), summit.settled


@cache
def written(seed, nasty):
    return replay(*played(seed, nasty))


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM)
        yield found
        found.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page and watch it: console, errors and requests are empty at the end, the file itself apart."""
    seen, contexts = [], []

    def open_(seed=1, nasty=False, fragment="", **how):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **how})
        contexts.append(context)
        page = context.new_page()
        file = tmp_path / "summit.html"
        file.write_text(written(seed, nasty), encoding="utf-8")
        page.on("console", lambda message: seen.append(message.text))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("request", lambda request: request.url.split("#")[0] == file.as_uri() or seen.append(request.url))
        page.goto(file.as_uri() + fragment)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert seen == []


def test_every_step_shows_the_transcripts_own_data(opened):
    transcript, scenario = played()
    page, told = opened(fragment="#start"), scenes(transcript, scenario)
    codes = list(scenario.members)
    for place, scene in enumerate(told):
        shown = page.evaluate(LOOK)
        assert shown["text"] == scene.text.words
        assert shown["title"] == (f"Round {scene.round} of 9" if scene.round else "Opening")
        for code, stand in stances(scene.heard, codes, scenario).items():
            assert f"k-{stand.kind}" in shown["kinds"][code].split()
            assert ("pivotal" in shown["kinds"][code].split()) == stand.pivotal
            assert shown["signs"][code] == LOOKS[stand.kind].sign
        ranked = sorted(last_voices(scene.heard), key=lambda voice: voice.total)
        if ranked:
            assert shown["table"] == [[voice.code, signed(voice.total)] for voice in ranked]
        assert shown["minutes"] == [line.strip() for one in told[: place + 1] for line in one.lines]
        assert shown["over"] == (place == len(told) - 1)
        page.keyboard.press("ArrowRight")
    assert page.evaluate(LOOK) == shown, "there is nothing after the end"
    bought = {code: (last, whole) for code, last, whole in shown["bought"]}
    for one in transcript.buys:
        assert bought[one.code] == (f"{one.money_last_year:,.1f}", f"{one.money_total:,.1f}")
    assert ALL in bought
    assert shown["veil"] == 0


def test_the_time_to_come_is_hidden(opened):
    page = opened(fragment="#start")
    veils = []
    for _ in range(12):
        veils.append(page.evaluate(LOOK)["veil"])
        page.keyboard.press("ArrowRight")
    assert all(later <= now for now, later in pairwise(veils))
    assert veils[-1] < veils[0]
    assert not page.locator(".rounds .ends").first.is_visible()
    page.keyboard.press("End")
    assert page.locator(".rounds .ends").first.is_visible()


def test_back_is_where_one_came_from(opened):
    page = opened()
    page.click("#first")
    seen = []
    for _ in range(5):
        seen.append(page.evaluate(LOOK))
        page.click("#next")
    for before in reversed(seen):
        page.click("#back")
        assert page.evaluate(LOOK) == before
    assert page.locator("#back").is_disabled()


def test_keys_and_scrubber_reach_every_place(opened):
    transcript, scenario = played()
    told, page = scenes(transcript, scenario), opened()
    page.keyboard.press("Home")
    for round_ in range(1, 4):
        page.keyboard.press("Shift+ArrowRight")
        assert page.locator("#title").inner_text() == f"Round {round_} of 9"
        last = [one for one in told if one.round == round_][-1]
        assert page.evaluate(LOOK)["minutes"][-1] == last.lines[-1].strip()
    page.locator("#scrubber").fill("7")
    assert page.locator("#text").inner_text() == told[7].text.words
    page.locator("#scrubber").press("ArrowRight")
    assert page.evaluate(LOOK)["minutes"][-1] == told[8].lines[-1].strip()
    page.locator("#tab-minutes").click()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#minutes").is_visible()
    assert page.locator("#text").inner_text() == told[7].text.words
    page.locator("#tab-minutes").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#buys").is_visible(), "a tab that was reached by keyboard leads to the next tab"
    page.locator(".rounds [data-round='5']").click()
    assert page.locator("#title").inner_text() == "Round 5 of 9"


def test_an_allys_balance_adds_up_on_screen(opened):
    transcript, scenario = played()
    page = opened()
    page.locator("#map [data-code='FRA']").focus()
    page.keyboard.press("Enter")
    assert page.locator("#ally-name").inner_text() == "France"
    voice = next(one for one in last_voices(transcript) if one.code == "FRA")
    for part, amount in voice.parts.items():
        row = page.locator(f"#bars [data-part='{part}']")
        assert row.locator(".amount").text_content() == signed(amount)
    assert page.locator("#bars [data-part='total'] .amount").text_content() == signed(voice.total)
    assert "NATO, The Secretary General's Annual Report 2024" in page.locator("#figures").inner_text()
    assert page.locator("#history li").count() == sum(1 + len(one.silence) for one in transcript.rounds)
    page.locator("#map [data-code='USA']").click()
    assert page.locator("#ally-name").inner_text() == scenario.patron.name
    assert page.locator("#bars").is_hidden()
    assert page.locator("#history li").count() == len(transcript.rounds)


def test_measures_and_network_show_the_scenarios_figures(opened):
    transcript, scenario = played()
    page = opened()
    page.locator("[data-measure='fear']").click()
    for code in ("ESP", "EST"):
        said = page.locator(f"#map [data-code='{code}'] .value").text_content()
        assert said == f"{100 * transcript.rounds[-1].threats[code]:.0f} %"
    page.locator("[data-measure='core']").click()
    page.locator("[data-view='network']").click()
    assert page.locator("#map").is_hidden()
    page.locator("#network [data-code='LUX']").click()
    assert page.locator("#network .tie.lit").count() == 3
    assert page.locator("#network [data-code='LUX'] .value").text_content() == "1.30 %"
    assert page.locator("#ally-name").inner_text() == scenario.members["LUX"].name


def test_scenario_text_is_shown_not_run(opened):
    page = opened(nasty=True, fragment="#start")
    page.keyboard.press("End")
    page.locator("#map .tile").first.click()
    assert page.locator("h1").inner_text() == NASTY
    assert page.locator("#ally-name").inner_text() == NASTY
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0


def test_without_a_script_the_minutes_and_the_end_are_there(opened):
    transcript, _ = played()
    page = opened(java_script_enabled=False)
    said = page.locator("body").inner_text()
    assert "The Secretary General mends" in said
    assert transcript.outcome.words in said
    assert page.locator(".controls").is_hidden()
    for panel in ("allies", "ally", "minutes", "buys", "outcome"):
        assert page.locator(f"#{panel}").is_visible()


@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (1920, 1080), (390, 800)])
def test_nothing_sticks_out_of_the_window(opened, wide, high):
    page = opened(viewport={"width": wide, "height": high})
    for tab in ("ally", "minutes", "buys", "allies"):
        page.locator(f"#tab-{tab}").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
    if wide == 1280:
        box = page.locator("#map").bounding_box()
        assert box["y"] + box["height"] <= high, "the whole alliance is on the first screen"
