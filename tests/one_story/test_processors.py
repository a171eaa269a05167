"""The same bits on other processors: vector units of any width, or none."""

import hashlib
import os
import subprocess
import sys

TELL = """
import hashlib
from sim.ensemble.kernel import play_many
from sim.scenario.draw import draw_setting, settle
from sim.scenario.read import load
from sim.scenario.seating import seat

scenario, found = load("the-hague-2025"), hashlib.sha256()
for setting in range(12):
    played = play_many(seat(settle(scenario, draw_setting(scenario, 3, setting))), 3, 20 * setting, 20)
    for part in played:
        found.update(part.tobytes())
print(found.hexdigest())
"""
PLAIN = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
"""A processor that knows nothing newer than the oldest of its kind."""


def told(env):
    """Return the fingerprint of some hundred negotiations played in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", TELL], env={**os.environ, **env}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_processor_without_vector_units_tells_the_same_story():
    here = told({})
    assert len(here) == len(hashlib.sha256().hexdigest())
    assert told(PLAIN) == here
