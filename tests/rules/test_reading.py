"""A text is read once, before any capital weighs it."""

from math import exp

import pytest
from rules.worlds import BEN, CLEO, TABLE, TERMS, TEXT

from sim.rules.patron import worth
from sim.rules.promise import effort
from sim.rules.reading import Reading, read, read_anew, without_text
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
    assert reading.precedent == 0.0
    assert reading.common == pytest.approx(CHI * (0.5 + 0.39 * 1.5), rel=1e-13)


def test_contentment_in_a_reading_is_that_of_the_patrons_worth():
    reading = read_anew(SOFT, TABLE, TERMS)
    pleased = worth(SOFT, reading.delivered, 10.0, TABLE, TERMS)
    assert reading.satisfaction == pytest.approx(1 / (1 + exp(-pleased / 0.5)), rel=1e-13)


def test_the_first_wording_absorbs_nothing_and_no_review_relieves_nothing():
    reading = read_anew(TEXT, TABLE, TERMS)
    assert reading.absorbed == 1.0
    assert reading.burden == pytest.approx(CHI * 0.85 * annuity(10), rel=1e-13)


def test_precedent_grows_with_letters_up_to_the_most_allowed():
    def precedent(letters):
        return read_anew(with_letters(TEXT, letters), TABLE, TERMS).precedent

    assert [precedent(mask) for mask in (0b0, 0b1, 0b11, 0b111)] == pytest.approx([0.0, 0.04, 0.08, 0.12])
    assert precedent(0b1111) == precedent(0b111)


def test_read_takes_the_effort_that_read_anew_counts():
    letters = with_letters(TEXT, 1 << BEN | 1 << CLEO)
    extra = effort(letters, TABLE, TERMS)
    assert read(letters, extra, TABLE, TERMS) == read_anew(letters, TABLE, TERMS)
    assert isinstance(read(letters, extra, TABLE, TERMS), Reading)
    assert read(letters, 2.0, TABLE, TERMS).common == pytest.approx(2.0 * CHI)


def test_without_a_text_the_patron_is_as_content_as_the_status_quo_leaves_it():
    # H 2 of 5: three points short; nothing credible beyond 2; eight years beyond the date; firmness 1/3.
    worth_of_nothing = -1.0 * 3.0 + 0.5 * (2.0 - 2.5) - 0.085 * 8.0 + 0.60 * (1 / 3 - 0.5)
    assert 1 / (1 + exp(-worth_of_nothing / 0.5)) < 0.05  # so the floor holds
    assert without_text(TABLE, TERMS) == 0.05
    content = TERMS._replace(us=TERMS.us._replace(demand=2.0))
    happier = worth_of_nothing + 3.0 + 0.62
    assert without_text(TABLE, content) == pytest.approx(1 / (1 + exp(-happier / 0.5)), rel=1e-13)
