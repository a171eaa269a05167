"""From arrays to rows: endings as the compiled loop writes them become rows of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from sim.ensemble.kernel import PAID, Played
from sim.ensemble.log import PATRON
from sim.results.columns import COLUMNS, SCHEMA, WORD
from sim.results.describe import compromise, form, label, text_record
from sim.rules.outcome import CLASSES, NONE, REAFFIRM
from sim.rules.text import Text
from sim.scenario.schema import Scenario
from sim.scenario.seating import Seating

SAME_NAME = ("satisfaction", "patron_share")
RENAMED = {"threat_to_leave": "kappa", "scales_back": "exposed", "scales_back_without": "exposed_before"}
BOUGHT = {
    "buys_core": "core",
    "buys_core_kept": "core_kept",
    "buys_related": "related",
    **{name: name for name in ("money_last_year", "money_last_year_kept", "money_total", "money_total_kept")},
}
PATHS = {"path_core": 0, "path_related": 1, "path_deadline": 2, "path_firmness": 5}
"""Where each issue stands in a draft's line (see ``log.write_text``)."""


def rows(played: Played, first: int, setting: Any, seating: Seating, scenario: Scenario) -> pa.Table:
    """Return a row a run, the first numbered ``first``, of one setting or of one each."""
    ends, runs = played.endings, len(played.endings)
    adopted = ends["adopted"] == 1
    filled: dict[str, Any] = {
        "run": np.arange(first, first + runs),
        "setting": np.array(np.broadcast_to(setting, runs), np.int32),
        "talks": words(ends["talks"], ["", *(one.name for one in scenario.talks.outcomes)] if scenario.talks else [""]),
        "incidents": ends["incidents"],
        "crisis": ends["crisis"] == 1,
        "new_target": (ends["kind"] != NONE) & (ends["kind"] != REAFFIRM),
        "adopted": adopted,
        "class": words(ends["kind"], CLASSES),
        "round": where(adopted, ends["round"]),
        "attempt": where(adopted, ends["attempt"]),
        "attended": where(ends["attended"] >= 0, ends["attended"] == 1),
        "most_reluctant": words(ends["most_reluctant"], seating.codes),
        "pivotal": words(ends["pivotal"], seating.codes),
        **{name: ends[name] for name in SAME_NAME},
        **{name: ends[home] for name, home in RENAMED.items()},
        **{name: ends[PAID + home] for name, home in BOUGHT.items()},
        **texts(ends, adopted, seating, scenario),
        **breaks(played.calls, seating, scenario),
        **paths(played.drafts, ends["round"]),
    }
    return pa.table({name: filled[name] for name in COLUMNS}, schema=SCHEMA)


def words(places: Any, names: Any) -> pa.DictionaryArray:
    """Return a column of words, given each row's place in a list of them."""
    coded = pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(list(names), pa.string()))
    return merged(coded)


def where(known: Any, values: Any) -> pa.Array:
    """Return a column that is empty where nothing is known."""
    return pa.array(values, mask=~known)


def unique(lines: Any) -> tuple[Any, Any]:
    """Return the distinct rows of a matrix of numbers, and each row's place among them."""
    whole = np.ascontiguousarray(lines)
    one = whole.view(np.dtype((np.void, whole.dtype.itemsize * whole.shape[1]))).ravel()
    _, firsts, places = np.unique(one, return_index=True, return_inverse=True)
    return whole[firsts], places


def texts(ends: Any, adopted: Any, seating: Seating, scenario: Scenario) -> dict[str, Any]:
    """Return the columns that describe the text in force, each distinct text described once."""
    before = seating.terms.status_quo
    lines = np.empty((len(ends), len(Text._fields) + 1), np.float64)
    for place, name in enumerate(Text._fields):
        # masks of letters go through their bits: a float would lose the higher ones
        column = ends[name].view(np.float64) if name == "letters" else ends[name]
        stood = np.int64(before.letters).view(np.float64) if name == "letters" else getattr(before, name)
        lines[:, place] = np.where(adopted, column, stood)
    lines[:, -1] = adopted
    distinct, places = unique(lines)
    said = [described(line, seating, scenario) for line in distinct]

    def worded(name: str, kind: pa.DataType) -> Any:
        values = pa.array([one[name] for one in said], kind)
        return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), values)

    kinds = {name: COLUMNS[name].kind for name in said[0]} if said else {}
    named = {name: merged(worded(name, pa.string())) for name, kind in kinds.items() if kind == WORD}
    numbers = {name: worded(name, kind).dictionary_decode() for name, kind in kinds.items() if kind != WORD}
    return named | numbers


def merged(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return a column of words whose list names each word once."""
    return column.dictionary_decode().dictionary_encode().cast(WORD)


def described(line: Any, seating: Seating, scenario: Scenario) -> dict[str, Any]:
    """Return what the ledger says of a text in force."""
    numbers = [float(one) for one in line[:-2]]
    core, related, deadline, counts, review, firmness, wording = numbers
    letters = int(line[-2:-1].view(np.int64)[0])
    text = Text(core, related, int(deadline), int(counts), int(review), firmness, int(wording), letters)
    record, adopted = text_record(text, scenario, seating.codes, seating.terms), bool(line[-1])
    return {
        "compromise": compromise(record, adopted),
        "form": form(record, adopted),
        "label": label(record, adopted),
        "core": record.core,
        "related": record.related,
        "deadline": record.deadline,
        "counts": " ".join(record.counts),
        "review": record.review,
        "firmness": record.firmness,
        "wording": record.wording,
        "letters": " ".join(record.letters),
    }


def breaks(calls: Any, seating: Seating, scenario: Scenario) -> dict[str, Any]:
    """Return who broke silence, and when."""
    runs, rounds, attempts = calls.shape

    @cache
    def breakers(mask: int) -> list[str]:
        codes = [code for seat, code in enumerate(seating.codes) if mask >> seat & 1]
        return codes + [scenario.patron.code] * (mask >> PATRON & 1)

    moments = [f"{round_}.{attempt}" for round_ in range(1, rounds + 1) for attempt in range(1, attempts + 1)]
    distinct, places = unique(calls.reshape(runs, rounds * attempts))
    told = [in_order(line, moments, breakers) for line in distinct.tolist()]
    return {
        "broke_silence": words(places, [ever for ever, _ in told]),
        "breaks": words(places, [when for _, when in told]),
    }


def in_order(calls: list[int], moments: list[str], breakers: Callable[[int], list[str]]) -> tuple[str, str]:
    """Return the codes of those who broke silence, as they first did, and the same moment by moment."""
    ever: dict[str, None] = {}
    when = []
    for moment, mask in zip(moments, calls, strict=True):
        if mask > 0:  # silence was called, and somebody broke it
            codes = breakers(mask)
            ever |= dict.fromkeys(codes)
            when.append(f"{moment} {' '.join(codes)}")
    return " ".join(ever), "; ".join(when)


def paths(drafts: Any, rounds: Any) -> dict[str, Any]:
    """Return the text on the table by round, as far as the negotiation went."""
    ends = np.concatenate([[0], np.cumsum(rounds, dtype=np.int64)])
    played = np.arange(drafts.shape[1]) < rounds[:, None]
    return {
        name: pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(drafts[:, :, place][played]))
        for name, place in PATHS.items()
    }
