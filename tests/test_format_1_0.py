"""Registries in format 1.0 are read as they were: the shipped data as it stood before the move to 1.1 is kept for it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

import dialogues

HERE = Path(__file__).parent / "format-1.0"


@pytest.fixture(scope="module")
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
