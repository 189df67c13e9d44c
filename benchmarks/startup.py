"""Whole processes: what starting costs, in pairs that take turns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

PAIRS = {
    "`import dialogues` against pydantic and babel.dates": (
        [sys.executable, "-c", "import dialogues"],
        [sys.executable, "-c", "from pydantic import BaseModel; import babel.dates"],
    ),
    "`dialogues list` against pydantic, babel.dates and click": (
        [shutil.which("dialogues", path=str(Path(sys.executable).parent)) or "dialogues", "list"],
        [sys.executable, "-c", "from pydantic import BaseModel; import babel.dates, click"],
    ),
}


def seconds(command: list[str]) -> float:
    # An installed library has its bytecode, and a checkout after its first start: the variable would keep it from that.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    print("| | ours, ms | peer, ms | ratio |\n|---|---|---|---|")
    for name, (ours, peer) in PAIRS.items():
        seconds(ours), seconds(peer)
        runs = [(seconds(ours), seconds(peer)) for _ in range(21)]
        ratio = median(one / other for one, other in runs)
        milliseconds = [median(run[at] for run in runs) * 1000 for at in (0, 1)]
        print(f"| {name} | {milliseconds[0]:.0f} | {milliseconds[1]:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
