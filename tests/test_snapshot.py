"""The bundled registry as it ships, and records that are made without validating them again."""

from __future__ import annotations

import copy
import importlib.util
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dialogues
from dialogues.files import bundled_folder, compose, read_folder
from dialogues.files.snapshot import SNAPSHOT, read_snapshot
from dialogues.records import RECORD_TYPES, Manifest, Record
from dialogues.records.fields_of import parts
from dialogues.records.restored import restored

ROOT = Path(__file__).parent.parent
REGISTRIES = [bundled_folder(), ROOT / "examples" / "registries" / "treaties"]


def made_both_ways(root: Path) -> Iterator[tuple[Record, Record]]:
    """Give each record as it is read, and as it is made without validation of what its file says."""
    reading = read_folder(root)
    for identifier, file in reading.files.items():
        tree, _ = compose((root / file).read_text(encoding="utf-8"), file)
        assert tree is not None
        assert isinstance(tree.value, dict)
        record = reading.registry[identifier]
        yield record, restored(type(record), {**tree.value, "id": identifier})


def state(part: Any) -> tuple[Any, ...]:
    """Give all that pydantic keeps of a part, with the types and the order of its values."""
    held = part.__dict__
    return (
        type(part),
        [(name, type(value), repr(value)) for name, value in held.items()],
        part.model_fields_set,
        part.__pydantic_extra__,
        part.__pydantic_private__,
    )


@pytest.mark.parametrize("root", REGISTRIES, ids=["bundled", "treaties"])
@pytest.mark.checkout
def test_a_record_is_the_same_whether_it_was_validated_or_not(root: Path) -> None:
    kinds = set()
    for record, other in made_both_ways(root):
        assert record == other
        for (path, part), (there, same) in zip(parts(record), parts(other), strict=True):
            assert (path, state(part)) == (there, state(same))
            kinds.add(type(part).__name__)
        assert record.model_dump_json(exclude_unset=True) == other.model_dump_json(exclude_unset=True)
        assert record.model_dump() == other.model_dump()
    assert len(kinds) > 15


def test_every_key_of_every_kind_of_record_has_what_makes_its_value() -> None:
    for kind in (*RECORD_TYPES.values(), Manifest):
        with pytest.raises(KeyError):
            restored(kind, {"no-such-key": "x"})


def test_what_cannot_have_been_validated_is_refused() -> None:
    with pytest.raises(ValueError, match="an id is lower-case"):
        restored(dialogues.records.Source, {"id": "No Id", "title": "A page"})
    with pytest.raises(ValueError, match="not a valid"):
        restored(dialogues.records.Organisation, {"id": "a", "name": {"en": "A"}, "kind": "no-such-kind"})


def test_it_is_copied_written_and_pickled_as_others() -> None:
    record, other = next((one, two) for one, two in made_both_ways(bundled_folder()) if one.id == "china-2006")
    for copied in (
        other.model_copy(),
        other.model_copy(deep=True),
        copy.copy(other),
        copy.deepcopy(other),
        pickle.loads(pickle.dumps(other)),  # noqa: S301  # our own
        type(other).model_validate(other),
    ):
        assert (copied, copied.model_fields_set) == (record, record.model_fields_set)
    changed = [each.model_copy(update={"notes": ("One.",), "summary": None}) for each in (record, other)]
    assert changed[0] == changed[1]
    assert changed[0].model_fields_set == changed[1].model_fields_set
    assert (hash(record), repr(record)) == (hash(other), repr(other))
    with pytest.raises(ValueError, match="frozen"):
        setattr(other, "id", "x")  # noqa: B010  # which a type checker refuses


# The snapshot


def shipped(folder: Path) -> Path:
    """Lay out the library as a wheel does, with its snapshot."""
    site = folder / "site" / "dialogues"
    shutil.copytree(ROOT / "src" / "dialogues", site, ignore=shutil.ignore_patterns("__pycache__", "*.po"))
    shutil.copytree(ROOT / "data", site / "data")
    spec = importlib.util.spec_from_file_location("wheel_contents", ROOT / "scripts" / "wheel_contents.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.write_snapshot(ROOT, site / "files" / "bundled.json")
    return site


SAME = """
import dialogues, dialogues.files.registries, pickle
from dialogues.files import read_folder, bundled_folder
from dialogues.files.snapshot import read_snapshot
for collections in (None, "agreements", ["people", "sources"]):
    files, shipped = read_folder(bundled_folder(), collections=collections), read_snapshot(collections)
    print(shipped is not None, end=" ")
    read = shipped or dialogues.files.registries.read_registry(None, collections)
    assert (read.registry, list(read.registry)) == (files.registry, list(files.registry))
    assert [*read.files.items()] == [*files.files.items()]
    for name in ("findings", "folder", "referred_to", "incomplete", "manifest_file", "faulty"):
        assert getattr(read, name) == getattr(files, name), name
    assert all(read.registry[each].model_fields_set == files.registry[each].model_fields_set for each in read.registry)
registry = dialogues.load()
assert registry == pickle.loads(pickle.dumps(registry))
assert registry.agreements["china-2006"].model_copy(update={"notes": ()}).notes == ()
print(dialogues.read().locate("china-2006", ("parties",)).line > 1)
"""


@pytest.mark.checkout
def test_what_ships_is_the_data_and_what_is_foreign_or_damaged_is_not_used(tmp_path: Path) -> None:
    site = shipped(tmp_path)
    snapshot = site / "files" / "bundled.json"
    whole = snapshot.read_text(encoding="utf-8")
    other = json.loads(whole)
    del other["files"]["registry.yaml"]
    cases = {
        whole: "True True True True",
        whole.replace(f'"{dialogues.__version__}"', '"0.0.1"', 1): "False False False True",
        whole[:-1000]: "False False False True",
        json.dumps(other): "False False False True",
        json.dumps({**other, "files": ["registry.yaml"]}): "False False False True",
    }
    for content, expected in cases.items():
        snapshot.write_text(content, encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(site.parent)}
        done = subprocess.run(
            [sys.executable, "-c", SAME], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.stdout.split() == expected.split(), done.stderr


def test_a_checkout_reads_its_files_and_a_wheel_what_ships() -> None:
    in_checkout = bundled_folder() == ROOT / "data"
    assert (SNAPSHOT.exists(), read_snapshot() is None) == (not in_checkout, in_checkout)


def modules_after(*call: str) -> tuple[str, set[str]]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *call], capture_output=True, text=True, check=True, cwd=bundled_folder()
    )
    return done.stdout, {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_versions_are_told_by_the_manifest_alone(option: str) -> None:
    told, modules = modules_after("-m", "dialogues", option)
    manifest = dialogues.load().manifest
    assert manifest is not None
    assert told.startswith(f"dialogues {dialogues.__version__}, data {manifest.version} of {manifest.date}, CLDR ")
    assert not modules & {"pydantic", "attrs", "attr", "click", "dialogues.registry"}
