"""Releases: what is written, what may follow what, and whether it is still as it was written."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import dialogues
from dialogues.errors import CannotRelease, CannotWrite, RegistryNotFound
from dialogues.registry import Registry
from dialogues.releases import Level
from dialogues.releases.manifest import files_below
from dialogues.releases.release import release
from dialogues.releases.verification import verify

MANIFEST: dict[str, Any] = {
    "format": "1.1",
    "title": {"en": "Example"},
    "version": "2026.11",
    "date": "2026-11-25",
    "licence": "CC0-1.0",
    "publisher": "ministry",
}
RECORDS: dict[str, dict[str, Any]] = {
    "organisations": {"ministry": {"name": {"en": "Ministry"}, "kind": "ministry"}},
    "themes": {"energy": {"name": {"en": "Energy"}}, "water": {"name": {"en": "Water"}}},
}


def example(*records: tuple[str, str, Any], **manifest: Any) -> Registry:
    """Make the example registry with other records (None for one that is gone) and another manifest."""
    found = {name: dict(held) for name, held in RECORDS.items()}
    for collection, identifier, value in records:
        found[collection] |= {identifier: value}
    told = {name: {key: each for key, each in held.items() if each is not None} for name, held in found.items()}
    return dialogues.registry_of(told, {**MANIFEST, **manifest})


FIRST = example()
NEXT = {"version": "2026.12", "date": "2026-12-01"}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases") / "2026.12"
    release(example(("themes", "air", {"name": {"en": "Air"}}), **NEXT), folder, previous=FIRST, claimed=Level.MINOR)
    return folder


@pytest.fixture
def copy(released: Path, tmp_path: Path) -> Path:
    return shutil.copytree(released, tmp_path / "copy")


def test_a_release_says_what_it_is(released: Path) -> None:
    said = json.loads((released / "release.json").read_text(encoding="utf-8"))
    registry = dialogues.load(released)
    assert {key: said[key] for key in ("format", "version", "date", "change", "previous", "digest")} == {
        "format": "1.1",
        "version": "2026.12",
        "date": "2026-12-01",
        "change": "minor",
        "previous": {"version": "2026.11", "digest": FIRST.digest},
        "digest": registry.digest,
    }
    assert said["counts"] == {name: len(held) for name, held in registry.collections.items()}
    assert {key: each["collection"] for key, each in said["records"].items()} == {
        key: record.collection for key, record in registry.items()
    }
    for each in said["files"]:
        content = (released / each["path"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    files = {each["path"] for each in said["files"]}
    assert files | {"release.json", "SHA256SUMS"} == set(files_below(released))
    assert {"CITATION.cff", "changes.json", "changes.md", "records.json", "records.jsonl", "tables/themes.csv"} < files


def test_the_digest_can_be_worked_out_from_what_the_release_says(released: Path) -> None:
    said = json.loads((released / "release.json").read_text(encoding="utf-8"))
    hashes = {"": said["manifest"]["sha256"]} | {key: each["sha256"] for key, each in said["records"].items()}
    lines = "".join(f"{key} {each}\n" for key, each in sorted(hashes.items()))
    assert hashlib.sha256(lines.encode()).hexdigest() == said["digest"]


def test_the_changes_are_told_for_people_and_for_programs(released: Path) -> None:
    assert (released / "changes.md").read_text(encoding="utf-8") == (
        "- 1 record added to themes: `air`\n"
        "- `registry`: version 2026.11 → 2026.12\n"
        "- `registry`: date 25 November 2026 → 1 December 2026\n"
        "\n"
        "In all: minor: 1 record added, 1 changed; 2 changes.\n"
    )
    assert json.loads((released / "changes.json").read_text(encoding="utf-8"))["level"] == "minor"


def test_the_same_registry_gives_the_same_bytes(registry: Registry, tmp_path: Path) -> None:
    first, second = release(registry, tmp_path / "a"), release(registry, tmp_path / "b")
    assert first == second
    assert files_below(tmp_path / "a") == files_below(tmp_path / "b")
    for file in files_below(tmp_path / "a"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file
    assert dialogues.load(tmp_path / "a") == registry
    assert verify(tmp_path / "a").problems == ()


def test_linked_data_is_in_it_where_there_are_addresses(tmp_path: Path) -> None:
    release(FIRST, tmp_path / "without")
    release(example(base="urn:example:a:"), tmp_path / "with")
    without, of = files_below(tmp_path / "without"), files_below(tmp_path / "with")
    assert set(of) - set(without) == {"graph.nq"}
    said = json.loads((tmp_path / "with" / "release.json").read_text(encoding="utf-8"))
    (graph,) = (each for each in said["files"] if each["path"] == "graph.nq")
    assert graph["media_type"] == "application/n-quads"
    assert "<urn:example:a:themes/energy>" in (tmp_path / "with" / "graph.nq").read_text(encoding="utf-8")


def test_a_flipped_byte_names_its_file(copy: Path) -> None:
    for file in files_below(copy):
        content = (copy / file).read_bytes()
        for at in {0, len(content) // 2, len(content) - 2}:
            (copy / file).write_bytes(bytes([*content[:at], content[at] ^ 1, *content[at + 1 :]]))
            try:
                told = verify(copy).problems
            except RegistryNotFound as error:
                told = (str(error),)
            assert told, (file, at)
            assert all(file in each for each in told), (file, at, told)
        (copy / file).write_bytes(content)


def test_what_is_missing_and_what_is_foreign_is_named(copy: Path) -> None:
    (copy / "records.jsonl").unlink()
    (copy / "tables" / "more.csv").write_text("a\n")
    (copy / "link").symlink_to("/etc/hostname")
    assert verify(copy).problems == ("missing: records.jsonl", "foreign: link", "foreign: tables/more.csv")
    (copy / "SHA256SUMS").unlink()
    assert verify(copy).problems[1] == "missing: SHA256SUMS"
    (copy / "release.json").unlink()
    with pytest.raises(RegistryNotFound) as raised:
        verify(copy)
    assert str(raised.value) == f"{copy}: it is no release: release.json: no such file or directory"


def test_a_release_leads_nowhere_else(copy: Path) -> None:
    said = json.loads((copy / "release.json").read_text(encoding="utf-8"))
    said["files"].append({"path": "../secret", "bytes": 1, "sha256": "0" * 64})
    (copy / "release.json").write_text(json.dumps(said))
    (copy.parent / "secret").write_text("x")
    assert verify(copy).problems[0] == "changed: ../secret: the path leads out of the data folder"
    for path in ("\ud800", "a\0b", "/etc/hostname", "tables", "", "a\nb"):
        said["files"][-1]["path"] = path
        (copy / "release.json").write_text(json.dumps(said))
        assert verify(copy).problems[0].startswith((f"changed: {path}: ", f"missing: {path}"))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": []}', "[" * 100_000])
def test_a_release_that_does_not_say_what_it_is_is_none(text: str, copy: Path) -> None:
    (copy / "release.json").write_text(text)
    with pytest.raises(RegistryNotFound) as raised:
        verify(copy)
    assert str(raised.value) in (
        f"{copy}: release.json is not JSON: it was changed, or is of another program",
        f"{copy}: release.json is not what `dialogues release` writes: it was changed",
    )


RENAMED = ("themes", "energy", {"name": {"en": "Power"}})
GONE = ("themes", "energy", None)
REFUSED = [
    (example(RENAMED, **NEXT), Level.PATCH, []),
    (example(RENAMED, **NEXT), Level.MAJOR, []),
    (example(("themes", "air", {"name": {"en": "Air"}}), **NEXT), None, []),
    (
        example(("themes", "air", {"name": {"en": "Air"}}), **NEXT),
        Level.PATCH,
        ["it claims to be a patch change and is a minor one"],
    ),
    (example(GONE, former_ids=["energy"], **NEXT), Level.MINOR, ["it claims to be a minor change and is a major one"]),
    (example(GONE, **NEXT), Level.MAJOR, ["ids are gone that are not among the former_ids of the manifest: energy"]),
    (example(RENAMED), None, ["it differs from the one before, which has the same version, 2026.11"]),
    (example(version="3", date="2025"), None, ["its date, 2025, lies before 2026-11-25, that of the one before"]),
    (example(), Level.PATCH, []),
    (example(base="urn:example:a:", **NEXT), Level.MINOR, []),
]


@pytest.mark.parametrize(("registry", "claimed", "problems"), REFUSED)
def test_what_cannot_follow_the_release_before_is_refused(
    registry: Registry, claimed: Level | None, problems: list[str], tmp_path: Path
) -> None:
    if not problems:
        release(registry, tmp_path / "new", previous=FIRST, claimed=claimed)
        assert verify(tmp_path / "new").problems == ()
        return
    with pytest.raises(CannotRelease) as raised:
        release(registry, tmp_path / "new", previous=FIRST, claimed=claimed)
    assert list(raised.value.problems) == problems
    assert registry.manifest is not None
    assert str(raised.value) == f"{registry.manifest.version} cannot be released: {'; '.join(problems)}"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_and_nothing_by_halves(tmp_path: Path) -> None:
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "notes.txt").write_text("mine")
    with pytest.raises(CannotWrite) as raised:
        release(FIRST, tmp_path / "held")
    assert str(raised.value) == f"{tmp_path / 'held'}: it is not empty; a release is written once, into a new folder"
    with pytest.raises(CannotRelease) as refused:
        release(dialogues.registry_of(RECORDS), tmp_path / "new")
    assert str(refused.value) == "the registry cannot be released: it has no manifest, and so neither version nor date"
    assert [path.name for path in tmp_path.iterdir()] == ["held"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size that a test could set")
def test_a_disk_that_is_full_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; from dialogues.__main__ import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        f"sys.argv = ['dialogues', 'release', '-o', {str(tmp_path / 'new')!r}]; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"dialogues: {tmp_path / 'new'}: file too large\n")
    assert list(tmp_path.iterdir()) == []


# The command


def test_the_command_writes_checks_and_verifies(run: Callable[..., Result], released: Path, tmp_path: Path) -> None:
    sha = dialogues.load(released).digest
    done = run("release", str(released), "-o", str(tmp_path / "again"))
    assert (done.exit_code, done.stdout) == (0, f"release 2026.12 of 2026-12-01: 4 records, digest {sha}\n")
    done = run("release", "--verify", str(tmp_path / "again"))
    files = len(files_below(tmp_path / "again")) - 2
    told = f"release 2026.12 of 2026-12-01: all {files} files are as they were written\n"
    assert (done.exit_code, done.stdout) == (0, told)
    (tmp_path / "again" / "records.json").write_text("{}")
    done = run("release", "--verify", str(tmp_path / "again"))
    assert (done.exit_code, done.stdout) == (1, "changed: records.json\n")
    done = run("release", "--verify", str(tmp_path / "again"), "--json")
    assert json.loads(done.stdout) == {
        "version": "2026.12",
        "date": "2026-12-01",
        "digest": sha,
        "files": files,
        "problems": ["changed: records.json"],
    }


def test_the_command_refuses_a_smaller_claim(run: Callable[..., Result], released: Path, tmp_path: Path) -> None:
    release(FIRST, tmp_path / "first")
    step = ("--previous", str(tmp_path / "first"))
    counted = "minor: 1 record added, 1 changed; 2 changes\n"
    done = run("release", str(released), "--check", *step)
    assert (done.exit_code, done.stdout) == (0, counted)
    done = run("release", str(released), "--check", *step, "--change", "patch")
    assert (done.exit_code, done.stdout) == (1, f"{counted}it claims to be a patch change and is a minor one\n")
    done = run("release", str(released), "--check", *step, "--change", "patch", "--json")
    assert json.loads(done.stdout)["problems"] == ["it claims to be a patch change and is a minor one"]
    done = run("release", str(released), "-o", str(tmp_path / "new"), *step, "--change", "patch")
    assert (done.exit_code, done.stdout, done.stderr) == (
        1,
        "",
        "dialogues: 2026.12 cannot be released: it claims to be a patch change and is a minor one\n",
    )
    assert not (tmp_path / "new").exists()
    assert run("release", "--check").stderr.splitlines()[-1] == "Error: --check needs --previous."
    done = run("release", "--check", "-o", str(tmp_path / "out"), *step)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: --check writes nothing: give it, or -o.")
    done = run("release", "--verify", str(tmp_path), "-o", str(tmp_path / "out"))
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: --verify DIR goes with --json alone.")
    assert run("release").stderr.splitlines()[-1] == "Error: -o DIR is missing: the folder to write."


def test_a_release_is_told_where_a_folder_is_meant(run: Callable[..., Result], released: Path) -> None:
    done = run("check", str(released))
    assert str(done.exception) == (
        f"{released}: it is a release; its records are in one file, and here a folder is meant"
    )
