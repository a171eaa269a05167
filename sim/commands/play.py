"""``play``: one negotiation, told as a story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.screen import clear_faults, console, refuse, write

if TYPE_CHECKING:
    from rich.console import Console

    from sim.results.transcript import Transcript
    from sim.scenario.schema import Scenario


def play(
    scenario: Annotated[
        str | None, typer.Argument(help="a scenario's name or file; by default the first summit")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="keys all luck")] = 1,
    run: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="which run of that seed")] = 0,
    draw: Annotated[bool, typer.Option("--draw", help="draw what is uncertain instead of central settings")] = False,
    set_: Annotated[list[str] | None, typer.Option("--set", help="change an entry: us.demand=4 (repeatable)")] = None,
    json: Annotated[Path | None, typer.Option(help="write the transcript to this file")] = None,
    plot: Annotated[
        Path | None, typer.Option(help="draw the negotiation (PNG, SVG or PDF), and a map beside it")
    ] = None,
) -> None:
    """Play one negotiation and tell it, with every reason."""
    formats = (".png", ".svg", ".pdf")
    if plot is not None and plot.suffix.lower() not in formats:
        raise refuse(f"--plot {plot}: unknown picture format; allowed: {', '.join(formats)}")
    if json is not None and json == plot:
        raise refuse(f"--json and --plot name the same file {json}; allowed: two files")
    with clear_faults():
        from sim.scenario.read import default, load

        given = load(default() if scenario is None else scenario, set_ or ())
        from sim.summit.model import Summit

        summit = Summit(given, seed=seed, run=run, draw=draw)
        summit.play()
        transcript = summit.transcript(yardsticks=True)
    screen = console()
    tell(screen, transcript, summit.settled)
    if json is not None:
        write(json, "transcript", transcript.to_json() + "\n")
        screen.print(f"\nTranscript: {json}")
    if plot is not None:
        draw_pictures(plot, transcript, summit.settled, screen)
    whats_next(screen, given)


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


def whats_next(screen: Console, given: Scenario) -> None:
    """Name the commands that a reader may want next, as this one was called."""
    import sys

    called = "python run.py" if sys.argv[0].endswith(".py") else "summit"
    asked = given.us.demand.central()
    other = f"{asked - 1 if asked >= 1 else asked + 1:g}"
    screen.print("\nNext:")
    for words, meaning in (
        ("play --seed 2", "another run of luck"),
        ("play --draw --run 7", "other plausible settings"),
        (f"play --set us.demand={other}", "another demand"),
        ("play --plot summit.png", "two pictures"),
        ("list", "scenarios (--help: commands)"),
    ):
        screen.print(f"  {called} {words:<26} {meaning}")
