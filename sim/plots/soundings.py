"""The allies in the picture of a negotiation: how willing each sounds, and the threat over them."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sim.plots.bands import INSET, Band, rule
from sim.plots.drafts import Tag, tags
from sim.plots.style import FAINT, INK, NOTE, PLAIN, QUIET, VERMILLION, say
from sim.results.describe import percent
from sim.results.transcript import Outcome, RoundRecord
from sim.scenario.schema import Scenario
from sim.signs.timeline import Column

WILLING = 0.5
"""From here on an ally sounds as if it would accept."""
NAMED = 5
"""How many allies are named at the end of their lines."""


def middle(column: Column) -> float:
    """Return the middle of a column."""
    return (column.left + column.right) / 2


def edge(columns: list[Column]) -> float:
    """Return where the last meeting held ends."""
    return max(column.right for column in columns if column.page)


def held(columns: list[Column]) -> list[tuple[float, RoundRecord]]:
    """Return where each meeting held stands, and its record."""
    return [(middle(column), column.page) for column in columns if column.page]


def courses(columns: list[Column]) -> dict[str, list[float]]:
    """Return how willing each ally sounded, meeting by meeting."""
    pages = [page for _, page in held(columns)]
    return {
        voice.code: [page.soundings[seat].accepts for page in pages] for seat, voice in enumerate(pages[-1].soundings)
    }


def remarkable(course: dict[str, list[float]], outcome: Outcome) -> list[str]:
    """Return the allies to name: those who broke silence and the most reluctant, a few in all."""
    telling = {*outcome.broke_silence, outcome.most_reluctant, outcome.pivotal}
    ranked = sorted(course, key=lambda code: (course[code][-1], code not in telling))
    chosen = [code for code in ranked if code in telling][: NAMED - 1]
    return chosen + [code for code in ranked if code not in chosen][: NAMED - len(chosen)]


def counting(axes: Axes, columns: list[Column]) -> None:
    """Write above each meeting how many sound willing."""
    for column in columns:
        if column.page:
            count = len([voice for voice in column.page.soundings if voice.accepts >= WILLING])
            say(axes, column.left + INSET, 1.24, f"{count} willing", PLAIN, weight="bold", va="center")


def soundings(columns: list[Column], outcome: Outcome, scenario: Scenario) -> Band:
    """Return the band of all allies' soundings, the most reluctant and the breakers named."""
    high, course, places = 2.5, courses(columns), [place for place, _ in held(columns)]
    chosen = remarkable(course, outcome)

    def draw(axes: Axes) -> None:
        rule(axes, columns, -0.06, 1.4)
        counting(axes, columns)
        axes.set_yticks([0.0, 0.25, 0.5, 0.75, 1.0])
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
        axes.axhline(WILLING, color=QUIET, lw=1, ls=":")
        for code, shares in course.items():
            broke, mark = code in outcome.broke_silence, code in chosen
            colour = FAINT if not mark else VERMILLION if broke else INK
            axes.plot(
                places,
                shares,
                color=colour,
                lw=2 if mark else 0.8,
                marker="xo"[not broke] if mark else ".",
                ms=6 if mark else 3,
                markevery=[-1],
            )
        tags(axes, places[-1], edge(columns), [tag(code, course[code][-1], outcome, scenario) for code in chosen], high)

    return Band(
        high,
        "Soundings",
        f"how likely each of {len(course)} allies sounds to accept (half: willing); ✗: has broken silence",
        draw,
    )


def tag(code: str, share: float, outcome: Outcome, scenario: Scenario) -> Tag:
    """Return an ally's label."""
    broke = code in outcome.broke_silence
    name = f"{scenario.members[code].name} {percent(share)}"
    return Tag(share, f"✗ {name}" if broke else name, VERMILLION if broke else INK, "bold" if broke else "normal")


def threat(columns: list[Column], scenario: Scenario) -> Band:
    """Return the band of how credible the patron's leaving is."""
    pages, high = held(columns), 0.75
    places = [middle(columns[0]), *(place for place, _ in pages)]
    shares = [pages[0][1].patron.threat_before, *(page.patron.threat for _, page in pages)]

    def draw(axes: Axes) -> None:
        rule(axes, columns, 0.0, 1.08)
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
        axes.set_yticks([0.0, 0.5, 1.0])
        axes.plot(places, shares, color=INK, lw=1.6, marker="o", ms=3.5)
        say(axes, places[0] - 0.08, shares[0], percent(shares[0]), NOTE, ha="right", va="center")
        tags(axes, places[-1], edge(columns), [Tag(shares[-1], percent(shares[-1]))], high)

    return Band(high, "Threat to leave", f"by {scenario.patron.code}, chance", draw)
