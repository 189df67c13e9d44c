"""A registry in a database: the same answers as in memory, kept in step, whole whatever happens."""

from __future__ import annotations

import ast
import copy
import json
import os
import pickle
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import tracemalloc
from array import array
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dialogues
from dialogues.errors import CannotUseStore, RegistryNotFound
from dialogues.findings import InvalidRegistry
from dialogues.store import listing
from dialogues.store import sqlite as sqlite_module
from dialogues.store.postgresql import without_password
from dialogues.store.sqlite_tables import SQLiteTables
from dialogues.store.store import is_server
from dialogues.store.sync import build, sync
from questions import every_answer

DATA = Path(dialogues.files.bundled_folder())
RECORDS = len(dialogues.load())
TREATIES = Path(__file__).parent.parent / "examples" / "registries" / "treaties"


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled registry as a store."""
    path = tmp_path_factory.mktemp("store") / "registry.db"
    build(DATA, path)
    return path


def differences(one: dialogues.Registry, other: dialogues.Registry) -> list[str]:
    """Ask both everything, and give the questions that they answer otherwise."""
    answers = dict(every_answer(one))
    assert len(answers) > 300
    return [question for question, answer in every_answer(other) if answers.get(question) != answer]


def test_a_store_answers_all_questions_as_a_registry_in_memory_does(registry: dialogues.Registry, stored: Path) -> None:
    store = dialogues.open_store(stored)
    assert differences(registry, store) == []
    assert store == registry
    for text in ("\ud800", "a\0b", "\ud800policy"):
        assert store.find(text) == registry.find(text)
        assert store.get(text) is None
    assert repr(store) == repr(registry).replace("Registry", "Store")


@pytest.mark.checkout
def test_so_does_one_of_states_provinces_and_cities(tmp_path: Path) -> None:
    build(TREATIES, tmp_path / "treaties.db")
    assert differences(dialogues.load(TREATIES), dialogues.open_store(tmp_path / "treaties.db")) == []


COUNTRIES, KINDS = ["BR", "CN", "JP", "SUHH"], ["treaty", "protocol"]
WORDS = ["policy", "police", "pol", "政策", "政策対話", "Ære", "a-b", "naïve"]


def title(draw: Callable[[Any], Any]) -> str:
    return " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))


@st.composite
def registries(draw: Callable[[Any], Any]) -> dict[str, str]:
    """Files of a registry: organisations that are parts of others, and agreements with them or with countries."""
    files = {}
    organisations = [f"org-{at}" for at in range(draw(st.integers(1, 4)))]
    for at, key in enumerate(organisations):
        kind = draw(st.sampled_from(["ministry", "city-authority", "international-organisation"]))
        record: dict[str, Any] = {"name": {"en": title(draw)}, "kind": kind}
        above = draw(st.sampled_from([None, *organisations]))
        if above not in (None, key):
            record["part_of"] = above
        if at and draw(st.booleans()):
            record["predecessors"] = [{"organisation": organisations[at - 1]}]
        if draw(st.booleans()):
            record["territory"], record["country"] = "BR-SP", "BR"
        files[f"organisations/{key}.json"] = json.dumps(record)
    for at in range(draw(st.integers(0, 5))):
        parties = [{"side": "own", "organisation": organisations[0]}]
        for _ in range(draw(st.integers(1, 2))):
            party = {"side": "partner", "country": draw(st.sampled_from(COUNTRIES))}
            if draw(st.booleans()):
                party = {"side": "partner", "organisation": draw(st.sampled_from(organisations))}
            parties.append(party)
        date = draw(st.sampled_from(["2001", "2001-05", "2001-05-02?", "1999", "unknown"]))
        record = {
            "title": {draw(st.sampled_from(["en", "es", "zh"])): title(draw)},
            "kind": draw(st.sampled_from(KINDS)),
            "parties": parties,
            "signed": [{"date": date}],
            "notes": [title(draw)],
        }
        files[f"agreements/agreement-{at}.json"] = json.dumps(record)
    return files


def write(folder: Path, files: dict[str, str]) -> None:
    """Make a folder hold these files and no others."""
    for collection in ("agreements", "organisations"):
        (folder / collection).mkdir(parents=True, exist_ok=True)
    for there in [*folder.glob("*/*.json")]:
        if str(there.relative_to(folder)) not in files:
            there.unlink()
    for file, text in files.items():
        if not (folder / file).exists() or (folder / file).read_text(encoding="utf-8") != text:
            (folder / file).write_text(text, encoding="utf-8")


@pytest.mark.checkout
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(before=registries(), behind=registries())
def test_a_store_that_is_synchronised_is_as_one_that_is_built(
    before: dict[str, str], behind: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is new, other or gone: parts of organisations, who took whose place, partners, names and texts."""
    folder = tmp_path_factory.mktemp("registry")
    write(folder, before)
    path = folder / "registry.db"
    build(folder, path)
    assert differences(dialogues.load(folder), dialogues.open_store(path)) == []
    write(folder, behind)
    done = sync(folder, path)
    assert differences(dialogues.load(folder), dialogues.open_store(path)) == []
    assert done.records == len(behind)
    assert set(done.removed) == {Path(each).stem for each in before.keys() - behind.keys()}
    assert set(done.changed) == {Path(each).stem for each, text in behind.items() if before.get(each) != text}
    assert sync(folder, path).read == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled registry, with its store."""
    shutil.copytree(DATA, tmp_path / "data")
    build(tmp_path / "data", tmp_path / "registry.db")
    return tmp_path / "data"


def edit(file: Path, before: str, behind: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, behind), encoding="utf-8")


def test_only_what_changed_is_read_again(folder: Path) -> None:
    path = folder.parent / "registry.db"
    file = folder / "agreements" / "brazil-2007.yaml"
    edit(file, "place: Brasília", "place: Rio Grande")
    done = sync(folder, path)
    assert (done.read, done.changed, done.removed) == (1, ("brazil-2007",), ())
    assert [each.id for each in dialogues.open_store(path).search('"rio grande"')] == ["brazil-2007"]
    os.utime(file)  # saved again, and the same: its hash says so
    assert sync(folder, path).to_dict() == {"records": RECORDS, "read": 0, "changed": [], "removed": []}
    inode = path.stat().st_ino
    sync(folder, path)
    assert path.stat().st_ino == inode


def test_a_new_version_in_the_manifest_is_taken_in(folder: Path) -> None:
    edit(folder / "registry.yaml", "version: 2026", "version: 2027")
    sync(folder, folder.parent / "registry.db")
    store, registry = dialogues.open_store(folder.parent / "registry.db"), dialogues.load(folder)
    assert store.manifest == registry.manifest
    assert store.digest == registry.digest


def test_a_reference_that_leads_nowhere_now_leaves_the_store_as_it_was(folder: Path) -> None:
    path = folder.parent / "registry.db"
    before = path.read_bytes()
    (folder / "themes" / "energy.yaml").unlink()
    with pytest.raises(InvalidRegistry) as told:
        sync(folder, path)
    assert {each.code for each in told.value.findings} == {"R601"}
    with pytest.raises(InvalidRegistry) as loaded:
        dialogues.load(folder)
    assert [str(each) for each in told.value.findings] == [
        str(each) for each in loaded.value.findings if each.code == "R601"
    ]
    assert path.read_bytes() == before
    assert {each.name for each in folder.parent.iterdir()} == {path.name, folder.name}


def test_a_fault_in_a_file_leaves_the_store_as_it_was(folder: Path) -> None:
    path = folder.parent / "registry.db"
    before = path.read_bytes()
    edit(folder / "agreements" / "brazil-2007.yaml", "kind: memorandum-of-understanding", "kind: memo")
    with pytest.raises(InvalidRegistry) as told:
        sync(folder, path)
    assert [each.code for each in told.value.findings] == ["S304"]
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links and closed folders are those of POSIX")
def test_what_cannot_be_looked_at_is_no_record_that_is_gone(folder: Path) -> None:
    path = folder.parent / "registry.db"
    before = path.read_bytes()
    (folder / "agreements" / "brazil-2007.yaml").unlink()
    (folder / "agreements" / "brazil-2007.yaml").symlink_to("nowhere.yaml")
    with pytest.raises(InvalidRegistry) as told:
        sync(folder, path)
    assert [str(each) for each in told.value.findings] == [
        "agreements/brazil-2007.yaml:1:1: S101 error: the file cannot be read: no such file or directory "
        "(see that it is there and may be read)"
    ]
    assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are those of POSIX")
def test_what_is_no_file_of_the_folder_is_not_read(folder: Path) -> None:
    path = folder.parent / "registry.db"
    os.mkfifo(folder / "themes" / "pipe.yaml")
    shutil.move(folder / "agreements" / "brazil-2007.yaml", folder.parent / "elsewhere.yaml")
    os.utime(folder.parent / "elsewhere.yaml")
    (folder / "agreements" / "brazil-2007.yaml").symlink_to(folder.parent / "elsewhere.yaml")
    with pytest.raises(InvalidRegistry) as told:
        sync(folder, path)
    assert [str(each) for each in told.value.findings] == [
        "agreements/brazil-2007.yaml:1:1: S105 error: the link leads out of the data folder (put the file itself here)",
        "themes/pipe.yaml:1:1: S104 error: no regular file stands where a record file is expected (move it elsewhere)",
    ]


def a_file(themes: Path) -> None:
    themes.write_text("no folder")


def a_link_to_nowhere(themes: Path) -> None:
    themes.symlink_to("nowhere")


def a_link_to_itself(themes: Path) -> None:
    themes.symlink_to(themes.name)


def a_link_out(themes: Path) -> None:
    themes.symlink_to(themes.parent.parent / "elsewhere")


FOLDERS = [
    (a_file, "S101 error: the folder cannot be read: not a directory (see that it is there and may be read)"),
    (
        a_link_to_nowhere,
        "S101 error: the folder cannot be read: no such file or directory (see that it is there and may be read)",
    ),
    (
        a_link_to_itself,
        "S101 error: the folder cannot be read: too many levels of symbolic links (see that it is there and may be read)",
    ),
    (
        a_link_out,
        "S105 error: the link leads out of the data folder: its files were not read (put the folder itself here)",
    ),
]


@pytest.mark.skipif(os.name == "nt", reason="links are those of POSIX")
@pytest.mark.parametrize(("becomes", "told"), FOLDERS)
def test_a_folder_that_cannot_be_read_is_not_empty(tmp_path: Path, becomes: Callable[[Path], None], told: str) -> None:
    folder, path = tmp_path / "data", tmp_path / "registry.db"
    (folder / "themes").mkdir(parents=True)
    (folder / "themes" / "energy.yaml").write_text("name: {en: Energy}\n")
    (folder / "organisations").mkdir()
    build(folder, path)
    before = path.read_bytes()
    (folder / "themes").rename(tmp_path / "elsewhere")
    becomes(folder / "themes")
    for write_store in (sync, build):
        with pytest.raises(InvalidRegistry) as raised:
            write_store(folder, path)
        assert [str(each) for each in raised.value.findings] == [f"themes:1:1: {told}"]
    assert path.read_bytes() == before
    assert f"themes:1:1: {told}" in map(str, dialogues.files.read_folder(folder).findings)


CLOSED = """
import os, sys
from dialogues.findings import InvalidRegistry
from dialogues.store.sync import sync
folder, path = sys.argv[1:]
os.utime(folder + "/registry.yaml")
sync(folder, path)
os.chmod(path, 0o666)
os.chmod(folder + "/agreements", 0o744)
os.setuid(65534)
try:
    print(sync(folder, path))
except InvalidRegistry as error:
    print({(each.code, each.message) for each in error.findings})
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_records_in_a_folder_that_is_closed_now_are_not_gone() -> None:
    with tempfile.TemporaryDirectory() as name:  # which another user may enter
        folder, path = Path(name) / "data", Path(name) / "registry.db"
        shutil.copytree(TREATIES, folder)
        build(folder, path)
        Path(name).chmod(0o777)
        command = [sys.executable, "-c", CLOSED, str(folder), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{('S101', 'the file cannot be read: permission denied')}\n", "")


def test_an_id_that_is_used_twice_now_is_told(folder: Path) -> None:
    shutil.copy(folder / "themes" / "energy.yaml", folder / "themes" / "energy.yml")
    with pytest.raises(InvalidRegistry) as told:
        sync(folder, folder.parent / "registry.db")
    assert [(each.code, str(each.location.file)) for each in told.value.findings] == [("S402", "themes/energy.yml")]


def test_a_record_whose_file_has_another_ending_now_stays_itself(folder: Path) -> None:
    path = folder.parent / "registry.db"
    (folder / "themes" / "energy.yaml").rename(folder / "themes" / "energy.yml")
    done = sync(folder, path)
    assert (done.changed, done.removed, done.records) == (("energy",), (), RECORDS)
    assert dialogues.open_store(path).digest == dialogues.load(folder).digest


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Do something to the folder while a store is written."""
    write_meta = SQLiteTables.write_meta

    def acting(self: SQLiteTables, *given: Any) -> None:
        write_meta(self, *given)
        act()

    monkeypatch.setattr(SQLiteTables, "write_meta", acting)


ACTS: list[Callable[[Path], Any]] = [
    lambda folder: edit(folder / "agreements" / "brazil-2007.yaml", "kind:", "kind: "),
    lambda folder: (folder / "agreements" / "china-2006.yaml").unlink(),
    lambda folder: (folder / "themes" / "new.yaml").write_text("name: {en: New}\n"),
    lambda folder: edit(folder / "registry.yaml", "version: 2026", "version: 2027"),
]


@pytest.mark.parametrize("act", ACTS, ids=["edited again", "gone", "new", "manifest"])
def test_a_folder_that_changes_meanwhile_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], Any]
) -> None:
    path = folder.parent / "registry.db"
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    edit(folder / "registry.yaml", "licence:", "licence: ")
    meanwhile(monkeypatch, lambda: act(folder))
    with pytest.raises(CannotUseStore) as told:
        sync(folder, path)
    assert str(told.value) == (
        f"{path}: files of the folder were changed while they were read; run the command again when that is over"
    )
    assert dialogues.open_store(path).search('"rio grande"') == ()


def edited_long_ago(file: Path, before: str, behind: str) -> None:
    """Edit a file so that nobody takes the edit for one of now."""
    edit(file, before, behind)
    os.utime(file, (1, 1))


def test_what_changes_after_the_look_is_taken_in_the_next_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that was taken in was written before the look began: so it is the folder as it was then."""
    path = folder.parent / "registry.db"
    edited_long_ago(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    with monkeypatch.context() as patched:
        meanwhile(patched, lambda: edit(folder / "agreements" / "china-2006.yaml", "place: Beijing", "place: Brussels"))
        assert sync(folder, path).changed == ("brazil-2007",)
    assert sync(folder, path).changed == ("china-2006",)
    assert dialogues.open_store(path).digest == dialogues.load(folder).digest


def test_what_changes_while_files_are_looked_at_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two files that were edited then, one after the other, only the second would be taken in."""
    path = folder.parent / "registry.db"
    begins = listing._times

    def editing(root: Path) -> Any:
        edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
        return begins(root)

    with monkeypatch.context() as patched:
        patched.setattr(listing, "_times", editing)
        now = listing.listing_of(folder)
    monkeypatch.setattr("dialogues.store.sync.listing_of", lambda _: now)
    meanwhile(monkeypatch, lambda: edit(folder / "agreements" / "china-2006.yaml", "place: Beijing", "place: Brussels"))
    with pytest.raises(CannotUseStore, match="files of the folder were changed while they were read"):
        sync(folder, path)


def test_files_are_looked_at_in_whatever_way_a_system_has(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a folder's descriptor, or by paths; what is no record file, or went away in the meantime, is left out."""
    for name in (".hidden.yaml", "notes.txt", "backup.yaml~"):
        (folder / "themes" / name).write_text("no record")
    (folder / "themes" / "away.yaml").symlink_to("nowhere.yaml")
    parts = {name: (sorted(part.names), sorted(part.stamps)) for name, part in listing.listing_of(folder).parts.items()}
    assert parts["themes"][0] == sorted(["away.yaml", *(each.name for each in (DATA / "themes").iterdir())])
    monkeypatch.setattr(os, "supports_dir_fd", set())
    assert parts == {
        name: (sorted(part.names), sorted(part.stamps)) for name, part in listing.listing_of(folder).parts.items()
    }


NAMES = [f"{stem}{suffix}" for stem in "abcdefg" for suffix in (".yaml", ".json")]
PARTS = st.dictionaries(st.sampled_from(NAMES), st.tuples(st.integers(0, 3), st.integers(0, 3)))


@given(before=PARTS, behind=PARTS, shuffled=st.permutations(NAMES))
def test_two_looks_are_compared_as_by_name(
    before: dict[str, tuple[int, int]], behind: dict[str, tuple[int, int]], shuffled: list[str]
) -> None:
    """In whatever order a system gives the files: what is other, and what is gone, is what dictionaries say."""

    def look(files: dict[str, tuple[int, int]], order: list[str]) -> listing.Listing:
        names = [name for name in order if name in files]
        stamps = array("q", [number for name in names for number in files[name]]).tobytes()
        return listing.Listing({"themes": listing._part(names, stamps)}, (), 10**18)

    def by_name(files: dict[str, tuple[int, int]]) -> dict[str, bytes]:
        return {f"themes/{name}": array("q", numbers).tobytes() for name, numbers in files.items()}

    for order in (NAMES, shuffled):
        other, gone = look(behind, order).other_than(look(before, NAMES).kept())
        assert other.items() == by_name(behind).items() - by_name(before).items()
        assert gone == by_name(before).keys() - by_name(behind).keys()


def test_a_build_looks_at_all_files_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: edit(folder / "agreements" / "china-2006.yaml", "kind:", "kind: "))
    with pytest.raises(CannotUseStore):
        build(folder, folder.parent / "registry.db")


def test_a_file_that_was_written_just_before_is_read_again(tmp_path: Path) -> None:
    """Its size and its time can be those of another text, written in the same instant."""
    agreement = {"title": {"en": "Treaty one"}, "kind": "treaty", "parties": [{"side": "own", "country": "FR"}]}
    file = tmp_path / "agreements" / "one.json"
    write(tmp_path, {"agreements/one.json": json.dumps(agreement)})
    path = tmp_path / "registry.db"
    build(tmp_path, path)
    status = file.stat()
    edit(file, "Treaty one", "Treaty two")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert sync(tmp_path, path).changed == ("one",)
    assert [each.id for each in dialogues.open_store(path).search("two")] == ["one"]
    os.utime(file, ns=(0, 0))  # long ago: from now on size and time say that it is the same
    assert sync(tmp_path, path).read == 0
    before = path.read_bytes()
    edit(file, "Treaty two", "Treaty 3rd")
    os.utime(file, ns=(0, 0))
    assert sync(tmp_path, path).read == 0
    assert path.read_bytes() == before


def test_who_reads_is_told_that_there_is_another_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.parent / "registry.db"
    store = dialogues.open_store(path)
    before = store.digest
    file = folder / "agreements" / "brazil-2007.yaml"
    edit(file, "place: Brasília", "place: Rio")
    asked: list[Any] = []
    with monkeypatch.context() as patched:  # while it is written, all that is seen is the old state
        meanwhile(patched, lambda: asked.extend([store.search("rio"), dialogues.open_store(path).digest]))
        sync(folder, path)
    assert asked == [(), before]
    message = f"{path}: it was replaced by a newer one; open it again"
    with pytest.raises(CannotUseStore) as told:
        store.search("policy")
    assert str(told.value) == message
    with ThreadPoolExecutor(1) as pool, pytest.raises(CannotUseStore) as told:
        pool.submit(store.search, "policy").result()
    assert str(told.value) == message
    store = dialogues.open_store(path)
    assert store["brazil-2007"].signed[0].place == "Rio"  # type: ignore[union-attr]
    with sqlite3.connect(path) as connection:  # what is written says the same
        connection.execute("UPDATE listing SET at = at")
    connection.close()
    assert [each.id for each in store.search("rio")] == ["brazil-2007"]


def test_who_reads_is_told_that_another_file_was_copied_over_the_store(folder: Path) -> None:
    path, other = folder.parent / "registry.db", folder.parent / "other.db"
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Brasilia")
    build(folder, path)
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasilia", "place: Braslili")
    build(folder, other)
    store = dialogues.open_store(path)
    assert store.search("Braslili") == ()
    assert path.stat().st_size == other.stat().st_size
    with path.open("r+b") as stream:
        stream.write(other.read_bytes())
    with pytest.raises(CannotUseStore) as told:
        store.search("Braslili")
    assert str(told.value) == f"{path}: it was replaced by a newer one; open it again"
    assert dialogues.open_store(path) == dialogues.load(folder)
    assert (sync(folder, path).changed, dialogues.open_store(path) == dialogues.load(folder)) == ((), True)


def test_who_reads_goes_on_where_a_build_replaces_the_file(folder: Path) -> None:
    path = folder.parent / "registry.db"
    store = dialogues.open_store(path)
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio")
    build(folder, path)
    assert store["brazil-2007"].signed[0].place == "Brasília"  # type: ignore[union-attr]
    with ThreadPoolExecutor(1) as pool, pytest.raises(CannotUseStore) as told:  # a thread that comes later
        pool.submit(store.search, "policy").result()
    assert str(told.value) == f"{path}: it was replaced by a newer one; open it again"


def ask(path: Path) -> list[str]:
    store = dialogues.open_store(path)
    return [each.place for each in store.search("policy", language="es")] + list(store.agreements.where(partner="CN"))


@pytest.mark.checkout
def test_processes_and_threads_share_a_store(stored: Path) -> None:
    expected = ask(stored)
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        assert [*pool.map(ask, [stored] * 3)] == [expected] * 3
    store = dialogues.open_store(stored)
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda _: [each.place for each in store.search("policy", language="es")], range(8))
        assert [*found] == [expected[: len(ask(stored)) - 2][:20]] * 8
    assert pickle.loads(pickle.dumps(store)) == store  # noqa: S301


FORKED = """
import os, sys, dialogues
store = dialogues.open_store(sys.argv[1])
expected = [each.place for each in store.search("policy")]
for _ in range(3):
    child = os.fork()
    if not child:
        sys.exit(0 if [each.place for each in store.search("policy")] == expected else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert [each.place for each in store.search("policy")] == expected
print("alike")
"""


FORKED_EARLY = """
import os, sys
from dialogues.store import database

class Connection:
    def close(self):
        print("closed", flush=True)

held = database.Held(Connection())
database._EVERY.discard(held)  # a process is forked off before the connection is known
if os.fork() == 0:
    del held
    sys.exit(0)
os.wait()
print("still open", flush=True)
del held
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks processes")
def test_a_connection_is_closed_by_the_process_that_made_it() -> None:
    done = subprocess.run([sys.executable, "-c", FORKED_EARLY], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("still open\nclosed\n", "")


GIVEN: dict[str, Callable[[dialogues.Registry], Any]] = {
    "store": lambda registry: registry,
    "agreements": lambda registry: registry.agreements,
    "some of them": lambda registry: registry.agreements.where(partner="China"),
    "sources": lambda registry: registry.sources,
    "partner": lambda registry: registry.partner("China"),
    "dialogue": lambda registry: registry.dialogue("China"),
}


@pytest.mark.parametrize("part", GIVEN)
def test_what_a_store_gives_is_copied_and_pickled_as_where_it_is(
    registry: dialogues.Registry, stored: Path, part: str
) -> None:
    given = GIVEN[part](dialogues.open_store(stored))
    for twin in (copy.copy(given), copy.deepcopy(given), pickle.loads(pickle.dumps(given))):  # noqa: S301  # our own
        assert twin == given == GIVEN[part](registry)


def test_a_store_stays_where_it_was_found(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stored.parent)
    store = dialogues.open_store(stored.name)
    monkeypatch.chdir("/")
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(list, store).result() == list(store)


def test_what_no_record_has_is_not_remembered_for_ever(stored: Path) -> None:
    terms = dialogues.open_store(stored).indices.terms  # type: ignore[attr-defined]  # of a store

    def ask(first: int) -> int:
        for number in range(first, first + 12_000):
            assert terms.with_term("name", f"no such name {number}") == {}
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    before = ask(0)
    assert ask(12_000) - before < before / 10
    tracemalloc.stop()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks processes")
def test_a_process_that_is_forked_off_asks_by_itself(stored: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FORKED, str(stored)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("alike\n", "")


# Faults


def head(**changes: int) -> Callable[[Path], None]:
    """Make a change of the numbers in a store's head."""

    def change(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            for key, value in changes.items():
                connection.execute(f"PRAGMA {key} = {value}")
        connection.close()

    return change


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def a_text(path: Path) -> None:
    path.write_text("not a database, " * 50)


def a_page_of_zeros(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * 40_960)


NO_STORE = "it is no store of this library; build one with 'dialogues store build'"
DAMAGED = "it is damaged or was cut short; build it again with 'dialogues store build'"
FAULTS = [
    (lambda path: path.unlink(), "no such file or directory"),
    (a_text, NO_STORE),
    (lambda path: path.write_bytes(b""), NO_STORE),
    (head(application_id=1), NO_STORE),
    (cut_short, DAMAGED),
    (a_page_of_zeros, DAMAGED),
    (head(user_version=99), "it has version 99, and this library reads version 3; update the library"),
    (
        head(user_version=0),
        "it has version 0, and this library reads version 3; build it again with 'dialogues store build'",
    ),
]


@pytest.mark.parametrize(("damage", "message"), FAULTS, ids=range(len(FAULTS)))
def test_what_is_wrong_with_a_store_is_told(
    stored: Path, tmp_path: Path, damage: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "registry.db"
    shutil.copy(stored, path)
    damage(path)
    with pytest.raises(CannotUseStore) as told:
        list(dialogues.open_store(path).items())
    assert str(told.value) == f"{path}: {message}"


CONTENTS = [
    ("UPDATE data SET json = '{' || json", lambda store: store["brazil-2007"]),
    ("UPDATE data SET json = '{' || json", lambda store: store.search("policy")),
    ("UPDATE data SET json = CAST(x'ff' AS TEXT)", lambda store: store["brazil-2007"]),
    ("DELETE FROM data", lambda store: store.search("policy")),
    ("UPDATE record SET collection = 'letters'", lambda store: store["brazil-2007"]),
    ("UPDATE term SET entries = x'00'", lambda store: store.agreements.where(partner="China")),
    ("UPDATE term SET entries = x'00'", lambda store: store.dialogues),
    ("DELETE FROM meta", lambda store: store),
    ("UPDATE name SET how = 'odd'", lambda store: store.find("SICA")),
    ("UPDATE meta SET value = '{' || value WHERE key <> 'digest'", lambda store: store.search("policy")),
    ("UPDATE meta SET value = '{' || value WHERE key <> 'digest'", lambda store: store.manifest),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "ask"), CONTENTS, ids=range(len(CONTENTS)))
def test_contents_that_no_store_has_are_told(
    stored: Path, tmp_path: Path, statement: str, ask: Callable[[dialogues.Store], Any]
) -> None:
    path = tmp_path / "registry.db"
    shutil.copy(stored, path)
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(CannotUseStore) as told:
        ask(dialogues.open_store(path))
    assert str(told.value) == f"{path}: {DAMAGED}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are those of POSIX")
def test_a_pipe_is_no_store_and_nobody_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    os.mkfifo(path)
    for ask, told in (
        (dialogues.open_store, NO_STORE),
        (lambda place: sync(DATA, place), NO_STORE),
        (lambda place: build(DATA, place), "the file is there and is no store of this library; write another one"),
    ):
        with pytest.raises(CannotUseStore) as raised:
            ask(path)
        assert str(raised.value) == f"{path}: {told}"


@pytest.mark.parametrize("place", ["registry\0.db", "registry\ud800.db"])
def test_what_no_file_is_called_is_not_there(place: str) -> None:
    with pytest.raises(CannotUseStore) as told:
        dialogues.open_store(place)
    assert str(told.value) == f"{place}: no such file or directory"


def test_a_store_may_be_called_as_other_files_are(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    assert run("store", "build", str(DATA), "-o", str(path)).exit_code == 0
    assert run("list", "--data", str(path), "--json").stdout == run("list", "--data", str(DATA), "--json").stdout


def test_a_file_that_is_no_store_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(CannotUseStore) as told:
        build(DATA, tmp_path / "letter.txt")
    assert str(told.value) == (
        f"{tmp_path / 'letter.txt'}: the file is there and is no store of this library; write another one"
    )
    assert (tmp_path / "letter.txt").read_text() == "Dear all"


def test_a_folder_that_is_missing_is_told(tmp_path: Path, stored: Path) -> None:
    for write_store in (build, sync):
        with pytest.raises(RegistryNotFound):
            write_store(tmp_path / "nowhere", stored)


def test_two_that_synchronise_at_once_do_not_meet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.parent / "registry.db"
    monkeypatch.setattr(sqlite_module, "PATIENCE", 0.1)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(CannotUseStore) as told:
        sync(folder, path)
    assert str(told.value) == f"{path}: another process is writing it; try again when that is over"
    assert dialogues.open_store(path).find("China")  # who reads is not kept from it
    connection.close()


def test_a_store_that_is_write_protected_is_left_alone(folder: Path) -> None:
    path = folder.parent / "registry.db"
    path.chmod(0o444)
    with pytest.raises(CannotUseStore) as told:
        sync(folder, path)
    assert str(told.value) == f"{path}: it is write-protected; allow it to be written first (chmod u+w)"
    assert dialogues.open_store(path).find("China")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="limits of file sizes are those of POSIX")
def test_a_full_disk_leaves_the_old_state(folder: Path) -> None:
    """A limit on the size of files stands for a full disk: writing fails in the middle of it."""
    path = folder.parent / "registry.db"
    before = path.read_bytes()
    code = (
        "import resource, signal, sys; from dialogues.store.sync import build, sync\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (300_000,) * 2)\n"
        "from dialogues.errors import CannotUseStore\n"
        "try: (build if sys.argv[1] == 'build' else sync)(sys.argv[2], sys.argv[3])\n"
        "except CannotUseStore as error: print(error.fault)"
    )
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    for what in ("build", "sync"):
        done = subprocess.run(
            [sys.executable, "-c", code, what, str(folder), str(path)], capture_output=True, text=True, check=True
        )
        assert done.stdout in {
            "the disk is full; what was there is as it was\n",
            "the disk does not answer; what was there is as it was\n",
            "it cannot be written: file too large\n",
        }
        dialogues.open_store(path)  # where a journal was left behind, it is the first that goes back to the old state
        assert path.read_bytes() == before
        assert len([*folder.parent.iterdir()]) == 2


@pytest.mark.checkout
@pytest.mark.parametrize("what", ["build", "sync"])
def test_whatever_is_killed_leaves_the_old_state_or_the_new_one(folder: Path, what: str) -> None:
    path = folder.parent / "registry.db"
    old = dialogues.open_store(path).digest
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    new = dialogues.load(folder).digest
    code = (
        "import sys; from dialogues.store.sync import build, sync; print(1, flush=True)\n"
        "(build if sys.argv[1] == 'build' else sync)(sys.argv[2], sys.argv[3])"
    )
    chance, seen = random.Random(26), set()
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", code, what, str(folder), str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None
        process.stdout.read(1)
        time.sleep(chance.random() * (0.5 if what == "build" else 0.2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = dialogues.open_store(path)
        seen.add(store.digest)
        assert store.digest in {old, new}
        assert len(dict(store)) == RECORDS
    sync(folder, path)
    assert dialogues.open_store(path).digest == new


KILLED = """
import os, shutil, signal, sys
import dialogues
from dialogues.store import sqlite_tables
from dialogues.store.sync import sync

folder, path = sys.argv[1:]
old, new = dialogues.open_store(path).digest, dialogues.load(folder).digest
shutil.copy(path, path + ".old")
connected = sqlite_tables.connected


def dying(at):
    "Connect so that the process is killed at a statement; what is written before reaches the file at once."
    def connect(*given):
        connection = connected(*given)
        left = iter(range(at))
        def die(statement):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
        def spilling(statement):
            connection.set_trace_callback(None)
            connection.execute("PRAGMA cache_spill = 1")
            connection.execute("PRAGMA cache_size = 1")
            connection.set_trace_callback(die)
        connection.set_trace_callback(lambda each: spilling(each) if each == "BEGIN IMMEDIATE" else None)
        return connection
    return connect


def seen(user=None):
    "Open the store in a process of its own, and give what was told."
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            if user:
                os.setuid(user)
            store = dialogues.open_store(path)
            told = {old: "old", new: "new"}[store.digest] if len(dict(store)) else "half"
        except dialogues.CannotUseStore as error:
            told = error.fault
        os.write(writing, told.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        return stream.read()


states, journals, others = [], 0, set()
for at in range(1000):
    child = os.fork()
    if not child:
        sqlite_tables.connected = dying(at)
        sync(folder, path)
        os._exit(0)
    ended = os.waitpid(child, 0)[1]
    if os.path.exists(path + "-journal") and os.path.getsize(path + "-journal"):
        journals += open(path, "rb").read() != open(path + ".old", "rb").read()
        others.add(seen(65534) if os.geteuid() == 0 else "old")  # a journal whose head is not there yet does not count
    states.append(seen())
    assert not ended or open(path, "rb").read() == open(path + ".old", "rb").read()
    if not ended:
        break
print(set(states[:-1]), states[-1], at > 20, journals > 3, sorted(others - {"old"}))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks processes")
def test_a_synchronisation_that_is_killed_at_any_statement_leaves_the_old_state() -> None:
    """Who may write the file goes back to the old state when opening it; who may not is told why it cannot be read."""
    with tempfile.TemporaryDirectory() as name:  # which another user may enter
        Path(name).chmod(0o755)
        folder, path = Path(name) / "data", Path(name) / "registry.db"
        shutil.copytree(TREATIES, folder)
        build(folder, path)
        edit(next(folder.glob("agreements/*.yaml")), "title:", "notes: [Seen again]\ntitle:")
        command = [sys.executable, "-c", KILLED, str(folder), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = "a synchronisation was cut off; run 'dialogues store sync' again, as a user that may write it"
    assert done.stderr == ""
    assert done.stdout == f"{{'old'}} new True True {[told] if os.geteuid() == 0 else []}\n"


READING = """
import os, sys
import dialogues
answers = []
print("reads", flush=True)
while not answers or not os.path.exists(sys.argv[1] + ".end"):
    try:
        store = dialogues.open_store(sys.argv[1])
        answers.append((store.digest, store["brazil-2007"].signed[0].place, len(store.search('"rio grande"'))))
    except dialogues.CannotUseStore as error:
        assert error.fault == "it was replaced by a newer one; open it again", error.fault
print(sorted(set(answers)))
"""


@pytest.mark.checkout
def test_who_reads_while_others_synchronise_sees_one_state_or_the_other(folder: Path) -> None:
    path = folder.parent / "registry.db"
    file = folder / "agreements" / "brazil-2007.yaml"
    expected = set()
    command = [sys.executable, "-c", READING, str(path)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reads\n"
    for place, other in [("Brasília", "Rio Grande"), ("Rio Grande", "Brasília")] * 3:
        expected.add((dialogues.open_store(path).digest, place, int(place == "Rio Grande")))
        edit(file, f"place: {place}", f"place: {other}")
        assert sync(folder, path).changed == ("brazil-2007",)
        time.sleep(0.1)
    path.with_name("registry.db.end").touch()
    for reader in readers:
        output, faults = reader.communicate()
        assert faults == ""
        assert set(ast.literal_eval(output)) <= expected


UNPRIVILEGED = """
import os, sys, dialogues
from dialogues.store.sync import sync
folder, path, mode = sys.argv[1:]
found = dialogues.open_store(path).find("Quebec")
sync(folder, path)
os.chmod(path, int(mode))
os.setuid(65534)
print(len(found) > 1, dialogues.open_store(path).find("Quebec") == found)
try:
    sync(folder, path)
except dialogues.CannotUseStore as error:
    print(error.fault)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (0o444, "it is write-protected; allow it to be written first (chmod u+w)"),
        (0o666, "its folder may not be written, where the journal is while it changes"),
    ],
)
def test_who_may_not_write_a_folder_reads_what_is_in_it(mode: int, told: str) -> None:
    with tempfile.TemporaryDirectory() as name:  # which another user may enter
        folder, path = Path(name) / "data", Path(name) / "registry.db"
        shutil.copytree(TREATIES, folder)
        build(folder, path)
        Path(name).chmod(0o555)
        command = [sys.executable, "-c", UNPRIVILEGED, str(folder), str(path), str(mode)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"True True\n{told}\n", "")


def test_a_build_leaves_no_journal_of_the_old_file_to_the_new_one(folder: Path) -> None:
    path = folder.parent / "registry.db"
    journal = folder.parent / "registry.db-journal"
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 1000)
    path.unlink()
    build(folder, path)
    assert not journal.exists()
    assert dialogues.open_store(path).digest == dialogues.load(folder).digest


def test_a_build_leaves_no_log_of_the_old_file_to_the_new_one(folder: Path) -> None:
    """Another program had the store keep a log (``PRAGMA journal_mode = WAL``), and still has it open."""
    path = folder.parent / "registry.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    sync(folder, path)
    assert dialogues.open_store(path).search("Rio Grande")
    build(TREATIES, path)
    assert dialogues.open_store(path) == dialogues.load(TREATIES)
    connection.close()
    assert dialogues.open_store(path) == dialogues.load(TREATIES)


def test_a_build_waits_for_who_synchronises(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.parent / "registry.db"
    monkeypatch.setattr(sqlite_module, "PATIENCE", 0.1)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(CannotUseStore) as told:
        build(folder, path)
    assert str(told.value) == f"{path}: another process is writing it; try again when that is over"
    connection.close()
    assert {each.name for each in folder.parent.iterdir()} == {path.name, folder.name}


def test_what_killed_runs_left_behind_is_cleared_away(folder: Path) -> None:
    left, fresh = folder.parent / ".registry.db.abcdefgh.tmp", folder.parent / ".registry.db.hgfedcba.tmp"
    for each in (left, fresh):
        each.write_bytes(b"x")
    os.utime(left, (1, 1))
    build(folder, folder.parent / "registry.db")
    assert not left.exists()
    assert fresh.exists()  # another process may be writing it


# Costs


def test_who_has_no_store_does_not_pay_for_one() -> None:
    code = "import sys, dialogues\ndialogues.load().find('China')\nprint({'sqlite3', 'dialogues.store'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


FIRST = """
import sys, dialogues
store = dialogues.open_store(sys.argv[1])
assert len(store.agreements.where(partner="Brazil", year=(2000, None))) and len(store.search("regional policy").__str__())
assert store.agreements.where(country="JP") and store.get("nobody") is None
dear = {"attr", "babel", "inspect", "pathlib", "pydantic", "pydantic_core", "rapidfuzz", "yaml"}
print(sorted(dear & set(sys.modules)))
"""


def test_a_first_answer_waits_for_nothing_dear(stored: Path) -> None:
    """Ids, pages and what a search shows need no record; what only records need is not imported for them."""
    done = subprocess.run([sys.executable, "-c", FIRST, str(stored)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


ADDRESSES = [
    ("postgresql://me:secret@example.org/registry", "postgresql://me@example.org/registry"),
    ("postgres://me@example.org", "postgres://me@example.org"),
    ("postgresql://example.org:5432/registry?user=me&password=secret", "postgresql://example.org:5432/registry"),
    ("postgresql://me:secret@[::1]:5432,two.example.org:5/x", "postgresql://me@[::1]:5432,two.example.org:5/x"),
    ("postgresql:///registry?host=/run/postgresql", "postgresql:///registry"),
    ("postgresql://me:@/x", "postgresql://me@/x"),
    ("postgresql://me:se#cr?e@t@example.org/x#y", "postgresql://…"),
    ("postgresql://me:se#cr?e@t@example.org/x", "postgresql://me@example.org/x"),
    ("postgresql://me:se/cret@example.org/x", "postgresql://…"),
    ("postgresql://me:secret", "postgresql://…"),
    ("postgresql://me:12/secret@example.org/x", "postgresql://…"),
    ("postgresql://me:secret@[::1/x", "postgresql://…"),
    ("postgresql://me:se\ncret@example.org/x?\n", "postgresql://me@example.org/x"),
    ("postgresql+psycopg://me:secret@example.org/x", "postgresql://…"),
    ("POSTGRESQL://me:secret@example.org/x", "postgresql://…"),
    ("host=example.org password = secret", "postgresql://…"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "told"), ADDRESSES)
def test_an_address_is_told_without_its_password(address: str, told: str) -> None:
    assert (is_server(address), without_password(address)) == (True, told)


@pytest.mark.parametrize("read", [dialogues.load, lambda address: build(address, "registry.db")])
def test_an_address_that_is_taken_for_a_folder_is_told_without_its_password(read: Callable[[str], Any]) -> None:
    address = f"postgresql://me:{'secret'[::-1]}@example.org/registry"
    with pytest.raises(RegistryNotFound) as told:
        read(address)
    assert str(told.value) == "postgresql:/me@example.org/registry: there is no such folder"
    assert "terces" not in "".join(traceback.format_exception(told.value)) + repr(vars(told.value))


UNREADABLE = [
    "postgresql://me:se%zzcret@example.org/x",
    "postgresql://me:secret@[::1/x",
    "postgresql://me:se\ud800cret@example.org/x",
    "postgresql+psycopg://me:secret@example.org/x",
    "POSTGRESQL://me:secret@example.org/x",
    "host=example.org password=secret",
]


@pytest.mark.parametrize("address", UNREADABLE)
def test_an_address_that_cannot_be_read_is_told_without_what_cannot_be_read(address: str) -> None:
    for ask in (dialogues.open_store, lambda place: build(DATA, place), lambda place: sync(DATA, place)):
        with pytest.raises(CannotUseStore) as told:
            ask(address)
        assert told.value.fault == "the address cannot be read; write postgresql://USER@HOST/DATABASE"
        assert "cret" not in "".join(traceback.format_exception(told.value))
        assert (told.value.__cause__, told.value.__context__) == (None, None)


def test_a_server_without_its_package_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from dialogues.cli import main; main(['find', 'China', '--data', 'postgresql://me:secret@example.org/x'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "dialogues: a store on PostgreSQL needs policy-dialogues[postgres], which is not installed: "
        "pip install policy-dialogues[postgres]\n"
    )


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every question that a store asks."""
    asked: list[str] = []
    rows = sqlite_module.SQLite.rows

    def noted(self: Any, question: str, parameters: Any = ()) -> Any:
        asked.append(question)
        return rows(self, question, parameters)

    monkeypatch.setattr(sqlite_module.SQLite, "rows", noted)
    return asked


def test_a_question_reads_what_it_needs(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = counted(monkeypatch)
    store = dialogues.open_store(stored)
    assert len(store.agreements.where(partner="CN", year=2006)) == 1
    assert [each.id for each in store.search("hubner moscow article")] == ["ng-2008"]
    assert str(store.choose("brazil-2007", "pt").served) == "pt"
    assert sum(" json " in each for each in asked) <= 3
    assert not [each for each in asked if each.endswith("FROM record ORDER BY sort")]


# The command


@pytest.fixture
def both(run: Callable[..., Result], stored: Path) -> Callable[..., tuple[Result, Result]]:
    """Run a command on the bundled registry, and on the store."""

    def both_run(*arguments: str) -> tuple[Result, Result]:
        return run(*arguments), run(*arguments, "--data", str(stored))

    return both_run


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "--in", "es", "--year", "2013"],
        ["list", "events"],
        ["list", "--partner", "China", "--json"],
        ["list", "--signed-by", "Hubner"],
        ["find", "Китай"],
        ["find", "Brazl"],
        ["show", "brazil-2007"],
        ["show", "Japan", "--in", "ja"],
        ["choose", "china-2006", "--wants", "zh-TW, en;q=0.5"],
        ["timeline", "--partner", "BR"],
        ["search", "hubner", "--json"],
        ["search", "zzzz"],
    ],
    ids=" ".join,
)
def test_a_command_prints_the_same_of_a_store(both: Callable[..., tuple[Result, Result]], arguments: list[str]) -> None:
    memory, store = both(*arguments)
    assert store.output == memory.output
    assert store.exit_code == memory.exit_code


def test_the_command_tells_what_it_did(run: Callable[..., Result], tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    data, path = str(tmp_path / "data"), str(tmp_path / "r.db")
    assert (
        run("store", "build", data, "-o", path).output
        == f"{path}: {RECORDS} records, {RECORDS} written, 0 removed, {RECORDS} files read\n"
    )
    assert (
        run("store", "sync", data, "-o", path).output
        == f"{path}: {RECORDS} records, 0 written, 0 removed, 0 files read\n"
    )
    assert json.loads(run("store", "sync", data, "-o", path, "--json").output)["records"] == RECORDS


def test_the_command_tells_what_is_wrong(tmp_path: Path) -> None:
    a_text(tmp_path / "letter.txt")
    for arguments in (["find", "x", "--data", "letter.txt"], ["store", "sync", str(DATA), "-o", "letter.txt"]):
        done = subprocess.run(
            [sys.executable, "-m", "dialogues", *arguments], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"dialogues: letter.txt: {NO_STORE}\n"
