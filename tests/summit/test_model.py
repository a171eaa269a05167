"""The Mesa model: what its users expect, and that every mind can be replaced."""

import mesa
import pytest

from sim.rules.patron import resolve
from sim.rules.room import credit
from sim.rules.round import PHASES
from sim.scenario.read import load
from sim.summit.agents import Ally, SecretaryGeneral, UnitedStates
from sim.summit.model import Summit

EIGHT = 'summit.seats=["BEL", "DEU", "ESP", "EST", "FRA", "GBR", "ITA", "POL"]'


@pytest.fixture(scope="module")
def eight():
    return load("the-hague-2025", [EIGHT])


def test_everyone_has_a_seat():
    summit = Summit("the-hague-2025")
    assert isinstance(summit, mesa.Model)
    kinds = {kind.__name__: len(agents) for kind, agents in summit.agents_by_type.items()}
    assert kinds == {"UnitedStates": 1, "Ally": 31, "SecretaryGeneral": 1}
    assert [ally.code for ally in summit.allies] == list(summit.codes)


def test_a_step_is_a_round_and_phases_can_be_played_one_by_one(eight):
    whole, piecewise = Summit(eight, seed=4), Summit(eight, seed=4)
    while whole.running:
        whole.step()
        played = [piecewise.play_phase() for _ in PHASES]
        assert played == list(PHASES)
        assert piecewise.now == whole.now
    assert piecewise.transcript() == whole.transcript()


def test_a_step_finishes_a_round_begun_phase_by_phase(eight):
    summit = Summit(eight, seed=4)
    summit.play_phase()
    summit.play_phase()
    summit.step()
    assert summit.now.round == 1
    assert summit.phase == 0


def test_a_finished_summit_stands_still(eight):
    summit = Summit(eight, seed=4)
    end = summit.play()
    summit.step()
    assert not summit.running
    assert summit.transcript() == end


def test_the_same_seed_and_run_give_the_same_negotiation(eight):
    assert Summit(eight, seed=9, run=3).play() == Summit(eight, seed=9, run=3).play()
    assert Summit(eight, seed=9, run=3).play() != Summit(eight, seed=9, run=4).play()


def test_the_data_collector_has_a_row_a_round_and_one_at_the_start(eight):
    summit = Summit(eight, seed=4)
    summit.play()
    frame = summit.datacollector.get_model_vars_dataframe()
    assert list(frame["round"]) == list(range(summit.now.round + 1))
    assert frame["core"].iloc[-1] == summit.now.text.core
    assert frame["threat_to_leave"].between(0, 1).all()
    agents = summit.datacollector.get_agent_vars_dataframe()
    assert set(agents["code"]) == {*summit.codes, "USA", "SG"}


def test_the_chair_sees_the_moment_and_the_silence_ahead(eight):
    summit = Summit(eight, seed=4)
    summit.step()
    now, table, terms = summit.now, summit.table, summit.terms
    seen = summit.secretary_general.look(0.5, 0.8, terms.proposal)
    assert seen.credit == tuple(credit(seat, 0.5, now, table, terms) for seat in range(8))
    assert (seen.threat, seen.kappa, seen.q0) == (now.threat, now.kappa, summit.q0)
    assert (seen.stage, seen.decay, seen.coming) == (0.8, now.decay, now.coming)
    assert (seen.crisis, seen.attended, seen.us_belief) == (now.crisis, now.attended, now.us_belief)
    assert seen.threshold == resolve(0.5, terms)
    assert (seen.anchor, seen.agenda) == (terms.proposal, summit.agenda)
    assert (len(seen.desk.value), len(seen.desk.hope)) == (8, len(terms.aim_of))


class Stubborn(Ally):
    """A mind that hates every text."""

    def weigh(self, text, pressed):
        return super().weigh(text, pressed)._replace(mood=-5.0)


class Meek(UnitedStates):
    """A patron that never breaks silence."""

    def breaks(self, text):
        return False


class Idle(SecretaryGeneral):
    """A chair that leaves the proposal as it is."""

    def draft(self):
        return super().draft()._replace(text=self.model.terms.proposal)

    def mend(self, failed, alone, patron_broke):
        return None


def test_one_stubborn_mind_sinks_the_text(eight):
    end = Summit(eight, seed=4, minds={"POL": Stubborn}).play().outcome
    assert not end.new_target
    assert "POL" in end.broke_silence
    assert end.most_reluctant != "POL"  # its merits are as they were: only its mood is foul
    assert end.pivotal == "POL"


def test_patron_and_chair_can_be_replaced_too(eight):
    end = Summit(eight, seed=4, minds={"USA": Meek}, chair=Idle).play()
    assert "USA" not in end.outcome.broke_silence
    assert {page.text.deadline for page in end.rounds} == {2032}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"minds": {"XXX": Stubborn}}, "unknown seats: XXX"),
        ({"minds": {"ESP": Meek}}, "mind of ESP"),
        ({"minds": {"USA": 5}}, "mind of USA"),
        ({"seed": -1}, "seed -1; allowed"),
        ({"run": 1.5}, "run 1.5; allowed"),
        ({"setting": {"us.demnd": 3.0}}, 'did you mean "us.demand"'),
        ({"setting": {"us.demand": -3.0}}, "allowed: 0 to 10"),
    ],
)
def test_what_makes_no_sense_is_refused(eight, given, message):
    with pytest.raises(ValueError, match=message):
        Summit(eight, **given)


def test_a_value_given_by_name_goes_over_the_draw(eight):
    summit = Summit(eight, draw=True, run=3, setting={"us.demand": 4.5})
    assert summit.terms.us.demand == summit.setting["us.demand"] == 4.5
    assert len(summit.setting) > 100


def test_mesa_batch_runner_still_takes_the_model(eight):
    rows = mesa.batch_run(
        Summit,
        parameters={"scenario": [eight], "run": [0, 1]},
        max_steps=20,
        number_processes=1,
        display_progress=False,
        data_collection_period=1,
        **({"rng": [1]} if mesa.__version__ >= "3.4" else {"iterations": 1}),
    )
    assert {row["RunId"] for row in rows} == {0, 1}
    assert all(2.0 <= row["core"] <= 5.0 for row in rows)


def test_the_recorded_outcome_is_never_read():
    changed = ["recorded.new_target=false", "recorded.core=2.25", 'recorded.letters=["POL"]', "recorded.deadline=2027"]
    true, edited = load("the-hague-2025"), load("the-hague-2025", changed)
    assert edited.recorded != true.recorded
    assert Summit(edited, seed=3).play() == Summit(true, seed=3).play()


def test_an_ally_that_leaves_takes_nobodys_luck_along():
    full = Summit("the-hague-2025", seed=5)
    fewer = Summit(load("the-hague-2025", [EIGHT]), seed=5)
    minds = {ally.code: ally.character for ally in full.allies}
    for ally in fewer.allies:
        assert ally.character == minds[ally.code]
    assert fewer.united_states.character == full.united_states.character
