"""What is kept between runs changes nothing that is told, whatever state it is in."""

from __future__ import annotations

import copy
import json
import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dialogues
from dialogues.records.fields_of import parts
from dialogues.records.shared import FieldNames

BROKEN = Path(__file__).parent / "broken"
DATA = dialogues.files.bundled_folder()


def kept(folder: Path) -> Path:
    """Give the one file that is kept."""
    (found,) = folder.iterdir()
    return found


def told(root: Path, cache: Path | None) -> tuple[str, str, str]:
    """Give all that a check and a reading say, and what is in every record, given or not."""
    report = dialogues.check(root, cache=cache)
    reading = dialogues.read(root, cache=cache)
    assert repr(reading.findings) == repr(dialogues.read(root).findings)
    records = [(each.model_dump_json(exclude_unset=True), each.model_dump_json()) for each in reading.registry.values()]
    return report.to_json(statistics=True), repr(report.accepted), json.dumps(records)


def shortened(content: bytes) -> bytes:
    return content[: len(content) // 2]


def of_another_version(content: bytes) -> bytes:
    return content.replace(b"dialogues trees 1 ", b"dialogues trees 1 0.0.1-", 1)


def with_values_of_others(content: bytes) -> bytes:
    """Put each value behind the digest of another text, where only the digests can tell."""
    head, *lines = content.splitlines(keepends=True)
    return b"".join((head, *(line[:64] + other[64:] for line, other in zip(lines, lines[1:] + lines[:1], strict=True))))


def with_other_values(content: bytes) -> bytes:
    return content.replace(b"memorandum-of-understanding", b"memorandum_of_understanding")


DAMAGE = [
    shortened,
    of_another_version,
    with_values_of_others,
    with_other_values,
    lambda _: b"",
    lambda _: b"\x80\x04\x95pickled",
    lambda content: content.replace(b"\n", b""),
    lambda content: content + content.splitlines()[0] + b"\n" + b"x" * 100,
    lambda content: content.replace(b"{", b"[").replace(b"}", b"]"),
    lambda content: content[:100] + b"\xff\x00" + content[102:],
]


def test_off_cold_and_warm_tell_the_same(tmp_path: Path) -> None:
    off = told(BROKEN, None)
    assert told(BROKEN, tmp_path / "new" / "folder") == off  # cold; what is kept is used by the reading already
    before = kept(tmp_path / "new" / "folder").read_bytes()
    assert told(BROKEN, tmp_path / "new" / "folder") == off
    assert kept(tmp_path / "new" / "folder").read_bytes() == before


def test_the_bundled_registry_is_the_same_record_by_record_and_finding_by_finding(tmp_path: Path) -> None:
    cold, warm = dialogues.load(DATA, cache=tmp_path), dialogues.load(DATA, cache=tmp_path)
    for identifier, record in dialogues.load(DATA).items():
        for other in (cold[identifier], warm[identifier]):
            assert (other, other.model_fields_set) == (record, record.model_fields_set)
            assert other.model_dump_json(exclude_unset=True) == record.model_dump_json(exclude_unset=True)
    assert dialogues.check(DATA, cache=tmp_path).to_json() == dialogues.check(DATA).to_json()


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_or_foreign_is_not_used_and_written_anew(
    damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    off = told(BROKEN, None)
    dialogues.read(BROKEN, cache=tmp_path)
    whole = kept(tmp_path).read_bytes()
    kept(tmp_path).write_bytes(damage(whole))
    assert told(BROKEN, tmp_path) == off
    assert {*kept(tmp_path).read_bytes().splitlines()} >= {*whole.splitlines()}


def test_no_damage_at_any_place_is_told_as_data(tmp_path: Path) -> None:
    rng = random.Random(25)
    off = dialogues.read(BROKEN)
    dialogues.read(BROKEN, cache=tmp_path)
    whole = kept(tmp_path).read_bytes()
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(content))
            content[at : at + rng.randint(0, 3)] = rng.randbytes(rng.randint(0, 3))
        kept(tmp_path).write_bytes(content)
        reading = dialogues.read(BROKEN, cache=tmp_path)
        assert (reading.registry, reading.findings) == (off.registry, off.findings)


def test_it_is_text_in_lines_and_holds_what_fine_files_say_alone(tmp_path: Path) -> None:
    dialogues.read(BROKEN, cache=tmp_path)
    head, *lines = kept(tmp_path).read_bytes().splitlines()
    assert head.startswith(f"dialogues trees 1 {dialogues.__version__} ".encode())
    values = [json.loads(line[80:]) for line in lines]
    assert {"name": {"en": "Council"}, "kind": "eu-institution"} in values
    assert len(values) < len([*BROKEN.rglob("*.yaml")])


def test_only_what_was_edited_is_composed_anew_and_what_is_gone_is_not_kept_for_ever(tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(DATA / "people", root / "people")
    dialogues.read(root, cache=tmp_path / "cache")
    before = set(kept(tmp_path / "cache").read_bytes().splitlines())
    one, other, *others = sorted((root / "people").iterdir())
    one.write_text(one.read_text(encoding="utf-8") + "notes: [Known to nobody.]\n", encoding="utf-8")
    other.unlink()
    registry = dialogues.read(root, cache=tmp_path / "cache").registry
    after = set(kept(tmp_path / "cache").read_bytes().splitlines())
    assert registry.people[one.stem].notes[-1] == "Known to nobody."
    assert (len(before - after), len(after - before)) == (2, 1)
    for each in others:
        each.unlink()
    dialogues.read(root, cache=tmp_path / "cache")
    assert len(kept(tmp_path / "cache").read_bytes().splitlines()) == 2


def test_what_takes_more_room_than_all_that_is_used_is_removed(tmp_path: Path) -> None:
    dialogues.read(BROKEN, cache=tmp_path)
    whole = kept(tmp_path).read_bytes()
    kept(tmp_path).write_bytes(whole + b"x" * (2 * len(whole)) + b"\n")  # one line, however long
    dialogues.read(BROKEN, cache=tmp_path)
    assert kept(tmp_path).read_bytes() == whole


def test_what_is_read_in_part_is_kept_beside_the_rest(tmp_path: Path) -> None:
    # A copy: of the registry that a wheel ships, no files are read.
    root, cache = shutil.copytree(DATA, tmp_path / "data"), tmp_path / "cache"
    dialogues.load(root, cache=cache)
    before = kept(cache).read_bytes()
    dialogues.load(root, collections="people", cache=cache)
    assert kept(cache).read_bytes() == before


def test_it_stays_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roots = [tmp_path / name for name in ("one", "two", "three")]
    for root in roots:
        shutil.copytree(DATA / "themes", root / "themes")
    dialogues.read(roots[0], cache=tmp_path / "cache")
    size = kept(tmp_path / "cache").stat().st_size
    left_behind = tmp_path / "cache" / f".{kept(tmp_path / 'cache').name}.abcdefgh.tmp"
    left_behind.write_bytes(b"x")
    os.utime(left_behind, (0, 0))
    os.utime(next((tmp_path / "cache").glob("*.trees")), (1, 1))
    monkeypatch.setattr("dialogues.files.kept.MAX_OF_ALL", 2 * size)
    for root in roots[1:]:
        dialogues.read(root, cache=tmp_path / "cache")
    assert [each.stat().st_size for each in (tmp_path / "cache").iterdir()] == [size, size]
    monkeypatch.setattr("dialogues.files.kept.MAX_OF_ONE", size - 1)
    before = {each.name: each.stat().st_mtime_ns for each in (tmp_path / "cache").iterdir()}
    dialogues.read(roots[0], cache=tmp_path / "cache")
    assert {each.name: each.stat().st_mtime_ns for each in (tmp_path / "cache").iterdir()} == before


def test_what_is_others_is_left_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # .trees is what files of others are called too (tskit), and the folder may be any
    for name in ("genomes.trees", ".genomes.trees.swp", "0123456789abcdef.trees", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (1, 1))
    before = {each.name for each in tmp_path.iterdir()}
    monkeypatch.setattr("dialogues.files.kept.MAX_OF_ALL", 0)
    dialogues.read(BROKEN, cache=tmp_path)
    (ours,) = {each.name for each in tmp_path.iterdir()} - before
    assert {each.name for each in tmp_path.iterdir()} == {*before, ours}


@pytest.mark.parametrize("folder", ["no\0path", "half\ud800"])
def test_a_folder_that_no_system_has_keeps_nothing(folder: str, tmp_path: Path) -> None:
    assert told(BROKEN, tmp_path / folder) == told(BROKEN, None)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is closed otherwise there")
def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    off = told(BROKEN, None)
    assert told(BROKEN, tmp_path / "file") == off
    dialogues.read(BROKEN, cache=tmp_path / "cache")
    there = kept(tmp_path / "cache")
    there.unlink()
    there.mkdir()
    assert told(BROKEN, tmp_path / "cache") == off
    there.rmdir()
    os.mkfifo(there)
    assert told(BROKEN, tmp_path / "cache") == off


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode there")
def test_what_is_kept_has_the_mode_of_new_files_and_no_thread_meets_another_mask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.umask(0o027)
    try:
        monkeypatch.delattr(os, "umask")  # which can only be asked for by changing it, for all threads of a process
        dialogues.read(BROKEN, cache=tmp_path)
    finally:
        monkeypatch.undo()
        os.umask(before)
    assert kept(tmp_path).stat().st_mode & 0o777 == 0o640
    kept(tmp_path).chmod(0o604)
    kept(tmp_path).write_bytes(b"")
    dialogues.read(BROKEN, cache=tmp_path)
    assert kept(tmp_path).stat().st_mode & 0o777 == 0o604


def test_several_processes_at_once_tell_the_same_and_leave_a_whole_file(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "dialogues", "check", str(BROKEN), "--json", "--cache", str(tmp_path)]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = {each.communicate(timeout=100)[0] for each in running}
    alone = subprocess.run([*call[:-2], "--no-cache"], capture_output=True, text=True, check=False)
    assert outputs == {alone.stdout}
    whole = kept(tmp_path).read_bytes()
    dialogues.read(BROKEN, cache=tmp_path)
    assert kept(tmp_path).read_bytes() == whole


def test_the_command_keeps_what_files_say_unless_it_is_told_not_to(run: Callable[..., Result], tmp_path: Path) -> None:
    plain = run("check", str(BROKEN), "--no-cache", env={"DIALOGUES_CACHE": str(tmp_path / "off")})
    assert not (tmp_path / "off").exists()
    for option, environment in (
        (("--cache", str(tmp_path / "option")), None),
        ((), str(tmp_path / "variable")),
    ):
        for _ in ("cold", "warm"):
            result = run("check", str(BROKEN), *option, env={"DIALOGUES_CACHE": environment})
            assert (result.exit_code, result.stdout, result.stderr) == (1, plain.stdout, "")
    assert kept(tmp_path / "option").read_bytes() == kept(tmp_path / "variable").read_bytes()
    assert (tmp_path / "option").stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_one_file_is_checked_as_without_what_is_kept(run: Callable[..., Result], tmp_path: Path) -> None:
    for file in sorted(BROKEN.rglob("*.yaml"))[:5]:
        if file.is_file():
            results = [run("check", str(file), *option) for option in (("--no-cache",), ("--cache", str(tmp_path)))]
            assert results[0].output == results[1].output


# Sets of fields that records have in common


def test_equal_parts_have_one_set_of_fields_and_it_cannot_be_changed() -> None:
    sets = [part.model_fields_set for record in dialogues.load().values() for _, part in parts(record)]
    assert {type(each) for each in sets} == {FieldNames}
    assert len({id(each) for each in sets}) == len({frozenset(each) for each in sets}) < len(sets) / 8
    for change in ("add", "discard", "remove", "update", "difference_update", "__ior__"):
        with pytest.raises(TypeError, match="never change"):
            getattr(sets[0], change)({"id"})
    with pytest.raises(TypeError):
        sets[0].clear()
    assert sets[0] | {"x"} == {*sets[0], "x"}
    assert type(sets[0].copy()) is set


def test_records_with_a_set_in_common_are_copied_written_and_pickled_as_others() -> None:
    shared, apart = dialogues.load(), dialogues.files.read_folder(DATA).registry
    for identifier, record in shared.items():
        other = apart[identifier]
        assert type(other.model_fields_set) is set
        assert (record, record.model_fields_set) == (other, other.model_fields_set)
        assert record.model_dump(exclude_unset=True) == other.model_dump(exclude_unset=True)
    record, other = shared["china-2006"], apart["china-2006"]
    for copied in (
        record.model_copy(),
        record.model_copy(deep=True),
        copy.copy(record),
        copy.deepcopy(record),
        pickle.loads(pickle.dumps(record)),  # noqa: S301  # our own
    ):
        assert copied == record
        assert type(copied.model_fields_set) is set
        assert copied.model_dump_json(exclude_unset=True) == other.model_dump_json(exclude_unset=True)
    changed = record.model_copy(update={"notes": ("One.",), "summary": None})
    assert changed.model_fields_set == other.model_copy(update={"notes": ("One.",), "summary": None}).model_fields_set
    assert record.model_fields_set == other.model_fields_set
    again = pickle.loads(pickle.dumps(shared))  # noqa: S301  # likewise
    assert type(again["china-2006"].parties[0].model_fields_set) is set
