"""Two runs that write into one registry at the same time: nothing that one of them wrote is lost."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from dialogues.errors import CannotWrite
from dialogues.files import read
from dialogues.files.changes import Change, complete, write_changes
from dialogues.files.renaming import renamed
from dialogues.files.turns import turn

Run = Callable[..., Result]
fcntl = pytest.importorskip("fcntl", reason="Windows has no lock on folders")
MANIFEST = 'format: "1.1"\ntitle: {en: X}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\n'


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "themes").mkdir()
    for name in ("air", "water"):
        (tmp_path / "themes" / f"{name}.yaml").write_text(f"name: {{en: {name}}}\n", encoding="utf-8")
    return tmp_path


def waiting(work: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Begin work in a thread; what becomes of it is put into the list."""
    became: list[object] = []

    def run() -> None:
        try:
            became.append(work())
        except CannotWrite as error:
            became.append(str(error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(0.3)
    return thread, became


def test_the_later_one_waits_and_is_told_what_was_changed(registry: Path) -> None:
    water = renamed(read(registry), "water", "sea")
    air = renamed(read(registry), "air", "wind")
    with turn(registry):
        thread, became = waiting(lambda: write_changes(registry, water))
        assert (thread.is_alive(), became) == (True, [])
        for each in air:  # as the run does whose turn it is
            path = registry / each.file
            path.unlink() if each.after is None else path.write_bytes(each.after)
    thread.join()
    assert became == ["registry.yaml: it was changed after it was read; run the command again"]
    write_changes(registry, renamed(read(registry), "water", "sea"))
    manifest = read(registry).registry.manifest
    assert manifest is not None
    assert manifest.former_ids == ("air", "water")


def test_what_is_being_written_is_not_taken_for_what_a_killed_run_left(registry: Path) -> None:
    with turn(registry):
        journal = registry / ".dialogues-writing.json"
        journal.write_text("[]", encoding="utf-8")
        runs = [waiting(lambda: complete(registry)), waiting(lambda: write_changes(registry, [Change("a", None, b"")]))]
        assert [(thread.is_alive(), became) for thread, became in runs] == [(True, []), (True, [])]
        journal.unlink()
    for thread, _ in runs:
        thread.join()
    assert [became for _, became in runs] == [[()], [None]]


def test_of_many_that_write_at_once_each_has_written(registry: Path) -> None:
    file = registry / "count.txt"
    file.write_bytes(b"0")

    def add() -> None:
        left = 20
        while left:
            before = file.read_bytes()
            try:
                write_changes(registry, [Change("count.txt", before, b"%d" % (int(before) + 1))])
            except CannotWrite:
                continue
            left -= 1

    threads = [threading.Thread(target=add) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert file.read_bytes() == b"80"


def test_where_a_folder_cannot_be_locked_it_is_written_all_the_same(tmp_path: Path, run: Run) -> None:
    new = tmp_path / "new"
    assert run("new", "registry", "--name", "X", "--licence", "MIT", "--data", str(new)).exit_code == 0
    with turn(tmp_path / "nowhere"):
        assert not (tmp_path / "nowhere").exists()
    unlistable = tmp_path / "closed"
    unlistable.mkdir(mode=0o300)
    write_changes(unlistable, [Change("a.yaml", None, b"x\n")])
    os.chmod(unlistable, 0o700)  # noqa: PTH101
    assert (unlistable / "a.yaml").read_bytes() == b"x\n"
