"""A plugin of pytest that tries mutants: each in a fork of the process in which the tests are collected and ran once.

A fork starts warm, so that a mutant costs what its tests cost: those that reach the function that it changes, the
shortest first, until one fails; what a process of a test reaches is not seen, so these come last. What functions
remember is forgotten first; a function that runs while modules are imported is tried in a new process.
``scripts/mutate.py`` makes the copy in which this runs.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any, NoReturn

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name

CHOSEN, RESULTS = Path("chosen.txt").resolve(), Path("results.txt").resolve()
JOBS = int(os.environ.get("MUTATION_JOBS", "2"))
MEMORY = 4 << 30
FOUND, SURVIVED, FELL, LATE, UNREACHED = "killed", "survived", "crashed", "timeout", "no tests"
_STATES = {0: SURVIVED, 1: FOUND}


class _Trial:
    """The tests, what each reaches and takes, and the mutants."""

    def __init__(self) -> None:
        self.at_import: set[str] = set()
        self.reach: defaultdict[str, list[pytest.Item]] = defaultdict(list)
        self.seconds: dict[str, float] = {}
        self.of_processes: list[pytest.Item] = []
        self.running: dict[int, str] = {}
        self.results: dict[str, str] = {}
        self.forked = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """End a fork at its first failure."""
        if report.failed:
            if self.forked:
                os._exit(1)
            raise pytest.UsageError(f"{report.nodeid} fails without a mutant: {report.longrepr}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once as they are, then for each mutant those that reach it."""
        self.at_import = set(_reached())
        started: list[str] = []
        sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
        for item in session.items:
            _reached().clear()
            started.clear()
            begun = time.process_time()
            _run(item)
            self.seconds[item.nodeid] = time.process_time() - begun
            if started:
                self.of_processes.append(item)
            for function in _reached():
                self.reach[function].append(item)
        set_mutant_under_test("")
        for name in CHOSEN.read_text(encoding="utf-8").split():
            self.begin(name)
        while self.running:
            self.end_one()
        return True

    def begin(self, name: str) -> None:
        """Begin with a mutant, once there is room."""
        function = mangled_name_from_mutant_name(name)
        if not self.reach[function] and function not in self.at_import:
            self.end(name, UNREACHED)
            return
        if len(self.running) >= JOBS:
            self.end_one()
        items = sorted(self.reach[function], key=lambda item: self.seconds[item.nodeid])
        items += [item for item in self.of_processes if item not in items]
        pid = os.fork()
        if pid:
            self.running[pid] = name
        elif function in self.at_import:
            _try_anew(name)
        else:
            self.forked = True
            _try(name, items, sum(self.seconds[item.nodeid] for item in items))

    def end_one(self) -> None:
        """Wait for a mutant."""
        pid, status = os.wait()
        name = self.running.pop(pid)
        if os.WIFEXITED(status):
            self.end(name, _STATES.get(os.WEXITSTATUS(status), FELL))
        else:
            self.end(name, LATE)

    def end(self, name: str, what: str) -> None:
        """Write down what became of a mutant."""
        self.results[name] = what
        with RESULTS.open("a", encoding="utf-8") as stream:
            stream.write(f"{name}: {what}\n")


def _reached() -> set[str]:
    """Give the functions that ran since it was emptied, which mutmut keeps for its own runner."""
    reached: set[str] = state()._stats  # noqa: SLF001  # mutmut has no other way to ask
    return reached


def _run(item: pytest.Item) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _try(name: str, items: list[pytest.Item], seconds: float) -> NoReturn:
    _be_quiet()
    limit = 10 + int(10 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for module in [module for key, module in sys.modules.items() if key.startswith("dialogues.checks")]:
        for value in list(vars(module).values()):
            if callable(forget := getattr(value, "cache_clear", None)):
                forget()
    set_mutant_under_test(name)
    for item in items:
        _run(item)
    os._exit(0)


def _try_anew(name: str) -> NoReturn:
    _be_quiet()
    tests = os.environ["MUTATION_TESTS"].split()
    own = ("--basetemp", tempfile.mkdtemp(), "-p", "no:cacheprovider")
    done = subprocess.run(  # noqa: S603  # our tests
        [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-m", "not checkout", *own, *tests],
        env={**os.environ, "MUTANT_UNDER_TEST": name},
        check=False,
    )
    os._exit(min(done.returncode, 1))


def _be_quiet() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(null, stream)


def pytest_configure(config: Any) -> None:
    """Join the tests of the session."""
    config.pluginmanager.register(_Trial(), "mutants-tried")
