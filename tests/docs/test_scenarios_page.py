"""docs/SCENARIOS.md: its table of variants is the library's, its examples are sound, its figures name all.

``python tests/docs/test_scenarios_page.py`` writes the table anew.
"""

import re
from pathlib import Path

from sim.scenario.difference import differences
from sim.scenario.read import base_of, library, load, names

PAGE = Path(__file__).parents[2] / "docs" / "SCENARIOS.md"
BEGIN = "<!-- library: written by tests/docs/test_scenarios_page.py -->\n"
END = "<!-- end of library -->\n"


def variants():
    """Return each variant with its base."""
    files = [library() / f"{name}.toml" for name in names()]
    return {path.stem: base_of(path).stem for path in files if base_of(path) is not None}


def changes(base, name):
    """Return what a variant changes, in one cell."""
    return "<br>".join(
        f"`{one.entry}` {one.before} → {one.after}" + (f" · {one.meaning}" if "*" in one.entry else "")
        for one in differences(load(base), load(name))
    )


def table():
    """Return the table of variants."""
    rows = [f"| `{name}` | {load(name).description} | {changes(base, name)} |" for name, base in variants().items()]
    return "\n".join(["", "| scenario | question | what it changes |", "|---|---|---|", *rows, "", ""])


def text():
    return PAGE.read_text(encoding="utf-8")


def test_the_page_has_every_variant_with_its_question_and_changes():
    assert text().partition(BEGIN)[2].partition(END)[0] == table(), f"run python {Path(__file__).name}"


def test_the_measured_table_names_every_variant():
    measured = text().partition("## What each does")[2]
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", measured, re.MULTILINE)) == set(variants())


def test_every_example_is_a_sound_scenario(tmp_path):
    blocks = re.findall(r"```toml\n(.*?)```", text(), re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        path = tmp_path / "example.toml"
        path.write_text(block, encoding="utf-8")
        assert differences(load("the-hague-2025"), load(str(path)))


if __name__ == "__main__":
    before, _, rest = text().partition(BEGIN)
    PAGE.write_text(before + BEGIN + table() + END + rest.partition(END)[2], encoding="utf-8")
