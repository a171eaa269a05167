"""docs/STYLISED_FACTS.md: every fact has its section and its picture; the experiments fit the scenario."""

import re
import tomllib
from pathlib import Path

import pytest

from sim.scenario.changes import changed
from sim.scenario.resolve import digest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "STYLISED_FACTS.md").read_text(encoding="utf-8")
FACTS = tomllib.loads((DOCS / "stylised_facts.toml").read_text(encoding="utf-8"))
HELD = FACTS.pop("held")
REQUIRED = {1: 2, 2: 0, 5: 1, 7: 2, 8: 3, 9: 4, 10: 3, 11: 1, 12: 2, 13: 1, 15: 1, 16: 1, 21: 2}
"""Expectations that are required of each fact; of fact 2 they are in the script, which reads no ledger for it."""


def test_every_fact_has_a_section_and_a_small_picture():
    assert [int(number) for number in FACTS] == list(range(1, 22))
    sections = re.findall(r"^## (\d+)\. (.*)$", PAGE, re.MULTILINE)
    assert sections == [(number, fact["title"]) for number, fact in FACTS.items()]
    sizes = [(DOCS / "images" / "facts" / f"{number:02}.png").stat().st_size for number in range(1, 22)]
    assert max(sizes) < 60_000
    assert 50_000 < sum(sizes) < 1_000_000


def test_what_is_required_is_required_and_the_page_tells_what_came_of_it():
    found = {int(n): sum("required" in one for one in fact.get("expect", [])) for n, fact in FACTS.items()}
    assert {number: count for number, count in found.items() if count or number == 2} == REQUIRED
    verdicts = re.findall(r"\| (holds|\*\*fails\*\*|reported) \|$", PAGE.partition("\n## ")[0], re.MULTILINE)
    wanted = [one for one in verdicts if one != "reported"]
    assert len(wanted) == sum(REQUIRED.values()) + 2
    assert f"**{wanted.count('holds')} of {len(wanted)} required expectations hold.**" in PAGE


@pytest.mark.parametrize("number", [number for number, fact in FACTS.items() if "worlds" in fact])
def test_the_worlds_of_a_fact_fit_the_scenario_and_differ(number, the_hague):
    fact = FACTS[number]
    made = [
        changed(the_hague, [*fact.get("common", []), *world["set"]], world["label"])
        for world in fact["worlds"]
        if "set" in world
    ]
    assert len({digest(one) for one in made}) == len(made)
    for one in made[:1]:
        assert digest(changed(one, HELD, "held")) != digest(one)
