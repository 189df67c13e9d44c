"""``check --fix`` when the n-th system call of a kind fails (strace injects it): nothing lost, nothing half written."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from functools import partial
from pathlib import Path

from siege.campaign import Campaign, Done, dice, timed
from siege.fixing import between, contents, folder, mended, restore, started

_CALLS = ("openat", "read", "write", "fsync", "chmod", "fchmod", "fchown", "rename", "renameat", "unlink", "close")
_ERRORS = ("ENOSPC", "EIO", "EINTR", "EACCES")
_LINE = re.compile(r"^(?:\d+ +)?([a-z0-9_]+)\(")


def needs() -> str:
    """Say what is missing: strace, and that it may look into our own processes."""
    if shutil.which("strace") is None:
        return "strace (apt-get install strace)"
    done = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)  # noqa: S607
    return "the right to trace processes (CAP_SYS_PTRACE)" if done.returncode else ""


def _traced(root: Path, errors: Path, *options: str) -> int:
    """Mend a registry under strace; give the exit code, negative for a signal."""
    pid = started(root, errors, stopped=True)
    os.waitpid(pid, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", "-qq", *options, "-p", str(pid)],  # noqa: S607  # whichever the machine has
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    status = Path(f"/proc/{pid}/status")
    while "TracerPid:\t0" in status.read_text() and tracer.poll() is None:
        time.sleep(0.002)
    os.kill(pid, signal.SIGCONT)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    tracer.wait()
    return code


def batch(seed: int, tries: range) -> Done:
    """Let one call fail in each try: a random one of those that an undisturbed run makes."""
    done = Done()
    with folder(dice("calls", seed, 0), 5) as root:
        errors, trace = root.parent / "errors", root.parent / "trace"
        before = contents(root)
        after, _ = mended(root, errors)
        _traced(root, errors, "-e", f"trace={','.join(f'?{call}' for call in _CALLS)}", "-o", str(trace))
        restore(root, before)
        made = Counter(match[1] for line in trace.read_text().splitlines() if (match := _LINE.match(line)))
        for number in tries:
            rng = dice("calls", seed, number)
            call = rng.choice(sorted(made))
            error, when = rng.choice(_ERRORS), rng.randint(1, made[call])
            fault = f"{number}: {call} {when} {error}"
            inject = ("-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}", "-o", os.devnull)
            code = timed(done, partial(_traced, root, errors, *inject))
            said = errors.read_text(encoding="utf-8", errors="replace")
            if code not in (0, 1, 2) or "Traceback" in said:
                done.faults.append(f"{fault}: exit code {code}: {said[-300:]!r}")
            done.counted[f"exit code {code}"] += 1
            done.faults += [f"{fault}: {name} is neither old nor new" for name in between(root, before, after)]
            left = restore(root, before)
            if left:
                done.faults.append(f"{fault}: {left} files left over")
    return done


CAMPAIGN = Campaign("calls", "the n-th system call of `check --fix` fails", 374, 17, 240, batch, needs)
