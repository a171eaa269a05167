"""A ledger opened: what a user reads from it, whole or killed."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from results.ledgers import files, rows

from sim.results.columns import COLUMNS
from sim.results.faults import LedgerError
from sim.results.ledger import Ledger
from sim.results.recipe import Recipe
from sim.results.store import store

ENTRIES = ["us.threat_to_leave", "members.ESP.support_poll"]


def made(folder, recipe, without=()):
    with store(folder, recipe) as held:
        for number in held.missing():
            if number not in without:
                held.keep(number, files(recipe, number))
    return Ledger.open(folder)


@pytest.fixture(scope="module")
def recipe(the_hague):
    return Recipe.of(the_hague, runs=900, settings=6, seed=1)


@pytest.fixture(scope="module")
def whole(recipe, tmp_path_factory):
    return made(tmp_path_factory.mktemp("ledgers") / "whole", recipe)


def test_it_opens_as_a_frame_in_one_line(whole, recipe):
    frame = Ledger.open(whole.folder).frame()
    assert list(frame) == list(COLUMNS)
    assert frame["run"].tolist() == list(range(900))
    assert [recipe.setting_of(run) for run in frame["run"]] == frame["setting"].tolist()
    expected = pd.concat([rows(recipe, number).to_pandas() for number in range(4)], ignore_index=True)
    for name in ("core", "label", "attended", "deadline", "letters"):
        assert frame[name].astype(object).where(frame[name].notna(), None).tolist() == [
            None if pd.isna(one) else one for one in expected[name]
        ]


def test_words_are_categories_and_what_may_be_empty_is_nullable(whole):
    frame = whole.frame()
    assert frame["class"].dtype == "category"
    assert frame["broke_silence"].cat.categories.is_unique
    assert (frame["deadline"].dtype, frame["round"].dtype, frame["attended"].dtype) == ("Int16", "Int8", "boolean")
    assert frame["new_target"].dtype == bool


def test_a_users_frame_is_the_users_to_change(whole):
    frame = whole.frame(["core", "deadline", "attended"])
    frame["core"] += 1.0
    frame.loc[0, "core"] = 0.0
    frame.loc[0, "attended"] = True
    assert frame.loc[0].tolist()[0] == 0.0


def test_only_the_columns_asked_for_are_read(whole, monkeypatch):
    asked = []

    def reading(self, columns=None, **others):
        asked.append(columns)
        return original(self, columns=columns, **others)

    original = pq.ParquetFile.read
    monkeypatch.setattr(pq.ParquetFile, "read", reading)
    assert list(whole.frame(["label", "core"])) == ["label", "core"]
    assert asked == [["label", "core"]] * 4


def test_a_killed_batch_opens_too(recipe, tmp_path):
    killed = made(tmp_path / "killed", recipe, without=(1,))
    assert (killed.runs, len(killed), killed.complete) == (650, 650, False)
    assert killed.frame(["run"])["run"].tolist() == [*range(250), *range(500, 900)]
    assert len(killed.inputs(ENTRIES)) == 650
    assert len(killed.path("core")) == 650
    assert repr(killed) == f"Ledger('{tmp_path}/killed': 650 of 900 runs of 'The Hague, June 2025')"
    nothing = made(tmp_path / "nothing", recipe, without=range(4))
    assert nothing.frame().empty
    assert list(nothing.frame()) == list(COLUMNS)
    assert nothing.settings(ENTRIES).shape == (0, 2)
    assert nothing.inputs(ENTRIES).shape == (0, 2)
    assert nothing.path("core").shape == (0, 9)
    assert nothing.frame(["attended"])["attended"].dtype == "boolean"


def test_a_path_is_a_matrix_with_nothing_after_the_end(whole):
    matrix, told = whole.path("core"), whole.frame(["path_core"])["path_core"]
    assert matrix.shape == (900, 9)
    for line, path in zip(matrix[::90], told[::90], strict=True):
        assert np.array_equal(line[: len(path)], path)
        assert np.isnan(line[len(path) :]).all()


def test_what_was_drawn_can_be_put_beside_what_came_of_it(whole, recipe):
    settings = whole.settings()
    assert settings.index.tolist() == list(range(6))
    assert len(settings.columns) > 200
    for setting in range(6):
        assert settings.loc[setting].to_dict() == whole.setting(recipe.first_of(setting))
    inputs = whole.inputs(ENTRIES)
    assert list(inputs) == ENTRIES
    assert inputs["us.threat_to_leave"].nunique() == 6
    assert inputs.loc[450].to_dict() == {name: whole.setting(450)[name] for name in ENTRIES}


def test_central_settings_drew_nothing(the_hague, tmp_path):
    central = made(tmp_path / "central", Recipe.of(the_hague, runs=300, settings=0))
    assert central.setting(7) == {}
    assert central.settings().empty
    assert not (central.folder / "settings").exists()
    with pytest.raises(LedgerError, match="central settings: nothing was drawn"):
        central.inputs(ENTRIES)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda one: one.frame(["labl"]), 'unknown column "labl"; did you mean "label"'),
        (lambda one: one.inputs(["us.threat_to_leav"]), 'did you mean "us.threat_to_leave"'),
        (lambda one: one.path("wording"), 'unknown issue "wording"; allowed: core, deadline, firmness, related'),
        (lambda one: one.setting(900), "run 900; allowed: a whole number from 0 to 899"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(whole, ask, message):
    with pytest.raises(LedgerError) as error:
        ask(whole)
    assert message in str(error.value)


def test_the_fingerprint_is_that_of_the_rows(whole, recipe, tmp_path):
    again = made(tmp_path / "again", recipe)
    assert again.fingerprint() == whole.fingerprint()
    assert made(tmp_path / "short", recipe, without=(3,)).fingerprint() != whole.fingerprint()
