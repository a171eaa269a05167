"""The command line: arguments, printing, exit codes. Each command is one short file."""

from __future__ import annotations

from io import TextIOWrapper

import typer

from sim.commands.ablate import ablate
from sim.commands.backtest import backtest
from sim.commands.batch import batch
from sim.commands.bench import bench
from sim.commands.calibrate import calibrate
from sim.commands.check import check
from sim.commands.compare import compare
from sim.commands.forecast import forecast
from sim.commands.listing import list_scenarios
from sim.commands.new_case import new_case
from sim.commands.play import play
from sim.commands.schema import schema
from sim.commands.sensitivity import sensitivity
from sim.commands.summary import summary
from sim.commands.sweep import sweep
from sim.commands.view import view

app = typer.Typer(
    help="Simulate a summit that bargains over a spending target by consensus.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(play)
app.command()(view)
app.command()(batch)
app.command()(summary)
app.command()(compare)
app.command()(sweep)
app.command()(sensitivity)
app.command()(ablate)
app.command()(forecast)
app.command()(backtest)
app.command()(calibrate)
app.command("new-case")(new_case)
app.command()(check)
app.command("list")(list_scenarios)
app.command()(schema)
app.command()(bench)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Play the first scenario if no command is given."""
    if context.invoked_subcommand is None:
        play()


def main() -> None:
    """Run the command line; a screen that cannot be written to ends in one message, too."""
    import sys

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except OSError as error:
        sys.stdout = None  # what is still buffered could not be written either
        print(f"cannot write: {error.strerror}", file=sys.stderr)
        sys.exit(2)
