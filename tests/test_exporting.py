"""Writing a registry out: whole or not at all, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
from bundles import unpack
from dialogues.errors import CannotExport, CannotWrite, UnknownCollection, UnknownValue
from dialogues.publishing import FORMATS, TABLES, export, to_rows
from dialogues.publishing.cells import csv_text, texts_of, write_csv
from dialogues.publishing.json_files import said
from dialogues.publishing.rows import rows
from dialogues.publishing.whole import new_file, new_folder
from dialogues.records import RECORD_TYPES, Manifest, Source
from dialogues.records.identifiers import RecordId
from dialogues.vocabulary import SourceClass

Run = Callable[..., Result]
ROOT = Path(__file__).parent.parent

SMALL = """\
==> registry.yaml
format: "1.1"
title: {en: Examples}
version: 1
date: 2026-11-24
licence: MIT
base: "https://example.org/"
==> sources/page.yaml
title: "=HYPERLINK(1)"
address: https://example.org/page
class: official
==> agreements/brazil-2007.yaml
title: {en: "A \\"memorandum\\",\\nin two lines"}
kind: memorandum-of-understanding
parties:
  - {side: own, country: FR}
  - {side: partner, country: BR}
evidence:
  - {for: kind, source: page, quote: "+signed, \\u2028 a memorandum"}
"""


@pytest.fixture
def small(tmp_path: Path) -> dialogues.Registry:
    return dialogues.load(unpack(SMALL, tmp_path / "small"))


def files(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tables_of(folder: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found[path.stem] = [*csv.DictReader(stream)]
    return found


# The package of tables


def test_the_package_is_valid(registry: dialogues.Registry, tmp_path: Path) -> None:
    assert faults_of(registry, tmp_path / "out") == []


@pytest.mark.checkout
def test_the_package_of_another_registry_is_valid(tmp_path: Path) -> None:
    registry = dialogues.load(ROOT / "examples" / "registries" / "treaties")
    assert faults_of(registry, tmp_path / "out") == []


def test_the_package_of_some_collections_is_valid(registry: dialogues.Registry, tmp_path: Path) -> None:
    assert faults_of(registry, tmp_path / "out", collections=["people", "agreements"], claims=False) == []


def faults_of(registry: dialogues.Registry, folder: Path, **options: Any) -> list[tuple[str, str]]:
    export(registry, folder, **options)
    return validated(folder)


def validated(folder: Path) -> list[tuple[str, str]]:
    """Give what the reference implementation of the standard finds wrong: the file and the kind of fault."""
    import frictionless  # here: half a second, which one test needs

    report = frictionless.validate(str(folder / "datapackage.json"))
    assert not report.errors
    return [(task.place, error.type) for task in report.tasks for error in task.errors]


def test_an_edited_file_and_a_broken_reference_are_told_of(small: dialogues.Registry, tmp_path: Path) -> None:
    export(small, tmp_path / "out")
    file = tmp_path / "out" / "parties.csv"
    file.write_bytes(file.read_bytes().replace(b"brazil-2007,parties[1]", b"brazil-2077,parties[1]"))
    assert sorted(validated(tmp_path / "out")) == [("parties.csv", "foreign-key"), ("parties.csv", "hash-count")]


def test_the_package_tells_whose_data_it_is(registry: dialogues.Registry, tmp_path: Path) -> None:
    export(registry, tmp_path / "out")
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert registry.manifest is not None
    assert {key: value for key, value in told.items() if key != "resources"} == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dialogues",
        "title": "Regional policy dialogues of the European Union",
        "version": registry.manifest.version,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "description": registry.manifest.notice,
    }
    assert [each["name"] for each in told["resources"]] == [*TABLES]


def test_a_cell_is_the_text_of_the_record_and_nothing_else(small: dialogues.Registry, tmp_path: Path) -> None:
    """A spreadsheet may take what begins with = for a formula: the file has what the record says all the same."""
    export(small, tmp_path / "out")
    told = tables_of(tmp_path / "out")
    assert told["sources"][0]["title"] == "=HYPERLINK(1)"
    assert told["agreements"][0]["title"] == 'A "memorandum",\nin two lines'
    assert told["statements"][0]["quote"] == "+signed, \u2028 a memorandum"
    text = (tmp_path / "out" / "agreements.csv").read_bytes()
    assert text.endswith(b"\r\n")
    assert not text.startswith(b"\xef\xbb\xbf")


MANIFEST = Manifest.model_validate(
    {"format": "1.1", "title": {"en": "A"}, "version": "1", "date": "2026-11-24", "licence": "MIT", "base": "urn:x-a:"}
)


def registry_of_one_source(title: str, manifest: Manifest | None = None) -> dialogues.Registry:
    source = Source.model_construct(id=RecordId("page"), title=title, source_class=SourceClass.OFFICIAL)
    return dialogues.Registry(manifest, {"sources": {"page": source}})


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_a_table(text: str) -> None:
    registry = registry_of_one_source(text)
    stream = io.BytesIO()
    export(registry, stream, tables=["sources"])
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert row["title"] == text


def test_half_a_character_is_written_out() -> None:
    registry = registry_of_one_source("a\ud800")
    for name in ("csv", "json", "jsonl"):
        stream = io.BytesIO()
        export(registry, stream, name, tables=["sources"] if name == "csv" else None)
        assert b"a\\ud800" in stream.getvalue()


# All formats


ONE_FILE = [name for name, form in FORMATS.items() if not form.folder]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_registry_gives_the_same_bytes(name: str, registry: dialogues.Registry, tmp_path: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        export(registry, tmp_path / place / "out", name, collections=["agreements", "people", "themes"])
    first = files(tmp_path / "one")
    assert first == files(tmp_path / "two")
    assert first


@pytest.mark.parametrize("name", FORMATS)
def test_without_claims_nothing_is_said_of_sources_words(name: str, small: dialogues.Registry, tmp_path: Path) -> None:
    export(small, tmp_path / "with", name)
    export(small, tmp_path / "out", name, claims=False)
    written = [path.read_bytes() for path in (tmp_path / "out", *(tmp_path / "out").glob("*")) if path.is_file()]
    assert written
    assert not [each for each in written if b"+signed" in each]


@pytest.mark.parametrize("name", ONE_FILE)
def test_standard_output_has_what_a_file_would(name: str, run: Run, tmp_path: Path) -> None:
    call = ("export", "--format", name, "--collections", "people, themes", "-o")
    done = run(*call, str(tmp_path / "out"))
    assert (done.exit_code, done.output) == (0, "")
    piped = run(*call, "-")
    assert piped.exit_code == 0
    assert piped.stdout_bytes == (tmp_path / "out").read_bytes()


def test_a_table_alone_goes_to_standard_output(run: Run) -> None:
    done = run("export", "--table", "themes", "-o", "-", "--language", "fr")
    assert done.exit_code == 0
    assert done.stdout.startswith("id,name,name_language,groups,retired_on,")


def test_json_has_what_the_files_say(registry: dialogues.Registry) -> None:
    stream = io.BytesIO()
    export(registry, stream, "json")
    told = json.loads(stream.getvalue())
    assert [*told] == ["manifest", "records"]
    assert [*told["records"]] == [*RECORD_TYPES]
    for collection, records in told["records"].items():
        kind = RECORD_TYPES[collection]
        again = {key: kind.model_validate({"id": key, **record}) for key, record in records.items()}
        assert again == dict(registry.collections[collection])


def test_a_line_of_json_has_the_record_and_where_it_is_from(registry: dialogues.Registry) -> None:
    stream = io.BytesIO()
    export(registry, stream, "jsonl", collections=["themes"])
    told = [json.loads(line) for line in stream.getvalue().decode().splitlines()]
    assert told == [{"collection": "themes", "id": key, **said(record)} for key, record in registry.themes.items()]


def test_an_empty_registry_is_written_too(tmp_path: Path) -> None:
    registry = dialogues.Registry(None, {})
    for name in ("csv", "json", "jsonl", "parquet", "xlsx"):
        export(registry, tmp_path / name, name)
        assert (tmp_path / name).is_dir() == FORMATS[name].folder
    assert json.loads((tmp_path / "json").read_text()) == {"records": {}}


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"format": "jsnol"}, UnknownValue, "no format is called 'jsnol'; did you mean jsonl?"),
        ({"tables": ["partys"]}, UnknownValue, "no table is called 'partys'; did you mean parties?"),
        (
            {"tables": ["agreements"], "collections": ["themes"]},
            CannotExport,
            "the table agreements would be empty: what it holds is among what is left out",
        ),
        (
            {"tables": ["statements"], "claims": False},
            CannotExport,
            "the table statements would be empty: what it holds is among what is left out",
        ),
        (
            {"collections": ["party"]},
            UnknownCollection,
            f"no collection is called 'party'; there are: {', '.join(RECORD_TYPES)}",
        ),
    ],
)
def test_what_is_not_there_cannot_be_asked_for(
    wrong: dict[str, Any], error: type[Exception], message: str, small: dialogues.Registry, tmp_path: Path
) -> None:
    with pytest.raises(error) as raised:
        export(small, tmp_path / "out", **wrong)
    assert str(raised.value) == message
    assert not (tmp_path / "out").exists()


def test_one_table_and_one_collection_may_be_given_by_name(small: dialogues.Registry) -> None:
    for one, several in (("themes", ["themes"]), ("records", ["records"])):
        by_name, listed = io.BytesIO(), io.BytesIO()
        export(small, by_name, tables=one, collections="themes")
        export(small, listed, tables=several, collections=["themes"])
        assert by_name.getvalue() == listed.getvalue() != b""


# Whole or not at all


def test_the_folder_that_one_stands_in_is_not_taken_away(
    small: dialogues.Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(CannotWrite) as raised:
        export(small, Path())
    why = "one stands in it, or below it, and it would be another one afterwards; name it from elsewhere"
    assert str(raised.value) == f".: {why}"
    export(small, tmp_path / "out")
    (tmp_path / "out" / "below").mkdir()
    monkeypatch.chdir(tmp_path / "out" / "below")
    with pytest.raises(CannotWrite) as raised:
        export(small, Path(".."), force=True)
    assert str(raised.value) == f"..: {why}"


def test_what_is_there_is_kept_unless_it_may_be_replaced(small: dialogues.Registry, tmp_path: Path) -> None:
    for name in ("csv", "json"):
        out = tmp_path / name
        export(small, out, name)
        before = files(out) or out.read_bytes()
        with pytest.raises(CannotWrite) as raised:
            export(small, out, name, language="fr")
        assert str(raised.value) == f"{out}: it is there already; --force (force=True) replaces it"
        assert (files(out) or out.read_bytes()) == before
        export(small, out, name, claims=False, force=True)
        assert (files(out) or out.read_bytes()) != before
    assert not (tmp_path / "csv" / "statements.csv").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "json", "small"]


def test_a_folder_with_anything_else_in_it_is_never_replaced(small: dialogues.Registry, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(small, out)
    (out / "thesis.odt").write_text("years of work")
    with pytest.raises(CannotWrite) as raised:
        export(small, out, force=True)
    assert str(raised.value) == f"{out}: it holds thesis.odt, which no export has written; give another folder"
    assert (out / "thesis.odt").read_text() == "years of work"


def test_an_empty_folder_is_filled(small: dialogues.Registry, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(small, tmp_path / "out")
    assert (tmp_path / "out" / "datapackage.json").exists()


@pytest.mark.parametrize(
    ("target", "name", "message"),
    [
        ("missing/out", "csv", "there is no folder {parent}"),
        ("missing/out", "json", "there is no folder {parent}"),
        ("a-file", "csv", "it is a file, and this format is a folder of files"),
        ("a-folder", "json", "it is a folder, and this format is one file"),
        ("a-pipe", "json", "it is no file that could be replaced"),
    ],
)
def test_where_nothing_can_be_put_nothing_is(
    target: str, name: str, message: str, small: dialogues.Registry, tmp_path: Path
) -> None:
    (tmp_path / "a-file").write_text("text")
    (tmp_path / "a-folder").mkdir()
    os.mkfifo(tmp_path / "a-pipe")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotWrite) as raised:
        export(small, tmp_path / target, name, force=True)
    place = tmp_path / target
    assert str(raised.value) == f"{place}: {message.format(parent=place.parent)}"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_that_breaks_off_leaves_nothing_behind(name: str, small: dialogues.Registry, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(small, out, name)
    before, there = files(tmp_path), sorted(tmp_path.iterdir())

    def stop() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite) as raised:
        export(small, out, name, force=True, progress=stop)
    assert str(raised.value) == f"{out}: no space left on device"
    assert (files(tmp_path), sorted(tmp_path.iterdir())) == (before, there)


def test_a_link_stays_one(small: dialogues.Registry, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    export(small, tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "datapackage.json").exists()


# The command


def test_what_cannot_be_read_is_named_and_the_rest_is_written(run: Run, tmp_path: Path) -> None:
    data = unpack(SMALL + "==> themes/odd.yaml\nname: {en: Odd}\ngroup: events\n", tmp_path / "data")
    done = run("export", "--data", str(data), "-o", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert re.fullmatch(r"dialogues: left out: themes/odd\.yaml:2:1: S\d+ error: .*\n", done.stderr)
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert told["leftOut"] == ["themes/odd.yaml"]
    assert [row["id"] for row in tables_of(tmp_path / "out")["records"]] == ["brazil-2007", "page"]


def test_a_reference_that_leads_nowhere_is_told_of_and_its_record_written(run: Run, tmp_path: Path) -> None:
    data = unpack(SMALL.replace("source: page", "source: pgae"), tmp_path / "data")
    done = run("export", "--data", str(data), "-o", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert done.stderr.startswith("dialogues: agreements/brazil-2007.yaml:7:")
    assert [row["id"] for row in tables_of(tmp_path / "out")["records"]] == ["brazil-2007", "page"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "-"), "the format is a folder of files, and a stream takes one table of it (--table)"),
        (("-o", "out", "--table", "partys"), "no table is called 'partys'; did you mean parties?"),
        (("-o", "missing/out"), "missing/out: there is no folder {cwd}/missing"),
        (
            ("-o", "out", "--format", "json", "--table", "people"),
            "json is written whole, and has no tables to choose from",
        ),
        (("-o", "out", "--data", "nowhere"), "nowhere: there is no such folder"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    arguments: tuple[str, ...],
    message: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    from dialogues.cli import main

    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["export", *arguments])
    assert ended.value.code == 2
    assert capfd.readouterr().err == f"dialogues: {message.format(cwd=Path.cwd().resolve())}\n"
    assert [*tmp_path.iterdir()] == []


def test_json_tells_what_was_written(run: Run, tmp_path: Path) -> None:
    done = run("export", "-o", str(tmp_path / "out"), "--format", "jsonl", "--json")
    assert json.loads(done.stdout) == {"output": str(tmp_path / "out"), "format": "jsonl", "left_out": []}
    done = run("export", "-o", "-", "--json")
    assert done.exit_code == 2
    assert done.stderr.endswith("Error: standard output takes what is exported or --json, and not both.\n")


# Tables and records


def test_rows_and_files_agree(registry: dialogues.Registry, tmp_path: Path) -> None:
    export(registry, tmp_path / "out", language="ru")
    told = tables_of(tmp_path / "out")
    for table in TABLES:
        texts = [texts_of(table, cells) for _, cells in rows(registry, {table}, "ru")]
        assert [[*row.values()] for row in told[table]] == texts


@given(st.lists(st.lists(st.text(st.sampled_from('a ",;\r\n\t=é𝄞')), min_size=3, max_size=3), min_size=1))
def test_csv_is_written_as_the_standard_library_writes_it(lines: list[list[str]]) -> None:
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writerows(lines)
    assert csv_text([*zip(*lines, strict=True)]) == held.getvalue()


def test_zero_and_false_are_said_and_nothing_is_empty() -> None:
    empty: tuple[Any, ...] = (None,) * len(TABLES["figures"].columns)
    assert set(texts_of("figures", empty)) == {""}
    row = [*empty]
    for at, column in enumerate(TABLES["figures"].columns):
        row[at] = {"integer": 0, "number": 0.0, "boolean": False}.get(column.kind.value)
    held = io.BytesIO()
    write_csv({"figures": held}, [("figures", empty), ("figures", tuple(row))])
    _, nothing, zeros = held.getvalue().decode().splitlines()
    assert set(nothing) == {","}
    assert set(zeros.split(",")) == {"", "0", "false"}


# Workbooks and Parquet


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(small: dialogues.Registry, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="there is no openpyxl")
    export(small, tmp_path / "book.xlsx", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == [*TABLES]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "b"}
    assert not [cell for cell in cells if cell.hyperlink]
    titles = [row[1].value for row in book["sources"].iter_rows(min_row=2)]
    assert titles == ["=HYPERLINK(1)"]


def test_a_workbook_has_what_the_tables_have(registry: dialogues.Registry, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="there is no openpyxl")
    export(registry, tmp_path / "book.xlsx", "xlsx", tables=["signatures", "figures"])
    book = openpyxl.load_workbook(tmp_path / "book.xlsx", read_only=True)
    for name in ("signatures", "figures"):
        told = [[*row] for row in book[name].iter_rows(min_row=2, values_only=True)]
        wanted = to_rows(registry, name)
        at = [*wanted[0]].index("date_earliest" if name == "signatures" else "amount")
        assert len(told) == len(wanted)
        for row, values in zip(told, wanted, strict=True):
            day = row[at].date() if name == "signatures" and row[at] is not None else row[at]
            assert day == [*values.values()][at]


@pytest.mark.parametrize("text", ["a\x00b", "_x0041_", "a\rb", "\ud800", "a\ufffe", "+1", "@SUM(1)", "-2", "\t=1"])
def test_a_workbook_holds_every_text(text: str) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="there is no openpyxl")
    from openpyxl.utils.escape import unescape

    stream = io.BytesIO()
    export(registry_of_one_source(text), stream, "xlsx", tables=["sources"])
    cell = openpyxl.load_workbook(stream)["sources"]["B2"]
    assert cell.data_type == "s"
    assert text in (
        cell.value,
        unescape(cell.value),
        cell.value.replace("_xD800_", "\ud800").replace("_xFFFE_", "\ufffe"),
    )


def test_what_is_too_long_for_a_workbook_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(dialogues.CannotExport) as raised:
        export(registry_of_one_source("a" * 40_000), tmp_path / "book.xlsx", "xlsx")
    assert str(raised.value) == "a text of the table records is longer than a cell of Excel can be (32,767)"
    assert not (tmp_path / "book.xlsx").exists()


def test_parquet_has_what_the_tables_have_with_their_types(registry: dialogues.Registry, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="there is no DuckDB")
    folder = tmp_path / "it's [a] *place*"
    export(registry, folder, "parquet")
    with duckdb.connect() as connection:
        for name in ("agreements", "signatures", "figures", "contributions"):
            path = tmp_path / "one.parquet"
            path.write_bytes((folder / f"{name}.parquet").read_bytes())
            told = connection.read_parquet(str(path)).fetchall()
            wanted = [
                tuple([*cell] or None if isinstance(cell, tuple) else cell for cell in row.values())
                for row in to_rows(registry, name)
            ]
            assert told == wanted, name


@pytest.mark.parametrize(
    ("name", "what", "module"),
    [
        ("parquet", "Parquet", "duckdb"),
        ("xlsx", "a workbook of Excel", "openpyxl"),
        ("turtle", "writing Turtle or JSON-LD", "pyoxigraph"),
        ("jsonld", "writing Turtle or JSON-LD", "pyoxigraph"),
    ],
)
def test_a_format_whose_package_is_missing_says_how_to_install_it(
    name: str, what: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    extra = f"policy-dialogues[{ {'duckdb': 'parquet', 'openpyxl': 'excel', 'pyoxigraph': 'rdf'}[module] }]"
    with pytest.raises(dialogues.MissingDependency) as raised:
        export(registry_of_one_source("A page", MANIFEST), tmp_path / "out", name)
    assert str(raised.value) == f"{what} needs {extra}, which is not installed: pip install {extra}"
    assert not (tmp_path / "out").exists()


def test_a_frame_says_how_to_install_pandas(small: dialogues.Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(dialogues.MissingDependency, match=re.escape("pip install policy-dialogues[frames]")):
        dialogues.to_frame(small, "agreements")


@pytest.mark.parametrize("force", [False, True])
def test_what_came_to_a_place_while_an_export_was_written_stays(tmp_path: Path, *, force: bool) -> None:
    folder, file = tmp_path / "out", tmp_path / "out.json"
    told = (
        "it holds mine.txt, which no export has written; give another folder"
        if force
        else ("it is there already; --force (force=True) replaces it")
    )

    def write_folder() -> None:
        with new_folder(folder, force=force, ours=lambda name: name == "x") as new:
            (new / "x").touch()
            folder.mkdir()
            (folder / "mine.txt").write_text("mine")

    def write_file() -> None:
        with new_file(file) as path:
            path.touch()
            file.write_text("mine")

    with pytest.raises(CannotWrite) as caught:
        write_folder()
    assert str(caught.value) == f"{folder}: {told}"
    assert [each.name for each in folder.iterdir()] == ["mine.txt"]
    if not force:
        with pytest.raises(CannotWrite) as caught:
            write_file()
        assert (str(caught.value), file.read_text()) == (f"{file}: {told}", "mine")
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_an_empty_folder_that_came_meanwhile_is_in_nobodys_way(tmp_path: Path) -> None:
    with new_folder(tmp_path / "out", ours=lambda _name: False) as new:
        (new / "x").touch()
        (tmp_path / "out").mkdir()
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["x"]
