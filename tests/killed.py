"""Runs commands that write, each many times over copies of a folder, and kills each run at another moment.

The process runs the command once, which loads what it needs, and then forks a child for each run: it counts what it does
with files of the folder (PEP 578), and kills itself, as ``kill -9`` does, before the operation whose turn it is.

``python killed.py PLAN``: the plan is a JSON file with ``folder``, ``runs`` (where copies go) and ``command``. A copy is
left behind for each moment, and one of the run that nobody killed, ``000``. Printed is how many were killed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.setxattr", "os.truncate"}


def is_change(event: str, arguments: tuple[object, ...], root: str) -> bool:
    """Say whether an event is about to change something below a folder."""
    if event == "open":
        flags = arguments[2]
        if not isinstance(flags, int) or not flags & WRITES:
            return False
    elif event not in CHANGES:
        return False
    path = arguments[0]
    return isinstance(path, str | bytes | os.PathLike) and os.path.join(os.getcwd(), os.fsdecode(path)).startswith(root)  # noqa: PTH109, PTH118  # no link is followed


def run(command: list[str], folder: Path, moment: int) -> None:
    """Run a command in this process, and kill it before its so-and-so-many-th change."""
    from dialogues.__main__ import main

    root, left = f"{folder}{os.sep}", moment

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if is_change(event, arguments, root):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    if moment:
        sys.addaudithook(watch)
    sys.argv[1:] = [each.replace("FOLDER", str(folder)) for each in command]
    main()


def forked(command: list[str], folder: Path, moment: int) -> bool:
    """Run a command in a child, and say whether it was killed."""
    child = os.fork()
    if not child:
        code = 1
        try:
            run(command, folder, moment)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def copies(folder: Path, runs: Path, command: list[str]) -> int:
    """Run a command once for each moment, till one run is not killed; give how many were."""
    moment = 0
    while True:
        copy = runs / f"{moment:03}" / folder.name
        shutil.copytree(folder, copy, symlinks=True)
        if not moment:
            with suppress(SystemExit):
                run(command, copy, moment)
        elif not forked(command, copy, moment):
            return moment - 1
        moment += 1


if __name__ == "__main__":
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answer = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.write(answer, str(copies(Path(plan["folder"]), Path(plan["runs"]), plan["command"])).encode())
