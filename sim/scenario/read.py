"""TOML in, Scenario out: bases merged, every fault of the file reported at once (ODD 6)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.scenario.checks import cross_faults
from sim.scenario.faults import SETTINGS, Fault, ScenarioError, Where, unknown
from sim.scenario.layers import LARGEST as LARGEST
from sim.scenario.layers import SHORT_FORMS, Layers, Origins, Raw, at_origin, is_quantity, lay, merge
from sim.scenario.resolve import check_digest
from sim.scenario.schema import Scenario
from sim.scenario.sets import SETS, written_out

Texts = list[tuple[Path, str]]

DEEPEST = 12
"""Tables within tables: no scenario nests deeper."""
OWN = ("title", "description", "base", "extends", "parameters", "digest")
"""What a file says of itself alone: a variant does not take it from its base."""
SUFFIX = ".toml"


def library() -> Path:
    """Return the folder of the scenarios that come with the package."""
    inside = Path(__file__).resolve().parents[1] / "scenarios"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "scenarios"


def names() -> list[str]:
    """Return the names of the scenarios that come with the package."""
    return sorted(path.stem for path in library().glob(f"*{SUFFIX}"))


def default() -> str:
    """Return the name of the scenario that is played when none is named."""
    return (library() / "DEFAULT").read_text(encoding="utf-8").strip()


def find(name: str, beside: Path | None = None) -> Path:
    """Return the file that a path or a bare name stands for."""
    wanted = [Path(name), Path(name + SUFFIX)]
    if beside is not None and not Path(name).is_absolute():
        wanted = [beside / path for path in wanted] + wanted
    if Path(name).name == name:
        wanted.append(library() / (name.removesuffix(SUFFIX) + SUFFIX))
    try:
        for path in wanted:
            if path.is_file():
                return path
        if Path(name).is_dir():
            raise ScenarioError(name or '""', [Fault((), "a folder, not a scenario file")])
    except OSError as error:
        raise ScenarioError(name[:80], [Fault((), f"cannot be read: {error.strerror}")]) from None
    raise ScenarioError(name, [Fault((), f"no such file; {unknown(name, names(), 'scenario')}")])


def is_mere_base(path: Path) -> bool:
    """Return whether a file is there to be extended and no scenario by itself."""
    raw, _ = parse(path)
    return raw.get("base") is True and "members" not in raw


def base_of(path: Path) -> Path | None:
    """Return the scenario that a file is a variant of.

    None for one that extends parameters alone, or has a freeze of its own: that is another case, not a what-if.
    """
    raw, _ = parse(path)
    base = None if "frozen_on" in raw else raw.get("extends")
    below = find(base, path.parent) if isinstance(base, str) else None
    return None if below is None or is_mere_base(below) else below


def own_entries(path: Path) -> Raw:
    """Return what a scenario's file, and those that it is a variant of, say themselves: not its parameters' base."""
    raw, _ = parse(path)
    base = raw.get("extends")
    below = find(base, path.parent) if isinstance(base, str) else None
    return raw if below is None or is_mere_base(below) else merge(own_entries(below), raw)


def contents(path: Path) -> str:
    """Return a file's text, or raise an error that says why it cannot be a scenario."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ScenarioError(str(path), [Fault((), f"{size:,} bytes; allowed: at most {LARGEST:,}")])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError(str(path), [Fault((), f"not UTF-8 text (byte {error.start})")]) from None
    except OSError as error:
        raise ScenarioError(str(path), [Fault((), f"cannot be read: {error.strerror}")]) from None
    if not text.strip():
        raise ScenarioError(str(path), [Fault((), "the file is empty")])
    return text


def parse(path: Path) -> tuple[Raw, str]:
    """Return a file's raw entries and its text."""
    text = contents(path)
    try:
        raw = tomllib.loads(text)
        if depth(raw) > DEEPEST:
            raise ScenarioError(str(path), [Fault((), f"tables nested too deep; allowed: {DEEPEST} within each other")])
        return raw, text
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ScenarioError(str(path), [Fault((), f"not valid TOML: {error}")]) from None


def depth(raw: Any) -> int:
    """Return how many tables or lists lie within each other, as far as anyone should care."""
    level, deep = [raw], 0
    while level and deep <= DEEPEST:
        inside = [list(one.values()) if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [one for values in inside for one in values]
        deep += 1
    return deep


def gather(path: Path, chain: Sequence[Path] = ()) -> tuple[Layers, Texts]:
    """Return a file's entries over those of the bases it extends, and the texts, nearest first."""
    here = path.resolve()
    if here in chain:
        ring = " -> ".join(p.name for p in [*chain[chain.index(here) :], here])
        raise ScenarioError(str(chain[0]), [Fault(("extends",), f"circular: {ring}")])
    raw, text = parse(path)
    base = raw.get("extends")
    if base is None:
        return with_parameters(Layers({}, {}), raw, path, text)
    if not isinstance(base, str):
        raise ScenarioError(
            str(path), [Fault(("extends",), f"expected a scenario's name, found {base!r}")], [(path, text)]
        )
    try:
        below = find(base, path.parent)
    except ScenarioError as error:
        raise ScenarioError(str(path), [Fault(("extends",), error.faults[0].what)], [(path, text)]) from None
    inherited, texts = gather(below, [*chain, here])
    common = {key: value for key, value in inherited.raw.items() if key not in OWN}
    layers, own = with_parameters(inherited._replace(raw=common), raw, path, text)
    return layers, [*own, *texts]


def with_parameters(below: Layers, raw: Raw, path: Path, text: str) -> tuple[Layers, Texts]:
    """Return a file's entries over those of its bases, the parameters that it names laid between them."""
    named, texts = raw.get("parameters"), [(path, text)]
    if named is None:
        return over(below, raw, path, text), texts
    try:
        file = find(named, path.parent) if isinstance(named, str) else None
        if file is None or not is_mere_base(file):
            said = f"{named!r} is no file of parameters; allowed: one that says base = true and has no members"
            raise ScenarioError(str(path), [Fault((), said)])
    except ScenarioError as error:
        raise ScenarioError(str(path), [Fault(("parameters",), error.faults[0].what)], texts) from None
    behaviour, written = parse(file)
    between = over(below, {key: value for key, value in behaviour.items() if key not in OWN}, file, written)
    return over(between, raw, path, text), [*texts, (file, written)]


def over(below: Layers, raw: Raw, path: Path, text: str) -> Layers:
    """Return a file's entries over those below: first its weighted sets, then what it says entry by entry."""
    if SETS not in raw:
        return lay(below, raw)
    try:
        entries, origins = written_out(raw[SETS], path)
    except ScenarioError as error:
        raise ScenarioError(str(path), error.faults, [(path, text)]) from None
    laid = lay(below, entries)
    return lay(laid._replace(origins=laid.origins | origins), {key: one for key, one in raw.items() if key != SETS})


def override(layers: Layers, settings: Iterable[str]) -> Layers:
    """Return the entries with ``section.name=value`` settings laid over them."""
    for setting in settings:
        dotted, equals, written = setting.partition("=")
        if not equals or not dotted.strip():
            raise ScenarioError("--set", [Fault((), f'expected section.name=value, found "{setting}"')])
        keys_ = dotted.strip().split(".")
        if keys_[0] in (*OWN, SETS) and keys_[0] not in ("title", "description"):
            raise ScenarioError("--set", [Fault((), f'"{keys_[0]}" cannot be set; allowed: sections of a scenario')])
        try:
            value = tomllib.loads(f"value = {written.strip()}")["value"]
        except tomllib.TOMLDecodeError:
            value = written.strip()
        except RecursionError:
            value = None
        if value == {} or value is None or len(keys_) > DEEPEST:
            raise ScenarioError(
                "--set", [Fault((), f'"{setting[:60]}" changes nothing; allowed: a value for an entry')]
            )
        patch: Any = value
        for key in reversed(keys_):
            patch = {key: patch}
        layers = lay(layers, patch)
    return layers


def known_names(where: Where) -> list[str]:
    """Return the names allowed where an unknown one was found."""
    model: Any = Scenario
    for part in where:
        fields = getattr(model, "model_fields", None)
        if fields is not None and part in fields:
            model = inner(fields[part].annotation)
    short_forms = ("extends", "parameters", SETS, *SHORT_FORMS) if not where else ()
    return [*getattr(model, "model_fields", {}), *short_forms]


def inner(annotation: Any) -> Any:
    """Return the model inside an annotation such as ``dict[str, Member]`` or ``Talks | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = [inner(part) for part in getattr(annotation, "__args__", ())]
    return next((model for model in inside if model is not None), None)


def field_faults(error: ValidationError, raw: Raw) -> list[Fault]:
    """Return what the schema found wrong, in plain words."""
    faults = []
    for one in error.errors(include_url=False):
        if one["type"] == "none_required":
            continue  # "or leave it out": said beside every fault of an optional entry
        where = within(one["loc"], raw)
        found = one["input"]
        if one["type"] == "extra_forbidden":
            what = unknown(str(where[-1]), known_names(where[:-1]), "key")
        elif one["type"] == "missing":
            what = "missing"
        elif one["type"] == "value_error":
            what = str(one["ctx"]["error"])
        else:
            what = f"{plain_words(one['type'], one['msg'])}, found {brief(found)}"
        faults.append(Fault(where, what))
    return faults


def plain_words(kind: str, message: str) -> str:
    """Return a fault without a programmer's words."""
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "expected a table"
    if kind in ("date_type", "is_instance_of"):
        return "expected a date such as 1999-12-31, without quotes or hours"
    if kind == "string_pattern_mismatch":
        return "expected two to eight capitals or digits"
    return message[0].lower() + message[1:]


def brief(found: Any) -> str:
    """Return a value as it was written, cut to a readable length."""
    words = str(found) if isinstance(found, date) else repr(found)
    return words if len(words) <= 60 else words[:57] + "…"


def within(loc: tuple[str | int, ...], raw: Any) -> Where:
    """Return the part of an error's place that a person wrote (the last step may be missing)."""
    where: Where = ()
    for part in loc:
        inside = (isinstance(raw, dict) and part in raw) or (isinstance(raw, list) and isinstance(part, int))
        if not inside:
            return (*where, part) if isinstance(raw, dict) and not is_quantity(raw) else where
        raw = raw[part]
        where += (part,)
    return where


def load(name: str | Path, settings: Iterable[str] = ()) -> Scenario:
    """Return the scenario that a path or a bare name stands for.

    ``settings`` are overrides such as ``us.demand=4``. Raises ``ScenarioError`` with every fault.
    """
    path, settings = find(str(name)), list(settings)
    layers, texts = gather(path)
    raw = layers.raw
    if raw.get("base") is True and "members" not in raw:
        what = 'a base for scenarios, not a scenario: it has no members (a scenario says extends = "…")'
        raise ScenarioError(str(path), [Fault((), what)])
    if "digest" in raw:
        check_digest(build(raw, str(path), texts, layers.origins), str(path))
    changed = override(layers, settings)
    if changed.raw != raw:
        changed.raw.pop("digest", None)
    return build(changed.raw, str(path), [(Path(SETTINGS), "\n".join(settings)), *texts], changed.origins)


def read_resolved(text: str, name: str) -> Scenario:
    """Return the scenario that a resolved text holds: it stands alone, needs no file, and names no table."""
    here = Path(name)
    return build(over(Layers({}, {}), tomllib.loads(text), here, text).raw, name, [(here, text)])


def build(raw: Raw, name: str, texts: Iterable[tuple[Path, str]] = (), origins: Origins | None = None) -> Scenario:
    """Return the scenario that raw entries stand for, or raise ``ScenarioError`` with every fault.

    ``origins`` says where entries stand in the texts that are written there in a short form.
    """
    plain = {key: value for key, value in raw.items() if key not in ("extends", "base", "parameters", *SHORT_FORMS)}
    plain.setdefault("title", Path(name).stem.replace("-", " "))
    plain.setdefault("description", "")
    faults = cross_faults(raw)
    try:
        scenario = Scenario.model_validate(plain)
    except ValidationError as error:
        faults = field_faults(error, plain) + faults
    if faults:
        raise ScenarioError(name, at_origin(faults, origins or {}), texts)
    return scenario
