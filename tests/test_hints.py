"""What the library knows, told to whoever wrote something else: names, words, days, shapes, keys, renamed files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dialogues
from bundles import unpack
from dialogues.checks.check import check, check_text
from dialogues.checks.fixes import fix_text
from dialogues.checks.settings import Settings
from dialogues.records import Agreement, Event

Run = Callable[..., Result]
HEAD = "title: {en: Example}\nkind: declaration\nparties: []\n"
SHAPES = [
    ("signed: 12 March 2018", "[signed] write signed: [{date: 2018-03-12}]"),
    ("signed: 2018-03", "[signed] write signed: [{date: 2018-03}]"),
    ("signed: in Brussels", "[signed] write each item in a line of its own, behind a dash"),
    ("place: Brussels", "[place] it is a key of signed: write it there"),
    ("country: BR", "[country] it is a key of parties: write it there"),
    ("authentic: [en]", "[authentic] did you mean authentic_languages?"),
    ("statuss: active", "[statuss] did you mean status?"),
    ("status: in force", "[status] write active"),
    ("status: In Force", "[status] write active"),
    ("status: en vigueur", "[status] did you mean active?"),
    ("relations: [{kind: осуществляет, agreement: x}]", "[relations[0].kind] did you mean implements?"),
    ("documents: [{language: en, role: Anhang}]", "[documents[0].role] allowed: main, translation, annex, consolidated, summary"),
    ("status: not_in_force", "[status] write not-in-force"),
    ("signed: [{date: tbd}]", "[signed[0].date] write unknown, or leave it out"),
    ("signed: [{date: 43297}]", "[signed[0].date] write 2018-07-16, if it is the number of a day in a spreadsheet"),
    ("signed: [{date: 14999}]", "[signed[0].date] write it in that form"),
    ("signed: [{date: 73001}]", "[signed[0].date] write it in that form"),
    ("documents: [{language: Ukrainian}]", "[documents[0].language] write uk"),
    ("relations: [{kind: replaces, agreement: x}]", "[relations[0].kind] write supersedes"),
    ("actions: [{party: BR, action: ratified}]", "[actions[0].action] write ratification"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "hint"), SHAPES, ids=[line for line, _ in SHAPES])
def test_a_hint_says_what_was_meant(line: str, hint: str) -> None:
    (finding,) = check_text(HEAD + line, Agreement, settings=Settings(select=("S3",))).findings
    assert f"[{finding.path}] {finding.hint}" == hint


def test_a_text_for_a_title_is_told_its_shape() -> None:
    (finding,) = check_text("title: Talks\nkind: seminar\n", Event, settings=Settings(select=("S3",))).findings
    assert finding.hint == "write title: {en: …}, with the tag of the language that it is in"


COUNTRIES = [
    ("South Korea", "KR"), ("the Netherlands", "NL"), ("cn", "CN"), ("UK", "GB"), ("中国", "CN"), ("USSR", "SUHH"),
    ("Côte d'Ivoire", "CI"), ("Korea", "Korea"), ("Ruritania", "Ruritania"), ("XX", "XX"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "mended"), COUNTRIES, ids=[each for each, _ in COUNTRIES])
def test_a_country_is_mended_where_its_name_is_its_own(written: str, mended: str) -> None:
    text = 'title: {{en: Example}}\nkind: declaration\nparties:\n  - {{side: eu, country: "{0}"}}\n'
    fixed = fix_text(text.format(written), Agreement, settings=Settings(select=("S3", "P401")))
    assert fixed.after.replace('"', "") == text.format(mended).replace('"', "")


def test_no_fix_says_what_nobody_said() -> None:
    """A language that was written by its name need not have been printed so."""
    for written, tag in (("Korean", "ko"), ("russian", "ru"), ("mo", "ro")):
        text = f"{HEAD}documents:\n  - language: {written}\n"
        assert fix_text(text, Agreement).after == text.replace(f": {written}", f": {tag}")


ORGANISATIONS = """\
==> organisations/dg-regio.yaml
name: {en: Directorate-General for Regional Policy}
kind: eu-department
other_names:
  - {text: DG REGIO, use: acronym}
==> sources/page.yaml
title: Page
address: https://example.org/
class: official
"""


def hints(root: Path, code: str) -> list[str]:
    report = check(root, settings=Settings(select=(code,)))
    return [f"{each.location.file}:{each.location.line} {each.message} ({each.hint})" for each in report.findings]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("DG REGIO", "write dg-regio"),
        ("Directorate-General for Regional Policy", "write dg-regio"),
        ("Ministry of Silly Walks", "write it in that form"),
    ],
)
def test_an_organisation_is_known_by_its_names(tmp_path: Path, written: str, hint: str) -> None:
    text = HEAD.replace("[]", f"\n  - {{side: eu, organisation: {written}}}")
    root = unpack(f"==> agreements/a-2001.yaml\n{text}{ORGANISATIONS}", tmp_path / "data")
    assert hints(root, "S305") == [
        "agreements/a-2001.yaml:4 an id is lower-case letters, digits and single hyphens, like china-2006; "
        f"found '{written}' ({hint})"
    ]


def evidence(*sources: str) -> str:
    return "evidence:\n" + "".join(f"  - {{for: kind, source: {source}, quote: x}}\n" for source in sources)


def test_a_record_that_is_missing_is_one_finding_with_its_users_counted(run: Run, tmp_path: Path) -> None:
    text = "".join(f"==> agreements/a-{n}.yaml\n{HEAD}{evidence('gone')}" for n in range(3))
    root = unpack(f"{text}==> agreements/b.yaml\n{HEAD}{evidence('lost')}{ORGANISATIONS}", tmp_path / "data")
    assert hints(root, "R601") == [
        "agreements/a-0.yaml:5 there is no record 'gone'; it is named 3 times (write the record, or name one that is there)",
        "agreements/b.yaml:5 there is no record 'lost' (write the record, or name one that is there)",
    ]
    # It can be put aside while the registry is being written; whoever only reads is told of all places.
    assert check(root, settings=Settings(select=("R601",), ignore={"R601": "not yet written"})).findings == ()
    assert run("check", str(root), "--select", "R601", "--ignore", "R601").exit_code == 0
    with pytest.raises(dialogues.InvalidRegistry) as caught:
        dialogues.load(root)
    assert len(caught.value.findings) == 4
    # A file is told of its own use.
    one = check(root, settings=Settings(select=("R601",)), files=["agreements/a-2.yaml"])
    assert [str(each) for each in one.findings] == [
        "agreements/a-2.yaml:5:25: R601 error: there is no record 'gone' (write the record, or name one that is there)"
    ]


def test_a_file_that_was_renamed_is_recognised(tmp_path: Path) -> None:
    root = unpack(f"==> agreements/a.yaml\n{HEAD}{evidence('page')}{ORGANISATIONS}", tmp_path / "data")
    (root / "sources" / "page.yaml").rename(root / "sources" / "ministry-2001.yaml")
    assert hints(root, "R601") == [
        "agreements/a.yaml:5 there is no record 'page' (did you rename it? sources/ministry-2001 is named by no record)"
    ]
    (root / "sources" / "other.yaml").write_text((root / "sources" / "ministry-2001.yaml").read_text())
    assert hints(root, "R601") == [
        "agreements/a.yaml:5 there is no record 'page' (write the record, or name one that is there)"
    ]


def test_a_patch_is_followed_by_what_is_wrong_with_the_mended_files(run: Run, tmp_path: Path) -> None:
    """What hid behind a fault of shape is told before anything is written."""
    text = HEAD.replace("[]", "\n  - {side: eu, country: South Korea}")
    root = unpack(f"==> agreements/a-2001.yaml\n{text}", tmp_path / "data")
    before = (root / "agreements" / "a-2001.yaml").read_bytes()
    result = run("check", str(root), "--diff", "--select", "S305,P406")
    assert result.stderr == "what no fix mends: 1 record read: 1 error\n"
    assert result.exit_code == 1
    assert (root / "agreements" / "a-2001.yaml").read_bytes() == before
    assert run("check", str(root), "--fix", "--select", "S305,P406").stdout.splitlines()[-2:] == [
        "1 record read: 1 error",
        "mended: 1 finding, files changed: 1",
    ]


# What hides behind a fault of shape


HIDDEN = """\
==> agreements/a-2001.yaml
title: {en: Example}
kind: declaration
parties: []
documents:
  - {language: mo}
"""


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("statuss: active", ["S301", "P406", "L201"]),
        ("status: in force", ["S304", "P406", "L201"]),
        ("place: Cairo", ["S301", "P406", "L201"]),
        ("signed: [{date: 12.13.14}]", ["S305", "P406", "L201"]),
        ("signed: [{date: 2001-02-30}]", ["D301", "P406", "L201"]),
        # Nobody knows what was meant: what a rule would say could be false.
        ("status: 7", ["S304"]),
        ("signed: in Cairo", ["S303"]),
        ("xyz: [Cairo]", ["S301"]),
    ],
)
def test_a_record_with_a_fault_of_shape_is_asked_what_the_rest_can_be_asked(
    tmp_path: Path, fault: str, told: list[str]
) -> None:
    root = unpack(f"{HIDDEN}{fault}\n", tmp_path / "data")
    report = check(root, settings=Settings(select=("S3", "D301", "P406", "L201")))
    assert sorted(each.code for each in report.findings) == sorted(told)
    assert report.records == 0
    text = (root / "agreements" / "a-2001.yaml").read_text(encoding="utf-8")
    alone = check_text(text, Agreement, settings=Settings(select=("S3", "D301", "P406", "L201")))
    assert sorted(each.code for each in alone.findings) == sorted(told)


TREATIES = Path(__file__).parent.parent / "examples" / "registries" / "treaties"
MISSED = ["organisations/us-carb", "organisations/leningrad", "organisations/ait", "agreements/eu-china-ets-2024"]


@pytest.mark.checkout
@pytest.mark.parametrize("name", MISSED)
def test_a_record_that_cannot_be_read_makes_no_rule_say_a_falsehood_of_another(tmp_path: Path, name: str) -> None:
    root = tmp_path / "data"
    shutil.copytree(TREATIES, root)
    before = {str(each) for each in check(root).findings}
    file = root / f"{name}.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}xyz: [1]\n", encoding="utf-8")
    after = [each for each in check(root).findings if each.location.file != f"{name}.yaml"]
    assert [str(each) for each in after if str(each) not in before] == []


@pytest.mark.parametrize("key", ["~title", "~", "title.en", "a[0]", "parties.0.side", "organisatio council"])
def test_a_key_of_any_letters_is_told_as_unknown(key: str, tmp_path: Path) -> None:
    text = f"title: {{en: Example}}\nkind: declaration\nparties:\n  - side: own\n    {key!r}: x\n{key!r}: y\n"
    root = unpack(f"==> agreements/example-2001.yaml\n{text}", tmp_path / "data")
    told = [each.message for each in check(root).findings if each.code == "S301"]
    assert told == [f"the key {key!r} is unknown here"] * 2
