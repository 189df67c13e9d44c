"""Renaming and retiring: every reference follows, nothing else changes, and what was is kept."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
from dialogues.files import bundled_folder, read
from dialogues.files.changes import write_changes
from dialogues.files.renaming import renamed
from dialogues.records.fields_of import references

Run = Callable[..., Result]
IDS = sorted(dialogues.load())
READING = read()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled_folder(), tmp_path / "data"))


def named(registry: dialogues.Registry) -> list[tuple[str, str, str]]:
    return [(record.id, str(each.path), each.identifier) for record in registry.values() for each in references(record)]


@settings(max_examples=8)
@given(st.sampled_from(IDS))
def test_each_reference_follows_and_no_other_line_changes(old: str) -> None:
    changes = renamed(READING, old, "a-new-id")
    lines = [line for each in changes if each.after is not None for line in each.after.decode().splitlines()]
    # The id stands nowhere as a value, but among those that were.
    assert [line for line in lines if line.strip() in (f"- {old}", f"organisation: {old}", f"source: {old}")] in (
        [], [f"  - {old}"],
    )  # fmt: skip
    for each in changes:
        if each.before is not None and each.after is not None and each.file != "registry.yaml":
            assert each.before.count(b"\n") == each.after.count(b"\n")


@pytest.mark.parametrize("old", ["regio-listing-2020", "dg-regio", "brazil-2007", "territorial-cohesion"])
def test_a_registry_is_the_same_but_for_the_id(data: Path, old: str, run: Run) -> None:
    before = named(dialogues.load(data))
    result = run("rename", old, "a-new-id", "--data", str(data))
    assert result.exit_code == 0
    registry = dialogues.load(data)
    assert sorted(named(registry)) == sorted(
        (each[0] if each[0] != old else "a-new-id", each[1], each[2] if each[2] != old else "a-new-id")
        for each in before
    )
    assert registry.manifest is not None
    assert registry.manifest.former_ids == (old,)
    report = dialogues.check(data)
    assert [str(each) for each in report.findings if each.severity != "info" and "a-new-id" not in str(each)] == []
    taken = run("rename", "japan-2013", old, "--data", str(data))
    assert str(taken.exception) == (
        f"the id '{old}' was that of a record, and is never used again: ids are unique over all collections"
    )


MANIFEST = (
    'format: "1.1"\ntitle: {en: X}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\nown: [city]  # us\nnotice: x\n'
)
AGREEMENT = """\
title: {en: Letter}
kind: declaration
parties:
  - {side: own, organisation: city}  # ours
  - {side: partner, country: OM, organisation: ministry}
signed:
  - {date: 2001-01-01, party: ministry}
actions:
  - {action: ratification, party: [city, ministry], date: 2002}
evidence:
  - {for: [kind, parties.ministry.country], source: page, quote: Declaration of Oman}
  - {for: parties.1.organisation, source: page, quote: The office, says: ministry}
  - {for: signed.0.date, source: page, quote: 1 January 2001, says: ministry}
notes: [the ministry]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for name, text in {
        "registry.yaml": MANIFEST,
        "dialogues.toml": '[[expect.listings]]\nsource = "page"\nagreements = 1\n',
        "agreements/oman-2001.yaml": AGREEMENT,
        "organisations/city.yaml": "name: {en: City}\nkind: city-authority\n",
        "organisations/ministry.yaml": "name: {en: Ministry}\nkind: ministry\n",
        "sources/page.json": '{"title": "Page", "class": "official"}\n',
        "agreements/oman-2002.yaml": AGREEMENT.replace("Letter", "Other").replace("2001", "2002"),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_whatever_names_a_record_names_it_by_its_new_id(small: Path, run: Run) -> None:
    result = run("rename", "ministry", "om-ministry", "--data", str(small), "--dry-run")
    assert result.exit_code == 0
    assert (small / "organisations" / "ministry.yaml").exists()
    assert run("rename", "ministry", "om-ministry", "--data", str(small)).exit_code == 0
    assert (small / "agreements" / "oman-2001.yaml").read_text(encoding="utf-8") == (
        AGREEMENT.replace("organisation: ministry}", "organisation: om-ministry}")
        .replace("party: ministry", "party: om-ministry")
        .replace("[city, ministry]", "[city, om-ministry]")
        .replace("parties.ministry.country", "parties.om-ministry.country")
        .replace("The office, says: ministry", "The office, says: om-ministry")
    )
    assert (small / "registry.yaml").read_text(encoding="utf-8") == MANIFEST.replace(
        "notice", "former_ids:\n  - ministry\nnotice"
    )
    assert sorted(each.name for each in (small / "organisations").iterdir()) == ["city.yaml", "om-ministry.yaml"]
    assert run("rename", "city", "town", "--data", str(small)).exit_code == 0
    assert "own: [town]  # us\n" in (small / "registry.yaml").read_text(encoding="utf-8")
    assert run("rename", "page", "site", "--data", str(small)).exit_code == 0
    assert (small / "sources" / "site.json").exists()
    assert (small / "dialogues.toml").read_text(encoding="utf-8").splitlines()[1] == 'source = "site"'
    assert dialogues.load(small).manifest.former_ids == ("ministry", "city", "page")  # type: ignore[union-attr]


@pytest.mark.parametrize("old", ["title", "en", "date", "kind", "parties", "0", "signed"])
def test_an_id_that_is_also_the_name_of_a_field_is_no_part_of_a_path(small: Path, run: Run, old: str) -> None:
    evidence = "  - {for: [title.en, kind, signed.0.date, parties, parties.0.organisation], source: page, note: x}\n"
    text = AGREEMENT.replace("evidence:\n", f"themes: [{old!r}]\nevidence:\n{evidence}")
    (small / "agreements" / "oman-2001.yaml").write_text(text, encoding="utf-8")
    (small / "themes").mkdir()
    (small / "themes" / f"{old}.yaml").write_text("name: {en: X}\n", encoding="utf-8")
    assert run("rename", old, "x", "--data", str(small)).exit_code == 0
    written = (small / "agreements" / "oman-2001.yaml").read_text(encoding="utf-8")
    assert written == text.replace(f"themes: ['{old}']", "themes: [x]")


def test_no_key_of_the_manifest_moves_but_the_new_one(small: Path, run: Run) -> None:
    manifest = MANIFEST.replace("notice: x\n", "").replace("own:", "notice: x\nown:")
    (small / "registry.yaml").write_text(manifest, encoding="utf-8")
    assert run("rename", "page", "site", "--data", str(small)).exit_code == 0
    assert (small / "registry.yaml").read_text(encoding="utf-8") == f"{manifest}former_ids:\n  - page\n"


def test_a_party_in_brackets_is_named_by_its_new_id(small: Path, run: Run) -> None:
    path = small / "agreements" / "oman-2001.yaml"
    path.write_text(AGREEMENT.replace("parties.ministry.country", "'parties[ministry].country'"), encoding="utf-8")
    assert run("rename", "ministry", "om-ministry", "--data", str(small)).exit_code == 0
    assert "parties[om-ministry].country" in path.read_text(encoding="utf-8")


def test_what_the_settings_still_name_is_told(small: Path, run: Run) -> None:
    (small / "dialogues.toml").unlink()
    above = small / "data"
    above.mkdir()
    for each in ("registry.yaml", "agreements", "organisations", "sources"):
        (small / each).rename(above / each)
    settings = small / "pyproject.toml"
    settings.write_text(
        "[tool.dialogues]\n"
        'expect.listings = [{source = "page", agreements = 1}]\n'
        'accept = [{file = "sources/page.json", code = "E506", reason = "It is cited elsewhere."}]\n'
        'per-file-ignores."sources/page.json".E506 = "It is cited elsewhere."\n'
        'per-file-ignores."sources/*.json".E518 = "It is cited elsewhere."\n',
        encoding="utf-8",
    )
    assert run("rename", "page", "site", "--data", str(above), "--dry-run").stderr == ""
    assert run("rename", "city", "town", "--data", str(above)).stderr == ""
    result = run("rename", "page", "site", "--data", str(above))
    assert (result.exit_code, result.stderr) == (
        0,
        f"dialogues: {settings}: expect.listings still names page: change it there\n"
        f"dialogues: {settings}: per-file-ignores still names sources/page.json: change it there\n"
        f"dialogues: {settings}: accept still names sources/page.json: change it there\n",
    )


@pytest.mark.parametrize(
    "call",
    [("rename", "page", "site"), ("retire", "page", "--reason", "x"), ("new", "theme", "--name", "Air"), ("stub",)],
)
def test_nothing_is_written_where_the_settings_cannot_be_followed(small: Path, run: Run, call: tuple[str, ...]) -> None:
    (small / "agreements" / "oman-2002.yaml").write_text(f"{AGREEMENT}themes: [water]\n", encoding="utf-8")
    for text, told in (
        ("expect = 1\n", "expect: a table is expected"),
        ('[severity]\nL999 = "error"\n', "severity: no rule has the code L999"),
        (
            '[expect]\nrelease = "old"\n',
            f"expect.release: {small}/old: it is no release: release.json: no such file or directory",
        ),
    ):
        (small / "dialogues.toml").write_text(text, encoding="utf-8")
        before = {each: each.read_bytes() for each in small.rglob("*.*")}
        assert str(run(*call, "--data", str(small)).exception) == f"{small / 'dialogues.toml'}: {told}"
        assert {each: each.read_bytes() for each in small.rglob("*.*")} == before


def test_what_cannot_be_renamed_is_told(small: Path, run: Run) -> None:
    before = {each: each.read_bytes() for each in small.rglob("*.*")}
    for old, new, told in (
        ("nothing", "x", "no record 'nothing'"),
        (
            "city",
            "ministry",
            "the id 'ministry' is that of one of the organisations: ids are unique over all collections",
        ),
        ("city", "", "'': an id is lower-case letters, digits and single hyphens, like china-2006"),
        ("city", "A city", "A city: an id is lower-case letters, digits and single hyphens, like china-2006"),
    ):
        assert str(run("rename", old, new, "--data", str(small)).exception) == told
    (small / "people").mkdir()
    (small / "people" / "x.yaml").write_text("name: [\n", encoding="utf-8")
    told = "people/x.yaml: it has a fault, and may name city: mend it first"
    assert str(run("rename", "city", "town", "--data", str(small)).exception) == told
    (small / "people" / "x.yaml").unlink()
    (small / "registry.yaml").unlink()
    told = "registry.yaml: there is no manifest, and it is what keeps the ids that were"
    assert str(run("rename", "city", "town", "--data", str(small)).exception) == told
    del before[small / "registry.yaml"]
    assert {each: each.read_bytes() for each in small.rglob("*.*")} == before


def test_a_retired_record_says_what_is_used_instead(small: Path, run: Run) -> None:
    today = datetime.date.today().isoformat()  # noqa: DTZ011
    call = ("retire", "oman-2001", "--reason", "Written twice: no", "--replaced-by", "oman-2002", "--data", str(small))
    result = run(*call)
    assert result.exit_code == 0
    assert (small / "agreements" / "oman-2001.yaml").read_text(encoding="utf-8") == (
        f'{AGREEMENT}retired:\n  on: {today}\n  reason: "Written twice: no"\n  replaced_by: oman-2002\n'
    )
    listed = run("list", "--data", str(small)).stdout
    assert [line.split()[0] for line in listed.splitlines()] == ["ID", "oman-2002"]
    found = json.loads(run("find", "Oman", "--json", "--data", str(small)).stdout)["found"]
    assert [each["agreements"] for each in found if each["country"] == "OM"] == [["oman-2002"]]
    every = run("list", "--retired", "--data", str(small)).stdout
    assert every.splitlines()[0].split() == ["ID", "PARTNER", "DATE", "LANGUAGES", "RETIRED"]
    assert every.splitlines()[1].endswith("→ oman-2002")
    rows = json.loads(run("list", "--retired", "--json", "--data", str(small)).stdout)
    assert [each["retired"] for each in rows] == [
        {"on": today, "reason": "Written twice: no", "replaced_by": "oman-2002"}, None,
    ]  # fmt: skip
    shown = " ".join(run("show", "oman-2001", "--data", str(small)).stdout.split())
    assert "Written twice: no; use Other (oman-2002)" in shown
    assert run("choose", "oman-2001", "--wants", "en", "--data", str(small)).stderr == (
        f"dialogues: oman-2001 is retired on {today}: Written twice: no; use oman-2002\n"
    )
    assert "oman-2001" not in run("timeline", "--data", str(small)).stdout
    assert str(run(*call).exception) == f"agreements/oman-2001.yaml: it is retired since {today}"
    for reason in ("", "  "):
        refused = run("retire", "page", "--reason", reason, "--data", str(small))
        assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (2, "Error: --reason says why, in words.")
    call = ("retire", "page", "--reason", "x", "--replaced-by", "Bad Id", "--data", str(small))
    assert str(run(*call).exception) == "no record 'Bad Id'"
    other = ("retire", "page", "--reason", "x", "--data", str(small))
    assert (
        str(run(*other, "--replaced-by", "city").exception)
        == "city: another one of the sources takes the place of page"
    )
    assert run(*other).exit_code == 0
    value = json.loads((small / "sources" / "page.json").read_text(encoding="utf-8"))
    assert value["retired"] == {"on": today, "reason": "x"}


@pytest.mark.parametrize("mark", [b"", "\ufeff".encode()])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_retired_record_keeps_the_mark_and_the_line_ends_of_its_file(
    small: Path, run: Run, mark: bytes, line_end: bytes
) -> None:
    for name in ("agreements/oman-2001.yaml", "sources/page.json"):
        path = small / name
        text = path.read_bytes().replace(b"{", b"{\n") if name.endswith("json") else path.read_bytes()
        path.write_bytes(mark + text.replace(b"\n", line_end))
        assert run("retire", path.stem, "--reason", "x", "--data", str(small)).exit_code == 0
        written = path.read_bytes()
        assert written.startswith(mark + (b"{" if name.endswith("json") else b"title"))
        assert written.count(line_end) == written.count(b"\n") > 3


def test_files_and_findings_are_named_as_one_sees_them_from_here(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    result = run("retire", "page", "--reason", "x", "--data", small.name)
    assert result.stdout == (
        f"changed: {small.name}/sources/page.json\n"
        f"to do: {small.name}/sources/page.json:2:12: E518 error: nothing says where the source can be found (give its "
        "address, how it is cited, or a number that it is known by)\n"
        f"to do: {small.name}/sources/page.json:6:15: R609 warning: nothing replaces the retired record (name it with "
        "replaced_by)\n"
    )


def test_all_changes_of_a_rename_are_written_together(small: Path) -> None:
    changes = renamed(read(small), "page", "site")
    (small / "agreements" / "oman-2002.yaml").write_text(AGREEMENT, encoding="utf-8")  # meanwhile
    before = {each: each.read_bytes() for each in small.rglob("*.*")}
    with pytest.raises(dialogues.CannotWrite):
        write_changes(small, changes)
    assert {each: each.read_bytes() for each in small.rglob("*.*")} == before
