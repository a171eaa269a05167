"""The walls of the house: floors, words, sizes."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "sim").rglob("*.py"))
RULES = sorted((ROOT / "sim" / "rules").glob("*.py"))


def tool(*words):
    return subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, cwd=ROOT, check=False)


def test_there_is_something_to_look_at():
    assert len(SOURCES) > 40
    assert len(RULES) > 12


def test_no_two_files_of_tests_share_a_name():
    """They would shut each other out when all are collected at once."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_an_arrow_only_ever_points_down():
    code = "import sys; sys.argv = ['lint-imports']; from importlinter.cli import lint_imports_command as run; run()"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "0 broken" in answer.stdout, answer.stdout + answer.stderr


def test_types_are_strict():
    answer = tool("mypy")
    assert answer.returncode == 0, answer.stdout


def test_the_page_looks_as_it_should():
    for words in (("ruff", "check", "."), ("ruff", "format", "--check", ".")):
        answer = tool(*words)
        assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_uses_no_power_sum_random_or_library(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Pow), f"{path.name}: ** differs between engines"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("sum", "pow", "sorted"), f"{path.name}:{node.lineno}: {node.func.id}"
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
            assert module.split(".")[0] in ("sim", "typing", "collections", "math", "__future__"), path.name


def test_no_plain_sum_of_floats_anywhere():
    """Python 3.12 made ``sum`` compensate: the same figures would differ between versions."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "sum", f"{path.name}:{node.lineno}: use fsum or lane_sum"


def test_no_country_and_no_year_in_the_code():
    scenario = tomllib.loads((ROOT / "scenarios" / "the-hague-2025.toml").read_text(encoding="utf-8"))
    names = {one["name"] for one in scenario["members"].values()} | {"Russia", "Istanbul", "Rutte", "Trump", "NATO"}
    named = re.compile(rf"\b({'|'.join(sorted(names | set(scenario['members'])))}|20[12]\d)\b")
    for path in SOURCES:
        code = without_prose(path.read_text(encoding="utf-8"))
        assert not named.search(code), f"{named.search(code)[0]} in {path}"
    assert named.search(without_prose("ally = 'Spain'"))


def is_prose(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def without_prose(code):
    """Return code without its docstrings and without web addresses."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list):
            node.body = [one for one in node.body if not is_prose(one)] or [ast.Pass()]
    return re.sub(r"https?://\S+", "", ast.unparse(tree))


def test_functions_fit_the_eye():
    bodies, long = [], []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                first = node.body[1] if is_prose(node.body[0]) and len(node.body) > 1 else node.body[0]
                size = node.end_lineno - first.lineno + 1
                bodies.append(size)
                if size > 45:
                    long.append(f"{path.name}:{node.name} ({size})")
    assert sorted(bodies)[len(bodies) // 2] <= 7
    assert not long


def test_files_are_a_page_or_two():
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert sorted(sizes.values())[len(sizes) // 2] <= 130
    assert not [f"{path.name} ({lines})" for path, lines in sizes.items() if lines > 400]


def test_the_ci_runs_the_readmes_test_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^(?:python -m )?pip install .*pytest.*$", readme, re.MULTILINE)
    assert len(commands) == 1
    assert commands[0] in ci
