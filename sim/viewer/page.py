"""Page: the desk in a browser. Every tab has a desk of its own; nothing is kept here but its looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import solara

HERE = Path(__file__).parent
MAP_TABS = [
    {"value": "stance", "label": "Stance"},
    {"value": "core", "label": "Core spending"},
    {"value": "fear", "label": "Fear"},
    {"value": "stress", "label": "Fiscal stress"},
    {"value": "network", "label": "Network"},
    {"value": "rounds", "label": "Text by round"},
]
SHEET_TABS = [
    {"value": "allies", "label": "Allies"},
    {"value": "minutes", "label": "Minutes"},
    {"value": "buys", "label": "What it buys"},
    {"value": "chair", "label": "Take the chair"},
]
WIDE = "rounds"
"""What is shown across the whole page."""
NO_TABS: dict[str, Any] = {"tabs": [], "current": "", "looks": ""}


@solara.component_vue("parts/bar.vue")
def Bar(view: dict[str, Any], event_act: Callable[[dict[str, Any]], None]) -> None:
    """Say where the negotiation stands, and walk through it."""


@solara.component_vue("parts/controls.vue")
def Controls(
    view: dict[str, Any],
    document: dict[str, str],
    event_act: Callable[[dict[str, Any]], None],
    event_keep: Callable[[dict[str, Any]], None],
) -> None:
    """Offer scenarios, seed, levers and files."""


@solara.component_vue("parts/panel.vue")
def Panel(
    name: str,
    label: str,
    tabs: list[dict[str, str]],
    current: str,
    looks: str,
    html: str,
    event_act: Callable[[dict[str, Any]], None],
) -> None:
    """Show a drawing or a sheet under its tabs."""


@solara.component_vue("parts/chair.vue")
def Chair(view: dict[str, Any], event_act: Callable[[dict[str, Any]], None]) -> None:
    """Offer the text as a form."""


@solara.component
def Page() -> None:
    """Show one negotiation."""
    from sim.viewer import asked
    from sim.viewer.desk import Desk

    desk = solara.use_memo(lambda: Desk(asked.given), [])
    document, keep = solara.use_state({"name": "", "text": ""})
    turn, redraw = solara.use_state(0)

    def act(deed: dict[str, Any]) -> None:
        desk.do(deed)
        redraw(lambda before: before + 1)

    def save(_: dict[str, Any]) -> None:
        keep({"name": desk.file_name(), "text": desk.saved()})

    views = solara.use_memo(desk.views, [turn])
    solara.Title(views["bar"].get("title") or "Summit")
    solara.Style(HERE / "parts" / "page.css")
    wide = desk.session is not None and desk.measure == WIDE
    with solara.v.Html(tag="main", class_="summit wide" if wide else "summit"):
        Bar(view=views["bar"], event_act=act)
        Controls(view=views["controls"], document=document, event_act=act, event_keep=save)
        if desk.session is not None:
            Middle(views, act)
            Right(views, desk.question(), act)


@solara.component
def Middle(views: dict[str, dict[str, Any]], act: Callable[[dict[str, Any]], None]) -> None:
    """Show the map, and below it, where a screen is tall enough, the text by round."""
    shown, rounds = views["map"], views["rounds"]
    tabs = {"tabs": MAP_TABS, "current": shown["measure"], "looks": "measure"}
    with solara.v.Html(tag="div", class_="summit-middle"):
        Panel(name="map", label="The alliance", html=shown["html"], event_act=act, **tabs)
        Panel(name="rounds", label="The text by round", html=rounds["html"], event_act=act, **NO_TABS)


@solara.component
def Right(views: dict[str, dict[str, Any]], question: Any, act: Callable[[dict[str, Any]], None]) -> None:
    """Show the estimate above the sheets: the allies, one of them, the minutes, what it buys, the chair's form."""
    shown = views["sheet"]
    chosen = [{"value": "ally", "label": shown["chosen"]}] if shown["chosen"] else []
    tabs = {"tabs": [SHEET_TABS[0], *chosen, *SHEET_TABS[1:]], "current": shown["sheet"], "looks": "sheet"}
    with solara.v.Html(tag="div", class_="summit-right"):
        Estimate(question)
        Panel(name="sheet-panel", label="Sheets", html=shown["html"], event_act=act, **tabs)
        Chair(view=views["chair"] | {"shown": shown["sheet"] == "chair"}, event_act=act)


@solara.component
def Estimate(question: Any) -> None:
    """Show how it may end from here; the answer comes from the background."""
    from solara.lab import use_task

    task, last = use_task(question.answer, dependencies=[question], prefer_threaded=True), solara.use_ref("")
    stale = not (task.finished and task.value)
    if not stale:
        last.current = task.value
    html = last.current if last.current and not question.moment.over else question.meanwhile
    name = f"estimate-panel{' over' if question.moment.over else ' stale' if stale else ''}"
    Panel(name=name, label="The chair's estimate", html=html, event_act=ignore, **NO_TABS)


def ignore(deed: dict[str, Any]) -> None:
    """Do nothing: there is no ally to choose in an estimate."""
