"""Friends, posturing and private character."""

from math import exp, fsum, log, sqrt
from random import Random
from statistics import NormalDist, correlation

import pytest
from rules.worlds import ANA, BEN, CLEO, DORA, NOW, TABLE, TERMS, change, mind

from sim.rules.chance import BLOC, CHARACTER, MOOD, Dice, normal, pair, uniform
from sim.rules.influence import (
    bloc_draw,
    character,
    character_of,
    drawn_by_blocs,
    heard,
    influence,
    mood,
    mood_of,
    patron_character,
    posturing,
    said,
    sounding,
)

RUNS = 3000


def quantile(z, spread=0.10):
    share = NormalDist().cdf(z)
    return spread * log(share / (1 - share))


def test_friends_pull_as_far_as_they_were_heard_to_accept():
    # Ana listens to Ben (0.6, at 0.4), Cleo (0.3, at 0.1) and Dora (0.1, at 0.6): 0.33 in all.
    assert heard(ANA, NOW.sounded, TABLE) == pytest.approx(0.33)
    assert influence(0.33, TERMS) == pytest.approx(0.10 * 2 * (0.33 - 0.5))
    assert influence(heard(ANA, (0.5,) * 4, TABLE), TERMS) == pytest.approx(0.0)
    assert influence(heard(ANA, (1.0,) * 4, TABLE), TERMS) == pytest.approx(0.10)


def test_what_one_says_counts_by_the_attention_that_the_other_pays():
    """Ana listens mostly to Ben; he listens to her a third as much."""
    assert said(BEN, ANA, NOW.sounded, TABLE) == 0.6 * 0.4
    assert said(ANA, BEN, NOW.sounded, TABLE) == 0.2 * 0.9
    assert said(ANA, ANA, NOW.sounded, TABLE) == 0.0


@pytest.mark.parametrize("seats", [1, 7, 8, 31, 60])
def test_an_ally_hears_speaker_after_speaker_whatever_empty_chairs_say(seats):
    dice = Random(seats)
    attention = [[dice.random() for _ in range(seats)] for _ in range(seats)]
    table, sounded = TABLE._replace(seats=seats, attention=attention), [dice.random() for _ in range(seats)]
    for seat in range(seats):
        parts = [attention[speaker][seat] * sounded[speaker] for speaker in range(seats)]
        running = 0.0
        for part in parts:
            running += part
        assert heard(seat, sounded, table) == running == pytest.approx(fsum(parts))
        assert heard(seat, [*sounded, 9.0], table) == running


def test_posturing_fades_as_patience_has_it():
    assert [posturing(1.0, patience, TERMS) for patience in (0.3, 1.0, 3.0)] == [0.0, 0.0, 0.0]
    assert posturing(0.5, 1.0, TERMS) == pytest.approx(0.25 * 0.5)
    assert posturing(0.5, 0.5, TERMS) == pytest.approx(0.25 * 0.75)  # Boulware: late
    assert posturing(0.25, 2.0, TERMS) == pytest.approx(0.25 * 0.5)  # Conceder: early


def test_sounding_is_how_likely_it_sounds_to_accept():
    assert sounding(0.0, TERMS) == 0.5
    assert sounding(0.1, TERMS) == pytest.approx(1 / (1 + exp(-1.0)), rel=1e-14)


def test_character_mixes_ones_own_mind_with_the_blocs_by_hand():
    dice = Dice(3, 4)
    own = {seat: normal(dice, 0, TABLE.code[seat], CHARACTER) for seat in (ANA, BEN, DORA)}
    north, south = bloc_draw(0, dice, TABLE), bloc_draw(1, dice, TABLE)
    assert (north, south) == (normal(dice, 0, 101, BLOC), normal(dice, 0, 102, BLOC))
    of_one = sqrt(0.3) * north + sqrt(0.7) * own[ANA]
    of_two = sqrt(0.3) * (north + south) / sqrt(2) + sqrt(0.7) * own[BEN]
    assert mind(ANA, dice, TABLE, TERMS) == pytest.approx(quantile(of_one), rel=1e-9)
    assert mind(BEN, dice, TABLE, TERMS) == pytest.approx(quantile(of_two), rel=1e-9)
    assert mind(DORA, dice, TABLE, TERMS) == pytest.approx(quantile(own[DORA]), rel=1e-9)


def test_a_character_is_made_of_ones_own_draw_and_the_blocs_whoever_threw_them():
    dice, shared = Dice(3, 4), (0.5, -1.0)
    for seat in (ANA, BEN, CLEO, DORA):
        own, of_blocs = normal(dice, 0, TABLE.code[seat], CHARACTER), drawn_by_blocs(seat, shared, TABLE)
        assert character(seat, shared, dice, TABLE, TERMS) == character_of(own, of_blocs, TABLE.blocs[seat], TERMS)
    assert [drawn_by_blocs(seat, shared, TABLE) for seat in (BEN, DORA)] == [0.5 - 1.0, 0.0]
    of_two = sqrt(0.3) * (0.5 - 1.0) / sqrt(2) + sqrt(0.7) * 1.5
    assert character_of(1.5, 0.5 - 1.0, TABLE.blocs[BEN], TERMS) == pytest.approx(quantile(of_two), rel=1e-9)
    assert character_of(1.5, 0.0, 0, TERMS) == pytest.approx(quantile(1.5), rel=1e-9)
    assert character_of(0.0, 0.0, 0, TERMS) == 0.0


def test_characters_are_logistic_and_alike_within_a_bloc():
    drawn = {seat: [mind(seat, Dice(1, run), TABLE, TERMS) for run in range(RUNS)] for seat in range(4)}
    for minds in drawn.values():
        below = sum(mind < 0.1 for mind in minds) / RUNS
        assert below == pytest.approx(1 / (1 + exp(-1.0)), abs=0.03)
    assert correlation(drawn[ANA], drawn[BEN]) == pytest.approx(0.3 / sqrt(2), abs=0.06)
    assert correlation(drawn[ANA], drawn[CLEO]) == pytest.approx(0.0, abs=0.06)
    assert correlation(drawn[BEN], drawn[DORA]) == pytest.approx(0.0, abs=0.06)


def test_without_correlation_a_bloc_means_nothing():
    apart = change(TERMS, influence={"bloc_correlation": 0.0})
    alone = TABLE._replace(blocs=(0,) * 4)
    for run in range(20):
        assert mind(BEN, Dice(1, run), TABLE, apart) == mind(BEN, Dice(1, run), alone, TERMS)


def test_a_bloc_is_a_bit_whichever_bit_it_is():
    renamed = TABLE._replace(blocs=(1 << 30, 1 << 30 | 1, 1, 0), bloc_code=(102, *[7] * 29, 101))
    for run in range(20):
        assert mind(ANA, Dice(1, run), renamed, TERMS) == mind(ANA, Dice(1, run), TABLE, TERMS)
        assert mind(CLEO, Dice(1, run), renamed, TERMS) == mind(CLEO, Dice(1, run), TABLE, TERMS)
    assert mind(BEN, Dice(1, 2), renamed, TERMS) == pytest.approx(mind(BEN, Dice(1, 2), TABLE, TERMS))


def test_the_patrons_resolve_is_logistic_on_its_own_scale():
    u = uniform(Dice(5, 6), 0, 99, CHARACTER)
    assert patron_character(Dice(5, 6), 0.054, TABLE) == pytest.approx(0.054 * log(u / (1 - u)), rel=1e-12)


@pytest.mark.parametrize("round_", [1, 2])
def test_the_mood_of_the_day_belongs_to_an_ally_and_a_round(round_):
    dice = Dice(5, 6)
    assert mood(CLEO, round_, dice, TABLE, TERMS) == pytest.approx(0.03 * normal(dice, round_, 13, MOOD))
    assert mood(CLEO, round_, dice, TABLE, TERMS) != mood(CLEO, round_ + 1, dice, TABLE, TERMS)
    assert mood(CLEO, round_, dice, TABLE, TERMS) != mood(BEN, round_, dice, TABLE, TERMS)
    assert mood(CLEO, round_, dice, TABLE, TERMS) == mood_of(*pair(dice, round_, 13, MOOD), TERMS)


def test_the_mood_that_two_draws_stand_for_by_hand():
    assert mood_of(exp(-2.0), 1.0, TERMS) == pytest.approx(0.03 * 2.0, rel=1e-13)
    assert mood_of(exp(-2.0), 0.5, TERMS) == pytest.approx(0.03 * -2.0, rel=1e-13)
