"""``dialogues diff``: folders, files and revisions of git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

MANIFEST = "format: '1.1'\ntitle: {en: Example}\nversion: '1'\ndate: 2026-11-25\nlicence: CC0-1.0\n"
PERU = """\
title: {en: Letters of intent with Peru}
kind: exchange-of-letters-of-intent
parties:
  - side: partner
    country: PE
signed:
  - date: 2013-05
    act: exchanged
    evidence: [{for: date, source: regio-peru}]
"""
SOURCE = "title: Peru\nclass: official\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    for file, text in (("registry", MANIFEST), ("agreements/peru-2013", PERU), ("sources/regio-peru", SOURCE)):
        path = data / f"{file}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return data


def edit(data: Path, old: str = "2013-05", new: str = "2013-05-14") -> None:
    path = data / "agreements" / "peru-2013.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        [str(shutil.which("git")), *who, *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(data: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed, and what is asked of it cannot be tried")
    git(data.parent, "init", "-q")
    git(data.parent, "add", ".")
    git(data.parent, "commit", "-q", "-m", "first")
    git(data.parent, "tag", "v1")
    return data


SIGNED = "peru-2013: signed May 2013 → 14 May 2013 (regio-peru)\npatch: 1 record changed; 1 change\n"


def test_the_same_folder_is_no_difference(data: Path, run: Run) -> None:
    done = run("diff", str(data), str(data))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "no difference\n", "")


def test_two_folders_are_compared_in_the_readers_language(data: Path, run: Run) -> None:
    shutil.copytree(data, data.parent / "new")
    edit(data.parent / "new")
    done = run("diff", str(data), str(data.parent / "new"))
    assert (done.exit_code, done.stdout, done.stderr) == (1, SIGNED, "")
    done = run("diff", str(data), str(data.parent / "new"), "--in", "es")
    assert done.stdout.splitlines()[0] == "peru-2013: signed mayo de 2013 → 14 de mayo de 2013 (regio-peru)"
    done = run("diff", str(data), str(data.parent / "new"), "--markdown")
    assert (done.exit_code, done.stdout) == (
        1,
        "- `peru-2013`: signed May 2013 → 14 May 2013 (regio-peru)\n\nIn all: patch: 1 record changed; 1 change.\n",
    )
    done = run("diff", str(data), str(data.parent / "new"), "--json")
    (change,) = json.loads(done.stdout)["changes"]
    assert (done.exit_code, change["old"], change["new"]) == (1, "2013-05", "2013-05-14")


def test_an_earlier_revision_is_that_of_the_other_folder(repository: Path, run: Run) -> None:
    edit(repository)
    assert run("diff", "git:v1", str(repository)).stdout == SIGNED
    git(repository, "commit", "-aqm", "second")
    assert run("diff", "git:HEAD", str(repository)).exit_code == 0
    assert run("diff", "git:HEAD~1", str(repository)).stdout == SIGNED
    back = run("diff", str(repository), "git:v1").stdout.splitlines()[0]
    assert back == "peru-2013: signed 14 May 2013 → May 2013 (regio-peru)"


def test_a_revision_is_read_as_it_is_without_filters_hooks_and_links(repository: Path, run: Run) -> None:
    ran = repository.parent / "ran"
    (repository.parent / ".gitattributes").write_text("*.yaml filter=evil\n")
    git(repository, "config", "filter.evil.smudge", f"touch {ran}; cat")
    git(repository, "config", "core.fsmonitor", f"touch {ran}")
    git(repository, "config", "core.pager", f"touch {ran}")
    git(repository, "config", "alias.ls-tree", f"!touch {ran}")
    (repository / "sources" / "elsewhere.yaml").symlink_to("/etc/hostname")
    (repository / "sources" / "notes.txt").write_text("no record")
    git(repository, "-c", "core.fsmonitor=", "add", ".")
    git(repository, "-c", "core.fsmonitor=", "commit", "-qm", "second")
    (repository / "sources" / "elsewhere.yaml").unlink()
    ran.unlink(missing_ok=True)
    done = run("diff", "git:HEAD", str(repository), env={"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere"})
    assert (done.exit_code, done.stdout, done.stderr) == (0, "no difference\n", "")
    assert not ran.exists()


def test_what_cannot_be_compared_is_said(repository: Path, run: Run, tmp_path: Path) -> None:
    def said(*arguments: str, **options: object) -> str:
        done = run("diff", *arguments, **options)
        assert (type(done.exception).__name__, done.stdout) != ("NoneType", "")
        return f"{done.exception}{done.stderr}".replace(str(tmp_path), "TMP")

    data = str(repository)
    (tmp_path / "later").mkdir()
    shutil.copytree(repository / "sources", tmp_path / "later" / "sources")
    assert said("git:v2", data) == "git:v2: there is no such revision in the repository of TMP/data"
    assert said("git:v1", str(tmp_path / "later")) == "git:v1: there was no registry in TMP/later at that revision"
    assert said("git:--help", data) == "git:--help: a revision is a tag, a branch or a commit"
    assert said("git:", data) == "git:: a revision is a tag, a branch or a commit"
    assert said("git:v1", data, env={"PATH": ""}) == "git:v1: git is not installed, or not on the path"
    assert said(data, f"{data}/no") == "TMP/data/no: there is no such folder"
    shutil.rmtree(tmp_path / ".git")
    assert said("git:v1", data) == "git:v1: TMP/data is in no git repository"


def test_a_state_with_faults_is_named_and_not_compared(repository: Path, run: Run) -> None:
    edit(repository, "2013-05", "May 2013")
    git(repository, "commit", "-aqm", "second")
    edit(repository, "May 2013", "2013-05")
    done = run("diff", "git:HEAD", str(repository))
    assert (done.stdout, done.stderr) == ("", "git:HEAD cannot be compared:\n")
    assert str(done.exception).splitlines()[0] == "the registry has one structure finding:"


def test_the_forms_exclude_each_other(data: Path, run: Run) -> None:
    done = run("diff", str(data), str(data), "--json", "--markdown")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: --markdown and --json exclude each other.")


def test_a_revision_beside_a_release_or_a_file_is_of_the_registry_one_stands_in(
    repository: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("export", "--data", str(repository), "--format", "json", "-o", str(tmp_path / "a.json")).exit_code == 0
    assert run("release", str(repository), "-o", str(tmp_path / "release")).exit_code == 0
    edit(repository)
    git(repository, "commit", "-aqm", "second")
    monkeypatch.chdir(repository)
    for other in ("../release", "../a.json", "git:v1"):
        done = run("diff", other, "git:HEAD")
        assert (done.exit_code, done.stdout, done.stderr) == (1, SIGNED, "")
    monkeypatch.chdir(repository / "sources")
    for other in ("../../release", "../../a.json", "git:v1"):
        done = run("diff", other, "git:HEAD")
        assert (done.stdout, done.stderr) == (SIGNED, "dialogues: the registry is .., the nearest one above\n")
    monkeypatch.chdir(tmp_path)
    done = run("diff", "git:v1", "git:HEAD", env={"DIALOGUES_DATA": "data"})
    assert (done.stdout, done.stderr) == (SIGNED, "dialogues: the registry is data (DIALOGUES_DATA)\n")
    for data, told in (
        ("release", "git:v1: there was no registry in release at that revision"),
        ("a.json", "git:v1: there is no folder a.json whose repository could be asked"),
    ):
        assert str(run("diff", "git:v1", "a.json", env={"DIALOGUES_DATA": data}).exception) == told


def test_where_one_stands_in_none_a_revision_is_of_the_bundled_registry(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.json").write_text("{}")
    bundled = str(run("diff", "git:no-such-revision").exception)
    for other in ("a.json", "nowhere"):
        assert str(run("diff", "git:no-such-revision", str(tmp_path / other)).exception) == bundled
