"""Tables taken in: a row is a record or is told why not, and what an export writes is read again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import dialogues
from dialogues.files import bundled_folder, read
from dialogues.files.changes import write_changes
from dialogues.publishing import export, to_rows
from dialogues.publishing.foreign_columns import Mapping
from dialogues.publishing.intake import take_in
from dialogues.publishing.sheets import read_sheets
from dialogues.publishing.tables import TABLES
from dialogues.publishing.templates import held_by_none, template
from dialogues.records import RECORD_TYPES

Run = Callable[..., Result]
EXAMPLES = Path(__file__).parent.parent / "examples"
MANIFEST = 'format: "1.1"\ntitle: {en: X}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\n'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "registry.yaml").write_text(MANIFEST + "own: GB\n", encoding="utf-8")
    return folder


def test_forty_real_rows_become_records_or_are_told_why_not(data: Path, run: Run) -> None:
    call = ("import", str(EXAMPLES / "import" / "treaties.tsv"), "--data", str(data))
    mapped = (*call, "--map", str(EXAMPLES / "import" / "treaty-database.toml"))
    result = run(*mapped, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["records"], told["written"]) == (1, 37, False)
    assert [(each["row"], each["column"], each["message"]) for each in told["faults"]] == [
        (13, "parties", "'SAMOA' is the name of several: AS, WS; use an id"),
        (38, "parties", "'KOREA' is the name of several: KP, KR; use an id"),
        (39, "parties", "'CONGO' is the name of several: CD, CG; use an id"),
    ]
    assert [each.name for each in data.iterdir()] == ["registry.yaml"]
    partial = run(*mapped, "--partial")
    assert partial.exit_code == 1
    assert len([*(data / "agreements").iterdir()]) == 37
    report = dialogues.check(data)
    # What is told is true of the table: it names one party alone, and a title a country that is none.
    assert {(each.code, each.message.partition(" names ")[0]) for each in report.findings} == {
        ("P406", "no party is on the side: partner"),
        ("P406", "only one party is named"),
        ("P430", "the title"),
    }
    again = run(*mapped, "--partial")
    assert "rows that are records: 37 (37 there already)" in again.stdout


def test_rows_without_ids_are_known_again(data: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "agreements.csv"
    head = "title,kind,partners,date,source\n"
    rows = [
        "A,treaty,Peru,2012,https://example.org/a\n",
        "B,treaty,Korea,2012,\n",
        "A,treaty,Chile,2012,\n",
        "A,treaty,Chile,2012,\n",
    ]
    path.write_text(head + "".join(rows), encoding="utf-8")
    first = run("import", str(path), "--data", str(data), "--partial")
    assert first.stdout.splitlines()[-1] == (
        "rows that are records: 3; rows that are none: 1 (1 partners); files: 4, written"
    )
    rows[1] = "B,treaty,KR,2012,\n"
    rows.insert(0, "C,treaty,Peru,2012,\n")  # the others stand a row below
    path.write_text(head + "".join(rows), encoding="utf-8")
    second = run("import", str(path), "--data", str(data))
    assert second.stdout == "rows that are records: 5 (3 there already); files: 2, written\n"
    assert sorted(dialogues.load(data).agreements) == ["cl-2012", "cl-2012-2", "kr-2012", "pe-2012", "pe-2012-2"]
    rows[1] = rows[1].replace("example.org/a", "example.org/b")  # another source says so
    path.write_text(head + "".join(rows), encoding="utf-8")
    third = run("import", str(path), "--data", str(data), "--dry-run")
    assert third.stderr == "rows that are records: 5 (4 there already); files: 2, nothing is written\n"


def test_the_password_of_an_address_in_a_table_is_not_told(data: Path, run: Run, tmp_path: Path) -> None:
    address = "https://me:secret@example.org/a"
    (tmp_path / "sources.csv").write_text(f"title,class,address\nA,press,{address}\n", encoding="utf-8")
    (tmp_path / "agreements.csv").write_text(f"title,partners,source\nA,Peru,{address}\n", encoding="utf-8")
    files = [str(tmp_path / f"{name}.csv") for name in ("sources", "agreements")]
    told = run("import", *files, "--data", str(data)).stdout.replace(str(tmp_path), "").splitlines()
    assert told == [
        "/sources.csv:2: address: an address names a host (RFC 3986 section 3.2.2), and a port up to 65535, and no user; "
        "found 'https://me@example.org/a' (write it in that form)",
        "/agreements.csv:2: source: nothing is called 'https://me@example.org/a'",
        "rows that are records: 0; rows that are none: 2 (1 address, 1 source); nothing is written",
    ]


# What an export has, an import reads


def told_in(registry: dialogues.Registry, collection: str) -> list[dict[str, Any]]:
    """Give the table of a collection, in the columns of its template."""
    heads = [*template(collection)]
    every = to_rows(registry, collection)
    return sorted(({head: row[head] for head in heads if head in row} for row in every), key=lambda row: row["id"])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("of", [bundled_folder(), EXAMPLES / "registries" / "treaties"], ids=["bundled", "treaties"])
def test_what_was_exported_is_taken_in_as_it_was(of: Path, form: str, tmp_path: Path) -> None:
    registry = dialogues.load(of)
    out = tmp_path / ("out" if form == "csv" else "out.xlsx")
    tables = ["sources", "themes", "organisations", "agreements"]
    export(registry, out, form, tables=tables)
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(of / "registry.yaml", data)
    files = [out / f"{table}.csv" for table in tables] if form == "csv" else [out]
    sheets = [sheet for file in files for sheet in read_sheets(file) if sheet.name in tables]
    intake = take_in(read(data), sheets, Mapping())
    assert [str(each) for each in intake.faults] == []
    write_changes(data, intake.changes)
    again = read(data).registry
    for collection in ("agreements", "sources", "organisations"):
        assert told_in(again, collection) == told_in(registry, collection)


def test_the_template_names_what_no_column_holds(run: Run) -> None:
    result = run("import", "--template", "agreements")
    assert result.stdout.strip().split(",") == [*template("agreements")]
    assert result.stderr.startswith("dialogues: no column holds all of: other_titles, identifiers, parties, ")
    told = json.loads(run("import", "--template", "sources", "--json").stdout)
    assert told["held_by_none"] == ["identifiers"]
    assert all(each["meaning"] for each in told["columns"])
    for collection in RECORD_TYPES:
        assert "id" in template(collection)
        assert set(held_by_none(collection)) & {"id", "kind", "retired"} == set()


# Rows


def taken(data: Path, name: str, text: str, **mapped: Any) -> tuple[list[str], dict[str, str]]:
    """Take in a table; give what is told of its rows, and the files that it gives."""
    path = data.parent / name
    path.write_text(text, encoding="utf-8")
    intake = take_in(read(data), read_sheets(path), Mapping.model_validate(mapped))
    faults = [str(each).removeprefix(str(data.parent) + "/") for each in intake.faults]
    return faults, {each.file: (each.after or b"").decode() for each in intake.changes}


def test_a_row_is_a_record(data: Path) -> None:
    faults, files = taken(
        data,
        "agreements.csv",
        "title,kind,partners,date,place,languages,source,quote,note\n"
        "Memorandum,MoU,Brasil; Norge,29 de novembro de 2007,Brasília,en português,https://example.org/x,Memorandum of 2007,Seen\n",
    )
    assert faults == []
    assert files["agreements/br-no-2007.yaml"] == (
        "title:\n  en: Memorandum\nkind: memorandum-of-understanding\nparties:\n"
        '  - {side: own, country: GB}\n  - {side: partner, country: BR}\n  - {side: partner, country: "NO"}\n'
        "signed:\n  - {date: 2007-11-29, place: Brasília}\n"
        "documents:\n  - {language: en}\n  - {language: pt}\nnotes: [Seen]\nevidence:\n"
        "  - for:\n"
        "      - documents.0.language\n      - documents.1.language\n      - kind\n      - parties.0.country\n"
        "      - parties.1.country\n      - parties.2.country\n      - signed.0.date\n      - signed.0.place\n      - title.en\n"
        "    source: example-org-x\n    quote: Memorandum of 2007\n"
    )
    assert [*files] == ["sources/example-org-x.yaml", "agreements/br-no-2007.yaml"]


def test_a_row_of_towns_is_a_cooperation(data: Path) -> None:
    text = "name,ends,source\nPort cities,Essen; Cali,https://example.org/x\n,,\nLone town,,\n"
    faults, files = taken(data, "cooperations.csv", text)
    assert faults == ["cooperations.csv:4: ends: it is empty, and every record has it"]
    assert files["cooperations/port-cities.yaml"] == (
        "name:\n  en: Port cities\nends:\n  - {city: Essen}\n  - {city: Cali}\nevidence:\n"
        "  - for: [ends.0.city, ends.1.city, name.en]\n    source: example-org-x\n    note: Row 2 of cooperations.\n"
    )


def test_an_export_is_taken_letter_by_letter_and_what_people_write_is_folded(data: Path) -> None:
    registry = dialogues.registry_of({"sources": {"a": {"title": " two  blanks\n", "class": "official"}}}, None)
    out = data.parent / "out"
    export(registry, out, "csv", tables=["sources"])
    intake = take_in(read(data), read_sheets(out / "sources.csv"), Mapping())
    assert b'title: " two  blanks\\n"' in (intake.changes[0].after or b"")
    faults, files = taken(data, "sources.csv", 'id,title,class\na," two  blanks\n",official\n')
    assert (faults, "title: two blanks\n" in files["sources/a.yaml"]) == ([], True)


FAULTS: list[tuple[str, list[str]]] = [
    ("title,kind,partners,date\nX,treaty,Korea,2001\n", ["agreements.csv:2: partners: 'Korea' is the name of several: KP, KR; use an id"]),
    ("title,kind,partners,date\nX,treaty,Oman,03/04/2012\n",
     ["agreements.csv:2: date: the date '03/04/2012' may be 2012-03-04 or 2012-04-03: write which"]),
    ("title,kind,partners,status\nX,treaty,Oman,in force\n",
     ["agreements.csv:2: status: no status is called 'in force'; did you mean not-in-force?"]),
    ("title,kind,partners,languages\nX,treaty,Oman,en klingonish\n", ["agreements.csv:2: languages: no language is called 'klingonish'; did you mean tlh?"]),
    ("title,kind,partners,themes\nX,treaty,Oman,Water\n", ["agreements.csv:2: themes: nothing is called 'Water'"]),
    ("id,title,kind,partners\nX Y,X,treaty,Oman\n",
     ["agreements.csv:2: the id 'X Y': an id is lower-case letters, digits and single hyphens, like china-2006"]),
    ("id,title,kind,partners\na,X,treaty,Oman\na,Y,treaty,Chile\n",
     ["agreements.csv:3: the id 'a' is that of one of the agreements: ids are unique over all collections"]),
    ("title,kind,partners,source,quote\nX,treaty,Oman,,signed in May\n",
     ["agreements.csv:2: quote: it is of no source: name that in the column source"]),
    ("title,kind,partners,takes_effect\n,treaty,Oman,soon\n",
     ["agreements.csv:2: takes_effect: a date is expected, like 2013-05-14, or as it is printed: 'soon'",
      "agreements.csv:2: title: it is empty, and every record has it"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[each[1][0][15:60] for each in FAULTS])
def test_what_is_not_understood_is_told_by_row_and_column(data: Path, text: str, told: list[str]) -> None:
    faults, _ = taken(data, "agreements.csv", text)
    assert faults == told


def test_what_was_begun_for_a_row_that_is_none_is_left_out(data: Path) -> None:
    text = "title,kind,partners,themes\nX,treaty,Narnia,Water\nY,treaty,Oman,Air\n"
    faults, files = taken(data, "agreements.csv", text, begin=["themes"])
    assert faults == ["agreements.csv:2: partners: nothing is called 'Narnia'"]
    assert [*files] == ["themes/air.yaml", "agreements/om.yaml"]


REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("agreements.csv", "title,partner\n", {}, "nobody knows the column 'partner'; did you mean partners?: name it in a mapping, under columns or ignored"),
    ("treaties.csv", "title\n", {}, "say with --collection what its rows are: "),
    ("agreements.csv", "title\n", {"columns": {"date": "signed"}}, "it has no column 'signed', which the mapping names"),
    ("agreements.csv", "title,title\n", {}, "the column 'title' stands twice in the head"),
    ("agreements.csv", "title\nx,y\n", {}, "the row has 2 cells, and the head 1"),
    ("agreements.csv", "", {}, "it has no head: the first row names the columns"),
    ("agreements.csv", 'title,kind\nA,treaty\n"B,treaty\nC,treaty\n', {}, "the quotation marks around a cell are not right: unexpected end of data"),
    ("agreements.csv", 'title,kind\n"A"b,treaty\n', {}, "the quotation marks around a cell are not right: ',' expected after '\"'"),
    ("agreements.csv", ",\nx,y\n", {}, "it has no head: the first row names the columns"),
]  # fmt: skip


@pytest.mark.parametrize("refused", REFUSED, ids=lambda each: each[3][:30])
def test_a_table_that_cannot_be_read_is_refused(data: Path, refused: tuple[str, str, dict[str, Any], str]) -> None:
    name, text, mapped, told = refused
    with pytest.raises(dialogues.CannotImport) as error:
        taken(data, name, text, **mapped)
    assert error.value.fault.startswith(told)


def test_a_mapping_that_is_none_is_refused(data: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    table = tmp_path / "agreements.csv"
    table.write_text("title\n", encoding="utf-8")
    for text, told in (
        ("x = [", "it is no TOML: "),
        ("x = " + "[" * 5_000, "it is no TOML: it is nested too deeply"),
        ("x = " + "1" * 5_000, "it is no TOML: a number in it has too many digits"),
        ("\ufeffx = 1", "x: the key is unknown; "),
        ('colums = {title = "a"}', "colums: the key is unknown; allowed are collection, language, "),
        (
            'columns = {titel = "title"}',
            "it is none of the columns of agreements: dialogues import --template agreements",
        ),
    ):
        path.write_text(text, encoding="utf-8")
        error = run("import", str(table), "--map", str(path), "--data", str(data)).exception
        assert isinstance(error, dialogues.CannotImport)
        assert error.fault.startswith(told)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among files")
def test_a_pipe_is_no_table_and_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "agreements.csv"
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)  # somebody who has written nothing yet
    with pytest.raises(dialogues.CannotImport) as error:
        read_sheets(path)
    os.close(writer)
    assert str(error.value) == f"{path}: it is no regular file"


def test_semicolons_tabs_and_marks_of_bytes_are_read(tmp_path: Path) -> None:
    for name, text in (("a.csv", "\ufeffx;y\n1;2\n"), ("b.tsv", "x\ty\n1\t2\n"), ("c.csv", 'x,y\n1,"2"\n')):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (sheet,) = read_sheets(tmp_path / name)
        assert (sheet.heads, sheet.rows[0].cells, sheet.rows[0].number) == (("x", "y"), {"x": "1", "y": "2"}, 2)
    (tmp_path / "d.csv").write_bytes(b"x\n\xff\n")
    with pytest.raises(dialogues.CannotImport) as error:
        read_sheets(tmp_path / "d.csv")
    assert error.value.fault == "it is not UTF-8: byte 3; save it as UTF-8"


def test_where_a_mark_is_not_closed_the_lines_that_it_would_swallow_are_named(tmp_path: Path) -> None:
    import csv

    path, limit = tmp_path / "a.csv", csv.field_size_limit()
    path.write_text('x,y\n1,"two\nlines"\n3,"4\n5,6\n', encoding="utf-8")
    with pytest.raises(dialogues.CannotImport) as error:
        read_sheets(path)
    assert (error.value.what, csv.field_size_limit()) == (f"{path}:4-5", limit)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_whole_export_is_taken_in_but_for_the_tables_of_no_records(
    data: Path, run: Run, tmp_path: Path, form: str
) -> None:
    of = EXAMPLES / "registries" / "treaties"
    out = tmp_path / ("out" if form == "csv" else "out.xlsx")
    assert run("export", "--data", str(of), "--format", form, "-o", str(out)).exit_code == 0
    files = sorted(out.glob("*.csv")) if form == "csv" else [out]
    result = run("import", *map(str, files), "--data", str(data))
    assert (result.exit_code, result.stdout) == (0, "rows that are records: 180; files: 180, written\n")
    told = result.stderr.replace(str(tmp_path), "").strip().split(": ", 2)
    assert told[:2] == ["dialogues", "passed over, since no records are read of other tables of an export"]
    place = "/out/{}.csv" if form == "csv" else "/out.xlsx[{}]"
    assert sorted(told[2].split(", ")) == sorted(place.format(each) for each in TABLES if each not in RECORD_TYPES)
    for collection in ("agreements", "sources", "organisations"):
        assert told_in(dialogues.load(data), collection) == told_in(dialogues.load(of), collection)
    again = json.loads(run("import", *map(str, files), "--data", str(data), "--json").stdout)
    assert (again["unchanged"], len(again["passed_over"]), again["faults"]) == (180, len(told[2].split(", ")), [])


def test_a_table_that_is_called_as_one_of_an_export_is_none(data: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text("title,partners\nA,Peru\n", encoding="utf-8")
    error = run("import", str(tmp_path / "parties.csv"), "--data", str(data)).exception
    assert str(error).startswith(f"{tmp_path}/parties.csv: say with --collection what its rows are: ")


def workbook(path: Path, sheets: dict[str, Iterable[list[object]]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_told_by_its_sheets(data: Path, run: Run, tmp_path: Path) -> None:
    import datetime

    path = workbook(
        tmp_path / "book.xlsx",
        {
            "agreements": [["title", "kind", "partners", "date"], ["X", "treaty", "acme", datetime.date(2001, 5, 6)], ["Y", "treaty", "Korea"]],
            "organisations": [["id", "name", "kind"], ["acme", "ACME", "company"]],
            "Sheet3": [],
        },
    )  # fmt: skip
    result = run("import", str(path), "--data", str(data), "--partial")
    assert result.exit_code == 1
    assert result.stdout.replace(str(tmp_path), "") == (
        "/book.xlsx[agreements]:3: partners: 'Korea' is the name of several: KP, KR; use an id\n"
        "rows that are records: 2; rows that are none: 1 (1 partners); files: 2, written\n"
    )
    assert str(dialogues.load(data).agreements["acme-2001"].date) == "2001-05-06"


def test_what_a_cell_of_a_workbook_does_not_show_is_not_made_up(data: Path, run: Run, tmp_path: Path) -> None:
    import datetime

    from openpyxl import load_workbook

    day = datetime.date
    rows: list[list[object]] = [
        ["title", "kind", "partners", "date", "place"],
        ["A", "treaty", "Peru", day(2001, 5, 1), "Lima"],  # typed as May 2001
        ["B", "treaty", "Chile", day(2002, 1, 1), "Lima"],  # typed as 2002
        ["C", "treaty", "Brazil", day(2003, 5, 17), "Lima"],  # a day that its format hides
        ["D", "treaty", "Cuba", day(2004, 5, 1), "Lima"],
        ["E", "treaty", "Oman", day(2026, 5, 4), "Lima"],  # typed as 4 May
        ["F", "treaty", "Japan", "=DATE(2006,1,1)", "Lima"],
        ["G", "treaty", "Kenya", 2007, "#N/A"],
        ["H", "treaty", "Ghana", 2008, "Accra"],
        ["I", "treaty", None, 2009, "Accra"],
        ["=1", "treaty", "Fiji", 2010, "Suva"],
    ]
    path = workbook(tmp_path / "book.xlsx", {"agreements": rows})
    book = load_workbook(path)
    sheet = book["agreements"]
    formats = {"D2": "mmm-yy", "D3": "yyyy", "D4": r"[$-409]mmmm\ yyyy", "D5": "d. mmmm yyyy;@", "D6": '"day "d-mmm'}
    for place, shape in formats.items():
        sheet[place].number_format = shape
    sheet["E8"].data_type = "e"
    sheet.merge_cells("C9:C10")
    sheet.merge_cells("E9:G9")  # beyond the last column
    book.save(path)
    result = run("import", str(path), "--data", str(data), "--partial")
    assert result.stdout.replace(str(tmp_path), "") == (
        "/book.xlsx[agreements]:6: date: it shows no year, and holds 2026-05-04: write the date with its year\n"
        "/book.xlsx[agreements]:7: date: it is a formula without a value: open the workbook in its program and save it, "
        "or write the value\n"
        "/book.xlsx[agreements]:8: place: it holds the error #N/A: mend what it is worked out from, or empty it\n"
        "/book.xlsx[agreements]:10: partners: it is merged with the cell C9: write into each cell what it holds\n"
        "/book.xlsx[agreements]:11: title: it is a formula without a value: open the workbook in its program and save it, "
        "or write the value\n"
        "rows that are records: 5; rows that are none: 5 (2 date, 1 place, 1 partners, 1 title); files: 5, written\n"
    )
    dates = {str(each.title["en"]): str(each.date) for each in dialogues.load(data).agreements.values()}
    assert dates == {"A": "2001-05", "B": "2002", "C": "2003-05-17", "D": "2004-05-01", "H": "2008"}


def test_a_formula_has_the_value_that_was_worked_out_also_an_empty_text(tmp_path: Path) -> None:
    import zipfile

    path = workbook(tmp_path / "made.xlsx", {"themes": [["id", "name", "quote"], ["a", "=1", "=2"], ["b", "=3", "x"]]})
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    for place, told in {"B2": 't="str"><f>1</f><v>Air', "C2": 't="str"><f>2</f><v>'}.items():
        number = {"B2": 1, "C2": 2}[place]
        sheet = sheet.replace(f'r="{place}"><f>{number}</f><v', f'r="{place}" {told}</v><v', 1)
    files["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(tmp_path / "worked.xlsx", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    (made,) = read_sheets(tmp_path / "worked.xlsx")
    assert [(each.cells, {*each.unread}) for each in made.rows] == [
        ({"id": "a", "name": "Air"}, set()),
        ({"id": "b", "quote": "x"}, {"name"}),
    ]


def test_a_dry_run_shows_files_as_one_sees_them_from_here(
    data: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data.parent / "themes.csv").write_text("name\nAir\n", encoding="utf-8")
    monkeypatch.chdir(data)
    shown = run("import", "../themes.csv", "--dry-run")
    assert shown.stdout.splitlines()[1] == "+++ b/themes/air.yaml"
    assert shown.stderr == "rows that are records: 1; files: 1, nothing is written\n"
    (data.parent / "themes.csv").write_text("name\n", encoding="utf-8")
    assert run("import", "../themes.csv").stdout == "rows that are records: 0; nothing is written\n"
