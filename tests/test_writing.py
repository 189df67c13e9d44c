"""Writing records: the canonical form is the record, comments stay, and several files change together or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from dialogues.errors import CannotWrite, IdTaken, RegistryNotFound
from dialogues.files import bundled_folder, compose, read
from dialogues.files.carried import with_comments
from dialogues.files.changes import Change, complete, write_changes
from dialogues.files.comments import comments
from dialogues.files.root import JOURNAL
from dialogues.files.to_record import to_record
from dialogues.files.writing import canonical_text, write
from dialogues.records import RECORD_TYPES, Agreement, Organisation, Record, Source

Run = Callable[..., Result]
RECORDS = [*dialogues.load().values()]


def agreement(text: str, identifier: str = "brazil-2007") -> Agreement:
    tree, faults = compose(text, "x.yaml")
    assert tree is not None
    assert faults == []
    record, findings = to_record(Agreement, tree, "x.yaml", identifier)
    assert findings == []
    assert record is not None
    return record


@given(st.sampled_from(RECORDS))
def test_the_canonical_form_is_the_record(record: Record) -> None:
    text = canonical_text(record)
    tree, faults = compose(text, "x.yaml")
    assert faults == []
    assert tree is not None
    again, findings = to_record(type(record), tree, "x.yaml", record.id)
    assert findings == []
    assert again == record
    assert canonical_text(again) == text


@given(st.sampled_from(RECORDS))
def test_no_comment_is_lost_and_writing_again_changes_nothing(record: Record) -> None:
    old = (bundled_folder() / record.collection / f"{record.id}.yaml").read_text(encoding="utf-8")
    new = with_comments(old, canonical_text(record), "x.yaml")
    told = []
    for text in (old, new):
        tree, _ = compose(text, "x.yaml")
        assert tree is not None
        told.append(Counter(each.text for each in comments(text, tree)))
    assert told[0] == told[1]
    assert with_comments(new, canonical_text(record), "x.yaml") == new


OLD = """\
# top
title:  # behind title
  # about en
  en: X
kind: declaration  # its kind
# of the parties
parties:
  - side: eu
    # inner
    organisation: commission  # org
  # two
  - {side: partner, country: BR}  # flow
notes:
  # of a note that goes
  - one
# last
"""
NEW = """\
# top
title:  # behind title
  # about en
  en: X
kind: joint-declaration  # its kind
# of the parties
parties:
  # inner
  - {side: eu, organisation: commission}  # org
  - {side: partner, country: CL}
  # two
  - {side: partner, country: BR}  # flow
# of a note that goes
# last
"""


def test_comments_go_with_what_they_speak_of(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    path = tmp_path / "agreements" / "brazil-2007.yaml"
    path.write_text(OLD, encoding="utf-8")
    after = (
        "title: {en: X}\nkind: joint-declaration\n"
        "parties: [{side: eu, organisation: commission}, {side: partner, country: CL}, {side: partner, country: BR}]\n"
    )
    assert write(agreement(after), tmp_path) == path
    # What is gone leaves its comment to what held it: here, the file.
    written = path.read_text(encoding="utf-8")
    assert sorted(written.splitlines()) == sorted(NEW.splitlines())
    assert written.startswith("# top\n")


def test_a_record_is_written_where_none_is(tmp_path: Path) -> None:
    record = agreement("kind: declaration\ntitle: {nb: Erklæring, no: 'yes'}\nparties: [{side: party, country: NO}]\n")
    path = write(record, tmp_path)
    assert path == tmp_path / "agreements" / "brazil-2007.yaml"
    assert path.read_text(encoding="utf-8") == (
        'title:\n  nb: Erklæring\n  "no": "yes"\nkind: declaration\nparties:\n  - {side: party, country: "NO"}\n'
    )


def test_json_stays_json_and_line_ends_stay(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    path = tmp_path / "sources" / "page.json"
    path.write_bytes(b'{\r\n"title": "Page", "class": "official"}\r\n')
    write(Source.model_validate({"id": "page", "title": "Another", "class": "official"}), tmp_path)
    assert path.read_bytes() == b'{\r\n  "title": "Another",\r\n  "class": "official"\r\n}\r\n'


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    source = Source.model_validate({"id": "page", "title": "Page", "class": "official"})
    with pytest.raises(RegistryNotFound) as missing:
        write(source, tmp_path / "none")
    assert str(missing.value) == f"{tmp_path / 'none'}: there is no such folder"
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "page.yaml").write_text("name: Page\n", encoding="utf-8")
    with pytest.raises(CannotWrite) as taken:
        write(source, tmp_path)
    assert str(taken.value) == "people/page.yaml: its id is that of the record, which is one of the sources"
    assert not (tmp_path / "sources").exists()


def test_a_registry_with_a_record_more_is_another_one(registry: dialogues.Registry) -> None:
    record = agreement("title: {en: X}\nkind: declaration\nparties: [{side: party, country: NO}]\n", "norway-1990")
    more = registry.with_record(record)
    assert [*more.agreements][-1] == "norway-1990"  # without a date: last
    assert "norway-1990" not in registry
    assert len(more) == len(registry) + 1
    assert more.with_record(record) == more
    organisation = Organisation.model_validate({"id": "brazil-2007", "name": {"en": "X"}, "kind": "city-authority"})
    with pytest.raises(IdTaken) as taken:
        registry.with_record(organisation)
    assert (
        str(taken.value) == "the id 'brazil-2007' is that of one of the agreements: ids are unique over all collections"
    )


# Several files at once


def changes() -> list[Change]:
    return [
        Change("people/a.yaml", b"name: A\n", b"name: B\n"),
        Change("people/c.yaml", b"name: C\n", None),
        Change("themes/d.yaml", None, b"name: {en: D}\n"),
    ]


def begun(folder: Path) -> Path:
    (folder / "people").mkdir()
    (folder / "people" / "a.yaml").write_bytes(b"name: A\n")
    (folder / "people" / "c.yaml").write_bytes(b"name: C\n")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file() and not each.name.endswith(".tmp"))
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


BEFORE = {"people/a.yaml": b"name: A\n", "people/c.yaml": b"name: C\n"}
AFTER = {"people/a.yaml": b"name: B\n", "themes/d.yaml": b"name: {en: D}\n"}


def test_changes_are_made_together(tmp_path: Path) -> None:
    write_changes(begun(tmp_path), changes())
    assert held(tmp_path) == AFTER
    assert [*tmp_path.rglob("*.tmp")] == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda root: (root / "people" / "a.yaml").write_text("x"), "people/a.yaml: it was changed after it was read"),
        (lambda root: (root / "people" / "c.yaml").unlink(), "people/c.yaml: it was changed after it was read"),
        (lambda root: (root / "people" / "c.yaml").chmod(0o444), "people/c.yaml: it is write-protected"),
        (lambda root: (root / "themes").symlink_to(root.parent), "themes/d.yaml: it leads out of the data folder"),
        (lambda root: (root / JOURNAL).write_text("[]"), f"{JOURNAL}: a run that was killed while it wrote"),
    ],
)
def test_where_one_file_cannot_change_none_does(tmp_path: Path, spoil: Callable[[Path], object], told: str) -> None:
    root = tmp_path / "data"
    root.mkdir()
    spoil(begun(root))
    before = held(root)
    with pytest.raises(CannotWrite) as refused:
        write_changes(root, changes())
    assert str(refused.value).startswith(told)
    assert held(root) == before
    assert [*root.rglob("*.tmp")] == []


# Killed at each step that writes: at the n-th call of what touches the folder.
_KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from dialogues.files import changes
from dialogues.files.changes import Change, write_changes
left = {step}
def dying(real):
    def call(*arguments, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    return call
os.fsync, Path.replace, Path.unlink, Path.mkdir = map(dying, (os.fsync, Path.replace, Path.unlink, Path.mkdir))
write_changes(Path({root!r}), [
    Change("people/a.yaml", b"name: A\\n", b"name: B\\n"),
    Change("people/c.yaml", b"name: C\\n", None),
    Change("themes/d.yaml", None, b"name: {{en: D}}\\n"),
])
"""


@pytest.mark.parametrize("step", [0, 1, 3, 4, 5, 6, 7, 8, 9])
def test_a_run_that_is_killed_leaves_all_or_nothing(tmp_path: Path, step: int, run: Run) -> None:
    script = _KILLED.format(step=step, root=str(begun(tmp_path)), tests=str(Path(__file__).parent))
    code = subprocess.run([sys.executable, "-c", script], check=False).returncode
    assert code in (0, -signal.SIGKILL)
    unfinished = (tmp_path / JOURNAL).exists()
    told = [each.code for each in read(tmp_path).findings if each.code == "S109"]
    assert told == (["S109"] if unfinished else [])
    if not unfinished:
        assert held(tmp_path) == (AFTER if code == 0 else BEFORE) or held(tmp_path) == AFTER
        return
    result = run("check", str(tmp_path), "--fix", "--ignore", "S406")
    assert "files that a killed run had begun to write are written: 3" in result.stderr
    assert held(tmp_path) == AFTER
    assert complete(tmp_path) == ()


@pytest.mark.parametrize(
    "entries",
    [
        [{"file": "../x.yaml", "before": None, "after": None, "staged": None}],
        [{"file": "/etc/x.yaml", "before": None, "after": None, "staged": None}],
        [{"file": "people/a.yaml", "before": None, "after": None, "staged": "../other.yaml"}],
        [{"file": "people/a.yaml", "before": None, "after": None, "staged": "c.yaml"}],
        [{"file": "people/a.yaml"}],
        {"file": "x"},
        7,
    ],
)
def test_a_journal_of_somebody_else_is_not_obeyed(tmp_path: Path, entries: object) -> None:
    (begun(tmp_path) / JOURNAL).write_text(json.dumps(entries), encoding="utf-8")
    with pytest.raises(CannotWrite) as refused:
        complete(tmp_path)
    assert str(refused.value) == f"{JOURNAL}: it was not left behind by a run of this library: remove it"
    assert {key: value for key, value in held(tmp_path).items() if key != JOURNAL} == BEFORE


def test_what_was_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    script = _KILLED.format(step=7, root=str(begun(tmp_path)), tests="")
    subprocess.run([sys.executable, "-c", script], check=False)
    assert (tmp_path / JOURNAL).exists()
    (tmp_path / "people" / "c.yaml").write_text("name: Mine\n", encoding="utf-8")
    with pytest.raises(CannotWrite) as refused:
        complete(tmp_path)
    assert str(refused.value) == (
        f"people/c.yaml: it was changed after a run was killed: undo that, or remove {JOURNAL}"
    )
    assert (tmp_path / "people" / "c.yaml").read_text(encoding="utf-8") == "name: Mine\n"


def test_the_difference_of_a_change_can_be_read() -> None:
    assert "".join(each.diff("data") for each in changes()) == (
        "--- a/data/people/a.yaml\n+++ b/data/people/a.yaml\n@@ -1 +1 @@\n-name: A\n+name: B\n"
        "--- a/data/people/c.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-name: C\n"
        "--- /dev/null\n+++ b/data/themes/d.yaml\n@@ -0,0 +1 @@\n+name: {en: D}\n"
    )
    assert os.linesep == "\n" or "\r" not in changes()[0].diff()


def test_a_truth_value_is_none_in_quotes_and_a_word_is() -> None:
    place = {"online": True, "note": "true"}
    values = {"id": "a", "title": {"en": "Forum"}, "kind": "seminar", "place": place, "number": 5}
    event = RECORD_TYPES["events"].model_validate(values, by_name=False)
    assert canonical_text(event) == (
        'title:\n  en: Forum\nkind: seminar\nplace:\n  online: true\n  note: "true"\nnumber: 5\n'
    )


def test_nothing_is_written_into_a_release(tmp_path: Path, run: Run) -> None:
    release = tmp_path / "release"
    assert run("release", str(bundled_folder()), "-o", str(release)).exit_code == 0
    before = sorted(release.rglob("*"))
    with pytest.raises(CannotWrite) as caught:
        write(dialogues.load()["peru-2013"], release)
    told = "release.json: it is of a release, which is never changed: write into the folder that it was made of"
    assert str(caught.value) == told
    page = tmp_path / "page.txt"
    page.write_text("Oman: Memorandum of Understanding, signed on 1 May 2001\n", encoding="utf-8")
    drafts = run(
        "page", str(page), "--compare", str(bundled_folder()), "--source", "regio-brazil", "--draft", str(release)
    )
    assert str(drafts.exception) == told
    assert sorted(release.rglob("*")) == before
