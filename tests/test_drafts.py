"""Drafts of what a page lists: records that read as they should, pass the check, and are written all or none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
import test_pages as pages
from bundles import unpack
from dialogues.checks.check import check
from dialogues.errors import CannotDraft
from dialogues.files import compose
from dialogues.pages import read_page
from dialogues.pages.draft_files import write_drafts
from dialogues.pages.drafts import MARK, Draft, drafts

Run = Callable[..., Result]

PAGE = "==> sources/page.yaml\ntitle: A page\naddress: https://example.org/page\nclass: official\n"
RECORD = (
    "==> agreements/chile-2010.yaml\n# the file\ntitle: {en: Memorandum}  # a title\nkind: declaration\n"
    "parties: [{side: eu, organisation: us}, {side: partner, country: CL}]\n"
)
US = "==> organisations/us.yaml\nname: {en: Us}\nkind: eu-institution\n"
LISTED = "listed: [{source: page, position: 1, name: Chile}]\n"

# What a draft leaves to a person: the side of the EU; a language unknown, in two documents or without its script; the
# partner's own language; what the record belongs to; the place of a listing whose entry could not be drafted;
# and the first line, which says that it is a draft.
UNFINISHED = {"P405", "L206", "L207", "L208", "L210", "G803", "G807", "S509"}


def drafted(root: Path, page: str, source: str = "page") -> tuple[Draft, ...]:
    reading = dialogues.read(root)
    found = read_page(page, source, address="https://example.org/page")
    return drafts(found, found.compare(reading.registry), reading, source)


# A record that lacks a document, with its list in any style

NEW = {"language": "es", "printed_label": "ES"}
LISTS = {
    "none": "",
    "indented": "documents:\n  - language: en  # the first\n    printed_label: EN\n",
    "not indented": "documents:\n- language: en\n  printed_label: EN  # as printed\n# behind\n",
    "far": "documents:\n      -   language: en\n          printed_label: EN\n",
    "in brackets": "documents: [{language: en, printed_label: EN}]  # in one line\n",
    "in brackets, over lines": "documents: [\n  {language: en, printed_label: EN},  # the first\n  ]\n",
    "items in brackets": "documents:\n  - {language: en, printed_label: EN}\n",
    "empty": "documents: []  # none yet\n",
    "in quotes": '"documents":\n  - "language": en\n    "printed_label": "EN"\n',
    "no line end": "documents:\n  - {language: en, printed_label: EN}\n",
}


@pytest.mark.parametrize("style", LISTS)
@pytest.mark.parametrize("last", [True, False], ids=["last", "inside"])
@pytest.mark.parametrize("written", ["plain", "CRLF", "byte-order mark"])
def test_a_document_is_added_to_a_list_in_any_style(tmp_path: Path, style: str, written: str, *, last: bool) -> None:
    listed, documents = LISTED, LISTS[style]
    root = unpack(RECORD + (listed + documents if last else documents + listed) + US + PAGE, tmp_path / "data")
    file = root / "agreements" / "chile-2010.yaml"
    before = file.read_bytes().removesuffix(b"\n") if style == "no line end" and last else file.read_bytes()
    before = before.replace(b"\n", b"\r\n") if written == "CRLF" else before
    file.write_bytes(b"\xef\xbb\xbf" * (written == "byte-order mark") + before)

    labels = "ES" if style in ("none", "empty") else "EN ES"
    (draft,) = drafted(root, f"Chile PDF {labels}")

    old, _ = compose(before.decode(), draft.file)
    new, faults = compose(draft.text.removeprefix("\ufeff"), draft.file)
    assert old is not None
    assert new is not None
    assert isinstance(old.value, dict)
    assert isinstance(new.value, dict)
    assert faults == []
    *held, added = new.value["documents"]
    assert {**new.value, "documents": held} == {"documents": [], **old.value}
    assert {key: added[key] for key in NEW} == NEW
    assert draft.text.startswith("\ufeff" * (written == "byte-order mark") + MARK)
    assert draft.text.count("\r\n") == (draft.text.count("\n") if written == "CRLF" else 0)
    for comment in (
        "# the file",
        "# a title",
        "# the first",
        "# as printed",
        "# behind",
        "# in one line",
        "# none yet",
    ):
        assert draft.text.count(comment) == before.decode().count(comment)


@pytest.mark.parametrize("documents", ["", ', "documents": []', ', "documents": [{"language": "en"}]'])
def test_a_record_in_json_stays_json(tmp_path: Path, documents: str) -> None:
    record = (
        '{"title": {"en": "M"}, "kind": "declaration", "parties": [{"side": "eu", "organisation": "us"},'
        ' {"side": "partner", "country": "CL"}], "listed": [{"source": "page", "position": 1, "name": "Chile"}]'
    )
    root = unpack(f"==> agreements/chile-2010.json\n{record}{documents}}}\n" + US + PAGE, tmp_path / "data")
    (draft,) = drafted(root, "Chile PDF ES")
    *held, added = json.loads(draft.text).pop("documents")
    assert {**json.loads(draft.text), "documents": held} == {"documents": [], **json.loads(record + documents + "}")}
    assert {key: added[key] for key in NEW} == NEW


def test_a_draft_adds_no_more_documents_than_a_person_can_look_at(tmp_path: Path) -> None:
    root = unpack(RECORD + LISTED + US + PAGE, tmp_path / "data")
    with pytest.raises(CannotDraft) as caught:
        drafted(root, "<li>Chile PDF " + " ".join(f"<a href='{number}.pdf'>ES</a>" for number in range(102)))
    assert str(caught.value) == (
        "agreements/chile-2010.yaml: the page lists 102 documents that it lacks, and a draft adds at most 100"
    )


# What YAML would misread, and what no record can hold


@pytest.mark.parametrize("name", ["Norway", "yes (YES)", "No: (NULL)", "Null Island (NIL)", "~ {a} (TIL)", "1.5 (ONE)"])
def test_what_yaml_would_misread_is_quoted(tmp_path: Path, name: str) -> None:
    root = unpack(US + PAGE, tmp_path / "data")
    codes = found_by_check(root, f"{name} PDF NO no on")
    assert codes <= UNFINISHED


def found_by_check(root: Path, page: str, source: str = "page") -> set[str]:
    """Put the drafts of a page into its registry, and give the codes of what the check finds in them."""
    found = drafted(root, page, source)
    for draft in found:
        target = root / draft.file
        target.parent.mkdir(exist_ok=True)
        target.write_text(draft.text, encoding="utf-8")
    files = {draft.file for draft in found}

    return {each.code for each in check(root).findings if each.location.file in files}


PARTNERS = [
    ("Norway", ["NO", "no"]), ("Kenya", ["EN", "sw"]), ("Côte d’Ivoire", ["FR"]), ("Arab Maghreb Union (UMA)", ["AR"]),
    ("Yemen", ["Arabic"]), ("Brochure: On water", ["en"]),
]  # fmt: skip
LAYOUTS = [*pages.PLAIN, *pages.STYLES, *pages.UNDER_HEADINGS, pages.wide_table]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_draft_passes_the_check_but_for_what_it_leaves_to_a_person(
    tmp_path: Path, layout: Callable[[pages.Listing], str]
) -> None:
    root = unpack(US + PAGE, tmp_path / "data")
    assert found_by_check(root, layout(PARTNERS)) <= UNFINISHED


WORDS = st.text(st.characters(blacklist_categories=["Cs"], max_codepoint=0x2FFFF), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=4))
def test_every_name_is_written_so_that_it_reads_as_it_is_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    root = unpack(US + PAGE, tmp_path_factory.mktemp("names") / "data")
    page = f"<h1>x</h1><li>{pages.esc(' '.join(words))} (ABC) PDF EN"
    try:
        found = drafted(root, page)
    except CannotDraft:
        return
    for draft in found:
        tree, faults = compose(draft.text, draft.file)
        assert (tree is None, faults) == (False, [])
    shutil.rmtree(root.parent)


def test_a_source_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    root = unpack(US + PAGE, tmp_path / "data")
    for source in ("https://example.org/\udcff", "https://exa mple.org/"):
        with pytest.raises(CannotDraft):
            drafted(root, "Kenya PDF EN", source)


# All or none


def test_a_folder_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "agreements").symlink_to(tmp_path / "out")
    found = (Draft("sources/a.yaml", "a"), Draft("agreements/b.yaml", "b"))
    with pytest.raises(CannotDraft) as caught:
        write_drafts(tmp_path / "drafts", found)
    assert str(caught.value) == f"agreements/b.yaml: {tmp_path}/drafts/agreements is a link; nothing was written"
    assert sorted(tmp_path.rglob("*")) == [tmp_path / name for name in ("drafts", "drafts/agreements", "out")]


FULL = """
import resource, sys
from pathlib import Path
from dialogues.pages.draft_files import write_drafts
from dialogues.pages.drafts import Draft
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))  # as a full disk: no file grows beyond
found = (Draft("sources/a.yaml", "a"), Draft("agreements/b.yaml", "b" * 9000), Draft("agreements/c.yaml", "c"))
try:
    write_drafts(Path(sys.argv[1]), found)
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size to fail a write with")
@pytest.mark.parametrize("there", [True, False])
def test_of_drafts_that_do_not_fit_on_the_disk_none_is_left(tmp_path: Path, *, there: bool) -> None:
    folder = tmp_path / "a" / "drafts"
    if there:
        (folder / "agreements").mkdir(parents=True)
        (folder / "agreements" / "mine.yaml").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    done = subprocess.run([sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout == "File too large\n"
    assert sorted(tmp_path.rglob("*")) == before
