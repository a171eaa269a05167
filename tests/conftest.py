"""How hard hypothesis tries, and the scenario that everyone asks for."""

import os

import pytest
from hypothesis import settings

from sim.scenario.read import load
from sim.scenario.seating import seat

settings.register_profile("here", deadline=None, max_examples=25)
settings.register_profile("ci", deadline=None, max_examples=25, derandomize=True, database=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def the_hague():
    return load("the-hague-2025")


@pytest.fixture(scope="session")
def seating(the_hague):
    return seat(the_hague)
