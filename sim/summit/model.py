"""Summit: seats the agents, plays the phases of a round, writes the transcript (ODD 3)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import mesa
from mesa.datacollection import DataCollector

from sim.results.transcript import Attempt, Transcript
from sim.rules.chance import CRISIS, INCIDENT, TALKS, WORLD, Dice, uniform
from sim.rules.events import crisis, shift
from sim.rules.influence import bloc_draw
from sim.rules.interests import leaning
from sim.rules.patron import after_deciding
from sim.rules.reading import Reading, read_anew, without_text
from sim.rules.round import PHASES, luck_of, progress
from sim.rules.silence import company, keeps_silence, shown
from sim.rules.text import Text, size_of
from sim.scenario.draw import Setting, draw_setting, settle
from sim.scenario.opening import opening
from sim.scenario.read import default, load
from sim.scenario.resolve import digest
from sim.scenario.schema import Scenario
from sim.scenario.seating import seat
from sim.summit.agents import Ally, SecretaryGeneral, UnitedStates
from sim.summit.notes import Notes
from sim.summit.record import Recorder
from sim.summit.yardsticks import distances

LIBRARIES = ("mesa", "numpy")
LARGEST = 2**63


class Summit(mesa.Model):  # type: ignore[misc]
    """One negotiation.

    ``scenario`` is a name, a path or a ``Scenario`` (the default one if left out); ``seed`` and
    ``run`` key all luck; ``draw`` draws what the scenario leaves uncertain (setting number ``run``)
    instead of its central settings; ``setting`` gives values by name, over those drawn; ``minds`` maps codes to
    subclasses of ``Ally`` (or of ``UnitedStates`` for the patron's code); ``chair`` replaces
    ``SecretaryGeneral``. The scenario stays at hand as ``case`` (Mesa keeps its own ``scenario``).
    ``rng`` is Mesa's own seed, which no rule uses.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario | None = None,
        *,
        seed: int = 1,
        run: int = 0,
        draw: bool = False,
        setting: Setting | None = None,
        minds: Mapping[str, type[Ally] | type[UnitedStates]] | None = None,
        chair: type[SecretaryGeneral] = SecretaryGeneral,
        rng: int | None = None,
    ) -> None:
        """Seat everyone; nothing has happened yet."""
        for name, number in (("seed", seed), ("run", run)):
            if not isinstance(number, int) or not 0 <= number < LARGEST:
                raise ValueError(f"{name} {number!r}; allowed: a whole number from 0 to 2**63 - 1")
        super().__init__(rng=seed if rng is None else int(rng))
        given = scenario if isinstance(scenario, Scenario) else load(default() if scenario is None else scenario)
        self.case = given
        self.setting = (draw_setting(given, seed, run) if draw else {}) | dict(setting or {})
        self.dice = Dice(seed, run)
        self.settled = settle(given, self.setting)
        self.codes, self.terms, self.table = seat(given, self.setting)
        self.rounds = len(given.meetings)
        self.notes = Notes.blank(self.table, self.terms)
        self.q0 = without_text(self.table, self.terms)
        self.shared = [bloc_draw(bloc, self.dice, self.table) for bloc in range(len(self.table.bloc_code))]
        self.now = opening(self.table, self.terms, crisis(uniform(self.dice, 0, WORLD, CRISIS), self.terms))
        self.phase = 0
        self.adopted: Text | None = None
        self.seat_everyone(dict(minds or {}), chair)
        self.record = Recorder(self)
        self.datacollector = DataCollector(MODEL_REPORTERS, AGENT_REPORTERS)
        self.datacollector.collect(self)

    def seat_everyone(self, minds: dict[str, Any], chair: type[SecretaryGeneral]) -> None:
        """Create the agents: the patron, the members in listed order, the chair."""
        unknown = set(minds) - {*self.codes, self.case.patron.code}
        if unknown:
            raise ValueError(f"minds for unknown seats: {', '.join(sorted(unknown))}; allowed: {', '.join(self.codes)}")
        for code, mind in minds.items():
            kind = UnitedStates if code == self.case.patron.code else Ally
            if not (isinstance(mind, type) and issubclass(mind, kind)):
                raise ValueError(f"mind of {code}: {mind!r}; allowed: a subclass of {kind.__name__}")
        power = self.case.patron
        self.united_states: UnitedStates = minds.get(power.code, UnitedStates)(self, power.code, power.name)
        self.allies: list[Ally] = [
            minds.get(code, Ally)(self, code, self.case.members[code].name, place)
            for place, code in enumerate(self.codes)
        ]
        self.secretary_general = chair(self, "SG", self.case.alliance.secretary_general)

    # -- what the agents ask of the table --------------------------------------------------

    def read(self, text: Text) -> Reading:
        """Return how a text reads to everyone."""
        readings = self.noted().readings
        if text not in readings:
            readings[text] = read_anew(text, self.table, self.terms)
        return readings[text]

    def noted(self) -> Notes:
        """Return what was noted by this table and these terms; if either is new, nothing yet."""
        if self.notes.table is not self.table or self.notes.terms is not self.terms:
            self.notes = Notes.blank(self.table, self.terms)
        return self.notes

    @property
    def progress(self) -> float:
        """How far the calendar has run, in (0, 1]."""
        return progress(self.now.round, self.rounds)

    @property
    def day(self) -> int:
        """The number under which the dice of this round's meeting are thrown."""
        return luck_of(self.now.round, self.terms)

    @property
    def last_round(self) -> bool:
        """Whether this is the last silence."""
        return self.now.round == self.rounds

    @property
    def stage(self) -> float:
        """The weight of standing alone at this round's silence (0: none is called)."""
        return self.terms.calendar.silence[self.now.round - 1]

    @property
    def agenda(self) -> int:
        """The meeting's agenda, as a bit mask of issues."""
        return self.terms.calendar.agenda[max(self.now.round, 1) - 1]

    # -- the phases of a round, in the order of ``sim.rules.round.PHASES`` ------------------

    def play_phase(self) -> str:
        """Play the next phase and return its name; a new round begins with the first."""
        name = PHASES[self.phase]
        if self.phase == 0:
            self.now = self.now._replace(round=self.now.round + 1)
            self.record.open()
        getattr(self, name)()
        self.phase = (self.phase + 1) % len(PHASES)
        if self.phase == 0:
            self.close()
        return name

    def step(self) -> None:
        """Play one round (what is left of it, if some phases were played singly)."""
        if not self.running:
            return
        self.play_phase()
        while self.phase != 0:
            self.play_phase()

    def play(self) -> Transcript:
        """Play to the end and return the transcript."""
        while self.running:
            self.step()
        return self.transcript()

    def events(self) -> None:
        """Let talks end and incidents happen, and move how threatened allies feel."""
        now, dice = self.now, self.dice
        luck = uniform(dice, 0, WORLD, TALKS), uniform(dice, self.day, WORLD, INCIDENT)
        talks, incident = shift(now.round, *luck, self.terms)
        means = [self.record.mean_threat()]
        for change in (talks, incident):
            if change != 0.0:
                self.now = self.now._replace(threat=tuple(ally.feel(change) for ally in self.allies))
            means.append(self.record.mean_threat())
        self.record.events(luck[0], talks, incident, means)

    def pressure(self) -> None:
        """Let the patron escalate, hold or reassure on the last text."""
        move = self.united_states.press(self.now.text)
        self.record.pressure(move)
        self.now = self.now._replace(
            kappa=move.kappa, kappa_aim=move.kappa_aim, decay=move.decay, coming=move.coming, targets=move.targets
        )

    def drafting(self) -> None:
        """Let the chair put a draft on the table."""
        draft_ = self.secretary_general.draft()
        self.record.drafting(draft_)
        self.now = self.now._replace(text=draft_.text)

    def attendance(self) -> None:
        """Let the president decide to come or to stay away, in the round that has it."""
        if self.terms.calendar.attendance[self.now.round - 1] == 0:
            return
        attended = self.united_states.decide_to_come(self.now.text)
        self.now = self.now._replace(attended=attended, kappa=after_deciding(self.now.kappa, attended, self.terms))
        self.record.attendance(attended)

    def sounding(self) -> None:
        """Let every ally sound the text, all at once from what was sounded last."""
        for ally in self.allies:
            ally.wake()
        balances = [ally.weigh(self.now.text, pressed=False) for ally in self.allies]
        sounded = tuple(ally.sound(balance) for ally, balance in zip(self.allies, balances, strict=True))
        self.now = self.now._replace(sounded=sounded)
        self.record.sounding(balances, sounded)

    def learning(self) -> None:
        """Let the chair hear confessions."""
        self.now = self.now._replace(beliefs=tuple(self.secretary_general.listen(ally) for ally in self.allies))
        self.record.learning()

    def silence(self) -> None:
        """Put the text under silence, mend and try again, in the rounds that have it."""
        if self.stage == 0.0:
            return
        for attempt in range(1, self.terms.chair.attempts + 1):
            record, alone = self.try_silence()
            if not record.broke:
                self.adopted = self.now.text
                self.record.silence(record)
                return
            self.reveal(record)
            final = attempt == self.terms.chair.attempts
            refused = self.united_states.code in record.broke
            mended = None if final else self.secretary_general.mend(self.now.text, alone, refused)
            self.record.silence(record, mended)
            if mended is None:
                return
            self.now = self.now._replace(text=mended)

    def try_silence(self) -> tuple[Attempt, list[int]]:
        """Return who keeps silence on the text, with every reason, and a mark for who would break alone."""
        text = self.now.text
        balances = [ally.weigh(text, pressed=True) for ally in self.allies]
        leanings = [leaning(balance) for balance in balances]
        breakers = self.secretary_general.breakers(text, leanings)
        together = breakers if self.last_round else 0
        alone = [int(not keeps_silence(one, self.secretary_general.price(text, 0))) for one in leanings]
        voices = [
            balance._replace(isolation=self.secretary_general.price(text, company(together, ally.seat)))
            for ally, balance in zip(self.allies, balances, strict=True)
        ]
        return self.record.attempt(text, size_of(together), voices, alone), alone

    def reveal(self, record: Attempt) -> None:
        """Let the chair learn from those who broke: their minds are at most what they showed."""
        beliefs = tuple(
            shown(self.now.beliefs[ally.seat], ally.character)
            if ally.code in record.broke
            else self.now.beliefs[ally.seat]
            for ally in self.allies
        )
        us_belief = self.now.us_belief
        if self.united_states.code in record.broke:
            us_belief = shown(us_belief, self.united_states.character)
        self.now = self.now._replace(beliefs=beliefs, us_belief=us_belief)

    def close(self) -> None:
        """End a round: keep its record, collect, and stop when a text stands or the calendar is used up."""
        self.record.close()
        self.datacollector.collect(self)
        if self.adopted is not None or self.last_round:
            self.running = False
            self.let_go()

    def let_go(self) -> None:
        """Let Mesa forget this summit once nobody joins it any more: before 3.4.2 it keeps every model for ever."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    def transcript(self, yardsticks: bool = False) -> Transcript:
        """Return what has been played, with the outcome as it stands.

        ``yardsticks`` adds how far the text lies from fair ones (a search, slower than the play).
        """
        far = distances(self) if yardsticks else {}
        return self.record.transcript(digest(self.case), dict(versions()), far)


@cache
def versions() -> dict[str, str]:
    """Return the versions that a result depends on, or that a reader may want to know."""
    return {"summit": version("summit-negotiation"), **{name: version(name) for name in LIBRARIES}}


MODEL_REPORTERS = {
    "round": lambda m: m.now.round,
    "core": lambda m: m.now.text.core,
    "related": lambda m: m.now.text.related,
    "deadline": lambda m: m.now.text.deadline,
    "firmness": lambda m: m.now.text.firmness,
    "threat_to_leave": lambda m: m.now.kappa,
    "satisfaction": lambda m: m.read(m.now.text).satisfaction,
}
AGENT_REPORTERS = {
    "code": "code",
    "sounded": lambda agent: getattr(agent, "sounded", None),
    "threat": lambda agent: getattr(agent, "threat", None),
}
