"""Contestants that take turns: processor time, the median of the rounds with the least and the most."""

from __future__ import annotations

import gc
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent


class Times:
    """The seconds of each contestant, a round each."""

    def __init__(self, seconds: dict[str, list[float]]) -> None:
        self.seconds = seconds

    def median(self, name: str) -> float:
        return median(self.seconds[name])

    def spread(self, name: str, unit: float = 1.0, digits: int = 2) -> str:
        """Write a contestant's time, in a unit of its own: ``0.31 (0.30-0.35)``."""
        return _written([each / unit for each in self.seconds[name]], digits)

    def ratio(self, name: str, *to: str) -> str:
        """Write how often a contestant's time is that of others together, round by round."""
        whole = [sum(each) for each in zip(*(self.seconds[other] for other in to), strict=True)]
        return _written([one / other for one, other in zip(self.seconds[name], whole, strict=True)], 2)


def _written(values: Sequence[float], digits: int) -> str:
    middle, least, most = (f"{each:.{digits}f}" for each in (median(values), min(values), max(values)))
    return f"{middle} ({least}-{most})"


def here(work: Callable[[], object]) -> Callable[[], float]:
    """Time work in this process; the collector is at rest for all."""

    def timed() -> float:
        gc.collect()
        gc.disable()
        start = time.process_time()
        done = work()
        took = time.process_time() - start
        gc.enable()
        del done
        return took

    return timed


def whole(*command: str, folder: Path | None = None, code: int = 0, **environment: str) -> Callable[[], float]:
    """Time a whole process with its children, which ends with this code."""
    # An installed library has its bytecode, and a checkout after its first start: the variable would keep it from that.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def timed() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, check=False, cwd=folder, env={**kept, **environment})
        assert done.returncode == code, done.stderr[-2000:].decode()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return timed


def python(*arguments: str, folder: Path | None = None, **environment: str) -> Callable[[], float]:
    """Time this Python as a whole process."""
    return whole(sys.executable, *arguments, folder=folder, **environment)


def run(contestants: dict[str, Callable[[], float]], rounds: int) -> Times:
    """Let each contestant take its turn, once for nothing and then once a round."""
    for each in contestants.values():
        each()
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, each in contestants.items():
            seconds[name].append(each())
    return Times(seconds)


def machine(*packages: str) -> str:
    """Say what was measured on, and with what."""
    model = next(
        (line.partition(":")[2].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    cores = f"{os.cpu_count()} cores of {model}"
    return f"{cores}; {platform.python_implementation()} {platform.python_version()}, {versions}."


def _read(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
