"""How well a text serves a capital, term by term and by hand."""

from math import exp

import pytest
from rules.worlds import ANA, BEN, CLEO, DORA, TABLE, TERMS, TEXT, change

from sim.rules.interests import (
    MERITS,
    Balance,
    common_security,
    fiscal_cost,
    guarantee,
    leaning,
    merits,
    monitoring_cost,
    own_security,
    past_line,
    red_line_cost,
    safest,
    standing,
    standing_plan,
    stress,
    weigh,
    weigh_given,
)
from sim.rules.reading import read_anew
from sim.rules.text import with_letters

EXCUSED = with_letters(TEXT, 1 << CLEO)
CHI = (0.48 + 0.52 * 2 / 3) * exp(-0.25)
ANNUITY, WAITED = (1 - exp(-1.8)) / 1.8, 1 - exp(-1.8)
THETA = ANNUITY / ((1 - exp(-1.26)) / 1.26)
"""χ, A(T), 1 - e^-γT and ϑ(T) of the text: ten years, firmness two thirds."""


def weighed(text, seat, terms=TERMS, table=TABLE):
    return weigh(text, read_anew(text, table, terms), seat, table.threat[seat], 0.35, 0.05, table, terms)


def test_stress_counts_debt_and_deficit_beyond_what_is_free():
    assert stress(60.0, 3.0, 0.0, 0.0, TERMS) == 1.0
    assert stress(20.0, -5.0, 0.0, 0.0, TERMS) == 1.0
    assert stress(100.0, 5.0, 0.0, 0.0, TERMS) == pytest.approx(1 + 0.4 + 0.2)
    assert stress(100.0, 5.0, 0.2, 0.0, TERMS) == pytest.approx(1.6 * 1.2)
    assert stress(100.0, 5.0, 0.2, 1.0, TERMS) == pytest.approx(1.6 * 1.2 * 0.88)


def test_stress_has_a_cap_on_the_budget_not_on_politics():
    assert stress(260.0, 3.0, 0.0, 0.0, TERMS) == 2.2
    assert stress(260.0, 13.0, 0.5, 0.0, TERMS) == pytest.approx(2.2 * 1.5)


def test_standing_plan_is_the_plan_or_most_of_the_old_guideline():
    assert standing_plan(4.0, TERMS) == 4.0
    assert standing_plan(2.0, TERMS) == 2.0
    assert standing_plan(1.8, TERMS) == 2.0  # within the slack of the guideline
    assert standing_plan(1.5, TERMS) == pytest.approx(1.8)
    assert standing_plan(0.1, TERMS) == TABLE.standing_plan[DORA]


def test_fiscal_cost_is_linear_in_the_load_and_square_in_its_pace():
    assert fiscal_cost(1.5, 2.0, 0.3, 0.1) == pytest.approx(1.5 * (0.3 * 2 + 0.1 * 4))
    assert fiscal_cost(1.5, 0.0, 0.3, 0.1) == 0.0


def test_monitoring_costs_more_against_opposition_and_less_with_a_letter():
    assert monitoring_cost(0.15, 0.2, 0, TERMS) == pytest.approx(0.15 * 1.2)
    assert monitoring_cost(0.15, 0.2, 1, TERMS) == pytest.approx(0.15 * 1.2 * 0.3)


def test_own_security_saturates():
    assert own_security(0.9, 1.0, 0.8, TERMS) == pytest.approx(0.8 * 0.9 * 1.05 * 2.0 * (1 - exp(-0.5)), rel=1e-13)
    assert own_security(0.9, 0.0, 0.8, TERMS) == 0.0
    assert own_security(1.0, 60.0, 1.0, TERMS) == pytest.approx(1.05 * 2.0)


def test_own_security_never_passes_what_it_is_worth_at_most():
    assert safest(0.9, 0.8, TERMS) == pytest.approx(0.8 * 0.9 * 1.05 * 2.0)
    assert safest(0.0, 0.8, TERMS) == 0.0
    worth = [own_security(0.9, gap_, 0.8, TERMS) for gap_ in (0.0, 0.5, 2.0, 8.0, 60.0)]
    assert worth == sorted(worth)
    assert worth[-2] < worth[-1] <= safest(0.9, 0.8, TERMS) == pytest.approx(worth[-1])


def test_common_security_is_a_share_of_everyones_effort():
    assert common_security(0.5, 0.6, 0.8, TERMS) == pytest.approx(0.8 * 0.5 * 0.54 * 0.6)


def test_the_guarantee_is_worth_more_to_those_who_depend_on_it():
    assert guarantee(0.9, 0.2, 0.35, 0.5, TERMS) == pytest.approx(1.45 * 0.9 * 0.35 * 0.8 * 0.5)
    assert guarantee(0.9, 1.0, 0.35, 0.5, TERMS) == 0.0
    assert guarantee(0.9, 0.2, 0.35, -0.02, TERMS) < 0.0


def test_only_a_line_drawn_in_public_costs_and_a_letter_saves_face():
    assert [past_line(owed, CLEO, TABLE) for owed in (1.5, 2.0, 3.5)] == [0.0, 0.0, 1.5]
    assert red_line_cost(TEXT, CLEO, 1.0, TABLE, TERMS) == pytest.approx(0.35 * 1.5)
    assert red_line_cost(TEXT, CLEO, 0.5, TABLE, TERMS) == pytest.approx(0.35 * 1.5 * 0.5)
    assert red_line_cost(EXCUSED, CLEO, 1.0, TABLE, TERMS) == 0.0
    assert red_line_cost(TEXT._replace(core=2.0), CLEO, 1.0, TABLE, TERMS) == 0.0
    assert red_line_cost(TEXT, BEN, 1.0, TABLE, TERMS) == 0.0


def test_cleo_weighs_the_text():
    """Load 1.5 + 0.46·1.1 = 2.006; contentment is read off the text (its own test is the patron's)."""
    content = read_anew(TEXT, TABLE, TERMS).satisfaction
    balance = weighed(TEXT, CLEO)
    load = 1.5 + 0.46 * (1.5 - 0.5 * 0.8)
    assert balance.own_security == pytest.approx(THETA * 0.2 * 1.05 * 2.0 * (1 - exp(-CHI * 1.5 / 2)), rel=1e-12)
    assert balance.common_security == pytest.approx(THETA * 0.2 * 0.54 * CHI * (0.5 + 0.39 * 1.5), rel=1e-12)
    assert balance.guarantee == pytest.approx(1.45 * 0.6 * 0.35 * 0.7 * (content - 0.05), rel=1e-12)
    pace = 0.12 * WAITED * (load / 10 / 0.2) ** 2
    assert balance.fiscal == pytest.approx(-1.8 * CHI * (0.85 * ANNUITY * load + pace), rel=1e-12)
    assert balance.monitoring == pytest.approx(-0.15 * 4 / 9 * 1.3, rel=1e-12)
    assert balance.red_line == pytest.approx(-0.35 * 1.5, rel=1e-12)
    assert balance.precedent == 0.0
    assert balance.shaming == pytest.approx(-0.1 * 0.3, rel=1e-12)
    assert balance[MERITS:] == (0.0,) * 6


def test_what_is_met_already_may_be_said_beforehand():
    reading = read_anew(TEXT, TABLE, TERMS)
    about = TABLE.threat[CLEO], 0.35, 0.05, TABLE, TERMS
    assert weigh_given(0.5 * 0.8, TEXT, reading, CLEO, *about) == weigh(TEXT, reading, CLEO, *about)
    enough, nothing = (weigh_given(met, TEXT, reading, CLEO, *about) for met in (1.5, 0.0))
    pace = 0.12 * WAITED * (1.5 / 10 / 0.2) ** 2
    assert enough.fiscal == pytest.approx(-1.8 * CHI * (0.85 * ANNUITY * 1.5 + pace), rel=1e-12)
    assert nothing.fiscal < weighed(TEXT, CLEO).fiscal < enough.fiscal
    assert nothing._replace(fiscal=0.0) == enough._replace(fiscal=0.0)


def test_cleo_with_a_letter_loses_less():
    with_, without = weighed(EXCUSED, CLEO), weighed(TEXT, CLEO)
    load = 0.1 + 0.46 * 0.55
    pace = 0.12 * WAITED * (load / 10 / 0.2) ** 2
    assert with_.fiscal == pytest.approx(-1.8 * CHI * (0.85 * ANNUITY * load + pace), rel=1e-12)
    assert with_.monitoring == pytest.approx(-0.15 * 4 / 9 * 1.3 * 0.3, rel=1e-12)
    assert with_.red_line == with_.precedent == 0.0
    assert with_.own_security < without.own_security


def test_those_without_a_letter_mind_the_letters_of_others_if_the_text_asks_much_of_them():
    assert weighed(EXCUSED, BEN).precedent == pytest.approx(-0.04)
    assert weighed(EXCUSED, CLEO).precedent == 0.0
    easy = EXCUSED._replace(core=2.5, related=0.5)
    assert weighed(easy, BEN).precedent == 0.0  # nothing asked beyond its plan and what qualifies
    assert weighed(easy, ANA).precedent == 0.0


def test_nobody_minds_being_watched_over_next_to_nothing():
    asked = change(TERMS, costs={"material_gap": 1.0})
    assert weighed(TEXT, BEN, asked).monitoring == 0.0
    assert weighed(TEXT, CLEO, asked).monitoring < 0.0
    assert weighed(TEXT, ANA).monitoring == 0.0
    assert weighed(TEXT, DORA).monitoring == 0.0


def test_shaming_stirs_only_where_there_is_opposition():
    assert [weighed(TEXT, seat).shaming for seat in (ANA, BEN, CLEO, DORA)] == pytest.approx([0.0, -0.01, -0.03, 0.0])


def test_an_ally_without_forces_pays_for_related_spending_only():
    balance = weighed(TEXT, DORA)
    load = 0.46 * (1.5 - 0.5 * 0.5)
    pace = 0.12 * WAITED * (load / 10 / 0.2) ** 2
    assert balance.own_security == 0.0
    assert balance.fiscal == pytest.approx(-1.0 * CHI * (0.85 * ANNUITY * load + pace), rel=1e-12)


def test_a_balance_adds_up_in_its_own_order():
    balance = Balance(*(1.0 / (k + 3) for k in range(14)))
    running = 0.0
    for place, part in enumerate(balance):
        running += part
        if place == MERITS - 1:
            assert merits(balance) == running
        if place == len(balance) - 2:
            assert leaning(balance) == running
    assert standing(balance) == running


@pytest.mark.parametrize("part", Balance._fields)
def test_every_part_of_a_balance_counts_once(part):
    nothing = Balance(*(0.0,) * 14)
    one = nothing._replace(**{part: 1.0})
    place = Balance._fields.index(part)
    assert standing(one) == 1.0
    assert leaning(one) == (1.0 if part != "isolation" else 0.0)
    assert merits(one) == (1.0 if place < MERITS else 0.0)
