"""Registries in format 1.0 are read as they were: the shipped data as it stood before the move to 1.1 is kept for it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import dialogues
from dialogues.cli import cli

HERE = Path(__file__).parent / "format-1.0"


@pytest.fixture
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("format-1.0")
    with zipfile.ZipFile(HERE / "registry.zip") as archive:
        archive.extractall(root)  # our own archive
    return root


def test_every_record_says_what_it_said(before: Path) -> None:
    expected = json.loads((HERE / "records.json").read_text(encoding="utf-8"))
    registry = dialogues.load(before)
    assert registry.manifest is not None
    assert registry.manifest.format == "1.0"
    found = {key: record.model_dump(mode="json", exclude_defaults=True) for key, record in registry.items()}
    assert found.keys() == expected.keys()
    for key, said in expected.items():
        assert found[key] == said, key


def test_the_check_finds_no_error_in_it(before: Path) -> None:
    report = dialogues.check(before)
    assert [str(each) for each in report.findings if each.severity == "error"] == []


def test_mending_moves_what_is_certain(before: Path) -> None:
    said = {key: record.model_dump_json() for key, record in dialogues.load(before).items()}
    told = [str(each) for each in dialogues.check(before).findings if each.code == "S409"]
    assert told == [
        "registry.yaml:2:9: S409 info: the data has format 1.0; 1.1 can say more (write 1.1; every file stays as it is)"
    ]
    manifest = (before / "registry.yaml").read_text(encoding="utf-8")
    assert CliRunner().invoke(cli, ["check", str(before), "--fix"]).exit_code == 0
    assert (before / "registry.yaml").read_text(encoding="utf-8") == manifest.replace('"1.0"', '"1.1"')
    moved = dialogues.read(before)
    assert moved.registry.manifest is not None
    assert moved.registry.manifest.format == "1.1"
    assert [str(each) for each in moved.findings] == []
    assert sorted(moved.registry) == sorted(said)
    again = dialogues.check(before)
    assert [str(each) for each in again.findings if each.fix] == []
    # Evidence is put in its order, and nothing else of what the records say changes.
    for key, record in moved.registry.items():
        old, new = json.loads(said[key]), json.loads(record.model_dump_json())
        assert _sorted(new) == _sorted(old), key


def _sorted(value: object) -> object:
    """Give a value with its lists in one order, whatever order they were in."""
    if isinstance(value, dict):
        return {key: _sorted(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(each) for each in value), key=repr)
    return value
