"""UnitedStates, Ally, SecretaryGeneral: each method calls the rules for its own seat (ODD 3, 4).

To replace a mind, subclass and hand the class to the model::

    class Stubborn(Ally):
        def weigh(self, text, pressed):
            return super().weigh(text, pressed)._replace(mood=-1.0)

    Summit("the-hague-2025", minds={"ESP": Stubborn})
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

from sim.rules import influence as pull
from sim.rules import interests, patron, room, silence
from sim.rules.chance import ATTENDANCE, SOUNDING, THREAT, WORLD, normal, uniform
from sim.rules.drafting import draft, first_draft, mend
from sim.rules.events import feel
from sim.rules.interests import Balance
from sim.rules.objective import Draft
from sim.rules.outcome import comes
from sim.rules.round import letters_open
from sim.rules.text import Text

if TYPE_CHECKING:
    from sim.summit.model import Summit


class Delegation(mesa.Agent):  # type: ignore[misc]
    """Anyone at the table: its ISO-like ``code`` and its ``name``."""

    model: Summit

    def __init__(self, model: Summit, code: str, name: str) -> None:
        """Take a place at the table."""
        super().__init__(model)
        self.code = code
        self.name = name


class Ally(Delegation):
    """A member: it weighs texts, sounds them, confesses to the chair, keeps or breaks silence.

    ``seat`` is its row in the table; ``character`` its private type, drawn once; ``sounded`` how
    likely it last sounded to accept.
    """

    def __init__(self, model: Summit, code: str, name: str, seat: int) -> None:
        """Take seat ``seat`` with a private mind."""
        super().__init__(model, code, name)
        self.seat = seat
        self.character = pull.character(seat, model.shared, model.dice, model.table, model.terms)
        self.mood = 0.0
        self.friends = 0.0
        self.posture = 0.0

    @property
    def threat(self) -> float:
        """How threatened it feels, in [0, 1]."""
        return self.model.now.threat[self.seat]

    @property
    def sounded(self) -> float:
        """How likely it last sounded to accept, in [0, 1]."""
        return self.model.now.sounded[self.seat]

    def feel(self, change: float) -> float:
        """Return its threat perception after an event."""
        return feel(self.threat, change, self.model.terms)

    def wake(self) -> None:
        """Start a round: listen to friends, find the mood of the day and the posture to strike."""
        summit = self.model
        self.friends = pull.influence(pull.heard(self.seat, summit.now.sounded, summit.table), summit.terms)
        self.mood = pull.mood(self.seat, summit.day, summit.dice, summit.table, summit.terms)
        self.posture = pull.posturing(summit.progress, summit.table.patience[self.seat], summit.terms)

    def weigh(self, text: Text, pressed: bool) -> Balance:
        """Return the text from this seat, taken apart; ``pressed`` when silence is called.

        This is the mind: override it to play an ally by other lights. Isolation is not in it: what
        breaking silence costs depends on how many others break.
        """
        summit, now = self.model, self.model.now
        merits = interests.weigh(
            text, summit.read(text), self.seat, self.threat, now.kappa, summit.q0, summit.table, summit.terms
        )
        pressure = patron.private_pressure(self.seat, now.kappa, now.targets, summit.table, summit.terms)
        return merits._replace(
            influence=self.friends,
            posturing=-self.posture,
            character=self.character,
            mood=self.mood,
            pressure=pressure if pressed else 0.0,
        )

    def sound(self, balance: Balance) -> float:
        """Return how likely it sounds to accept, in [0, 1]."""
        return pull.sounding(interests.leaning(balance), self.model.terms)

    def confess(self) -> float:
        """Return what it lets the chair hear of its mind."""
        summit, noise = self.model, 0.0
        if summit.terms.chair.soundings == room.NOISY:
            noise = normal(summit.dice, summit.day, summit.table.code[self.seat], SOUNDING)
        return room.confession(self.character, noise, summit.terms)


class UnitedStates(Delegation):
    """The patron: it demands, threatens, singles out, decides whether to come, and may break silence."""

    def __init__(self, model: Summit, code: str, name: str) -> None:
        """Take a place with a private resolve."""
        super().__init__(model, code, name)
        self.character = pull.patron_character(model.dice, patron.resolve_scale(model.terms), model.table)

    def press(self, text: Text) -> patron.Pressure:
        """Return its move on the text before it."""
        summit, now = self.model, self.model.now
        noise = normal(summit.dice, summit.day, summit.table.patron_code, THREAT)
        targets = patron.single_out(now, [0.0] * len(summit.codes), summit.table, summit.terms)
        return patron.press(now, self.contentment(text), noise, targets, summit.terms)

    def contentment(self, text: Text) -> float:
        """Return Q, the chance that it is content with a text."""
        return self.model.read(text).satisfaction

    def decide_to_come(self, text: Text) -> int:
        """Return whether the president comes (1) or stays away (0)."""
        summit, now = self.model, self.model.now
        chance = patron.coming(self.contentment(text), now.coming, now.crisis, summit.terms)
        return comes(uniform(summit.dice, 0, WORLD, ATTENDANCE), chance)

    def margin(self, text: Text) -> float:
        """Return by how much it is content enough to keep silence; below zero it breaks."""
        threshold = patron.resolve(self.model.progress, self.model.terms)
        return patron.margin(self.contentment(text), self.character, threshold)

    def breaks(self, text: Text) -> bool:
        """Return whether it breaks silence on a text."""
        return self.margin(text) < 0.0


class SecretaryGeneral(Delegation):
    """The chair: it drafts, listens, puts the text under silence and mends what is broken."""

    def look(self, progress: float, stage: float, anchor: Text) -> room.Room:
        """Return the room as it sees it at a silence of this stage and progress."""
        summit, now = self.model, self.model.now
        credits = tuple(
            room.credit(seat, progress, now, summit.table, summit.terms) for seat in range(len(summit.codes))
        )
        return room.Room(
            threat=now.threat,
            credit=credits,
            kappa=now.kappa,
            q0=summit.q0,
            stage=stage,
            decay=now.decay,
            coming=now.coming,
            crisis=now.crisis,
            attended=now.attended,
            us_belief=now.us_belief,
            threshold=patron.resolve(progress, summit.terms),
            anchor=anchor,
            agenda=summit.agenda,
            desk=summit.noted().paper.desk,
            sheets=summit.noted().paper.sheets,
        )

    def draft(self) -> Draft:
        """Return its next draft, looking ahead to the last silence."""
        summit, now = self.model, self.model.now
        letters = letters_open(now.round, summit.rounds, summit.terms.letters.last_rounds)
        ahead = self.look(1.0, summit.terms.calendar.silence[-1], now.text)
        if now.round == 1:
            return first_draft(letters, ahead, summit.table, summit.terms)
        return draft(now.text, letters, ahead, summit.table, summit.terms)

    def listen(self, ally: Ally) -> float:
        """Return what it believes of an ally's mind after a confessional."""
        return room.learn(self.model.now.beliefs[ally.seat], ally.confess(), self.model.terms)

    def weight_of_silence(self, text: Text) -> float:
        """Return k, what standing alone weighs at this silence: the stage, and whether the president comes."""
        summit, now = self.model, self.model.now
        content = summit.read(text).satisfaction
        return room.weight_of_silence(summit.stage, content, now.coming, now.crisis, now.attended, summit.terms)

    def price(self, text: Text, others: int) -> float:
        """Return what breaking silence on a text costs when ``others`` break too."""
        return silence.isolation(others, self.weight_of_silence(text), self.model.now.decay, self.model.terms)

    def breakers(self, text: Text, leanings: list[float]) -> int:
        """Return a mask of the members that break silence: each as if alone, or in a cascade at the last."""
        summit, now = self.model, self.model.now
        stage = self.weight_of_silence(text)
        if not summit.last_round:
            return silence.breaking(leanings, 0, stage, now.decay, summit.terms)
        greatest = summit.terms.chair.cascade == silence.GREATEST
        first = silence.doubters(now.sounded) if greatest else 0
        return silence.cascade(leanings, first, stage, now.decay, summit.terms)

    def mend(self, failed: Text, alone: list[int], patron_broke: bool) -> Text | None:
        """Return a better text after a broken silence, or None if it finds none."""
        summit = self.model
        here = self.look(summit.progress, summit.stage, failed)
        found = mend(failed, alone, int(patron_broke), here, summit.table, summit.terms).text
        return None if found == failed else found
