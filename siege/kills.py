"""``check --fix`` killed at random moments: every file is the old one or the new one."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from siege.campaign import Campaign, Done, dice
from siege.fixing import between, contents, folder, mended, restore, started


def batch(seed: int, tries: range) -> Done:
    """Kill as often as there are tries; a process that was faster than the kill does not count."""
    done = Done()
    with folder(dice("kills", seed, tries.start), 17) as root:
        errors = Path(root).parent / "errors"
        before = contents(root)
        begun = time.monotonic()
        after, writing = mended(root, errors)
        whole = time.monotonic() - begun
        for number in tries:
            rng = dice("kills", seed, number)
            anywhere = number % 10 == 0
            names = () if anywhere else tuple(before)
            while not _killed(root, errors, rng.uniform(0, whole if anywhere else writing), names):
                restore(root, before)
            now = contents(root)
            done.tries += 1
            done.faults += [f"{number}: {name} is neither old nor new" for name in between(root, before, after)]
            if any(now[name] != before[name] for name in before):
                done.counted["while files were written"] += 1
            done.counted["files left over"] += restore(root, before)
    return done


def _killed(root: Path, errors: Path, moment: float, names: tuple[str, ...]) -> bool:
    """Kill a run so many seconds after its begin; where names are given, after the first file that has none of them."""
    pid = started(root, errors)
    while names and not set(os.listdir(root / "agreements")) - set(names):  # noqa: PTH208
        if os.waitpid(pid, os.WNOHANG)[0]:
            return False
        time.sleep(0.0005)
    time.sleep(moment)
    try:
        os.kill(pid, signal.SIGKILL)
        return os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    except (ProcessLookupError, ChildProcessError):
        return False  # it was faster


CAMPAIGN = Campaign("kills", "kill -9 of `check --fix` of 17 files, at random moments", 478, 40, 240, batch)
