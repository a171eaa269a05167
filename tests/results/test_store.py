"""A ledger's folder: whole or not at all, never mixed, one writer at a time."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from results.ledgers import files, rows

from sim.results import store as shelf
from sim.results.faults import LedgerError
from sim.results.ledger import Ledger
from sim.results.recipe import Recipe
from sim.results.shard import LEDGER, SETTINGS, content, name_of, packed, read, verified
from sim.results.store import path_of, store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def recipe(the_hague):
    return Recipe.of(the_hague, runs=900, settings=6, seed=1, command="batch")


def fill(folder, recipe, numbers=None):
    with store(folder, recipe) as held:
        for number in held.missing() if numbers is None else numbers:
            held.keep(number, files(held.recipe, number))
    return Ledger(folder)


@pytest.fixture
def folder(tmp_path, recipe):
    fill(tmp_path / "kept", recipe)
    return tmp_path / "kept"


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# -- shards ---------------------------------------------------------------------------------


def test_a_shard_comes_back_as_it_went(folder, recipe):
    back = verified(path_of(folder, LEDGER, 2), recipe, LEDGER, 2)
    assert back.replace_schema_metadata(None).equals(rows(recipe, 2))


def test_the_same_rows_make_the_same_file(recipe):
    assert files(recipe, 1) == files(recipe, 1)
    assert files(recipe, 1) != files(recipe, 2)


def test_the_digest_is_of_what_rows_say_not_of_how_they_are_laid_out(recipe):
    table = rows(recipe, 0)
    sliced = table.slice(10).slice(0, 100)
    halves = [table.slice(10, 50), table.slice(60, 50)]
    assert content(sliced) == content(pa.concat_tables(halves)) == content(sliced.unify_dictionaries())
    assert content(sliced) != content(table.slice(11, 100))
    turned = table.set_column(table.schema.get_field_index("core"), "core", table["related"])
    assert content(turned) != content(table)


def test_a_missing_value_is_not_the_value_it_is_stored_as():
    assert content(pa.table({"x": pa.array([0, None])})) != content(pa.table({"x": pa.array([0, 0])}))
    assert content(pa.table({"x": [[1.0], [2.0]]})) != content(pa.table({"x": [[1.0, 2.0], []]}))


def told(look):
    """Return the message of a look at a ledger that is refused, or nothing."""
    with suppress(LedgerError):
        look()
        return None
    with pytest.raises(LedgerError) as error:
        look()
    return str(error.value)


def test_no_flipped_bit_goes_unnoticed(folder, recipe):
    path = path_of(folder, LEDGER, 0)
    sound, said, messages = path.read_bytes(), content(read(path, recipe, LEDGER, 0)), []
    for place in range(0, len(sound), len(sound) // 150):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x10]) + sound[place + 1 :])
        message = told(lambda: verified(path, recipe, LEDGER, 0))
        if message is None:  # a byte that says nothing
            assert content(read(path, recipe, LEDGER, 0)) == said
        else:
            assert str(path) in message
            assert "delete it and give the same command again" in message
            messages.append(message)
    assert len(messages) > 100


@pytest.mark.parametrize("left", [0, 1, 4, 100, -1000, -1])
def test_a_cut_shard_is_noticed(folder, recipe, left):
    path = path_of(folder, LEDGER, 1)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(LedgerError, match="damaged"):
        Ledger(folder)
    with pytest.raises(LedgerError, match=name_of(1)), store(folder, recipe):
        pass


def test_rows_that_rotted_are_noticed_by_whoever_reads_them(folder, recipe):
    """Opening a ledger reads no rows: their own checksums must speak up later, without the digest."""
    path, noticed = path_of(folder, LEDGER, 0), 0
    sound, frame = path.read_bytes(), Ledger(folder).frame()
    for place in range(100, len(sound), 997):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0xFF]) + sound[place + 1 :])
        if told(lambda: Ledger(folder).frame()) is None:
            pd.testing.assert_frame_equal(Ledger(folder).frame(), frame)
        else:
            noticed += 1
    assert noticed > 50


# -- what does not belong -------------------------------------------------------------------


def test_a_shard_of_another_recipe_is_neither_read_nor_replaced(folder, recipe, tmp_path):
    stale = fill(tmp_path / "other", replace(recipe, seed=2))
    shutil.copy(path_of(stale.folder, LEDGER, 1), path_of(folder, LEDGER, 1))
    before = contents(folder)
    for look in (lambda: Ledger(folder), lambda: fill(folder, recipe)):
        with pytest.raises(LedgerError, match=r"part-000001.*made from another recipe"):
            look()
    assert contents(folder) == before


def test_shards_that_changed_places_are_noticed(folder):
    one, two = path_of(folder, LEDGER, 0), path_of(folder, LEDGER, 1)
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    with pytest.raises(LedgerError, match="another part of it"):
        Ledger(folder)


def test_settings_are_not_taken_for_runs(folder):
    shutil.copy(path_of(folder, SETTINGS, 0), path_of(folder, LEDGER, 0))
    with pytest.raises(LedgerError, match="another kind of rows"):
        Ledger(folder)


def test_a_shard_short_of_rows_is_noticed(folder, recipe):
    short = packed(rows(recipe, 0).slice(0, 100), recipe, LEDGER, 0)
    path_of(folder, LEDGER, 0).write_bytes(short)
    with pytest.raises(LedgerError, match="100 runs where there should be 250"):
        Ledger(folder)


def test_all_faults_are_told_at_once_and_mended_by_deleting(folder, recipe):
    whole = Ledger(folder).fingerprint()
    for number in (0, 2):
        path_of(folder, LEDGER, number).write_bytes(b"not a shard")
    with pytest.raises(LedgerError) as error:
        fill(folder, recipe)
    lines = str(error.value).splitlines()
    assert [name_of(0) in lines[0], name_of(2) in lines[1], len(lines)] == [True, True, 2]
    for number in (0, 2):
        path_of(folder, LEDGER, number).unlink()
    assert Ledger(folder).numbers == [1, 3]
    assert fill(folder, recipe).fingerprint() == whole


def test_a_file_that_is_no_part_of_it_is_noticed(folder, recipe):
    shutil.copy(path_of(folder, LEDGER, 0), path_of(folder, LEDGER, 99))
    with pytest.raises(LedgerError, match=r"part-000099.parquet: no part of this ledger"):
        fill(folder, recipe)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seed": 2}, "seed 1 there, 2 asked"),
        ({"runs": 1000}, "runs 900 there, 1,000 asked"),
        ({"settings": 0}, "settings 6 there, 0 asked"),
        ({"rulebook": "sha256:0"}, "rules"),
    ],
)
def test_another_recipe_is_refused_with_what_differs(folder, recipe, change, said):
    before = contents(folder)
    with pytest.raises(LedgerError) as error:
        fill(folder, replace(recipe, **change))
    assert "holds another ledger" in str(error.value)
    assert said in str(error.value)
    assert contents(folder) == before


def test_a_recipe_that_only_says_other_words_goes_on_with_the_words_that_are_there(folder, recipe):
    path_of(folder, LEDGER, 0).unlink()
    again = fill(folder, replace(recipe, command="the same from elsewhere", begun="later"))
    assert again.complete
    assert again.recipe == recipe


def test_a_foreign_folder_is_left_alone(tmp_path, recipe):
    (tmp_path / "thesis.tex").write_text("precious", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"holds other files \(thesis.tex\) and no recipe.json"):
        fill(tmp_path, recipe)
    assert contents(tmp_path) == {"thesis.tex": b"precious"}


@pytest.mark.parametrize("inside", ["", "/deeper", "/deeper/still"])
def test_a_file_in_the_way_is_named(tmp_path, recipe, inside):
    (tmp_path / "file").write_text("precious", encoding="utf-8")
    with pytest.raises(LedgerError, match=f"^{tmp_path}/file{inside}: "):
        fill(Path(f"{tmp_path}/file{inside}"), recipe)


def test_what_is_no_ledger_cannot_be_opened(tmp_path):
    with pytest.raises(LedgerError, match="no such folder"):
        Ledger.open(tmp_path / "nowhere")
    with pytest.raises(LedgerError, match="no ledger here"):
        Ledger.open(tmp_path)
    (tmp_path / "recipe.json").write_bytes(b"\xff\xfe")
    with pytest.raises(LedgerError, match="not UTF-8"):
        Ledger.open(tmp_path)


# -- killed, full, read-only, shared --------------------------------------------------------


def test_what_a_killed_writer_left_half_written_is_cleared_away(folder, recipe):
    whole = contents(folder)
    path_of(folder, LEDGER, 1).unlink()
    (folder / ".new-recipe.json").write_bytes(b"ha")
    (folder / LEDGER / f".new-{name_of(1)}").write_bytes(b"half a sha")
    assert Ledger(folder).runs == 650
    fill(folder, recipe)
    assert {**contents(folder), ".lock": b""} == {**whole, ".lock": b""}


def test_a_writer_killed_before_its_recipe_was_written_leaves_no_foreign_folder(tmp_path, recipe):
    (tmp_path / ".lock").write_bytes(b"")
    (tmp_path / ".new-recipe.json").write_bytes(b"{")
    assert fill(tmp_path, recipe).complete


def test_runs_count_only_once_their_settings_are_there(folder, recipe):
    path_of(folder, SETTINGS, 2).unlink()
    assert Ledger(folder).numbers == [0, 1, 3]
    assert fill(folder, recipe).complete


@contextmanager
def small_disk(folder, options):
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no right to mount a disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small disk")


@linux
def test_a_full_disk_ends_in_one_message_and_the_rest_follows_when_there_is_room(tmp_path, recipe):
    recipe = replace(recipe, runs=6000)
    with small_disk(tmp_path / "disk", "size=1m") as disk:
        with pytest.raises(LedgerError) as error:
            fill(disk / "ledger", recipe)
        assert "cannot be written: No space left on device; make room and give the same command again" in str(
            error.value
        )
        kept = Ledger(disk / "ledger")
        assert 0 < kept.runs < 6000
        kept.fingerprint()
        assert not list(disk.rglob(".new-*"))
        subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
        assert fill(disk / "ledger", recipe).fingerprint() == fill(tmp_path / "roomy", recipe).fingerprint()


@linux
def test_a_disk_that_cannot_be_written_to_is_named(tmp_path, recipe):
    with small_disk(tmp_path / "disk", "size=1m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(LedgerError, match=f"^{disk}/ledger: cannot be made: Read-only file system; allowed"):
            fill(disk / "ledger", recipe)
        with pytest.raises(LedgerError, match=f"^{disk}: cannot be written to: Read-only file system"):
            fill(disk, recipe)


def test_a_write_that_fails_leaves_what_was_there(folder, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shelf.os, "fsync", full)
    before = contents(folder)
    with pytest.raises(LedgerError, match="No space left"):
        shelf.write(folder / "recipe.json", b"anything")
    assert contents(folder) == before


HOLDER = """
import sys
from pathlib import Path
from sim.results.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_waits_outside_and_a_killed_one_leaves_no_lock(folder, recipe):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    with holder:
        try:
            assert holder.stdout.readline() == b"held\n"
            with pytest.raises(LedgerError) as error:
                fill(folder, recipe)
            assert f"{folder}: another batch is writing here (process {holder.pid} on" in str(error.value)
            assert Ledger(folder).complete  # readers are welcome meanwhile
        finally:
            holder.kill()
    fill(folder, recipe)


def test_one_process_does_not_let_itself_in_twice(folder, recipe):
    inside = store(folder, recipe)
    with inside, pytest.raises(LedgerError, match=f"process {os.getpid()} on"):
        fill(folder, recipe)
    fill(folder, recipe)


WRITER = """
import sys
from pathlib import Path
from results.ledgers import files
from sim.results.recipe import from_json
from sim.results.store import store
recipe = from_json(Path(sys.argv[2]).read_text(encoding="utf-8"))
with store(Path(sys.argv[1]), recipe) as held:
    for number in held.missing():
        held.keep(number, files(recipe, number))
        print(number, flush=True)
"""


def test_killed_again_and_again_a_ledger_is_whole_in_the_end(tmp_path, recipe):
    recipe = replace(recipe, runs=5000)
    told, folder, deaths = tmp_path / "told.json", tmp_path / "ledger", 0
    told.write_text(recipe.to_json(), encoding="utf-8")
    command = [sys.executable, "-c", WRITER, folder, told]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    while deaths < 50:
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=paths) as writer:
            for _ in range(4):
                writer.stdout.readline()
            writer.kill()  # wherever it is by now, most likely in the middle of a file
        assert writer.returncode in (0, -signal.SIGKILL)
        deaths += 1
        if Ledger(folder).complete:
            break
    assert 2 < deaths < 50
    assert not list(folder.rglob(".new-*")) or fill(folder, recipe).complete
    assert Ledger(folder).fingerprint() == fill(tmp_path / "calm", recipe).fingerprint()
