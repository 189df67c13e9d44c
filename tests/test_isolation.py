"""Documents are read by our own code: what lies in the current folder, or beside the caller's script, is never run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dialogues
from bundles import unpack
from dialogues.documents import isolation
from pdfs import pdf

# A module that says that it was run, and by whom.
PLANTED = "import os\nwith open({marker!r}, 'a') as marker: marker.write(f'{{__name__}} {{os.getpid()}}\\n')\n"
# What the caller itself does not import, once it runs, and what any Python does.
DOCUMENTS_ALONE = (
    "pypdf",
    "turbohtml",
    "gcld3",
    "regex",
    "PIL",
    "brotli",
    "cryptography",
    "sitecustomize",
    "usercustomize",
)
EVERYWHERE = (*DOCUMENTS_ALONE, "json", "socket", "signal", "threading", "attr", "click", "dialogues")
TEXT = "The parties intend to exchange information on regional policy and the development of cities."
RECORD = """\
==> agreements/example-2001.yaml
title: {en: Example}
kind: declaration
parties: []
documents:
  - language: en
    path: files/a.pdf
"""


def plant(folder: Path, names: tuple[str, ...]) -> Path:
    """Put modules into a folder, beside a document and a registry; give the file that tells of those that were run."""
    root = unpack(RECORD, folder / "data")
    (root / "files").mkdir()
    marker = folder / "marker"
    for name in names:
        if name == "dialogues":
            (folder / name).mkdir()
        path = folder / name / "__init__.py" if name == "dialogues" else folder / f"{name}.py"
        path.write_text(PLANTED.format(marker=str(marker)), encoding="utf-8")
    for path in (folder / "a.pdf", root / "files" / "a.pdf"):
        path.write_bytes(pdf([TEXT * 3], lang="en"))
    return marker


def environment(**more: str) -> dict[str, str]:
    """Let a caller find the library that is under test, wherever it starts."""
    return {**os.environ, "PYTHONPATH": str(Path(dialogues.__file__).parent.parent), **more}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["inspect", "a.pdf"], 0, "languages  en 100%"),
        (["attach", "example-2001", "en", "data/files/a.pdf"], 0, "agreements/example-2001.yaml: "),
        (["check", "data", "--documents", "--select", "F,L"], 0, "F707"),
    ],
)
def test_a_command_runs_nothing_that_lies_in_the_current_folder(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    marker = plant(tmp_path, EVERYWHERE)
    # As the command that pip installs, which has no current folder on its path either.
    command = [sys.executable, "-P", "-m", "dialogues", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")
    assert said in done.stdout
    assert not marker.exists(), marker.read_text()


@pytest.mark.parametrize("entries", ["", ".", ":", "..{name}", "lib:."])
def test_relative_entries_of_pythonpath_decide_nothing_for_a_child(entries: str, tmp_path: Path) -> None:
    """Python itself puts them before all else, so the caller runs what it finds there; the child that reads does not."""
    marker = plant(tmp_path, DOCUMENTS_ALONE)
    path = os.pathsep.join([environment()["PYTHONPATH"], entries.replace("{name}", f"/{tmp_path.name}")])
    process = subprocess.Popen(
        [sys.executable, "-c", "import dialogues; print(dialogues.inspect('a.pdf').languages[0][0])"],
        cwd=tmp_path,
        env=environment(PYTHONPATH=path, PYTHONUSERBASE=".", PYTHONSTARTUP="pypdf.py"),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.communicate()[0] == "en\n"
    ran = {line.split()[1] for line in marker.read_text().splitlines()} if marker.exists() else set()
    assert ran <= {str(process.pid)}


READ = "import os, sys, dialogues\ndialogues.inspect\nos.chdir(sys.argv[-1])\n"
ONE = f"{READ}print(dialogues.inspect('a.pdf').languages[0][0])\n"
MANY = READ + (
    "from concurrent.futures import {pool}\n"
    "from multiprocessing import get_context\n"
    "if __name__ == '__main__':\n"
    "    with {pool}({how}) as pool:\n"
    "        found = dialogues.inspect_many(['a.pdf', 'data/files/a.pdf'], executor=pool)\n"
    "    print(*{{facts.languages[0][0] for facts in found}})\n"
)
CALLERS = {
    "threads": MANY.format(pool="ThreadPoolExecutor", how="2"),
    "spawned": MANY.format(pool="ProcessPoolExecutor", how="2, mp_context=get_context('spawn')"),
    "forked": MANY.format(pool="ProcessPoolExecutor", how="2, mp_context=get_context('fork')"),
    "own-threads": f"{READ}print(*{{facts.languages[0][0] for facts in dialogues.inspect_many(['a.pdf'] * 3)}})\n",
}


@pytest.mark.parametrize("caller", sorted(CALLERS))
def test_a_script_that_reads_many_runs_nothing_that_lies_beside_the_documents(caller: str, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "scripts").mkdir()
    marker = plant(tmp_path / "documents", EVERYWHERE)
    (tmp_path / "scripts" / "script.py").write_text(CALLERS[caller], encoding="utf-8")
    # multiprocessing starts its workers with the current folder on their path, and imports ``socket`` from there, but
    # where the caller asks for a safe path: no worker of ours is running by then.
    safe = ["-P"] if caller == "spawned" else []
    command = [sys.executable, *safe, str(tmp_path / "scripts" / "script.py"), str(tmp_path / "documents")]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("en\n", "")
    assert not marker.exists(), marker.read_text()


def test_what_lies_beside_the_callers_script_is_not_run_by_a_child(tmp_path: Path) -> None:
    marker = plant(tmp_path, DOCUMENTS_ALONE)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "script.py").write_text(ONE, encoding="utf-8")
    command = [sys.executable, "script.py", "."]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("en\n", "")
    assert not marker.exists(), marker.read_text()


@pytest.mark.parametrize("started", [["-c", ONE], ["-"], ["-i", "-q", "-"]], ids=["-c", "stdin", "interactive"])
@pytest.mark.parametrize("there", [False, True], ids=["goes-there", "starts-there"])
def test_a_notebook_runs_nothing_that_lies_in_the_current_folder(
    started: list[str], there: bool, tmp_path: Path
) -> None:
    """An interpreter without a script has the current folder on its path, wherever that is at the moment."""
    folder = tmp_path / "documents"
    folder.mkdir()
    marker = plant(folder, DOCUMENTS_ALONE if there else EVERYWHERE)
    done = subprocess.run(
        [sys.executable, *started, str(folder)],
        input="" if "-c" in started else ONE,
        cwd=folder if there else tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "en\n" in done.stdout, done.stderr
    assert not marker.exists(), marker.read_text()


def test_a_child_has_behind_its_own_path_what_is_absolute_and_not_the_callers_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, given, link = tmp_path / "here", tmp_path / "given", tmp_path / "link"
    here.mkdir()
    given.mkdir()
    link.symlink_to(here)
    monkeypatch.chdir(here)
    own = str(Path(dialogues.__file__).parent.parent)
    path = ["", ".", "lib", str(here), str(link), str(given), own]
    assert isolation.trusted(path, "") == [str(given), own]
    assert isolation.trusted(path, f"{os.pathsep}../given") == [str(given), own]
    # What is asked for by its whole name is meant.
    assert isolation.trusted(path, str(here)) == [str(here), str(link), str(given), own]


def test_a_child_gets_of_pythons_settings_only_those_that_load_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PYTHON")]:
        monkeypatch.delenv(name)
    settings = {
        "PYTHONPATH": "/somewhere", "PYTHONSTARTUP": "/x.py", "PYTHONHOME": "relative", "PYTHONUSERBASE": "/u",
        "PYTHONPYCACHEPREFIX": "cache", "PYTHONBREAKPOINT": "evil.run", "PYTHONUTF8": "1", "PYTHONINSPECT": "1",
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    given = isolation.child_surroundings()["env"]
    assert {name: value for name, value in given.items() if name.startswith("PYTHON")} == {"PYTHONUTF8": "1"}
    monkeypatch.setenv("PYTHONHOME", sys.base_prefix)
    assert isolation.child_surroundings()["env"]["PYTHONHOME"] == sys.base_prefix


def test_without_an_interpreter_to_start_the_file_has_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "")
    (tmp_path / "a.pdf").write_bytes(pdf([TEXT]))
    with pytest.raises(OSError, match=r"no Python interpreter to read documents with \(sys.executable is empty\)"):
        isolation.child_command("fork", "3")
