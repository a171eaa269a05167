"""compare on the command line: real summits, the same numbers in four places, and every wrong way a person may try."""

import json
import re
import shutil
import subprocess
import sys
from itertools import product

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from sim import Ledger
from sim.commands import app

SEATS = 'summit.seats=["ESP", "ITA", "DEU", "POL"]'
FEW = ("--runs", "400", "--settings", "10")


def run(*words, columns="120"):
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": columns})


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A base of four allies, and three small patches of it."""
    folder = tmp_path_factory.mktemp("scenarios")
    small = 'extends = "the-hague-2025"\ntitle = "Small"\n[summit]\nseats = ["ESP", "ITA", "DEU", "POL"]\n'
    patches = {
        "small": small,
        "no-letters": 'extends = "small"\ntitle = "No letters"\n[letters]\nallowed = 0\n',
        "no-threat": 'extends = "small"\ntitle = "No threat"\n[us]\nthreat_to_leave = 0\n',
        "renamed": 'extends = "small"\ntitle = "Small, renamed"\n',
    }
    for name, text in patches.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def three(files):
    return [files / f"{name}.toml" for name in ("small", "no-letters", "no-threat")]


@pytest.fixture(scope="module")
def compared(files, tmp_path_factory):
    """What the command says and leaves, for a base and two others."""
    out = tmp_path_factory.mktemp("compared") / "out"
    answer = run("compare", *three(files), *FEW, "--out", out)
    assert answer.exit_code == 0, answer.output
    return answer.stdout, out


def numbers(out):
    return json.loads((out / "comparison.json").read_text(encoding="utf-8"))


def flat(text):
    return " ".join(text.split())


def test_the_verdict_comes_first_then_the_files_then_what_that_does(compared):
    said, _ = compared
    assert said.startswith("No letters: ")
    places = [flat(said).index(words) for words in ("Against Small", "letters.allowed", "a new target", "How surely")]
    assert places[0] < places[1]
    assert places[2] < places[3]
    assert "us.threat_to_leave" in said
    assert "on the same luck and in the same 10 draws" in flat(said)


def test_screen_json_parquet_and_page_say_the_same(compared):
    said, out = compared
    whole = numbers(out)
    page = (out / "report.html").read_text(encoding="utf-8")
    table = pq.read_table(out / "comparison.parquet").to_pylist()
    for one in whole["contrasts"]:
        verdict = whole["verdicts"][one["name"]]
        assert verdict in flat(said)
        assert verdict in page.replace("\N{NO-BREAK SPACE}", " ")
        share = one["shares"]["new_target"]
        wanted = {"scenario": one["name"], "part": "share", "item": "new_target"}
        [row] = [row for row in table if wanted.items() <= row.items()]
        for name in ("before", "after", "difference", "difference_low", "difference_high", "gained", "lost", "pairs"):
            assert row[name] == share[name]
        low, high = share["difference_luck"]
        assert (row["difference_luck_low"], row["difference_luck_high"]) == (low, high)
        cell = f"{100 * abs(share['difference']):.1f}"
        assert cell in said
        assert cell in page


def test_the_differences_are_those_of_the_ledgers_themselves(compared):
    _, out = compared
    one = numbers(out)["contrasts"][1]
    before, after = (Ledger.open(out / name).frame() for name in ("small", "no-threat"))
    gap = after["new_target"].astype(int) - before["new_target"].astype(int)
    assert one["shares"]["new_target"]["difference"] == pytest.approx(gap.mean(), abs=1e-6)
    signs = gap.groupby(before["setting"]).mean()
    wanted = {"rose": int((signs > 0).sum()), "fell": int((signs < 0).sum()), "tied": int((signs == 0).sum())}
    assert one["shares"]["new_target"]["signs"] == wanted
    both = before["new_target"] & after["new_target"]
    later = (after["deadline"] - before["deadline"])[both].mean()
    assert one["means"]["deadline"]["difference"] == pytest.approx(later, abs=1e-5)
    money = after["money_total"].mean() - before["money_total"].mean()
    assert one["means"]["money_total"]["difference"] == pytest.approx(money, abs=1e-4)


def test_the_report_stands_alone_with_its_pictures(compared):
    _, out = compared
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 8
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page), "no address but of its own parts"
    assert not re.search(r"url\((?!#)", page)
    kinds = product(("no-letters", "no-threat"), ("endings", "moves", "politics", "allies"), ("png", "svg"))
    assert {one.name for one in (out / "figures").iterdir()} == {f"{a}-{b}.{form}" for a, b, form in kinds}


def test_any_run_of_any_scenario_can_be_played_again(compared):
    _, out = compared
    answer = run("play", f"{out / 'no-threat'}:7")
    assert answer.exit_code == 0, answer.output
    assert "No threat" in answer.output


def widest(said):
    return max(len(line.rstrip()) for line in said.partition("\nReport:")[0].splitlines())


def test_a_killed_comparison_goes_on_where_it_stood_and_says_the_same(compared, files, tmp_path):
    said, out = compared
    half = shutil.copytree(out, tmp_path / "out")
    sorted((half / "no-threat" / "ledger").iterdir())[-1].unlink()
    shutil.rmtree(half / "no-letters")
    before = {name: (half / name).read_bytes() for name in ("comparison.json", "comparison.parquet")}
    for name in (*before, "report.html"):
        (half / name).unlink()
    shutil.rmtree(half / "figures")
    answer = run("compare", *three(files), *FEW, "--out", half, columns="80")
    assert answer.exit_code == 0, answer.output
    assert numbers(half)["contrasts"] == json.loads(before["comparison.json"])["contrasts"]
    assert (half / "comparison.parquet").read_bytes() == before["comparison.parquet"]
    first = flat(said)[:400]
    assert flat(answer.stdout).startswith(first)
    assert widest(said) <= 120
    assert widest(answer.stdout) <= 80


def test_a_scenario_under_another_name_is_the_same(files, tmp_path):
    answer = run("compare", files / "small.toml", files / "renamed.toml", *FEW, "--out", tmp_path / "out")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.startswith("Small, renamed: the same scenario")
    text = (tmp_path / "out" / "comparison.json").read_text(encoding="utf-8")
    found = re.findall(r'"difference\w*": (?:\[\s*([^]]*?)\s*\]|([^,\s]+))', text)
    values = {float(one) for pair in found for part in pair if part for one in part.split(",")}
    assert values == {0.0}
    assert "-0.0" not in text


def test_a_file_and_itself_get_folders_of_their_own(files, tmp_path):
    name = files / "small.toml"
    answer = run("compare", name, name, "--runs", "20", "--settings", "0", "--out", tmp_path)
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.startswith("small-2: the same scenario")
    assert {one.name for one in tmp_path.iterdir()} >= {"small", "small-2", "comparison.json", "report.html"}


def test_central_settings_tell_luck_alone(files, tmp_path):
    names = files / "small.toml", files / "no-threat.toml"
    answer = run("compare", *names, "--runs", "200", "--settings", "0", "--out", tmp_path / "out", columns="80")
    assert answer.exit_code == 0, answer.output
    assert "at central settings" in flat(answer.stdout)
    assert "same sign" not in flat(answer.stdout)
    assert "cannot be told from central settings" in flat(answer.stdout)
    assert max(len(line.rstrip()) for line in answer.stdout.partition("\nReport:")[0].splitlines()) <= 80


def test_one_scenario_is_compared_with_itself_changed(files, tmp_path):
    words = files / "small.toml", "--set", "letters.allowed=0", "--runs", "50", "--settings", "5"
    answer = run("compare", *words, "--out", tmp_path / "out")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.startswith("letters.allowed=0: ")
    assert (tmp_path / "out" / "small-letters.allowed-0" / "recipe.json").is_file()


def test_what_is_set_is_set_in_all(files, tmp_path):
    names = files / "small.toml", files / "no-letters.toml"
    answer = run(
        "compare", *names, "--set", "us.demand=4", "--runs", "20", "--settings", "2", "--out", tmp_path / "out"
    )
    assert answer.exit_code == 0, answer.output
    assert "us.demand" not in answer.stdout
    assert Ledger.open(tmp_path / "out" / "small").scenario.us.demand.central() == 4


def refused(answer, *words):
    """Check that one clear message says these words, and nothing is printed beside it."""
    assert answer.exit_code == 2, answer.output
    assert answer.stdout == ""
    for word in words:
        assert word in flat(answer.stderr)
    assert "Traceback" not in answer.stderr
    assert "1 of 2" not in answer.stderr, "nothing is played before all is known to be right"


def test_what_cannot_be_compared_is_one_clear_message(compared, files, tmp_path):
    small, other = files / "small.toml", files / "no-letters.toml"
    refused(run("compare", small), "nothing to compare it with", "--set section.name=value")
    refused(run("compare", small, "nowhere"), 'unknown scenario "nowhere"')
    refused(run("compare", small, other, "--runs", 0), "compare --runs 0", "from 1")
    refused(run("compare", small, other, "--runs", 5, "--settings", 6), "compare --settings 6", "at most as many")
    refused(run("compare", small, other, "--seed", -1), "compare --seed -1")
    refused(run("compare", small, other, "--workers", 0), "compare --workers 0")
    refused(run("compare", small, other, "--set", "us.demnd=4"), 'did you mean "demand"?')
    _, out = compared
    refused(run("compare", small, other, "--runs", 500, "--out", out), "holds another ledger", "runs 400 there")
    changed = run("compare", small, other, *FEW, "--set", "us.demand=4", "--out", out)
    refused(changed, "small: holds another ledger", "us.demand", "choose another --out")
    refused(run("compare", small, other, "--out", out / "small"), "holds a ledger of its own")
    (tmp_path / "report.html").write_text("mine", encoding="utf-8")
    refused(run("compare", small, other, "--out", tmp_path), "holds other files (report.html)")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "mine"
    refused(run("compare", small, other, *FEW, "--out", tmp_path / "report.html"), "report.html: a file is in the way")


def test_nothing_heavy_is_loaded_for_help():
    assert "compare" in run("--help").output
    heavy = "'numba', 'mesa', 'pandas', 'matplotlib', 'pyarrow'"
    code = f"import sys, sim.commands; print([one for one in ({heavy}) if one in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_the_same_from_python(compared, files):
    from sim import compare

    _, out = compared
    found = compare([files / "small.toml", files / "no-threat.toml"], runs=400, settings=10)
    assert (
        found.contrasts[0].new_target.difference == numbers(out)["contrasts"][1]["shares"]["new_target"]["difference"]
    )
