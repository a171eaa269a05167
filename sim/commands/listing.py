"""``list``: the scenarios that come with the package."""

from __future__ import annotations

from sim.commands.screen import console


def list_scenarios() -> None:
    """List the scenarios that come with the package, and what each asks."""
    from sim.scenario.faults import ScenarioError
    from sim.scenario.read import library, load, names
    from sim.story.screen import facts

    rows = []
    for name in names():
        try:
            scenario = load(str(library() / f"{name}.toml"))
        except ScenarioError:
            continue  # a base, such as the parameters: nothing to play
        rows.append((name, scenario.title, scenario.description))
    console().print(facts(rows))
