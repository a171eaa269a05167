"""``play``: one negotiation, told as a story."""

from __future__ import annotations

from itertools import combinations
from os import W_OK, access
from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.commands.screen import called, clear_faults, console, refuse, write

if TYPE_CHECKING:
    from rich.console import Console

    from sim.results.transcript import Transcript
    from sim.scenario.schema import Scenario
    from sim.summit.model import Summit

SEED, RUN = 1, 0


def play(
    scenario: Annotated[
        str | None,
        typer.Argument(help="a scenario's name or file, by default the first summit; or DIR:RUN, a run of a ledger"),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="keys all luck", show_default=str(SEED))
    ] = None,
    run: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="which run of that seed", show_default=str(RUN))
    ] = None,
    draw: Annotated[bool, typer.Option("--draw", help="draw what is uncertain instead of central settings")] = False,
    set_: Annotated[list[str] | None, typer.Option("--set", help="change an entry: us.demand=4 (repeatable)")] = None,
    json: Annotated[Path | None, typer.Option(help="write the transcript to this file")] = None,
    plot: Annotated[
        Path | None, typer.Option(help="draw the negotiation (PNG, SVG or PDF), and a map beside it")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="write a page to step through the negotiation: one file, no network needed")
    ] = None,
) -> None:
    """Play one negotiation and tell it, with every reason."""
    check_files({"--json": json, "--plot": plot, "--html": html})
    with clear_faults():
        given = {"--seed": seed, "--run": run, "--draw": draw or None, "--set": set_ or None}
        options = {name: value for name, value in given.items() if value is not None}
        summit = seat_for(scenario, options)
        summit.play()
        transcript = summit.transcript(yardsticks=True)
    screen = console()
    tell(screen, transcript, summit.settled)
    if json is not None:
        write(json, "transcript", transcript.to_json() + "\n")
        screen.print(f"\nTranscript: {json}")
    if plot is not None:
        draw_pictures(plot, transcript, summit.settled, screen)
    if html is not None:
        from sim.story.replay import replay

        write(html, "page", replay(transcript, summit.settled, again(scenario, options)))
        screen.print(f"Page: {html} (open it in a browser; add #start to its address to begin at the opening)")
    files = {name: file for name, file in (("--plot", plot), ("--html", html)) if file is not None}
    whats_next(screen, summit.case, scenario, options | files)


def check_files(wanted: dict[str, Path | None]) -> None:
    """Refuse a picture of unknown format, two files of one name, and a file that cannot be written."""
    files = {option: file for option, file in wanted.items() if file is not None}
    plot, formats = files.get("--plot"), (".png", ".svg", ".pdf")
    if plot is not None and plot.suffix.lower() not in formats:
        raise refuse(f"--plot {plot}: unknown picture format; allowed: {', '.join(formats)}")
    for option, other in combinations(files, 2):
        if files[option] == files[other]:
            raise refuse(f"{option} and {other} name the same file {files[option]}; allowed: two files")
    for option, file in files.items():
        if (fault := unwritable(file)) is not None:
            raise refuse(f"{option} {file}: cannot be written: {fault}")


def unwritable(file: Path) -> str | None:
    """Say why a file cannot be written, before long work for it begins; nothing if it looks as if it could."""
    if not file.parent.is_dir():
        return f"no folder {file.parent}"
    if file.is_dir():
        return "a folder"
    return None if access(file if file.exists() else file.parent, W_OK) else "not allowed there"


def again(scenario: str | None, options: dict[str, Any], command: str = "play") -> str:
    """Return the command that plays the same negotiation again, or another that takes the same options."""
    words = [command] if scenario is None else [command, scenario]
    for option, value in options.items():
        for one in value if isinstance(value, list) else [value]:
            words += [option] if one is True else [option, str(one)]
    return f"{called()} {join(words)}"


def seat_for(scenario: str | None, options: dict[str, Any]) -> Summit:
    """Return the summit that is asked for: of a scenario, or a run of a ledger."""
    if scenario is not None:
        from sim.commands.replay import replay, run_of_ledger

        if (wanted := run_of_ledger(scenario)) is not None:
            if options:
                what = f"a run of a ledger has all its settings; leave out {', '.join(options)}"
                raise refuse(f"play {scenario}: {what}")
            return replay(*wanted)
    from sim.scenario.read import default, load
    from sim.summit.model import Summit

    given = load(default() if scenario is None else scenario, options.get("--set", ()))
    seed, run = options.get("--seed", SEED), options.get("--run", RUN)
    return Summit(given, seed=seed, run=run, draw="--draw" in options)


def tell(screen: Console, transcript: Transcript, scenario: Scenario) -> None:
    """Print the minutes, the table of allies, the ending."""
    from sim.story.ending import buys, outcome, put_in
    from sim.story.minutes import minutes
    from sim.story.screen import allies, facts, paragraph, title

    for line in minutes(transcript, scenario):
        screen.print(paragraph(line))
    screen.print(title("The allies, from most reluctant to most willing"))
    screen.print(allies(transcript, scenario))
    screen.print(title("The outcome"))
    screen.print(facts(outcome(transcript, scenario)))
    screen.print(title("What it buys"))
    for line in buys(transcript, scenario):
        screen.print(paragraph(line))
    screen.print()
    screen.print(paragraph(put_in(transcript, scenario)))


def draw_pictures(path: Path, transcript: Transcript, scenario: Scenario, screen: Console) -> None:
    """Save the negotiation by round, and the alliance as a map beside it."""
    from io import BytesIO

    from sim.plots.alliance import alliance
    from sim.plots.rounds import rounds

    beside = path.with_name(f"{path.stem}-map{path.suffix}")
    for figure, file in ((rounds(transcript, scenario), path), (alliance(transcript, scenario), beside)):
        picture = BytesIO()
        figure.savefig(picture, format=file.suffix[1:].lower())
        write(file, "picture", picture.getvalue())
        screen.print(f"Picture: {file}")


def whats_next(screen: Console, case: Scenario, scenario: str | None, used: dict[str, Any]) -> None:
    """Name the commands that a reader may want next: of the same scenario, without what was just used."""
    from sim.commands.replay import run_of_ledger

    ledger = run_of_ledger(scenario) if scenario is not None else None
    offers = of_ledger(*ledger) if ledger is not None else of_scenario(case, scenario, used)
    # files are of this very negotiation, so the command that plays it again stands before them
    played = {name: value for name, value in used.items() if name not in ("--plot", "--html")}
    files = (("--plot", "summit.png", "two pictures"), ("--html", "summit.html", "a page to step through"))
    offers += [(again(scenario, {**played, name: to}), what) for name, to, what in files if name not in used]
    offers.append((f"{called()} list", "scenarios (--help: commands)"))
    width = max(len(command) for command, _ in offers)
    screen.print("\nNext:")
    for command, meaning in offers:
        screen.print(f"  {command:<{width}}  {meaning}", soft_wrap=True)


def of_ledger(folder: Path, run: str) -> list[tuple[str, str]]:
    """Return what may come next after a run of a ledger: another of its runs, and all of them."""
    from sim.results.store import read_recipe

    runs = read_recipe(folder).runs
    another = [(again(f"{folder}:{(int(run) + 1) % runs}", {}), "another of its runs")] if runs > 1 else []
    return [*another, (again(str(folder), {}, "summary"), "all its runs, summed up")]


def of_scenario(case: Scenario, scenario: str | None, used: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what may come next after a scenario: other luck, other settings, another demand, many runs."""
    changes, asked = used.get("--set", []), case.us.demand.central()
    same = {"--set": changes}
    offers = [(again(scenario, {"--seed": used.get("--seed", SEED) + 1} | same), "another run of luck")]
    if "--draw" not in used:
        offers.append((again(scenario, {"--draw": True, "--run": 7} | same), "other plausible settings"))
    if not any(change.startswith("us.demand") for change in changes):
        other = f"us.demand={asked - 1 if asked >= 1 else asked + 1:g}"
        offers.append((again(scenario, {"--set": [*changes, other]}), "another demand"))
    return [*offers, (again(scenario, same, "batch"), "ten thousand summits")]
