"""The ending: the outcome with every term explained once, what it buys, what was put in."""

from __future__ import annotations

from sim.results.buying import ALL
from sim.results.describe import FIRM_WORDS, SUBJECT, firmness_name, percent, plain, spoken
from sim.results.transcript import Outcome, Purchase, Transcript
from sim.scenario.schema import Scenario
from sim.story.words import capital, listed

Row = tuple[str, str, str]
"""What is reported, what it is, and what the word means."""


def outcome(transcript: Transcript, scenario: Scenario) -> list[Row]:
    """Return the outcome, line by line."""
    end = transcript.outcome
    power = spoken(scenario.patron.code, scenario)
    rows = [
        ("New target", new_target(end), "whether a text with other numbers than before passed"),
        ("Target", target(end), "what each ally is to spend, and by when"),
        ("What counts", counted(end, scenario), "spending that qualifies as related"),
        ("Review", str(end.review or "none"), "the year in which the target is looked at again"),
        ("Firmness", FIRM_WORDS[firmness_name(end.firmness)], "how closely progress is watched"),
        ("Wording", f"“{SUBJECT[end.wording]}”", "who is bound: “we” or, softer, “Allies”"),
        (
            "Side letters",
            listed(spoken(c, scenario) for c in end.letters) if end.letters else "none",
            "private leave for one ally to go its own way",
        ),
        ("Broke silence", broke(end, scenario), "objected formally to a text put under silence"),
        ("Most reluctant", capital(spoken(end.most_reluctant, scenario)), "likes the text least on its merits"),
        ("Pivotal", capital(spoken(end.pivotal, scenario)), "came closest to breaking: on whom it hung"),
        ("President comes", attended(end), f"of {power}"),
        ("May scale back", scaled(end), f"chance that {power} cuts its commitment, by allies' GDP"),
    ]
    if end.distances:
        near = " · ".join(f"{name} {distance:.1f}" for name, distance in end.distances.items())
        rows.append(("Distance to", near, "texts that other ideas of fairness choose; 0 = the same"))
    return rows


def new_target(end: Outcome) -> str:
    """Say whether there is a new target, and which."""
    if not end.adopted:
        return "no: the status quo stands"
    if not end.new_target:
        return "no: the old target is reaffirmed"
    return f"yes: {end.label}"


def target(end: Outcome) -> str:
    """Say what is in force."""
    by = f"by {end.deadline}" if end.deadline else "no date"
    related = f" + up to {plain(end.related)} % related" if end.related else ""
    return f"{plain(end.core)} % of GDP core{related}, {by}"


def counted(end: Outcome, scenario: Scenario) -> str:
    """Say what counts."""
    return listed(scenario.categories[one].name for one in end.counts) if end.counts else "nothing"


def broke(end: Outcome, scenario: Scenario) -> str:
    """Say who broke silence, in which round."""
    rounds: dict[str, int] = {}
    for one in end.breaks:
        rounds.setdefault(one.code, one.round)
    return ", ".join(f"{spoken(code, scenario)} (round {round_})" for code, round_ in rounds.items()) or "nobody"


def attended(end: Outcome) -> str:
    """Say whether the president came."""
    return "not decided in this calendar" if end.attended is None else "yes" if end.attended else "no"


def scaled(end: Outcome) -> str:
    """Say how likely the patron is to scale back, with and without this outcome."""
    return f"{percent(end.scales_back)} now; {percent(end.scales_back_without)} had nothing passed"


def buys(transcript: Transcript, scenario: Scenario) -> list[str]:
    """Return what the text buys, in two or three sentences."""
    end, total = transcript.outcome, next(one for one in transcript.buys if one.code == ALL)
    if not end.adopted:
        return ["Nothing passed, so nothing is bought beyond what allies plan anyway."]
    year, power = end.deadline, capital(spoken(scenario.patron.code, scenario))
    return [
        f"By {year} members spend {total.base + total.core:.2f} % of GDP on core defence if the pledge is kept "
        f"in full, against {total.base:.2f} % planned; {total.base + total.core_kept:.2f} % as expected.",
        f"That is {money(total.money_last_year)} more in {year} ({money(total.money_last_year_kept)} expected), "
        f"related spending included, and {money(total.money_total)} over the years "
        f"({money(total.money_total_kept)} expected), in constant dollars.",
        f"{power} would carry {end.patron_share:.0f} % of all core spending in {year}. "
        f"Most new money: {listed(largest(transcript.buys, scenario))}.",
    ]


def would_buy(bought: list[Purchase], deadline: int | None) -> list[str]:
    """Return what a text would buy if it passed as it stands, in two sentences."""
    total, when = next(one for one in bought if one.code == ALL), f"in {deadline}" if deadline else "in its last year"
    return [
        f"If this text passed and were kept in full, members would spend {total.base + total.core:.2f} % of GDP "
        f"on core defence {when}, against {total.base:.2f} % planned; {total.base + total.core_kept:.2f} % "
        "as expected.",
        f"That would be {money(total.money_last_year)} more {when} ({money(total.money_last_year_kept)} expected), "
        f"related spending included, and {money(total.money_total)} over the years "
        f"({money(total.money_total_kept)} expected), in constant dollars.",
    ]


def money(billions: float) -> str:
    """Return an amount in US$ bn."""
    return f"${billions:,.0f} bn"


def largest(buys_: list[Purchase], scenario: Scenario, most: int = 4) -> list[str]:
    """Return the allies that would add most money, with the amount."""
    ranked = sorted((one for one in buys_ if one.code != ALL), key=lambda one: -one.money_last_year)
    return [f"{spoken(one.code, scenario)} ({money(one.money_last_year)})" for one in ranked[:most]]


def put_in(transcript: Transcript, scenario: Scenario) -> str:
    """Return the line that tells what was an input from what is a result."""
    first, end = scenario.proposal, transcript.outcome
    demand, needs = (round(one.central(), 2) for one in (scenario.us.demand, scenario.alliance.capability_core))
    given = (
        f"Put in: the demand of {plain(demand)} %, the proposal {plain(first.core)} + {plain(first.related)} % by "
        f"{first.deadline}, needs of {plain(needs)} % core."
    )
    if not end.new_target:
        return f"{given} Predicted: no new target."
    review = f"review {end.review}" if end.review else "no review"
    letters = f"letters to {listed(spoken(c, scenario) for c in end.letters)}" if end.letters else "no letters"
    subject = f"“{SUBJECT[end.wording]}”"
    return f"{given} Predicted: a new target, {end.deadline}, {review}, {subject}, {letters}."
