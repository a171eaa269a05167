"""Summit: a simulation of a summit that bargains over a spending target by consensus.

Read the floors from below: ``rules`` (pure functions), ``scenario`` (files into seats), ``results``
(what is left behind), ``summit`` (Mesa agents) beside ``ensemble`` (the compiled loop), ``history``
(past summits), ``signs`` (how things look), ``story`` and ``plots`` (for readers), ``viewer`` (one
negotiation, step by step), ``commands``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.analysis.compare import compare as compare
    from sim.analysis.sensitivity import sensitivity as sensitivity
    from sim.ensemble.batch import run_batch as run_batch
    from sim.results.faults import LedgerError as LedgerError
    from sim.results.ledger import Ledger as Ledger
    from sim.scenario.faults import ScenarioError as ScenarioError
    from sim.scenario.read import load as load
    from sim.scenario.schema import Scenario as Scenario
    from sim.summit.agents import Ally as Ally
    from sim.summit.agents import SecretaryGeneral as SecretaryGeneral
    from sim.summit.agents import UnitedStates as UnitedStates
    from sim.summit.model import Summit as Summit

HOMES = {
    "Ally": "sim.summit.agents",
    "Ledger": "sim.results.ledger",
    "LedgerError": "sim.results.faults",
    "Scenario": "sim.scenario.schema",
    "ScenarioError": "sim.scenario.faults",
    "SecretaryGeneral": "sim.summit.agents",
    "Summit": "sim.summit.model",
    "UnitedStates": "sim.summit.agents",
    "compare": "sim.analysis.compare",
    "load": "sim.scenario.read",
    "run_batch": "sim.ensemble.batch",
    "sensitivity": "sim.analysis.sensitivity",
}
"""Where each public name lives; it is imported on first use, so that ``--help`` loads nothing heavy."""

__all__ = [
    "Ally",
    "Ledger",
    "LedgerError",
    "Scenario",
    "ScenarioError",
    "SecretaryGeneral",
    "Summit",
    "UnitedStates",
    "compare",
    "load",
    "run_batch",
    "sensitivity",
]


def __getattr__(name: str) -> Any:
    """Return a public name, imported on first use."""
    if name not in HOMES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(HOMES[name]), name)
