"""Reference forecasts beside the simulation: how often it agrees, and how far they are off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.analysis.rows import Rows
from sim.analysis.summary import Reference
from sim.forecasts.reference import Forecast

SLIGHT = 1e-9


def references(rows: Rows, forecasts: Sequence[Forecast], core: Any, related: Any, deadline: Any) -> list[Reference]:
    """Return each forecast with how often the simulation says the same; targets are unconditional."""
    return [compared(rows, one, core, related, deadline) for one in forecasts]


def compared(rows: Rows, forecast: Forecast, core: Any, related: Any, deadline: Any) -> Reference:
    """Return one forecast beside the simulation."""
    same = (np.abs(core - forecast.core) < SLIGHT) & (np.abs(related - forecast.related) < SLIGHT)
    agrees = same & rows.passed if forecast.new_target else ~rows.passed
    dated = agrees & ((deadline == forecast.deadline) if forecast.new_target and forecast.deadline else True)
    off = np.abs(core + related - forecast.core - forecast.related)
    return Reference(
        forecast=forecast,
        agrees=rows.overall(agrees),
        dated=rows.overall(dated),
        off_core=float(np.mean(np.abs(core - forecast.core))),
        off_headline=float(np.mean(off)),
    )
