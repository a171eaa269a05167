"""Desk: what one tab looks at, and what it may do. It knows no browser: deeds in, plain views out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sim.results.transcript import Transcript
from sim.scenario.faults import ScenarioError
from sim.scenario.read import load
from sim.scenario.schema import Scenario
from sim.story.figures import figures, origin
from sim.viewer import asked as opening
from sim.viewer import looks, sheets
from sim.viewer.asked import Asked
from sim.viewer.chair import Form, Refused
from sim.viewer.estimate import Estimator, over, prepared, told, waiting
from sim.viewer.levers import standing
from sim.viewer.moment import Moment
from sim.viewer.saved import Unreadable, from_json, to_json
from sim.viewer.session import Session, Start
from sim.viewer.sight import Stance, stances, veiled

Deed = Mapping[str, Any]
View = dict[str, Any]
MEASURES = ("stance", "core", "fear", "stress", "network", "rounds")
SHEETS = ("allies", "ally", "minutes", "buys", "chair")
LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, eq=False)
class Question:
    """What the chair would like to know at a moment: asked in the background, and not twice."""

    estimator: Estimator
    moment: Moment
    all_seen: bool
    scenario: Scenario

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same question at the very same moment."""
        return isinstance(other, Question) and self.moment is other.moment and self.all_seen == other.all_seen

    def __hash__(self) -> int:
        """Return the same number for the same question."""
        return hash((id(self.moment), self.all_seen))

    @property
    def meanwhile(self) -> str:
        """What stands in the answer's place until there is one."""
        return over() if self.moment.over else waiting(prepared())

    def answer(self) -> str:
        """Return the estimate as HTML; nothing if nobody waits for it any more."""
        if self.moment.over:
            return over()
        found = self.estimator.estimate(self.moment.snapshot, self.all_seen)
        return told(found, self.scenario) if found is not None else ""


class Desk:
    """One tab: its session, what it looks at, and the last thing that was refused.

    ``fault`` says why there is no session, or why the last deed was refused; ``note`` what is worth knowing.
    """

    def __init__(self, asked: Asked) -> None:
        """Open what was asked for; what cannot be opened is told, and leaves a desk without a session."""
        self.asked = asked
        self.session: Session | None = None
        self.picked, self.seed = asked.words, str(asked.seed)
        self.measure, self.sheet, self.chosen = "stance", "allies", ""
        self.all_seen = False
        self.fault = self.note = ""
        self.trial: Form | None = None
        self.turn = 0
        self.attempt(lambda: self.begin(*opening.opened(asked)))

    def begin(self, session: Session, note: str = "") -> None:
        """Look at another session."""
        self.session, self.note, self.trial = session, note, None
        self.estimator = Estimator(session)
        self.seed = str(session.start.seed)
        if self.chosen not in session.summit.codes:
            self.chosen, self.sheet = "", "allies" if self.sheet == "ally" else self.sheet

    def attempt(self, deed: Callable[[], object]) -> None:
        """Do something, or remember why it was refused."""
        self.fault = self.note = ""
        try:
            deed()
        except (ScenarioError, Refused, Unreadable) as error:
            self.fault = str(error)

    # -- deeds -----------------------------------------------------------------------------------

    def do(self, deed: Deed) -> None:
        """Do what the page asks for, by its name; what is not understood is refused."""
        known = {**WALKS, **DEEDS}
        act = known.get(str(deed.get("do")))
        if act is None:
            self.fault = f'"{deed.get("do")}" is nothing this page can do'
        elif self.session is not None or deed["do"] in ("open", "load"):
            self.attempt(lambda: act(self, deed))

    def walk(self, deed: Deed) -> None:
        """Go forward or back."""
        session, name = self.live, str(deed["do"])
        if name == "to":
            session.to(whole(deed.get("place")))
        else:
            getattr(session, name)()
        self.trial = None

    def pick(self, deed: Deed) -> None:
        """Choose an ally, and look at its sheet."""
        code = str(deed.get("code"))
        if code in self.live.summit.codes:
            self.chosen, self.sheet = code, "ally"

    def look(self, deed: Deed) -> None:
        """Change what the map or the sheet shows, or whether true minds are shown."""
        if deed.get("measure") in MEASURES:
            self.measure = str(deed["measure"])
        if deed.get("sheet") in SHEETS:
            self.sheet = str(deed["sheet"])
        if isinstance(deed.get("all_seen"), bool):
            self.all_seen = bool(deed["all_seen"])

    def pull(self, deed: Deed) -> None:
        """Move a lever."""
        self.live.pull(str(deed.get("key")), number(deed.get("value")))

    def propose(self, deed: Deed) -> None:
        """Change the first text, for the next restart."""
        form = form_from(deed.get("form"))
        self.live.wanted = standing(self.live.wanted, "proposal", form)

    def restart(self, deed: Deed) -> None:
        """Start anew with the levers as they are, and the seed that is asked for."""
        start = self.live.restart()
        seed = seed_from(deed.get("seed", start.seed))
        self.begin(Session(replace(start, seed=seed, run=start.run if seed == start.seed else 0)))

    def open(self, deed: Deed) -> None:
        """Open a scenario by name, or what the page was started with."""
        picked, seed = str(deed.get("scenario")), seed_from(deed.get("seed", 1))
        self.picked = picked
        if picked == self.asked.words and (self.asked.run or self.asked.file):
            self.begin(*opening.opened(self.asked))
        else:
            self.begin(Session(Start(load(picked), seed)))

    def load(self, deed: Deed) -> None:
        """Open a saved session from its text."""
        session, same = from_json(str(deed.get("text")), str(deed.get("name") or "the file"))
        self.begin(session, "" if same else opening.OTHERWISE)

    def try_text(self, deed: Deed) -> None:
        """Weigh a text without putting it on the table; ``turn`` counts the changes that the page has made."""
        self.turn = whole(deed.get("turn", self.turn))
        self.trial = form_from(deed.get("form"))

    def write(self, deed: Deed) -> None:
        """Take the chair: put a text on the table."""
        self.trial = form_from(deed.get("form"))
        self.live.write(self.trial)
        self.trial = None

    def drop(self, deed: Deed) -> None:
        """Drop the text in the form for the one on the table."""
        self.trial = None

    def call_silence(self, deed: Deed) -> None:
        """Put a text under silence: on the table first, if it was changed."""
        form = form_from(deed["form"]) if deed.get("form") else self.live.draft()
        if form != self.live.draft():
            self.live.write(form)
        self.live.call_silence()
        self.trial = None

    @property
    def live(self) -> Session:
        """The session; there is one whenever a deed is done."""
        assert self.session is not None
        return self.session

    def file_name(self) -> str:
        """Return a name for the file of the session."""
        start = self.live.start
        words = "".join(one if one.isalnum() else "-" for one in self.live.scenario.title.lower())
        return f"{'-'.join(filter(None, words.split('-')))[:60] or 'summit'}-{start.seed}-{start.run}.json"

    def saved(self) -> str:
        """Return the session as JSON."""
        return to_json(self.live)

    # -- views -----------------------------------------------------------------------------------

    def views(self) -> dict[str, View]:
        """Return all that the page shows, by the part of the page that shows it."""
        if self.session is None:
            return {"bar": {"open": False, "fault": self.fault}, "controls": self.controls()}
        session = self.session
        found = stances(session.summit, self.all_seen)
        shown = self.shown(found)
        return {
            "bar": looks.bar(session, self.fault, self.note),
            "controls": self.controls(),
            "map": {"measure": self.measure, "html": looks.picture(self.measure, session, shown, self.chosen)},
            "rounds": {"html": "" if self.measure == "rounds" else looks.by_round(session, shown)},
            "sheet": {"sheet": self.sheet, "chosen": self.chosen_name(), "html": self.sheet_html(found, shown)},
            "chair": self.chair(found),
        }

    def question(self) -> Question:
        """Return what is to be estimated here."""
        return Question(self.estimator, self.live.here, self.all_seen, self.live.scenario)

    def shown(self, found: list[Stance]) -> Transcript:
        """Return the transcript as far as it may be seen."""
        whole = self.live.here.transcript
        return whole if self.all_seen else veiled(whole, found[0].voice.code)

    def chosen_name(self) -> str:
        """Return the name of the ally that is looked at."""
        return self.live.scenario.members[self.chosen].name if self.chosen else ""

    def sheet_html(self, found: list[Stance], shown: Transcript) -> str:
        """Return the sheet that is looked at."""
        session, scenario = self.live, self.live.scenario
        here = session.here
        if self.sheet == "allies":
            return sheets.allies(found, here, shown, scenario, self.chosen, self.all_seen)
        if self.sheet == "minutes":
            return sheets.minutes(session.moments[: session.at + 1], shown, scenario)
        if self.sheet == "buys":
            return sheets.bought(here, shown, scenario)
        if self.sheet == "ally" and self.chosen:
            voice = next(one.voice for one in found if one.voice.code == self.chosen)
            figured = [
                one._asdict() | {"origin": origin(one.source, scenario)[0]} for one in figures(self.chosen, scenario)
            ]
            drawing = looks.surplus(voice, session, shown, self.all_seen)
            return sheets.ally(self.chosen, figured, drawing, shown, scenario)
        return ""

    def controls(self) -> View:
        """Return what stands at the side: scenarios, seed, levers."""
        return looks.controls(self.session, self.asked, self.picked, self.seed, self.all_seen)

    def chair(self, found: list[Stance]) -> View:
        """Return the form for taking the chair, and what the text in it would come to."""
        session = self.live
        form, fault = self.trial or session.draft(), ""
        try:
            text = session.check(form) if self.trial else session.summit.now.text
            weighed = stances(session.summit, self.all_seen, text) if self.trial else found
        except Refused as error:
            return looks.chair(session, form, None, None, str(error)) | {"turn": self.turn}
        return looks.chair(session, form, weighed, text, fault) | {"turn": self.turn}


def number(value: object) -> float:
    """Return a number that the page sent; raise ``Refused`` if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(f"{value!r}; allowed: a number")
    return float(value)


def whole(value: object) -> int:
    """Return a whole number that the page sent; raise ``Refused`` if it is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(f"{value!r}; allowed: a whole number")
    return value


def seed_from(value: object) -> int:
    """Return a seed as a person wrote it; raise ``Refused`` if it is none."""
    words = str(value).strip()
    if not (words.isascii() and words.isdigit() and len(words) < 20 and int(words) <= LARGEST_SEED):
        raise Refused(f"seed {words[:40]!r}; allowed: a whole number from 0 to 2**63 - 1")
    return int(words)


FORMS: TypeAdapter[Form] = TypeAdapter(Form)


def form_from(raw: object) -> Form:
    """Return a text that the page sent; raise ``Refused`` if it is none."""
    try:
        return FORMS.validate_python(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Refused(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


WALKS: dict[str, Callable[[Desk, Deed], None]] = dict.fromkeys(
    ("step", "step_round", "back", "back_round", "to", "to_draft", "to_end", "reset"), Desk.walk
)
DEEDS: dict[str, Callable[[Desk, Deed], None]] = {
    "pick": Desk.pick,
    "look": Desk.look,
    "pull": Desk.pull,
    "propose": Desk.propose,
    "restart": Desk.restart,
    "open": Desk.open,
    "load": Desk.load,
    "try": Desk.try_text,
    "drop": Desk.drop,
    "write": Desk.write,
    "silence": Desk.call_silence,
}
"""What the page may ask for, by name."""
