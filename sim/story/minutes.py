"""The minutes: a negotiation told round by round, with who moved and why."""

from __future__ import annotations

from collections.abc import Iterator

from sim.results.describe import percent, reason, spoken
from sim.results.transcript import Attempt, RoundRecord, Transcript
from sim.scenario.schema import Scenario
from sim.story.words import ISSUE_WORDS, capital, changes, day, listed, points, weights

WILLING = 0.5
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
MOST_NAMED = 3


def heading(transcript: Transcript) -> str:
    """Return the line that says which negotiation this is."""
    settings = "drawn settings" if transcript.setting else "central settings"
    return f"{transcript.scenario} · seed {transcript.seed}, run {transcript.run} · {settings}"


def meeting(page: RoundRecord) -> str:
    """Return a round's title: number, date, place, body, agenda."""
    agenda = [ISSUE_WORDS.get(issue, issue) for issue in page.agenda]
    on = f" · agenda: {', '.join(agenda)}" if agenda else ""
    return f"{page.round} · {day(page.date, page.until)} · {page.place}, {page.body}{on}"


def events(page: RoundRecord) -> Iterator[str]:
    """Say what moved threat perception."""
    for event in page.events:
        felt = ""
        if event.change != 0.0:
            moved = "rises" if event.change > 0 else "falls"
            felt = f": fear {moved} (now {percent(event.mean_threat)} on average)"
        yield f"{capital(event.words)}{felt}."


def patron(page: RoundRecord, earlier: RoundRecord | None, scenario: Scenario) -> Iterator[str]:
    """Say how the patron moves, and whom it singles out, if they are others than before."""
    who, move = capital(spoken(scenario.patron.code, scenario)), page.patron
    verb = {"escalates": "steps up its threats", "holds": "holds its line", "reassures": "reassures"}[move.stance]
    singled = ""
    if move.targets and (earlier is None or move.targets != earlier.patron.targets):
        singled = f", and singles out {listed(spoken(code, scenario) for code in move.targets)}"
    meaning = f", the chance that {spoken(scenario.patron.code, scenario)} scales back if it is not content"
    gloss = meaning if page.round == 1 else ""
    yield f"{who} {verb} (threat to leave{gloss}: {percent(move.threat)}){singled}."


def drafting(page: RoundRecord, scenario: Scenario) -> Iterator[str]:
    """Say what the chair changed."""
    moved = changes(page.before, page.text, scenario)
    if moved:
        yield f"The Secretary General redrafts: {'; '.join(moved)}."
    elif page.round > 1:
        yield "The Secretary General leaves the text as it is."
    if page.attended is not None:
        yield "The president will come." if page.attended else "The president will stay away."


def soundings(page: RoundRecord, earlier: RoundRecord | None, scenario: Scenario) -> Iterator[str]:
    """Say how the allies sound, who moved since the last round, and why the most reluctant hold out."""
    unwilling = sorted((v for v in page.soundings if v.accepts < WILLING), key=lambda v: v.accepts)
    count = len(page.soundings)
    gloss = " (in the corridors, where capitals still strike a pose)" if page.round == 1 else ""
    if not unwilling:
        yield f"All {count} allies sound willing{gloss}."
        return
    named = [f"{spoken(v.code, scenario)} ({percent(v.accepts)})" for v in unwilling[:MOST_NAMED]]
    more = f" and {len(unwilling) - MOST_NAMED} more" if len(unwilling) > MOST_NAMED else ""
    yield f"{count - len(unwilling)} of {count} allies sound willing{gloss}; not so {', '.join(named)}{more}."
    if earlier is not None:
        yield from moved(page, earlier, scenario)
    worst = unwilling[0]
    unit = " (in points: 1 is the political value of 1 % of GDP)" if page.round == 1 else ""
    yield (
        f"{capital(spoken(worst.code, scenario))} weighs {weights(worst, scenario, against=True)} against "
        f"{weights(worst, scenario, against=False, most=1)}{unit}."
    )


def moved(page: RoundRecord, earlier: RoundRecord, scenario: Scenario) -> Iterator[str]:
    """Say who came round, and who turned away, since the last round."""
    before = {voice.code: voice.accepts >= WILLING for voice in earlier.soundings}
    turned = [voice.code for voice in page.soundings if before[voice.code] != (voice.accepts >= WILLING)]
    for was, verb in ((False, "round"), (True, "away")):
        names = [spoken(code, scenario) for code in turned if before[code] == was]
        if names:
            come = {"round": ("comes round", "come round"), "away": ("turns away", "turn away")}[verb]
            yield f"{capital(listed(names))} {come[len(names) > 1]}."


def silence(page: RoundRecord, earlier: RoundRecord | None, scenario: Scenario) -> Iterator[str]:
    """Say what happened under silence, attempt by attempt."""
    for place in range(1, len(page.silence) + 1):
        yield from one_silence(page, earlier, place, scenario)


def one_silence(page: RoundRecord, earlier: RoundRecord | None, place: int, scenario: Scenario) -> Iterator[str]:
    """Say what happened at one attempt of a round, counted from 1."""
    attempt, last = page.silence[place - 1], attempt_before(page, earlier, place)
    count = f"{ORDINALS[place - 1]} silence" if place <= len(ORDINALS) else f"Silence {place}"
    yield f"{count}: {verdict(attempt, scenario)}"
    for code in attempt.broke:
        yield from why(code, attempt, scenario)
    if last is not None:
        yield from (f"  {kept(code, last, attempt, scenario)}" for code in last.broke if code not in attempt.broke)
    if attempt.mended is not None:
        yield f"  The Secretary General mends: {'; '.join(changes(attempt.text, attempt.mended, scenario))}."


def attempt_before(page: RoundRecord, earlier: RoundRecord | None, place: int) -> Attempt | None:
    """Return the attempt at silence before one: in the same round, or the last of the round before."""
    before = [*(earlier.silence if earlier else []), *page.silence[: place - 1]]
    return before[-1] if before else None


def kept(code: str, last: Attempt, attempt: Attempt, scenario: Scenario) -> str:
    """Say why one that broke the last silence keeps this one: the part of its balance that rose most, then and now."""
    who = f"{capital(spoken(code, scenario))}, which broke it before, keeps it"
    if code == scenario.patron.code:
        return f"{who}: it is content with the text now."
    then, now = (next(v.parts for v in one.voices if v.code == code) for one in (last, attempt))
    most = max(now, key=lambda part: now[part] - then[part])
    return f"{who}: {reason(most, scenario)} is now {points(now[most])} (before {points(then[most])})."


def verdict(attempt: Attempt, scenario: Scenario) -> str:
    """Say who broke silence, if anyone."""
    if not attempt.broke:
        return "nobody breaks it. The text stands."
    names = listed(spoken(code, scenario) for code in attempt.broke)
    return f"{names} {'breaks' if len(attempt.broke) == 1 else 'break'} it."


def why(code: str, attempt: Attempt, scenario: Scenario) -> Iterator[str]:
    """Say why one of them broke silence."""
    who = capital(spoken(code, scenario))
    if code == scenario.patron.code:
        yield f"  {who} is not content with the text ({-100 * attempt.patron_margin:.2g} percentage points short)."
        return
    voice = next(v for v in attempt.voices if v.code == code)
    company = "" if code in attempt.alone else " Alone it would have kept silent."
    yield (
        f"  {who}: {weights(voice, scenario, against=True)} outweigh "
        f"{weights(voice, scenario, against=False)}.{company}"
    )


def round_(page: RoundRecord, earlier: RoundRecord | None, scenario: Scenario) -> list[str]:
    """Return a round's minutes: its title, then indented lines."""
    parts = (
        events(page),
        patron(page, earlier, scenario),
        drafting(page, scenario),
        soundings(page, earlier, scenario),
        silence(page, earlier, scenario),
    )
    return [meeting(page), *(f"  {line}" for part in parts for line in part)]


def opening(transcript: Transcript, scenario: Scenario) -> list[str]:
    """Return the first lines: which negotiation this is, and the text it starts from."""
    proposal = transcript.rounds[0].before.words if transcript.rounds else "no round was played"
    chair = scenario.alliance.secretary_general
    return [heading(transcript), f"The proposal, first text of the Secretary General, {chair}: {proposal}."]


def unsaid(lines: list[str], said: set[str]) -> list[str]:
    """Return a round's lines without the reasons that were given, word for word, a round ago."""
    return [line for line in lines if " weighs " not in line or line not in said]


def minutes(transcript: Transcript, scenario: Scenario) -> list[str]:
    """Return the whole negotiation as lines of plain text; what was said a round ago is not said again."""
    lines = opening(transcript, scenario)
    earlier, said = None, set[str]()
    for page in transcript.rounds:
        told = round_(page, earlier, scenario)
        lines += ["", *unsaid(told, said)]
        earlier, said = page, set(told)
    return lines
