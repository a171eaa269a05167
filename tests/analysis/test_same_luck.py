"""Two scenarios that differ in one ally, one letter or one meeting leave every other draw untouched."""

import pytest

from sim.rules import chance
from sim.scenario.draw import draw_setting
from sim.scenario.read import load
from sim.summit.model import Summit

SEATS = ["ESP", "ITA", "DEU", "POL", "TUR"]
RUNS = range(3)


def scenario(seats=SEATS, **changes):
    names = ", ".join(f'"{code}"' for code in seats)
    return load("the-hague-2025", [f"summit.seats=[{names}]", *(f"{entry}={said}" for entry, said in changes.items())])


def shorter(given):
    """Return a scenario without the last meeting but one: the last, with its silence, comes a round earlier."""
    return given.model_copy(update={"meetings": [*given.meetings[:-2], given.meetings[-1]]})


@pytest.fixture
def thrown(monkeypatch):
    """Every draw of a negotiation through the agents: when, for whom and why, and what came up."""
    words = chance.words

    def of(given, run, setting=None):
        found = {}

        def noted(dice, round_, code, purpose):
            found[round_, code, purpose] = words(dice, round_, code, purpose)
            return found[round_, code, purpose]

        monkeypatch.setattr(chance, "words", noted)
        Summit(given, seed=5, run=run, setting=setting or {}).play()
        return found

    return of


VARIANTS = {
    "one ally": scenario(SEATS[:-1]),
    "one letter": scenario(**{"letters.allowed": 0}),
    "one meeting": shorter(scenario()),
    "one number": scenario(**{"us.demand": 4}),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("run", RUNS)
def test_every_draw_that_both_make_is_the_same(thrown, variant, run):
    base, other = thrown(scenario(), run), thrown(VARIANTS[variant], run)
    both = base.keys() & other.keys()
    assert len(both) > 20
    assert all(base[key] == other[key] for key in both)
    private = {key for key in base if key[2] == chance.CHARACTER}
    assert len(private - other.keys()) == (1 if variant == "one ally" else 0), "nobody else loses a private mind"


def moods(given, run):
    """Return everybody's mood on every day that was reached."""
    summit, found = Summit(given, seed=5, run=run), {}
    while summit.running:
        summit.step()
        found[summit.case.meetings[summit.now.round - 1].date] = {ally.code: ally.mood for ally in summit.allies}
    return found


@pytest.mark.parametrize("run", RUNS)
def test_a_meeting_that_comes_in_between_leaves_every_day_its_moods(run, tmp_path):
    between = tmp_path / "between.toml"
    names = ", ".join(f'"{code}"' for code in SEATS)
    between.write_text(
        f"""extends = "the-hague-2025"
summit.seats = [{names}]
[[more_meetings]]
date = 2025-05-23
place = "Brussels"
body = "permanent representatives"
""",
        encoding="utf-8",
    )
    base, other = moods(scenario(), run), moods(load(between), run)
    new = other.keys() - base.keys()
    assert len(new) == 1
    assert len(base.keys() & other.keys()) > 5
    assert all(base[day] == other[day] for day in base.keys() & other.keys())
    assert other[new.pop()] not in base.values()


def test_another_run_is_another_luck(thrown):
    base, other = thrown(scenario(), 0), thrown(scenario(), 1)
    assert not [key for key in base.keys() & other.keys() if base[key] == other[key]]


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_uncertain_entry_that_both_have_is_drawn_alike(variant):
    base, other = draw_setting(scenario(), 5, 7), draw_setting(VARIANTS[variant], 5, 7)
    gone = base.keys() - other.keys()
    assert gone <= {"us.demand"}
    assert all(base[name] == other[name] for name in base.keys() & other.keys())
    assert draw_setting(scenario(), 5, 8) != base
