"""``dialogues check --fix`` in a process of its own that is ready at once, for what is done to it from outside."""

from __future__ import annotations

import os
import random
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bundles import MANIFEST
from dialogues.checks.check import check
from dialogues.checks.fixes import fix_files
from dialogues.checks.settings import Settings
from dialogues.cli import check as _command  # noqa: F401  # each forked process would import it again
from dialogues.cli import main
from test_fixing import Writer, record


@contextmanager
def folder(rng: random.Random, files: int) -> Iterator[Path]:
    """Make a registry of files that can all be mended, with comments, and get all ready that mends them."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "data"
        (root / "agreements").mkdir(parents=True)
        (root / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
        for number in range(files):
            writer = Writer(rng)
            made = record(rng)
            value = {key: made[key] for key in ("kind", "parties", "notes")} | {"title": {"EN": f"Example {number}"}}
            text = "\n".join([writer.comment(), *writer.block(value, 0), writer.comment()]) + "\n"
            (root / "agreements" / f"a-{2001 + number}.yaml").write_text(text, encoding="utf-8")
        report = check(root)
        assert len(list(fix_files(root, report, Settings()))) == files
        yield root


def contents(root: Path) -> dict[str, bytes]:
    """Give all files of a registry."""
    return {path.name: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def restore(root: Path, files: dict[str, bytes]) -> int:
    """Put the files back as they were; give the number of those that were left over."""
    extra = [path for path in root.rglob("*") if path.is_file() and path.name not in files]
    for path in extra:
        path.unlink()
    for name, content in files.items():
        (root / name if name == "registry.yaml" else root / "agreements" / name).write_bytes(content)
    return len(extra)


def started(root: Path, errors: Path, *, stopped: bool = False) -> int:
    """Fork a process that mends the registry; ``stopped`` lets it wait for SIGCONT first."""
    pid = os.fork()
    if pid:
        return pid
    code = 99
    try:
        descriptor = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(descriptor, 2)
        if stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        main(["check", str(root), "--fix"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001  # told as Python would
        import traceback

        os.write(2, traceback.format_exc().encode())
    os._exit(code)


def mended(root: Path, errors: Path) -> tuple[dict[str, bytes], float]:
    """Mend the registry undisturbed; give its files, and the seconds from the first to the last; put the old ones back."""
    before = contents(root)
    os.waitpid(started(root, errors), 0)
    after = contents(root)
    written = [path.stat().st_mtime for path in (root / "agreements").iterdir()]
    restore(root, before)
    return after, max(written) - min(written)


def between(root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Name the files that are neither old nor new."""
    now = contents(root)
    return [name for name in before if now.get(name) not in (before[name], after[name])]
