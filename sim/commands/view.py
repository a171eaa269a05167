"""``view``: a negotiation stepped through on a page in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.screen import clear_faults, refuse

if TYPE_CHECKING:
    from sim.viewer.asked import Asked

PORT = 8765


def view(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[SCENARIO | DIR:RUN | FILE.json]",
            help="a scenario's name or file, by default the first summit; a run of a ledger; or a saved session",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, max=2**63 - 1, help="keys all luck", show_default="1")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="port on this machine (0: any that is free)")] = PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="open the page in a browser")] = True,
) -> None:
    """Step through a summit on a page: see the alliance, take the chair, watch what a text would buy."""
    from sim.viewer.asked import ask
    from sim.viewer.server import NotReady, listen, missing_message, serve

    if (fault := missing_message()) is not None:
        raise refuse(fault)
    ask(asked_for(what, seed))

    def ready(address: str) -> None:
        print(f"The page: {address}  (Ctrl-C ends it)", flush=True)
        if browser:
            import webbrowser

            webbrowser.open(address)

    try:
        serve(listen(port), ready)
    except NotReady as error:
        raise refuse(str(error)) from None


def asked_for(what: str | None, seed: int | None) -> Asked:
    """Return what the page is to open, looked at once, so that what cannot be opened is refused here."""
    from sim.commands.replay import replay, run_of_ledger
    from sim.viewer.asked import Asked, Run

    file = Path(what) if what is not None and Path(what).suffix == ".json" else None
    wanted = run_of_ledger(what) if what is not None and file is None else None
    if seed is not None and (file or wanted):
        raise refuse(f"view {what}: a saved session, like a run of a ledger, has a seed of its own; leave out --seed")
    if file is not None:
        readable(file)
        return Asked(file=file)
    with clear_faults():
        if wanted is not None:
            summit = replay(*wanted)
            return Asked(what, run=Run(summit.case, summit.dice.seed, summit.dice.run, summit.setting))
        from sim.scenario.read import default, load

        load(default() if what is None else what)
    return Asked(what, 1 if seed is None else seed)


def readable(file: Path) -> None:
    """Refuse a file that holds no session."""
    from sim.viewer.saved import Unreadable, open_file

    try:
        open_file(file)
    except Unreadable as error:
        raise refuse(str(error)) from None
