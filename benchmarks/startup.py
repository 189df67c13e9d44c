"""Whole processes: what starting costs, and reading the bundled registry, in a checkout and as it is installed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from rounds import HERE, python, run

PYDANTIC = "`from pydantic import BaseModel`, and one class"
CLASS = "from pydantic import BaseModel\nclass One(BaseModel):\n  a: int"
LOAD = "import dialogues\ndialogues.load()"


def installed(folder: Path) -> None:
    """Install what users get."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(HERE.parent)]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        installed(Path(name))
        site = {"folder": Path(name) / "site", "PYTHONPATH": str(Path(name) / "site")}
        times = run(
            {
                PYDANTIC: python("-c", CLASS),
                "`import dialogues`": python("-c", "import dialogues"),
                "`dialogues --version`": python("-m", "dialogues", "--version", **site),
                "`dialogues.load()`, installed": python("-c", LOAD, **site),
                "`dialogues.load()`, a checkout": python("-c", LOAD),
                "`dialogues list`, installed": python("-m", "dialogues", "list", **site),
            },
            11,
        )
    print("| | ms of processor | ratio |\n|---|---|---|")
    for each in times.seconds:
        print(f"| {each} | {times.spread(each, 0.001, 0)} | {times.ratio(each, PYDANTIC)} |")


if __name__ == "__main__":
    main()
