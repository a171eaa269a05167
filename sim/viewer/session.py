"""Session: one negotiation on one page: forwards, backwards, and where a person stepped in.

It knows no browser. Everything played is remembered as moments; going back restores one, going forward
again walks through those that are known, and stepping in forgets what lay ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sim.rules.objective import objective
from sim.rules.round import PHASES
from sim.rules.text import Text
from sim.scenario.draw import Setting, settle
from sim.scenario.resolve import digest
from sim.scenario.schema import Scenario
from sim.summit.model import Summit
from sim.viewer.acts import Act, Intervention, Moved, Opened, Played, Wrote
from sim.viewer.chair import Form, Refused, form_of, letters_refused, written
from sim.viewer.levers import BY_KEY, Levers, act_now, changed, differing, levers_for, levers_of, refused, standing
from sim.viewer.moment import Moment, moment
from sim.viewer.snapshot import restore

DRAFTED = PHASES.index("drafting") + 1
"""Phases of a round after which the chair's text lies on the table."""


@dataclass(frozen=True)
class Start:
    """What decides a negotiation that nobody steps into: scenario, luck, and where the levers stand.

    ``setting`` is that of a run of a ledger; ``levers`` is nothing if all stand as the scenario has them.
    """

    scenario: Scenario
    seed: int = 1
    run: int = 0
    setting: Setting = field(default_factory=dict)
    levers: Levers | None = None

    def origin(self) -> Scenario:
        """Return the scenario before a lever is moved, with its setting in the place of what was in doubt."""
        return settle(self.scenario, self.setting)

    def summit(self) -> Summit:
        """Return the summit that starts so; raise ``Refused`` for levers that make no scenario."""
        if self.levers is None:
            summit = Summit(self.scenario, seed=self.seed, run=self.run, setting=self.setting)
        else:
            summit = Summit(changed(self.origin(), self.levers), seed=self.seed, run=self.run)
        summit.let_go()  # most summits on a page are never played to the end
        return summit


class Session:
    """One negotiation, from its opening to as far as it was played.

    ``moments`` are all that is known, ``at`` is where the page stands; ``offered`` are the levers, ``wanted``
    is where they would stand at a restart.
    """

    def __init__(self, start: Start) -> None:
        """Open a negotiation."""
        self.start = start
        self.summit = start.summit()
        self.origin, self.scenario = start.origin(), self.summit.settled
        self.digest = digest(self.summit.case)
        self.offered = levers_for(self.origin)
        self.wanted = start.levers or levers_of(self.origin)
        self.moments = [moment(self.summit, Opened(), self.wanted, self.digest)]
        self.at = 0

    @property
    def here(self) -> Moment:
        """Where the page stands."""
        return self.moments[self.at]

    @property
    def acts(self) -> list[Act]:
        """What led here, the opening left out."""
        return [one.act for one in self.moments[1 : self.at + 1]]

    @property
    def interventions(self) -> list[Intervention]:
        """Where a person stepped in on the way here."""
        return [act for act in self.acts if isinstance(act, Intervention)]

    # -- walking -------------------------------------------------------------------------------

    def step(self) -> bool:
        """Go forward by one phase (or over one thing a person did); return whether there was any left."""
        if self.at + 1 < len(self.moments):
            self.to(self.at + 1)
        elif not self.here.over:
            self.add(Played(self.summit.play_phase()), self.here.levers)
        else:
            return False
        return True

    def step_round(self) -> bool:
        """Go forward to the end of a round; return whether there was any left."""
        went = self.step()
        while self.here.phases < len(PHASES) and self.step():
            pass
        return went

    def back(self) -> None:
        """Go back by one moment."""
        self.to(max(0, self.at - 1))

    def back_round(self) -> None:
        """Go back to the end of the round before, or to the opening."""
        self.back()
        while self.at > 0 and self.here.phases < len(PHASES):
            self.back()

    def to(self, place: int) -> None:
        """Go to a moment; what is not known yet is played."""
        self.at = min(max(place, 0), len(self.moments) - 1)
        restore(self.summit, self.here.snapshot)
        while self.at < place and self.step():
            pass

    def to_draft(self) -> None:
        """Go forward to the next draft on the table, where the chair may be taken."""
        while self.step() and self.here.phases != DRAFTED:
            pass

    def to_end(self) -> None:
        """Play, or walk, to the end."""
        while self.step():
            pass

    def reset(self) -> None:
        """Go back to the opening, levers too, and forget what was played."""
        del self.moments[1:]
        self.to(0)
        self.wanted = self.here.levers

    def add(self, act: Act, levers: Levers) -> None:
        """Remember the summit as it stands now, instead of all that lay ahead."""
        del self.moments[self.at + 1 :]
        self.moments.append(moment(self.summit, act, levers, self.digest))
        self.at += 1

    # -- stepping in ---------------------------------------------------------------------------

    def pull(self, key: str, value: float) -> None:
        """Move a lever: from now on if it can, else from the next restart; raise ``Refused`` out of bounds."""
        lever = next((one for one in self.offered if one.key == key), None)
        if lever is None or key not in BY_KEY:
            raise Refused(f'no lever "{key}"; allowed: {", ".join(BY_KEY)}')
        if fault := refused(lever, value):
            raise Refused(fault)
        self.wanted = standing(self.wanted, key, value)
        if not lever.now or self.here.over or value == getattr(self.here.levers, key):
            return
        if isinstance(self.here.act, Moved) and self.here.act.lever == key:
            self.back()  # a slider that is being dragged moves once
            del self.moments[self.at + 1 :]
        if value != getattr(self.here.levers, key):
            self.add(Moved(key, value), act_now(self.summit, self.here.levers, key, value))

    @property
    def may_write(self) -> bool:
        """Whether a user may take the chair here: in a round whose silence was not called yet."""
        return not self.here.over and DRAFTED <= self.here.phases < len(PHASES)

    def draft(self) -> Form:
        """Return the text on the table as a form."""
        return form_of(self.here.text)

    def check(self, form: Form) -> Text:
        """Return the text that a form stands for here; raise ``Refused`` with all that is wrong with it."""
        text = written(form, self.scenario, self.summit.codes, self.summit.terms)
        before = self.summit.now.text
        if fault := letters_refused(text, before, self.summit.now.round, self.summit.terms):
            raise Refused(fault)
        return text

    def write(self, form: Form) -> None:
        """Take the chair: put another text on the table, where this round's draft was put.

        What was heard of the draft in this round is heard again, of the new text. Raises ``Refused``.
        """
        if not self.may_write:
            raise Refused("the chair is free from a round's draft until its silence; step to the next draft first")
        text, levers = self.check(form), self.here.levers
        while self.here.phases > DRAFTED or isinstance(self.here.act, Wrote):
            self.back()
        self.put(text)
        self.add(Wrote(form), self.here.levers)
        for key in sorted(differing(self.here.levers, levers)):
            self.pull(key, getattr(levers, key))  # what was moved since the draft stays moved

    def put(self, text: Text) -> None:
        """Put a text on the table of the summit, and on its page."""
        summit, page = self.summit, self.summit.record.page
        before = next(one for one in reversed(self.moments[: self.at]) if one.phases < DRAFTED).snapshot.now.text
        room = summit.secretary_general.look(1.0, summit.terms.calendar.silence[-1], before)
        page["text"], page["score"] = summit.record.text(text), objective(text, room, summit.table, summit.terms)
        summit.now = summit.now._replace(text=text)

    def call_silence(self) -> None:
        """Hold on to the text on the table until it has been put under silence, and see who breaks it."""
        form = self.draft()
        while not self.here.over:
            self.step()
            if self.here.phases == DRAFTED and self.draft() != form:
                self.write(form)
            if self.here.phases == len(PHASES) and self.here.transcript.rounds[-1].silence:
                return

    def restart(self) -> Start:
        """Return what a negotiation with the levers where they are wanted starts from; raise ``Refused``."""
        moved = self.wanted != levers_of(self.origin)
        start = replace(self.start, levers=self.wanted if moved else None)
        start.summit()
        return start
