"""The equation table of docs/ODD.md holds what the rulebook holds, and no rule holds a bare number.

Everything under test is drawn from the code: a new rule without a row, a row without a rule, a key
that a rule no longer reads and a number that has no name all fail here.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from sim.rules.terms import Terms
from sim.scenario.read import inner
from sim.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "sim" / "rules"
ODD = ROOT / "docs" / "ODD.md"
HEADER = ["Equation", "Function", "Scenario keys", "Tests"]

SAID_AS = {
    "share_of": "categories",
    "distaste_of": "categories",
    "moves": "categories",
    "aims": "categories",
    "aim_of": "categories",
    "calendar": "meetings",
    "talks_chance": "talks",
    "talks_threat": "talks",
    "events.talks_round": "talks.before_round",
    "events.talks_outcomes": "talks",
    "events.incident_chance": "incidents.chance",
    "events.incident_threat": "incidents.threat",
    "grid.core_low": "grid.core",
    "grid.core_high": "grid.core",
    "grid.related_low": "grid.related",
    "grid.related_high": "grid.related",
    "grid.years_low": "grid.years",
    "grid.years_high": "grid.years",
}
"""What a scenario file calls an entry of ``Terms`` that bears another name there."""
WHOLE = ("proposal", "status_quo", "calendar")
"""Entries that the table names as wholes, whichever part of them is read."""

PLAIN_NUMBERS = (0, 1, 2, 0.5)
PERCENT = 100.0
OWN_NUMBERS = ("arithmetic", "chance", "text.size_of")
"""Modules and a rule that are made of numbers: series, limits, the generator's constants, a count of bits."""


class Row(NamedTuple):
    """A row of the equation table."""

    equation: str
    function: str
    keys: tuple[str, ...]
    tests: tuple[str, ...]


class Rule(NamedTuple):
    """A function of the rulebook."""

    module: str
    path: Path
    node: ast.FunctionDef


def quoted(cell: str) -> tuple[str, ...]:
    """Return what a cell says in backticks."""
    return tuple(re.findall(r"`([^`]+)`", cell))


def table_rows() -> list[Row]:
    """Return every row of every table in the ODD that bears the header."""
    rows, inside = [], False
    for line in ODD.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if cells == HEADER:
            inside = True
        elif not cells:
            inside = False
        elif inside and not set(line) <= set("|-: "):
            assert len(cells) == len(HEADER), f"a row with {len(cells)} cells: {line}"
            names = quoted(cells[1])
            assert len(names) == 1, f"a row names one function: {line}"
            rows.append(Row(cells[0], names[0], quoted(cells[2]), quoted(cells[3])))
    return rows


def rulebook() -> dict[str, Rule]:
    """Return every function of the rulebook by its module and name."""
    found = {}
    for path in sorted(RULES.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                found[f"{path.stem}.{node.name}"] = Rule(path.stem, path, node)
    return found


ROWS = table_rows()
FOUND = rulebook()
LISTED = {row.function: row for row in ROWS}
WEIGHED = {name: rule for name, rule in FOUND.items() if not {name, rule.module} & set(OWN_NUMBERS)}


def chain(node: ast.AST) -> list[str]:
    """Return ``a.b.c`` as a list of names, or nothing if it is something else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else []


def assignments(function: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield what is assigned to what, tuples taken apart."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    yield from zip(target.elts, node.value.elts, strict=True)
                else:
                    yield target, node.value
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            yield node.target, node.value


def is_section(name: str) -> bool:
    """Return whether an entry of ``Terms`` is a group of entries."""
    return hasattr(Terms.__annotations__[name], "_fields")


def entries_read(function: ast.AST) -> set[str]:
    """Return the entries of ``terms`` that a function reads itself, through local names too."""
    local: dict[str, str] = {}
    bound: set[int] = set()
    for target, value in assignments(function):
        names = chain(value)
        if isinstance(target, ast.Name) and len(names) == 2 and names[0] == "terms" and is_section(names[1]):
            local[target.id] = names[1]
            bound.add(id(value))
    parts = {id(node.value) for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    names_alone = [node for node in ast.walk(function) if isinstance(node, ast.Name) and id(node) not in parts]
    found = {local[node.id] for node in names_alone if node.id in local and isinstance(node.ctx, ast.Load)}
    for node in ast.walk(function):
        if not isinstance(node, ast.Attribute) or id(node) in parts | bound:
            continue
        names = chain(node)
        if names and names[0] in local:
            names = ["terms", local[names[0]], *names[1:]]
        if names and names[0] == "terms":
            found.add(".".join(names[1:3]))
    return found


def scenario_key(entry: str) -> str:
    """Return the name that an entry of ``Terms`` bears in a scenario file."""
    section = entry.split(".")[0]
    entry = section if section in WHOLE else entry
    return SAID_AS.get(entry, entry)


def keys_read(function: ast.AST) -> set[str]:
    """Return the scenario keys that a function reads itself."""
    return {scenario_key(entry) for entry in entries_read(function)}


def in_schema(key: str) -> bool:
    """Return whether a scenario file may have this key."""
    model = Scenario
    for part in key.split("."):
        if model is None or part not in model.model_fields:
            return False
        model = inner(model.model_fields[part].annotation)
    return True


def bare_numbers(function: ast.AST, module: str) -> list[tuple[int, float]]:
    """Return the line and value of every number in a function that has no name."""
    found = []
    for node in ast.walk(function):
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
            continue
        if not isinstance(node.value, int | float | complex):
            continue
        if node.value in PLAIN_NUMBERS or (module == "purchase" and node.value == PERCENT):
            continue
        found.append((node.lineno, node.value))
    return sorted(found)


def test_there_is_something_to_test():
    assert ROWS
    assert FOUND
    assert WEIGHED
    assert {rule.module for rule in FOUND.values()} >= {"arithmetic", "interests", "drafting", "silence"}
    assert any(keys_read(rule.node) for rule in FOUND.values())


def test_every_rule_has_one_row():
    assert Counter(row.function for row in ROWS) == Counter(list(FOUND))


def test_every_row_says_something():
    assert [row.function for row in ROWS if not row.equation or not row.tests] == []


@pytest.mark.parametrize("name", FOUND)
def test_a_row_names_the_keys_that_its_rule_reads(name):
    read = keys_read(FOUND[name].node)
    assert name in LISTED, f"no row; it reads {sorted(read)}"
    assert sorted(LISTED[name].keys) == sorted(read)


def test_every_key_is_in_the_schema():
    keys = {key for row in ROWS for key in row.keys} | {key for rule in FOUND.values() for key in keys_read(rule.node)}
    assert keys
    assert sorted(key for key in keys if not in_schema(key)) == []


@pytest.mark.parametrize("name", FOUND)
def test_a_row_names_a_test_that_names_its_rule(name):
    assert name in LISTED, "no row"
    for place in LISTED[name].tests:
        path = ROOT / place
        assert path.is_file(), f"no such test: {place}"
        assert re.search(rf"\b{FOUND[name].node.name}\b", path.read_text(encoding="utf-8")), f"not named in {place}"


@pytest.mark.parametrize("name", WEIGHED)
def test_no_bare_number_lives_in_a_rule(name):
    rule = WEIGHED[name]
    where = rule.path.relative_to(ROOT)
    assert [f"{where}:{line}: {value}" for line, value in bare_numbers(rule.node, rule.module)] == []


def sections_named() -> set[str]:
    """Return the sections of the ODD that docstrings refer to."""
    said = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "sim").rglob("*.py"))]
    found = [numbers for text in said for numbers in re.findall(r"\bODD (\d[\d., ]*)", text)]
    return {number for numbers in found for number in re.findall(r"\d+(?:\.\d+)?", numbers)}


def test_every_section_that_a_docstring_names_exists():
    headings = set(re.findall(r"(?m)^#+ (\d+(?:\.\d+)?)[ .]", ODD.read_text(encoding="utf-8")))
    assert sections_named()
    assert sorted(sections_named() - headings) == []


def test_the_checks_see_what_they_look_for():
    planted = ast.parse(
        "def rule(text, table, terms):\n"
        "    us, before = terms.us, terms.status_quo\n"
        "    share = terms.share_of[text.counts]\n"
        "    whole = terms.costs\n"
        "    return us.letter + 0.3 * before.core + terms.home.shaming + share * 7 + help_(us.success, whole, 8)\n"
    ).body[0]
    assert keys_read(planted) == {"us.letter", "us.success", "status_quo", "home.shaming", "categories", "costs"}
    assert [value for _, value in bare_numbers(planted, "planted")] == [0.3, 7, 8]
    assert not in_schema("us.generosity")
    assert not in_schema("grid.core.low")
