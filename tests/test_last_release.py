"""An id that the last release had and that is gone without a trace is a finding of the check."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dialogues
from dialogues.releases.release import release

Run = Callable[..., Result]
MANIFEST = "format: '1.1'\ntitle: {en: Example}\nversion: '7'\ndate: 2026-11-25\nlicence: CC0-1.0\n"
GONE = (
    "data/registry.yaml:1: G808 error: water is gone, one of the themes of release 7"
    " (bring it back, rename or retire it, or add it to former_ids)"
)
CHECK = ("check", "data", "--select", "G808", "--json")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry of two themes, the release of it, and settings that name that."""
    folder = tmp_path / "data"
    (folder / "themes").mkdir(parents=True)
    (folder / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
    for name in ("air", "water"):
        (folder / "themes" / f"{name}.yaml").write_text(f"name: {{en: {name.title()}}}\n", encoding="utf-8")
    (tmp_path / "releases").mkdir()
    release(dialogues.load(folder), tmp_path / "releases" / "7")
    (tmp_path / "dialogues.toml").write_text('[expect]\nrelease = "releases/7"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def told(run: Run, *more: str) -> tuple[int, str]:
    result = run(*CHECK, *more)
    found = [each for each in json.loads(result.stdout)["findings"] if each["code"] == "G808"]
    told = "{file}:{line}: {code} {severity}: {message} ({hint})"
    return result.exit_code, "\n".join(told.format(**each) for each in found)


def test_a_file_that_was_removed_is_told_of_until_it_has_a_trace(data: Path, run: Run) -> None:
    assert told(run) == (0, "")
    path = data / "themes" / "water.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert told(run) == (1, GONE)
    (data / "registry.yaml").write_text(MANIFEST + "former_ids: [water]\n", encoding="utf-8")
    assert told(run) == (0, "")
    (data / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert told(run) == (0, "")


@pytest.mark.parametrize(
    "command",
    [("rename", "water", "waters"), ("retire", "water", "--reason", "Taken up by air", "--replaced-by", "air")],
)
def test_commands_leave_a_trace(data: Path, run: Run, command: tuple[str, ...]) -> None:
    assert run(*command, "--data", str(data)).exit_code == 0
    assert told(run) == (0, "")


def test_a_file_that_was_renamed_by_hand_is_told_of(data: Path, run: Run) -> None:
    (data / "themes" / "water.yaml").rename(data / "themes" / "waters.yaml")
    assert told(run) == (1, GONE)


def test_a_file_that_cannot_be_read_may_be_any_record(data: Path, run: Run) -> None:
    (data / "themes" / "water.yaml").write_text("name: [", encoding="utf-8")
    assert told(run) == (1, "")  # the file itself is told of


def test_the_command_line_names_a_release_a_folder_or_a_revision(data: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "dialogues.toml").unlink()
    shutil.copytree(data, tmp_path / "old")
    git = shutil.which("git")
    if git is not None:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        for call in (("init", "-q"), ("add", "data"), ("commit", "-qm", "first"), ("tag", "v7")):
            subprocess.run([git, *who, *call], cwd=tmp_path, env=clean, check=True)
    (data / "themes" / "water.yaml").unlink()
    assert told(run) == (0, "")
    for old in ("releases/7", "old", *(("git:v7",) if git is not None else ())):
        assert told(run, "--since", old) == (1, GONE)
    report = dialogues.check(data, since=dialogues.load(tmp_path / "old"))
    assert [each.code for each in report.findings if each.code.startswith("G")] == ["G808"]


REFUSED = [
    ('release = "releases/8"', "expect.release: releases/8: it is no release: release.json: no such file or directory"),
    ('release = ""', "expect.release: it is no release: release.json: no such file or directory"),
    ("release = 7", "expect.release: text is expected, in quotes"),
]


@pytest.mark.parametrize(("setting", "fault"), REFUSED)
def test_settings_that_name_no_release_are_refused(data: Path, setting: str, fault: str) -> None:
    path = data.parent / "dialogues.toml"
    path.write_text(f"[expect]\n{setting}\n", encoding="utf-8")
    with pytest.raises(dialogues.InvalidSettings) as error:
        dialogues.check(data)
    assert str(error.value).replace(f"{data.parent}/", "").replace(f"{data.parent}: ", "") == f"dialogues.toml: {fault}"


def test_a_release_that_does_not_say_its_records_is_refused(data: Path) -> None:
    path = data.parent / "releases" / "7" / "release.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"records"', '"others"'), encoding="utf-8")
    with pytest.raises(dialogues.InvalidSettings) as error:
        dialogues.check(data)
    assert error.value.key == "expect.release"
    assert str(error.value).endswith("expect.release: release.json does not say which records there were")


def test_standard_input_has_no_release_before_it(run: Run) -> None:
    result = run("check", "-", "--kind", "theme", "--since", "old", input="")
    assert result.exit_code == 2
    assert "--since is for a registry, and not for standard input (-)." in result.stderr
