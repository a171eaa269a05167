"""``schema``: the JSON Schema of scenario files, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands.screen import write


def schema(
    out: Annotated[Path | None, typer.Option(help="write it to this file instead of the screen")] = None,
) -> None:
    """Print the JSON Schema by which editors complete and check scenario files."""
    import json

    from sim.scenario.publish import json_schema

    text = json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        write(out, "schema", text)
