"""Reading and checking in the workers of an executor: the same outcome, whoever does the work and whatever becomes of him."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
from bundles import unpack
from dialogues.checks.settings import Settings
from dialogues.files import bundled_folder, read, workers
from dialogues.findings import Severity
from pdfs import pdf

ROOT = Path(__file__).parent.parent
BROKEN = Path(__file__).parent / "broken"
COUNT = 450
GOOD = """title: {en: Agreement}
kind: declaration
parties:
  - {side: eu, organisation: council}
  - {side: partner, country: BR}
signed: [{date: 2007-11-29}]
"""
FAULTS = (
    GOOD,
    GOOD.replace("BR", "Brasil"),  # it can only mean one thing: what is meant is judged
    GOOD.replace("council", "concil"),  # no such record
    GOOD.replace("declaration", "declaration  # dialogues: ignore[E501] the source is lost"),
    GOOD.replace("declaration", "declaration # dialogues: ignore[L201]"),
    GOOD.replace("2007-11-29", "2007-13-29"),
    GOOD.replace("title:", "title: {en: Twice}\ntitle:"),
    GOOD + "documents: [{language: mo}]\nrelations: [{kind: supersedes, agreement: a-0000}]\n",
    GOOD.replace("kind", "kynd"),
    "- a list\n",
    "",
    "{\n",
)


def processes(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


class Dying(ProcessPoolExecutor):
    """A pool of which a process dies at its third task, as one does that is killed."""

    def __init__(self) -> None:
        super().__init__(2, mp_context=get_context("spawn"))
        self.tasks = 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        return super().submit(os._exit, 1) if self.tasks == 3 else super().submit(function, *args, **kwargs)


class Losing(ThreadPoolExecutor):
    """Threads that lose every second task, and take no more than six."""

    tasks = 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        if self.tasks > 6:
            raise RuntimeError("cannot schedule new futures after shutdown")
        return super().submit(int, "lost") if self.tasks % 2 else super().submit(function, *args, **kwargs)


class OtherVersion(ThreadPoolExecutor):
    """Workers that have another version of the library."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(function, "0.0.1", *args[1:], **kwargs)


class Watched(ThreadPoolExecutor):
    """Threads that remember their tasks."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self.tasks: list[Future[Any]] = []

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks.append(super().submit(function, *args, **kwargs))
        return self.tasks[-1]


EXECUTORS: dict[str, Callable[[], Executor]] = {
    "one thread": lambda: ThreadPoolExecutor(1),
    "two threads": lambda: ThreadPoolExecutor(2),
    "eight threads": lambda: ThreadPoolExecutor(8),
    "one process": lambda: processes(1),
    "two processes": lambda: processes(2),
    "eight processes": lambda: processes(8),
    "a process that dies": Dying,
    "threads that lose tasks": lambda: Losing(2),
    "another version": lambda: OtherVersion(2),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {f"agreements/a-{number:04}.yaml": FAULTS[number % len(FAULTS)] for number in range(COUNT)}
    files["agreements/a-0000.json"] = '{"title": {"en": "Twice"}, "kind": "declaration", "parties": []}\n'
    files["agreements/Not an id.yaml"] = GOOD
    files["agreements/notes.txt"] = "no record\n"
    files["organisations/council.yaml"] = "name: {en: Council}\nkind: eu-institution\n"
    text = "".join(f"==> {file}\n{content}" for file, content in files.items())
    return unpack(text, tmp_path_factory.mktemp("workers") / "data")


@pytest.fixture(scope="module")
def alone(folder: Path) -> tuple[dialogues.Reading, str]:
    return read(folder), dialogues.check(folder).to_json(statistics=True)


@pytest.mark.parametrize("name", EXECUTORS)
def test_the_outcome_is_the_same_byte_for_byte(name: str, folder: Path, alone: tuple[dialogues.Reading, str]) -> None:
    reading, report = alone
    with EXECUTORS[name]() as executor:
        assert dialogues.check(folder, executor=executor).to_json(statistics=True) == report
        # What is found may be mended: that is no part of being equal.
        found = read(folder, executor=executor)
    assert found == reading
    assert [each.fix for each in found.findings] == [each.fix for each in reading.findings]
    assert [*found.registry.items()] == [*reading.registry.items()]


def test_the_registry_has_what_could_differ(alone: tuple[dialogues.Reading, str]) -> None:
    reading, report = alone
    assert len(reading.registry) > COUNT // 4
    told = {each["code"] for each in json.loads(report)["findings"]}
    assert told >= {"S107", "S401", "S402", "R601", "D301", "G902", "S301"}


def test_the_work_is_done_in_the_workers(folder: Path, alone: tuple[dialogues.Reading, str]) -> None:
    with Watched(2) as executor:
        assert dialogues.check(folder, executor=executor).to_json(statistics=True) == alone[1]
    assert len(executor.tasks) == 9  # eight parts of 64 agreements each, and the organisation
    assert [task.exception() for task in executor.tasks] == [None] * 9


@pytest.mark.parametrize("registry", [BROKEN, bundled_folder()], ids=["broken", "bundled"])
def test_every_kind_of_broken_file_and_the_bundled_registry_too(registry: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        assert read(registry, executor=executor) == read(registry)
        one, other = dialogues.check(registry), dialogues.check(registry, executor=executor)
    assert (other, other.to_json()) == (one, one.to_json())


def test_a_large_file_is_a_task_of_its_own(tmp_path: Path) -> None:
    long = GOOD + "#" * (workers._CHARACTERS + 1) + "\n"
    data = unpack("".join(f"==> agreements/a-{number}.yaml\n{long}" for number in range(3)), tmp_path / "data")
    with Watched(2) as executor:
        assert read(data, executor=executor) == read(data)
    assert len(executor.tasks) == 3


def test_some_files_settings_and_progress_are_the_same(folder: Path) -> None:
    asked: dict[str, Any] = {
        "settings": Settings(select=("E", "L", "S"), severity={"E": Severity.INFO}, ignore={"E502": "told elsewhere"}),
        "files": [f"agreements/a-{number:04}.yaml" for number in range(3, 300, 7)],
    }
    steps: list[int] = []
    report = dialogues.check(folder, progress=steps.append, **asked)
    again: list[int] = []
    with ThreadPoolExecutor(2) as executor:
        assert dialogues.check(folder, progress=again.append, executor=executor, **asked) == report
    assert again == steps
    assert report.findings


def test_a_run_that_is_stopped_leaves_no_work_behind(folder: Path) -> None:
    def stop(steps: int) -> None:
        if steps > 100:
            raise KeyboardInterrupt

    with Watched(1) as executor:
        with pytest.raises(KeyboardInterrupt):
            dialogues.check(folder, executor=executor, progress=stop)
        assert len(executor.tasks) == 8
        assert executor.tasks[-1].cancelled()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(FAULTS), st.integers(0, 160), st.sampled_from("{}[]:-#\"'\t\n é\0")), max_size=6)
)
def test_damage_is_told_the_same(tmp_path_factory: pytest.TempPathFactory, damaged: list[tuple[str, int, str]]) -> None:
    data = tmp_path_factory.mktemp("damaged")
    (data / "agreements").mkdir()
    for number, (text, at, put) in enumerate(damaged):
        (data / "agreements" / f"a-{number}.yaml").write_text(text[:at] + put + text[at:], encoding="utf-8")
    with ThreadPoolExecutor(2) as executor:
        assert dialogues.check(data, executor=executor) == dialogues.check(data)


FORKED = """
import gc, sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import dialogues

with ProcessPoolExecutor(1, mp_context=get_context("fork")) as executor:
    report = dialogues.check(sys.argv[1], executor=executor)
    print(report == dialogues.check(sys.argv[1]), executor.submit(gc.isenabled).result(), gc.isenabled())
gc.disable()
with ProcessPoolExecutor(1, mp_context=get_context("fork")) as executor:
    dialogues.read(sys.argv[1], executor=executor)
    print(executor.submit(gc.isenabled).result(), gc.isenabled())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forking is of POSIX")
def test_a_worker_that_is_forked_while_files_are_read_collects_garbage_as_its_parent_does_otherwise() -> None:
    run = subprocess.run([sys.executable, "-c", FORKED, os.fspath(BROKEN)], capture_output=True, text=True, check=False)
    assert run.stdout == "True True True\nFalse False\n", run.stderr[-2000:]


# Documents


class FarAway(ThreadPoolExecutor):
    """Workers that have the library, and not the documents."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        away = (*args[:-1], f"{args[-1]}.absent") if isinstance(args[-1], str) else args
        return super().submit(function, *away, **kwargs)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, FarAway, OtherVersion, Losing])
def test_documents_are_looked_into_there_and_what_is_not_there_here(
    kind: Callable[[int], Executor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(
        f"==> agreements/a-{number}.yaml\n{GOOD}documents: [{{language: de, path: files/{number}.pdf}}]\n"
        for number in range(4)
    )
    unpack(text, tmp_path / "data")
    (tmp_path / "data" / "files").mkdir()
    for number in range(3):  # the fourth is missing
        content = pdf(["The Parties shall inform each other of their policies for the regions. " * 8], lang="en")
        (tmp_path / "data" / "files" / f"{number}.pdf").write_bytes(content if number else b"%PDF-1.7 damaged")
    monkeypatch.chdir(tmp_path)
    report = dialogues.check("data", documents=True)
    with kind(2) as executor:
        assert dialogues.check("data", documents=True, executor=executor) == report
    assert any("0.pdf" in each.message for each in report.findings)
    assert {each.code for each in report.findings} >= {"F701", "L210"}


# Dask


def test_the_example_reports_what_a_check_here_does() -> None:
    call = [sys.executable, os.fspath(ROOT / "examples" / "dask_check.py"), os.fspath(BROKEN)]
    run = subprocess.run(call, capture_output=True, text=True, check=False, timeout=100)
    assert run.stdout == dialogues.check(BROKEN).to_json(), run.stderr[-2000:]
    assert run.returncode == 1


KILLED = """
import os, signal, sys
from distributed import Client, LocalCluster
import dialogues

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        one, other = client.run(os.getpid).values()

        def kill(step):
            if step == 65:
                os.kill(one, signal.SIGKILL)

        with client.get_executor() as executor:
            report = dialogues.check(sys.argv[1], executor=executor, progress=kill)
        assert one not in client.run(os.getpid).values()
    sys.stdout.write(report.to_json(statistics=True))
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="SIGKILL is of POSIX")
def test_a_worker_of_dask_that_is_killed_changes_nothing(
    folder: Path, tmp_path: Path, alone: tuple[dialogues.Reading, str]
) -> None:
    (tmp_path / "killed.py").write_text(KILLED, encoding="utf-8")
    call = [sys.executable, os.fspath(tmp_path / "killed.py"), os.fspath(folder)]
    run = subprocess.run(call, capture_output=True, text=True, check=False, timeout=100)
    assert run.stdout == alone[1], run.stderr[-2000:]
