"""A registry as it was at a revision of git: its files are read out of the repository, and nothing is checked out.

git is asked for objects alone (``rev-parse``, ``ls-tree``, ``cat-file``), which runs no hook, no filter and no shell.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO

from dialogues.errors import CannotCompare
from dialogues.files import load
from dialogues.files.limits import MAX_BYTES
from dialogues.files.root import MANIFEST, SUFFIXES
from dialogues.records import RECORD_TYPES
from dialogues.registry import Registry

PREFIX = "git:"
_SECONDS = 120  # that git may take
_MOST_LISTED = 200_000_000  # bytes of a list of files: some two million of them
_REVISION = re.compile(r"(?!-)[^\x00-\x20\x7f]{1,250}")
_REGULAR = (b"100644", b"100755")


def at_revision(revision: str, folder: str | os.PathLike[str]) -> Registry:
    """Load the registry of a folder as it was at a revision of its git repository: a tag, a branch, a commit.

    Raises :class:`~dialogues.errors.CannotCompare` where there is no git, no repository around the folder, no such
    revision, or no registry in it, and :class:`~dialogues.findings.InvalidRegistry` when a file has a structure fault.
    """
    root = Path(folder)
    what = f"{PREFIX}{revision}"
    git = _Git(what, root)
    if not _REVISION.fullmatch(revision):
        raise CannotCompare(what, "a revision is a tag, a branch or a commit")
    commit = git.commit(revision)
    files = git.files(commit)
    if not files:
        raise CannotCompare(what, f"there was no registry in {root} at that revision")
    with tempfile.TemporaryDirectory(prefix="dialogues-") as copy:
        for name in {name.partition("/")[0] for name in files if "/" in name}:
            (Path(copy) / name).mkdir()
        for name, content in git.contents(files):
            (Path(copy) / name).write_bytes(content)
        return load(copy)


class _Git:
    """Asks git of the repository around a folder."""

    def __init__(self, what: str, folder: Path) -> None:
        self.what = what
        self.folder = folder
        if not folder.is_dir():
            raise CannotCompare(what, f"there is no folder {folder} whose repository could be asked")
        program = shutil.which("git")
        if program is None or not Path(program).is_absolute():  # a relative path would run what lies about here
            raise CannotCompare(what, "git is not installed, or not on the path")
        self.program = program

    def commit(self, revision: str) -> str:
        """Give the name of the commit that a revision means."""
        done = self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if done.returncode == 1 and not done.stderr.strip():
            raise CannotCompare(self.what, f"there is no such revision in the repository of {self.folder}")
        return self._answer(done).decode("ascii").strip()

    def files(self, commit: str) -> dict[str, str]:
        """Give the record files and the manifest that the folder had, with the names of their objects."""
        found: dict[str, str] = {}
        for line in self._answer(self._run("ls-tree", "-r", "-z", commit)).split(b"\0"):
            about, _, path = line.partition(b"\t")
            mode, _, name = about.partition(b" blob ")
            file = os.fsdecode(path)
            if mode in _REGULAR and _is_of_a_registry(file):
                found[file] = name.decode("ascii")
        return found

    def contents(self, files: dict[str, str]) -> Iterator[tuple[str, bytes]]:
        """Read the files, one after the other; of one that is too large, only as much as shows that it is."""
        with self._process("cat-file", "--batch") as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for file, name in files.items():
                try:
                    process.stdin.write(f"{name}\n".encode("ascii"))
                    process.stdin.flush()
                except OSError:
                    raise CannotCompare(self.what, f"git cannot read {file}") from None
                content = _content(process.stdout)
                if content is None:
                    raise CannotCompare(self.what, f"git cannot read {file}")
                yield file, content

    @contextmanager
    def _process(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        # What a hook or a caller told git of another repository does not hold here; nothing is fetched or asked for.
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        clean |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        call = [self.program, "--no-replace-objects", *arguments]
        pipe = subprocess.PIPE
        process = subprocess.Popen(  # noqa: S603  # an absolute path, checked arguments, no shell
            call, cwd=self.folder, env=clean, stdin=pipe, stdout=pipe, stderr=pipe
        )
        end = Timer(_SECONDS, process.kill)
        end.daemon = True
        end.start()
        try:
            yield process
        finally:
            end.cancel()
            process.kill()
            process.communicate()

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        with self._process(*arguments) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdin.close()
            out = process.stdout.read(_MOST_LISTED + 1)
            if len(out) > _MOST_LISTED:
                raise CannotCompare(self.what, "the revision has too many files")
            problem = process.stderr.read(10_000)
            process.stdin = None
            return subprocess.CompletedProcess(arguments, process.wait(), out, problem)

    def _answer(self, done: subprocess.CompletedProcess[bytes]) -> bytes:
        if done.returncode == 0:
            return bytes(done.stdout)
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        if said.startswith("not a git repository"):
            said = f"{self.folder} is in no git repository"
        raise CannotCompare(self.what, said or "git was stopped, since it took too long")


def _is_of_a_registry(file: str) -> bool:
    folder, _, name = file.rpartition("/")
    if "\\" in file or ":" in file or not name.endswith(SUFFIXES) or name.startswith("."):
        return False
    return folder in RECORD_TYPES if folder else name.rpartition(".")[0] == MANIFEST


def _content(stream: IO[bytes]) -> bytes | None:
    """Read an object as ``cat-file --batch`` writes it; None where git has none."""
    head = stream.readline(1_000).split()
    if len(head) != 3 or head[1] != b"blob":
        return None
    size = int(head[2])
    content = stream.read(min(size, MAX_BYTES + 1))
    left = size - len(content)
    while left:
        skipped = len(stream.read(min(left, MAX_BYTES)))
        if not skipped:
            return None
        left -= skipped
    return content if stream.read(1) == b"\n" else None
