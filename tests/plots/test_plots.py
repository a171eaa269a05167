"""Pictures say what the transcript says, in words that anyone can see."""

import io
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise

import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from sim.plots import style
from sim.plots.alliance import alliance
from sim.plots.balance import balance
from sim.plots.rounds import rounds
from sim.scenario.read import load
from sim.signs.tiles import places
from sim.summit.model import Summit

HAGUE = "the-hague-2025"
EIGHT = ['summit.seats=["ESP","ITA","POL","DEU","FRA","GBR","EST","LUX"]']
NASTY = {"ESP": "$pain & <b>co</b> $x^2$", "FRA": r"\frac{1}{$}", "ITA": "It_a^ly %s {0}\n$", "POL": "P" * 200}


@cache
def played(seed, loose=False, small=False):
    """Return a finished negotiation and its scenario."""
    scenario = load(HAGUE, EIGHT) if small else load(HAGUE)
    return Summit(scenario, seed=seed, draw=loose, run=seed if loose else 0).play(), scenario


def first(wanted, loose=False):
    """Return the first negotiation that is as wanted."""
    for seed in range(80):
        transcript, scenario = played(seed, loose)
        if wanted(transcript):
            return transcript, scenario
    raise AssertionError("no such negotiation among the first eighty")


def tiled(scenario, tiles):
    """Return a scenario that places its members on a map."""
    members = {code: one.model_copy(update={"tile": tiles.get(code)}) for code, one in scenario.members.items()}
    power = scenario.patron.model_copy(update={"tile": tiles.get(scenario.patron.code)})
    return scenario.model_copy(update={"members": members, "patron": power})


def renamed(scenario, names):
    """Return a scenario with other names for some of its members."""
    members = {
        code: one.model_copy(update={"name": names.get(code, one.name)}) for code, one in scenario.members.items()
    }
    return scenario.model_copy(update={"members": members, "title": "Costs $5 and $6 " * 12})


def said(figure):
    """Return every text of a figure."""
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def flat(figure):
    """Return everything a figure says, on one line."""
    return " ".join(" ".join(said(figure)).split())


def printed(figure, form="png"):
    """Return a figure as a file's bytes; any warning of matplotlib is an error."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(file, format=form, dpi=40)
    return file.getvalue()


def every(transcript, scenario):
    """Return all pictures of a negotiation."""
    codes = [voice.code for voice in transcript.rounds[-1].soundings]
    return [
        rounds(transcript, scenario),
        alliance(transcript, scenario),
        *(balance(transcript, scenario, c) for c in codes[:2]),
    ]


def drawn(figure):
    """Return the words that are drawn, and where."""
    figure.canvas.draw()
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    for axes in figure.axes:
        if axes.axison:
            low, high = sorted(axes.get_ylim())
            ticks = zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)
            texts += [label for at, label in ticks if low <= at <= high]
    return [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text().strip()]


def outside(figure):
    """Return the texts that are cut off by the edge of the sheet."""
    boxes, box = drawn(figure), figure.bbox
    return [words for words, b in boxes if b.x0 < box.x0 or b.x1 > box.x1 or b.y0 < box.y0 or b.y1 > box.y1]


def collisions(figure):
    """Return pairs of texts that overlap."""
    boxes = [(words, box.padded(-1.0)) for words, box in drawn(figure)]
    return [(a, b) for n, (a, one) in enumerate(boxes) for b, two in boxes[n + 1 :] if one.overlaps(two)]


COURSES = {
    "letter": lambda t: bool(t.outcome.letters),
    "no new target": lambda t: not t.outcome.adopted,
    "many break": lambda t: len(t.outcome.broke_silence) > 12,
    "reaffirmed or low": lambda t: t.outcome.kind in ("reaffirm", "below"),
}


@pytest.fixture(params=COURSES)
def course(request):
    """A negotiation of each kind."""
    return first(COURSES[request.param], loose=request.param != "letter")


def test_a_collision_and_a_cut_would_be_seen():
    figure = rounds(*played(3))
    figure.text(0.5, 0.98, "words")
    figure.text(0.5, 0.98, "more words")
    figure.text(0.99, 0.5, "words beyond the edge of the sheet")
    assert ("words", "more words") in collisions(figure)
    assert outside(figure) == ["words beyond the edge of the sheet"]


def test_no_words_overlap_or_leave_the_sheet(course):
    for figure in every(*course):
        assert outside(figure) == []
        assert collisions(figure) == []


def test_every_breaker_is_named_beside_the_rounds(course):
    transcript, scenario = course
    words = flat(rounds(transcript, scenario))
    for code in transcript.outcome.broke_silence:
        name = scenario.patron.name if code == scenario.patron.code else scenario.members[code].name
        assert name in words, f"{name} broke silence and is not named"


def test_the_title_says_the_outcome(course):
    transcript, scenario = course
    words = rounds(transcript, scenario).texts[0].get_text()
    assert transcript.outcome.label in words or not transcript.outcome.adopted
    assert words.startswith("New target") == transcript.outcome.new_target


def test_the_rounds_say_what_was_said(course):
    transcript, scenario = course
    words = flat(rounds(transcript, scenario))
    for page in transcript.rounds:
        assert f"round {page.round}" in words
        for event in page.events:
            assert event.words in words
        for attempt in page.silence:
            for code in attempt.text.letters:
                assert f"side letter for {scenario.members[code].the or scenario.members[code].name}" in words
    assert f"seed {transcript.seed}, run {transcript.run}" in words


def test_every_code_has_its_tile(course):
    transcript, scenario = course
    words = said(alliance(transcript, scenario))
    for code in [*scenario.members, scenario.patron.code]:
        assert words.count(code) == 1


def test_the_balance_adds_up_to_what_the_ally_does(course):
    transcript, scenario = course
    for voice in transcript.rounds[-1].silence[-1].voices[::5]:
        figure, name = balance(transcript, scenario, voice.code), scenario.members[voice.code].name
        assert figure.texts[0].get_text() == f"{name} {'keeps' if voice.accepts else 'breaks'} silence"
        assert style.signed(voice.total) in said(figure)


def test_a_balance_that_nobody_has_is_refused():
    transcript, scenario = played(3)
    with pytest.raises(ValueError, match="no balance of USA; allowed: ALB, BEL"):
        balance(transcript, scenario, "USA")


def test_eight_at_the_table():
    transcript, scenario = played(3, small=True)
    for figure in every(transcript, scenario):
        assert outside(figure) == []
        assert collisions(figure) == []
    words = said(alliance(transcript, scenario))
    assert "LUX" in words
    assert "NLD" not in words


def test_a_summit_under_way():
    scenario = load(HAGUE)
    summit = Summit(scenario, seed=3)
    for held in range(2):
        transcript = summit.transcript()
        figures = [rounds(transcript, scenario), alliance(transcript, scenario)]
        figures += [balance(transcript, scenario, "LUX")] if held else []
        assert f"After {held} of 9 rounds: no text adopted yet" in said(figures[0])
        assert [outside(figure) + collisions(figure) for figure in figures] == [[]] * len(figures)
        summit.step()


def test_markup_is_shown_as_it_stands():
    transcript, scenario = played(15)
    strange = renamed(scenario, NASTY)
    pictures = [rounds(transcript, strange), alliance(transcript, strange), balance(transcript, strange, "FRA")]
    for figure in pictures:
        assert printed(figure, "svg")
    assert "$pain & <b>co</b> $x^2$" in flat(pictures[0])
    assert r"\frac{1}{$}" in flat(pictures[2])
    for figure in pictures:
        assert outside(figure) == []
        assert collisions(figure) == []


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_pictures_save(form):
    for figure in every(*played(3)):
        assert len(printed(figure, form)) > 1000


def test_pictures_are_drawn_in_threads_as_alone():
    alone = printed(rounds(*played(3)))
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda _: printed(rounds(*played(3))), range(3))) == [alone] * 3


def test_a_map_is_drawn_where_the_scenario_says():
    transcript, scenario = played(3)
    codes = list(scenario.members)
    layout = {code: [number % 7, number // 7] for number, code in enumerate([*codes, "USA"])}
    where, mapped = places(codes, tiled(scenario, layout))
    assert mapped
    assert where["ALB"] == (0.0, 0.0)
    assert "order of the tiles" not in said(alliance(transcript, tiled(scenario, layout)))


@pytest.mark.parametrize("fault", ["one missing", "two on one place"])
def test_without_a_whole_map_the_tiles_stand_by_distance(fault):
    scenario = load(HAGUE)
    codes = list(scenario.members)
    layout = {code: [number % 7, number // 7] for number, code in enumerate([*codes, "USA"])}
    layout["ESP"] = None if fault == "one missing" else layout["FRA"]
    where, mapped = places(codes, tiled(scenario, layout))
    assert not mapped
    assert len(set(where.values())) == len(codes) + 1
    assert where["CAN"][1] == max(down for _, down in where.values())


# -- colours ---------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes (2009), full loss of one kind of cone, on linear RGB.
LOSS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    """Return a colour's linear RGB."""
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in to_rgb(colour)]


def lab(rgb):
    """Return CIELAB of linear RGB."""
    r, g, b = (min(max(one, 0.0), 1.0) for one in rgb)
    white = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in white)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour, kind):
    """Return a colour's CIELAB as a reader with this loss sees it."""
    rgb = linear(colour)
    return lab([sum(m * one for m, one in zip(row, rgb, strict=True)) for row in LOSS[kind]] if kind else rgb)


def contrast(one, two):
    """Return the contrast ratio of two colours (WCAG 2)."""
    bright, dark = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, two))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", [None, *LOSS])
@pytest.mark.parametrize(
    "colours",
    [
        (style.ACCEPTS, style.HESITATES, style.BREAKS),
        (style.BLUE, style.VERMILLION, style.INK),
        (style.BLUE, style.GREEN),
    ],
)
def test_colours_stay_apart_for_every_eye(colours, kind):
    views = [seen(colour, kind) for colour in colours]
    for n, one in enumerate(views):
        for two in views[n + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5 > 15


def test_stances_stay_apart_in_grey():
    greys = [seen(colour, None)[0] for colour in (style.ACCEPTS, style.HESITATES, style.BREAKS)]
    assert greys[0] - 15 > greys[1] > greys[2] + 15


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (style.INK, style.ACCEPTS),
        (style.INK, style.HESITATES),
        (style.PAPER, style.BREAKS),
        (style.QUIET, style.SHADE),
        (style.BLUE, style.PAPER),
        (style.GREEN, style.SHADE),
        (style.VERMILLION, style.SHADE),
    ],
)
def test_words_are_readable_on_their_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


# -- helpers ---------------------------------------------------------------------------------


def test_labels_spread_without_leaving_their_order_or_bounds():
    places_ = style.spread([0.0, 0.0, 0.5, 0.01], 0.1, 0.0, 1.0)
    ordered = sorted(places_)
    assert all(b - a > 0.0999 for a, b in pairwise(ordered))
    assert places_[2] == max(places_)
    assert 0 <= min(places_) <= max(places_) <= 1


def test_lines_fit_their_room():
    lines = style.wrap("Donaudampfschifffahrtsgesellschaft and a few short words", 1.0)
    assert all(style.width(line) <= 1.0 for line in lines)
    assert "".join(lines).replace(" ", "") == "Donaudampfschifffahrtsgesellschaftandafewshortwords"


@pytest.mark.parametrize(
    ("first_day", "last_day", "words"),
    [
        ("2025-05-14", None, "14 May"),
        ("2025-05-14", "2025-05-15", "14–15 May"),
        ("2025-05-30", "2025-06-01", "30 May – 1 Jun"),
    ],
)
def test_days_are_written_as_people_write_them(first_day, last_day, words):
    assert style.days(first_day, last_day) == words


@pytest.mark.parametrize(("number", "words"), [(0.254, "+0.25"), (-0.2, "−0.20"), (-0.001, "0")])
def test_signed_numbers(number, words):
    assert style.signed(number) == words
