"""A text is read once, before any capital weighs it."""

from math import exp

import pytest
from rules.worlds import BEN, CLEO, TABLE, TERMS, TEXT

from sim.rules.patron import letters_cost, worth
from sim.rules.promise import effort
from sim.rules.reading import (
    Reading,
    Scope,
    absorbed,
    monitored,
    precedent,
    read,
    read_anew,
    scope,
    without_text,
)
from sim.rules.text import with_letters

SOFT = TEXT._replace(review=1, wording=1)
CHI = (0.48 + 0.52 * 2 / 3) * exp(-0.25)


def annuity(years):
    return (1 - exp(-0.18 * years)) / (0.18 * years)


def test_a_reading_by_hand():
    reading = read_anew(SOFT, TABLE, TERMS)
    relief = 1 - 0.22 * exp(-0.72)
    assert reading.years == 10.0
    assert reading.delivered == pytest.approx(CHI, rel=1e-13)
    assert reading.time_value == pytest.approx(annuity(10) / annuity(7), rel=1e-13)
    assert reading.burden == pytest.approx(CHI * 0.85 * annuity(10) * relief, rel=1e-13)
    assert reading.pace == pytest.approx(CHI * 0.12 * (1 - exp(-1.8)) / (10 * 0.2) ** 2 * relief, rel=1e-13)
    assert reading.monitoring == pytest.approx(0.15 * 4 / 9, rel=1e-13)
    assert reading.absorbed == 0.5
    assert reading.letters == reading.precedent == 0.0
    assert reading.breadth == 0.5
    assert reading.common == pytest.approx(CHI * (0.5 + 0.39 * 1.5), rel=1e-13)


def test_contentment_in_a_reading_is_that_of_the_patrons_worth():
    reading = read_anew(SOFT, TABLE, TERMS)
    pleased = worth(SOFT, reading.delivered, 10.0, 0.4, 0.0, TERMS)
    assert reading.satisfaction == pytest.approx(1 / (1 + exp(-pleased / 0.5)), rel=1e-13)


def test_the_first_wording_absorbs_nothing_and_no_review_relieves_nothing():
    reading = read_anew(TEXT, TABLE, TERMS)
    assert reading.absorbed == 1.0
    assert reading.burden == pytest.approx(CHI * 0.85 * annuity(10), rel=1e-13)


def test_precedent_grows_with_letters_up_to_the_most_allowed():
    def read_with(letters):
        return read_anew(with_letters(TEXT, letters), TABLE, TERMS)

    assert [precedent(count, TERMS) for count in (0.0, 1.0, 2.0, 3.0)] == pytest.approx([0.0, 0.04, 0.08, 0.12])
    assert precedent(4.0, TERMS) == precedent(3.0, TERMS)
    for mask, count in ((0b0, 0), (0b10, 1), (0b1010, 2), (0b1111, 4)):
        assert read_with(mask).letters == float(count)
        assert read_with(mask).precedent == precedent(float(count), TERMS)


def test_being_watched_costs_by_the_square_of_firmness_and_a_wording_absorbs_half():
    assert monitored(TEXT, TERMS) == pytest.approx(0.15 * 4 / 9)
    assert monitored(TEXT._replace(firmness=0.0), TERMS) == 0.0
    assert [absorbed(one, TERMS) for one in (TEXT, SOFT)] == [1.0, 0.5]


def test_what_must_be_looked_up_for_a_text():
    lettered = with_letters(TEXT, 1 << BEN | 1 << CLEO)
    looked_up = scope(lettered, 0.7, TABLE, TERMS)
    assert looked_up == Scope(effort=0.7, breadth=0.5, distaste=0.4, letters=2.0, favours=looked_up.favours)
    assert looked_up.favours == letters_cost(lettered, TABLE, TERMS) > 0.0


def test_read_takes_what_read_anew_looks_up():
    lettered = with_letters(TEXT, 1 << BEN | 1 << CLEO)
    known = scope(lettered, effort(lettered, TABLE, TERMS), TABLE, TERMS)
    assert read(lettered, known, TERMS) == read_anew(lettered, TABLE, TERMS)
    assert isinstance(read(lettered, known, TERMS), Reading)
    assert read(lettered, known._replace(effort=2.0), TERMS).common == pytest.approx(2.0 * CHI)
    displeased = read(lettered, known._replace(favours=9.0), TERMS)
    assert displeased.satisfaction < read(lettered, known, TERMS).satisfaction


def test_without_a_text_the_patron_is_as_content_as_the_status_quo_leaves_it():
    # H 2 of 5: three points short; nothing credible beyond 2; eight years beyond the date; firmness 1/3.
    worth_of_nothing = -1.0 * 3.0 + 0.5 * (2.0 - 2.5) - 0.085 * 8.0 + 0.60 * (1 / 3 - 0.5)
    assert 1 / (1 + exp(-worth_of_nothing / 0.5)) < 0.05  # so the floor holds
    assert without_text(TABLE, TERMS) == 0.05
    content = TERMS._replace(us=TERMS.us._replace(demand=2.0))
    happier = worth_of_nothing + 3.0 + 0.62
    assert without_text(TABLE, content) == pytest.approx(1 / (1 + exp(-happier / 0.5)), rel=1e-13)
