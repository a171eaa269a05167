"""A shard on disk: a Parquet file that knows what it is a part of, and notices when it is damaged.

Its metadata name the recipe, the kind of rows, its number, and a digest of its content. The digest is
that of what the rows say, not of bytes on disk: another version of the file's library writes other bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.results.columns import DRAWN, SCHEMA
from sim.results.faults import LedgerError
from sim.results.recipe import Recipe

LEDGER = "ledger"
SETTINGS = "settings"
"""The two kinds of rows, each in a folder of this name: runs, and what their settings drew."""
SHAPES = {LEDGER: SCHEMA, SETTINGS: DRAWN}
RECIPE, KIND, NUMBER, CONTENT = b"summit.recipe", b"summit.kind", b"summit.shard", b"summit.content"
FAULTS = (pa.ArrowException, OSError, ValueError, MemoryError)
"""What Arrow raises over a file that is not sound."""
REMEDY = "delete it and give the same command again: only its runs are played anew"


def name_of(number: int) -> str:
    """Return the name of a shard's file."""
    return f"part-{number:06d}.parquet"


def marks(recipe: Recipe, kind: str, number: int) -> dict[bytes, bytes]:
    """Return what a shard says of itself, but for its content."""
    return {RECIPE: recipe.identity.encode(), KIND: kind.encode(), NUMBER: str(number).encode()}


def packed(table: pa.Table, recipe: Recipe, kind: str, number: int) -> bytes:
    """Return a shard's file."""
    said = {**marks(recipe, kind, number), CONTENT: content(table).encode()}
    out = pa.BufferOutputStream()
    pq.write_table(
        table.replace_schema_metadata(said),
        out,
        compression="zstd",
        row_group_size=max(len(table), 1),
        write_page_checksum=True,
    )
    return bytes(out.getvalue())


def content(table: pa.Table) -> str:
    """Return a digest of what the rows of a table say, however they are laid out in memory."""
    seal = hashlib.sha256()
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        seal.update(f"{name} {len(column)}\n".encode())
        for part in plain(column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column):
            seal.update(part)
    return "sha256:" + seal.hexdigest()


def plain(column: pa.Array) -> Iterator[bytes]:
    """Yield what an array holds as bytes that depend on nothing else."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type):
        coded = column.dictionary_encode()  # words are numbered as they first appear
        yield json.dumps(coded.dictionary.to_pylist()).encode()
        yield from plain(coded.indices)
    elif pa.types.is_list(column.type):
        yield from plain(column.value_lengths())
        yield from plain(column.flatten())
    else:
        yield np.packbits(column.is_valid().to_numpy(zero_copy_only=False)).tobytes()
        blank: Any = False if pa.types.is_boolean(column.type) else 0
        yield column.fill_null(blank).to_numpy(zero_copy_only=False).tobytes()


def opened(path: Path, recipe: Recipe, kind: str, number: int) -> pq.ParquetFile:
    """Return a shard's file ready to be read, or raise an error if it is not the one it should be."""
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        said = file.schema_arrow.metadata or {}
    except FileNotFoundError:
        raise LedgerError(f"{path}: this part of the ledger is gone; give the same command again") from None
    except FAULTS as error:
        raise damaged(path, error) from None
    for key, value in marks(recipe, kind, number).items():
        if said.get(key) != value:
            file.close()
            raise LedgerError(f"{path}: not a part of this ledger ({told(key)}); {REMEDY}")
    if not file.schema_arrow.remove_metadata().equals(SHAPES[kind]):
        file.close()
        raise LedgerError(f"{path}: not a part of this ledger (columns of another version, or damaged); {REMEDY}")
    if kind == LEDGER and file.metadata.num_rows != recipe.shard(number).runs:
        file.close()
        raise damaged(path, f"{file.metadata.num_rows:,} runs where there should be {recipe.shard(number).runs:,}")
    return file


def told(mark: bytes) -> str:
    """Return what a wrong mark means."""
    words = {RECIPE: "made from another recipe", KIND: "another kind of rows", NUMBER: "another part of it"}
    return words[mark]


def read(path: Path, recipe: Recipe, kind: str, number: int, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a shard's rows, or only these columns of them; every page that is read is checked."""
    with opened(path, recipe, kind, number) as file:
        try:
            return file.read(columns=None if columns is None else list(columns), use_threads=False)
        except FAULTS as error:
            raise damaged(path, error) from None


def verified(path: Path, recipe: Recipe, kind: str, number: int) -> pa.Table:
    """Return a shard's rows once their content is found to be what was written."""
    table = read(path, recipe, kind, number)
    try:
        sound = content(table).encode() == table.schema.metadata.get(CONTENT)
    except FAULTS as error:
        raise damaged(path, error) from None
    if not sound:
        raise damaged(path, "its content is not what was written")
    return table


def damaged(path: Path, why: object) -> LedgerError:
    """Return the error for a shard that cannot be read."""
    return LedgerError(f"{path}: damaged ({str(why).splitlines()[0][:90]}); {REMEDY}")
