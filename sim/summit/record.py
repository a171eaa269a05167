"""Recorder: writes down what happens at the table, phase by phase."""

from __future__ import annotations

from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING, Any

from sim.results.buying import purchases
from sim.results.describe import compromise, form, label, text_record
from sim.results.transcript import (
    Attempt,
    Broken,
    Event,
    Outcome,
    PatronMove,
    RoundRecord,
    TextRecord,
    Transcript,
    Voice,
)
from sim.rules import patron
from sim.rules.events import outcome_of_talks
from sim.rules.interests import Balance, leaning, merits, standing
from sim.rules.objective import Draft
from sim.rules.outcome import CLASSES, NONE, REAFFIRM, classify, exposure
from sim.rules.patron import UNDECIDED, Pressure
from sim.rules.promise import gap
from sim.rules.purchase import patron_share
from sim.rules.text import Text

if TYPE_CHECKING:
    from sim.summit.model import Summit

STANCES = {patron.ESCALATE: "escalates", patron.HOLD: "holds", patron.REASSURE: "reassures"}


class Recorder:
    """The note-taker: sees everything, says nothing."""

    def __init__(self, summit: Summit) -> None:
        """Open an empty file on a summit."""
        self.summit = summit
        self.rounds: list[RoundRecord] = []
        self.page: dict[str, Any] = {}

    def text(self, text: Text) -> TextRecord:
        """Return the record of a draft."""
        summit = self.summit
        return text_record(text, summit.case, summit.codes, summit.terms)

    def asked(self, text: Text, seat: int) -> float:
        """Return the core spending that a text asks of a seat beyond its own course, % of GDP."""
        return gap(text, seat, self.summit.table, self.summit.terms)

    def codes(self, mask: int) -> list[str]:
        """Return the allies that a mask of seats stands for."""
        return [code for seat, code in enumerate(self.summit.codes) if mask >> seat & 1]

    def open(self) -> None:
        """Begin a round's page."""
        now = self.summit.now
        meeting = self.summit.case.meetings[now.round - 1]
        self.page = {
            "round": now.round,
            "date": meeting.date.isoformat(),
            "until": meeting.until.isoformat() if meeting.until else None,
            "place": meeting.place,
            "body": meeting.body,
            "agenda": list(meeting.agenda or []),
            "before": self.text(now.text),
            "attended": None,
            "silence": [],
        }

    def mean_threat(self) -> float:
        """Return the members' mean threat perception as things stand."""
        return fsum(self.summit.now.threat) / len(self.summit.now.threat)

    def events(self, draw: float, talks: float, incident: float, means: list[float]) -> None:
        """Note what moved threat perception; ``means`` hold it before, after talks, after an incident."""
        summit, found, given = self.summit, [], self.summit.case
        if summit.now.round == 1 and summit.now.crisis:
            found.append(Event("crisis", "a crisis elsewhere claims the president's attention", 0.0, means[0]))
        if given.talks and summit.now.round == given.talks.before_round:
            outcome = given.talks.outcomes[outcome_of_talks(draw, summit.terms)]
            found.append(Event("talks", outcome.words, talks, means[1]))
        if given.incidents and incident != 0.0:
            found.append(Event("incident", given.incidents.words, incident, means[2]))
        self.page["events"] = found

    def pressure(self, move: Pressure) -> None:
        """Note the patron's move; called before it takes effect."""
        summit, now = self.summit, self.summit.now
        content = summit.united_states.contentment(now.text)
        self.page["patron"] = PatronMove(
            stance=STANCES[move.stance],  # type: ignore[arg-type]
            threat=move.kappa,
            threat_before=now.kappa,
            satisfaction=content,
            coming=patron.coming(content, move.coming, now.crisis, summit.terms),
            targets=self.codes(move.targets),
        )

    def drafting(self, draft: Draft) -> None:
        """Note the new draft."""
        self.page["text"], self.page["score"] = self.text(draft.text), draft.score

    def attendance(self, attended: int) -> None:
        """Note whether the president comes."""
        self.page["attended"] = bool(attended)

    def sounding(self, balances: list[Balance], sounded: tuple[float, ...]) -> None:
        """Note what every ally said, and why."""
        summit = self.summit
        self.page["soundings"] = [
            Voice(ally.code, balance._asdict(), leaning(balance), self.asked(summit.now.text, ally.seat), accepts)
            for ally, balance, accepts in zip(summit.allies, balances, sounded, strict=True)
        ]
        self.page["threats"] = dict(zip(summit.codes, summit.now.threat, strict=True))

    def learning(self) -> None:
        """Note what the chair has learnt."""
        self.page["beliefs"] = dict(zip(self.summit.codes, self.summit.now.beliefs, strict=True))

    def attempt(self, text: Text, company: int, balances: list[Balance], alone: list[int]) -> Attempt:
        """Return the record of a text under silence."""
        summit, us = self.summit, self.summit.united_states
        voices = [
            Voice(
                ally.code,
                balance._asdict(),
                standing(balance),
                self.asked(text, ally.seat),
                float(standing(balance) >= 0.0),
            )
            for ally, balance in zip(summit.allies, balances, strict=True)
        ]
        broke = [voice.code for voice in voices if voice.accepts == 0.0]
        if us.breaks(text):
            broke.append(us.code)
        lone = [code for code, mark in zip(summit.codes, alone, strict=True) if mark]
        return Attempt(self.text(text), company, voices, us.contentment(text), us.margin(text), broke, lone, None)

    def silence(self, record: Attempt, mended: Text | None = None) -> None:
        """Note an attempt and the text that was tried next, if any."""
        self.page["silence"].append(replace(record, mended=self.text(mended) if mended else None))

    def close(self) -> None:
        """Finish a round's page."""
        self.rounds.append(RoundRecord(**self.page))

    def transcript(self, digest: str, versions: dict[str, str], far: dict[str, float]) -> Transcript:
        """Return everything so far."""
        summit = self.summit
        stands = summit.adopted or summit.terms.status_quo
        share = patron_share(stands, summit.table, summit.terms)
        return Transcript(
            scenario=summit.case.title,
            digest=digest,
            seed=summit.dice.seed,
            run=summit.dice.run,
            setting=summit.setting,
            versions=versions,
            over=not summit.running,
            outcome=self.outcome(stands, share, far),
            buys=purchases(stands, summit.codes, summit.table, summit.terms),
            rounds=list(self.rounds),
        )

    def breaks(self) -> list[Broken]:
        """Return who broke silence when."""
        return [
            Broken(page.round, place, code, code in [*attempt.alone, self.summit.united_states.code])
            for page in self.rounds
            for place, attempt in enumerate(page.silence, 1)
            for code in attempt.broke
        ]

    def outcome(self, stands: Text, share: float, far: dict[str, float]) -> Outcome:
        """Return what came of it (ODD 7.11)."""
        summit = self.summit
        adopted = summit.adopted is not None
        record, kind = self.text(stands), classify(stands, adopted, summit.terms)
        content, kappa = summit.read(stands).satisfaction, summit.now.kappa
        without = summit.read(summit.terms.status_quo).satisfaction
        last = [ally.weigh(summit.now.text, pressed=True) for ally in summit.allies]
        dislike = [merits(balance) + balance.character for balance in last]
        hung = [leaning(balance) for balance in last]
        breaks = self.breaks()
        return Outcome(
            new_target=kind not in (NONE, REAFFIRM),
            compromise=compromise(record, adopted),
            core=record.core,
            related=record.related,
            deadline=record.deadline,
            counts=record.counts,
            review=record.review,
            firmness=record.firmness,
            wording=record.wording,
            letters=record.letters,
            attended=None if summit.now.attended == UNDECIDED else bool(summit.now.attended),
            broke_silence=list(dict.fromkeys(one.code for one in breaks)),
            form=form(record, adopted),
            label=label(record, adopted),
            kind=CLASSES[kind],
            adopted=adopted,
            round=summit.now.round if adopted else None,
            attempt=len(self.rounds[-1].silence) if adopted and self.rounds else None,
            words=record.words,
            breaks=breaks,
            satisfaction=content,
            scales_back=exposure(kappa, content, summit.table),
            scales_back_without=exposure(kappa, without, summit.table),
            patron_share=share,
            most_reluctant=summit.codes[dislike.index(min(dislike))],
            pivotal=summit.codes[hung.index(min(hung))],
            distances=far,
        )
