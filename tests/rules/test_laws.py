"""What must hold in any world: costs, benefits, cascades, drafts, and every sign."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.worlds import (
    BEN,
    CLEO,
    DORA,
    ROOM,
    TABLE,
    TERMS,
    TEXT,
    change,
    luck,
    worlds,
)

from sim.results.transcript import TextRecord
from sim.rules.interests import Balance, leaning, merits, standing, weigh
from sim.rules.objective import objective
from sim.rules.patron import letters_cost, worth
from sim.rules.promise import delivered, gap
from sim.rules.reading import read_anew, without_text
from sim.rules.silence import breaking, cascade, isolation
from sim.rules.text import with_letters, years
from sim.scenario.read import load
from sim.summit.model import Summit

TINY = 1e-12


def balances(world, text, terms=None, table=None):
    """What every seat makes of a text in this world."""
    terms, table, room = terms or world.terms, table or world.table, world.room
    reading = read_anew(text, table, terms)
    return [
        weigh(text, reading, place, room.threat[place], room.kappa, room.q0, table, terms)
        for place in range(table.seats)
    ]


def costs(world, text):
    """F of every seat: the fiscal cost and that of being watched."""
    return [-(balance.fiscal + balance.monitoring) for balance in balances(world, text)]


def cores(terms):
    steps = int((terms.grid.core_high - terms.grid.core_low) / terms.grid.step)
    return [terms.grid.core_low + terms.grid.step * step for step in range(steps + 1)]


# -- costs and benefits ---------------------------------------------------------------------


@given(worlds)
def test_the_cost_never_falls_as_the_core_target_rises(world):
    rising = [costs(world, world.text._replace(core=core)) for core in cores(world.terms)]
    for place in range(len(world.codes)):
        row = [found[place] for found in rising]
        assert all(b >= a - TINY for a, b in pairwise(row))


@given(worlds)
def test_the_cost_rises_strictly_where_the_target_bites(world):
    text = with_letters(world.text, 0)
    low, high = text._replace(core=4.5), text._replace(core=5.0)
    before, after = costs(world, low), costs(world, high)
    for place in range(len(world.codes)):
        if gap(low, place, world.table, world.terms) > 0.0:
            assert after[place] > before[place]


@given(worlds)
def test_the_fiscal_cost_is_convex_in_the_core_target(world):
    text = with_letters(world.text, 0)
    fiscal = [[-one.fiscal for one in balances(world, text._replace(core=core))] for core in cores(world.terms)]
    for place in range(len(world.codes)):
        row = [found[place] for found in fiscal]
        bends = [a - 2.0 * b + c for a, b, c in zip(row, row[1:], row[2:], strict=False)]
        assert min(bends) >= -TINY


@given(worlds)
def test_every_year_of_delay_makes_a_burden_lighter(world):
    first = world.terms.summit.year + world.terms.grid.years_low
    dates = range(first, world.terms.summit.year + world.terms.grid.years_high + 1)
    later = [balances(world, world.text._replace(deadline=date)) for date in dates]
    for place in range(len(world.codes)):
        row = [-found[place].fiscal for found in later]
        if row[0] > 0.0:
            assert all(b < a for a, b in pairwise(row))


@given(worlds)
def test_nobody_would_break_silence_on_what_stands_already(world):
    price = isolation(0, 1.0, world.terms.isolation.decay, world.terms)
    for balance in balances(world, world.terms.status_quo):
        assert merits(balance) + price >= 0.0


@given(worlds, st.integers(0, 11))
def test_a_letter_takes_from_the_safety_of_all(world, holder):
    holder %= len(world.codes)
    without = with_letters(world.text, world.text.letters & ~(1 << holder))
    with_ = with_letters(without, without.letters | 1 << holder)
    for before, after in zip(balances(world, without), balances(world, with_), strict=True):
        assert after.common_security <= before.common_security + TINY
    if gap(without, holder, world.table, world.terms) > gap(with_, holder, world.table, world.terms) + TINY:
        common = read_anew(with_, world.table, world.terms).common
        assert common < read_anew(without, world.table, world.terms).common


@given(worlds, st.integers(0, 11), st.floats(0.01, 1.0))
def test_more_spending_that_qualifies_never_harms_an_ally(world, richer, more):
    richer %= len(world.codes)
    row = list(world.table.qualifying[world.text.counts])
    row[richer] += more
    rows = list(world.table.qualifying)
    rows[world.text.counts] = tuple(row)
    table = world.table._replace(qualifying=tuple(rows))
    before, after = balances(world, world.text), balances(world, world.text, table=table)
    assert merits(after[richer]) >= merits(before[richer])
    assert [one for place, one in enumerate(after) if place != richer] == [
        one for place, one in enumerate(before) if place != richer
    ]


# -- silence --------------------------------------------------------------------------------

rooms_full_of_leanings = st.lists(st.floats(-2.0, 1.0), min_size=1, max_size=12)


@given(rooms_full_of_leanings, st.integers(0, 2**12 - 1), st.integers(0, 2**12 - 1), st.floats(0.5, 5.0))
def test_whoever_breaks_among_few_breaks_among_more(leanings, some, others, decay):
    everyone = (1 << len(leanings)) - 1
    few, more = some & others & everyone, some & everyone
    assert breaking(leanings, few, 1.0, decay, TERMS) & ~breaking(leanings, more, 1.0, decay, TERMS) == 0


@given(rooms_full_of_leanings, st.floats(0.5, 5.0))
def test_a_cascade_settles_and_stays_settled(leanings, decay):
    broke = cascade(leanings, 0, 1.0, decay, TERMS)
    assert breaking(leanings, broke, 1.0, decay, TERMS) == broke
    assert cascade(leanings, broke, 1.0, decay, TERMS) == broke


@given(rooms_full_of_leanings, st.floats(0.5, 5.0))
def test_a_cascade_from_nobody_is_the_least_that_can_stand(leanings, decay):
    least = cascade(leanings, 0, 1.0, decay, TERMS)
    most = cascade(leanings, (1 << len(leanings)) - 1, 1.0, decay, TERMS)
    assert breaking(leanings, most, 1.0, decay, TERMS) == most
    assert least & ~most == 0
    alone = breaking(leanings, 0, 1.0, decay, TERMS)
    assert alone & ~least == 0


@given(rooms_full_of_leanings, st.integers(0, 2**12 - 1), st.floats(0.5, 5.0))
def test_a_cascade_comes_to_rest_wherever_it_starts(leanings, first, decay):
    everyone = (1 << len(leanings)) - 1
    rest = cascade(leanings, first & everyone, 1.0, decay, TERMS)
    assert breaking(leanings, rest, 1.0, decay, TERMS) == rest
    assert cascade(leanings, 0, 1.0, decay, TERMS) & ~rest == 0
    assert rest & ~cascade(leanings, everyone, 1.0, decay, TERMS) == 0


@given(rooms_full_of_leanings, st.floats(0.0, 1.0), st.floats(0.5, 5.0))
def test_a_gloomier_room_never_breaks_less(leanings, gloom, decay):
    before = cascade(leanings, 0, 1.0, decay, TERMS)
    after = cascade([one - gloom for one in leanings], 0, 1.0, decay, TERMS)
    assert before & ~after == 0


# -- whole negotiations ---------------------------------------------------------------------


def played(world, dice, **chair):
    """A negotiation in this world, with some of the chair's habits changed."""
    summit = Summit(world.scenario, seed=dice.seed, run=dice.run)
    summit.terms = change(summit.terms, chair=chair) if chair else summit.terms
    return summit


def texts_of(transcript):
    for page in transcript.rounds:
        yield from (page.before, page.text, *(one.text for one in page.silence))
        yield from (one.mended for one in page.silence if one.mended is not None)


@settings(max_examples=12)
@given(worlds, luck)
def test_no_text_ever_bears_more_than_three_letters(world, dice):
    transcript = played(world, dice, letter_cost=0.0).play()
    for text in texts_of(transcript):
        assert isinstance(text, TextRecord)
        assert len(text.letters) <= 3


@settings(max_examples=12)
@given(worlds, luck)
def test_the_reasons_add_up_to_the_decision_to_the_last_bit(world, dice):
    transcript = played(world, dice).play()
    voices = [voice for page in transcript.rounds for voice in page.soundings]
    voices += [voice for page in transcript.rounds for one in page.silence for voice in one.voices]
    assert voices
    for voice in voices:
        assert tuple(voice.parts) == Balance._fields
        total = 0.0
        for part in voice.parts.values():
            total += part
        assert total == voice.total


@settings(max_examples=12)
@given(worlds, luck)
def test_who_keeps_silence_is_who_does_not_lose_by_it(world, dice):
    transcript = played(world, dice).play()
    for page in transcript.rounds:
        for one in page.silence:
            broke = [voice.code for voice in one.voices if voice.total < 0.0]
            assert broke == [code for code in one.broke if code != world.scenario.patron.code]
            assert (world.scenario.patron.code in one.broke) == (one.patron_margin < 0.0)
            assert one.company in (0, len(broke))


@settings(max_examples=12)
@given(worlds, luck)
def test_the_same_luck_makes_the_same_negotiation(world, dice):
    assert played(world, dice).play() == played(world, dice).play()


@settings(max_examples=12)
@given(worlds, luck, st.integers(2, 5))
def test_without_redrafting_more_attempts_change_nothing(world, dice, attempts):
    def stubborn(attempts):
        summit = played(world, dice, redraft_steps=0, attempts=attempts)
        summit.terms = change(summit.terms, letters={"at_once": 0})
        return summit.play()

    assert stubborn(attempts) == stubborn(1)


def test_with_redrafting_more_attempts_do_change_something():
    """The twin that must fail."""
    once, thrice = (load("the-hague-2025", [f"chair.attempts={attempts}"]) for attempts in (1, 3))

    def ends(scenario):
        return [replace(Summit(scenario, seed=1, run=run).play(), digest="") for run in range(4)]

    assert ends(once) != ends(thrice)


# -- signs ----------------------------------------------------------------------------------


def pleased(text, **us):
    """W of a text in the small world, with some of the patron's tastes changed."""
    terms = change(TERMS, us=us) if us else TERMS
    kept = delivered(TEXT.firmness, 10.0, TERMS)
    favours = letters_cost(text, TABLE, terms)
    return worth(text, kept, years(text, terms), terms.distaste_of[text.counts], favours, terms)


SHORT = TEXT._replace(related=1.0)
SOFT = TEXT._replace(review=1, wording=1)
LETTERED = with_letters(TEXT, 1 << CLEO)


@pytest.mark.parametrize(
    ("taste", "text", "sign"),
    [
        ("demand", SHORT, -1),
        ("counts_related", TEXT, +1),
        ("shortfall", SHORT, -1),
        ("success", TEXT, +1),
        ("substance", TEXT, +1),
        ("reference_core", TEXT, -1),
        ("delay", TEXT, -1),
        ("breadth", TEXT, -1),
        ("firmness", TEXT, +1),
        ("review", SOFT, -1),
        ("wording", SOFT, -1),
        ("letter", LETTERED, -1),
        ("letter_by_size", LETTERED, -1),
    ],
)
def test_each_taste_of_the_patron_has_its_sign(taste, text, sign):
    before = getattr(TERMS.us, taste)
    less, more = pleased(text, **{taste: before - 0.01}), pleased(text, **{taste: before + 0.01})
    assert sign * (more - less) > 0.0


@pytest.mark.parametrize(
    ("text", "changed", "sign"),
    [
        (SHORT, {"related": 1.25}, +1),
        (TEXT._replace(core=3.25), {"core": 3.5}, +1),
        (TEXT, {"deadline": 2036}, -1),
        (TEXT, {"counts": 7}, -1),
        (TEXT, {"firmness": 1.0}, +1),
        (TEXT, {"review": 1}, -1),
        (TEXT, {"wording": 1}, -1),
        (TEXT, {"letters": 1 << DORA}, -1),
        (LETTERED, {"letters": 1 << CLEO | 1 << BEN}, -1),
    ],
    ids=str,
)
def test_each_issue_pleases_the_patron_as_it_should(text, changed, sign):
    assert sign * (pleased(text._replace(**changed)) - pleased(text)) > 0.0


def score(text, room=ROOM, terms=TERMS):
    return objective(text, room, TABLE, terms)


@pytest.mark.parametrize(
    ("section", "entry", "text", "sign"),
    [
        ("chair", "letter_cost", LETTERED, -1),
        ("chair", "letter_growth", LETTERED, -1),
        ("ambition", "security", TEXT, +1),
        ("ambition", "related", TEXT, +1),
        ("ambition", "breadth", TEXT, -1),
        ("ambition", "firmness", TEXT, +1),
        ("ambition", "delay", TEXT, -1),
        ("focal", "weight", TEXT, +1),
        ("focal", "whole_core", TEXT._replace(core=3.0), +1),
        ("focal", "half_core", TEXT, +1),
        ("focal", "whole_headline", TEXT, +1),
        ("focal", "round_year", TEXT, +1),
        ("inertia", "weight", TEXT, -1),
        ("inertia", "core", TEXT._replace(core=3.0), -1),
        ("inertia", "related", TEXT._replace(related=1.0), -1),
        ("inertia", "deadline", TEXT, -1),
        ("inertia", "counts", TEXT._replace(counts=7), -1),
        ("inertia", "firmness", TEXT._replace(firmness=1.0), -1),
        ("inertia", "review", SOFT, -1),
        ("inertia", "wording", SOFT, -1),
        ("costs", "burden", TEXT, -1),
        ("costs", "pace", TEXT, -1),
        ("costs", "related_burden", TEXT, -1),
        ("costs", "monitoring", TEXT, -1),
        ("costs", "review_relief", SOFT, +1),
        ("security", "own", TEXT, +1),
        ("security", "common", TEXT, +1),
        ("security", "guarantee", TEXT, +1),
        ("home", "shaming", TEXT, -1),
        ("home", "wording_absorbs", SOFT, +1),
        ("letters", "precedent", LETTERED, -1),
        ("letters", "firmness", LETTERED, +1),
        ("isolation", "alone", TEXT, +1),
        ("isolation", "absent", TEXT, +1),
    ],
)
def test_each_term_of_the_objective_has_its_sign(section, entry, text, sign):
    before = getattr(getattr(TERMS, section), entry)
    less, more = (change(TERMS, **{section: {entry: before + step}}) for step in (-0.01, 0.01))
    assert sign * (score(text, terms=more) - score(text, terms=less)) > 0.0


@pytest.mark.parametrize(
    ("seen", "value", "sign"),
    [
        ("credit", (0.1, 0.0, -0.1, 0.05), +1),
        ("stage", 1.1, +1),
        ("coming", 2.0, +1),
        ("crisis", 1, -1),
        ("attended", 1, +1),
        ("attended", 0, -1),
        ("us_belief", 0.05, +1),
        ("threshold", 0.25, -1),
        ("kappa", 0.4, +1),
        ("q0", 0.1, -1),
        ("agenda", 0, -1),
    ],
)
def test_each_view_of_the_room_moves_the_objective_as_it_should(seen, value, sign):
    assert sign * (score(TEXT, ROOM._replace(**{seen: value})) - score(TEXT)) > 0.0


def test_each_letter_costs_the_chair_more_than_the_last():
    """A flipped sign here once handed letters to twenty allies."""
    dear = change(TERMS, chair={"letter_cost": 5.0})

    def price(letters):
        return score(with_letters(TEXT, letters), terms=TERMS) - score(with_letters(TEXT, letters), terms=dear)

    prices = [price(mask) for mask in (0b0, 0b1, 0b11, 0b111)]
    assert prices == pytest.approx([0.0, 4.5 * 1.5, 4.5 * 4.0, 4.5 * 7.5])


@pytest.mark.parametrize(
    ("part", "sign"),
    [
        ("own_security", +1),
        ("common_security", +1),
        ("guarantee", +1),
        ("fiscal", -1),
        ("monitoring", -1),
        ("red_line", -1),
        ("precedent", -1),
        ("shaming", -1),
    ],
)
def test_each_merit_of_a_text_has_its_sign(part, sign):
    text = with_letters(TEXT, 1 << BEN)
    reading = read_anew(text, TABLE, TERMS)
    q0 = without_text(TABLE, TERMS)
    balance = weigh(text, reading, CLEO, TABLE.threat[CLEO], 0.35, q0, TABLE, TERMS)
    assert sign * getattr(balance, part) > 0.0


@settings(max_examples=12)
@given(worlds, luck)
def test_what_comes_on_top_of_the_merits_has_its_sign_too(world, dice):
    summit = played(world, dice)
    while summit.running:
        summit.step()
        calm = summit.now.round == summit.rounds
        for ally in summit.allies:
            balance = ally.weigh(summit.now.text, pressed=True)
            assert balance.posturing <= 0.0 if not calm else balance.posturing == 0.0
            assert balance.pressure >= 0.0
            assert ally.weigh(summit.now.text, pressed=False).pressure == 0.0
            assert standing(balance._replace(isolation=0.5)) > leaning(balance)
