"""The public treaty database of the United Kingdom, asked in memory and in a store: its own table judges the answers.

``treaties.tsv`` has rows of UK Treaties Online (Crown copyright, Open Government Licence v3.0), from the public
repository ukparliament/uk-treaties: some for each question, and some that answer none.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import dialogues
from dialogues.cli import cli
from dialogues.store.sync import build
from treaty_questions import FILTERS, SEARCHES, Question, Row, rows_of

TABLE = Path(__file__).parent / "treaties.tsv"
MAP = Path(__file__).parent.parent / "examples" / "import" / "treaty-database.toml"
MANIFEST = 'format: "1.1"\ntitle: {en: X}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\nown: GB\n'

pytestmark = pytest.mark.checkout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("treaties")
    (data / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
    done = CliRunner().invoke(cli, ["import", str(TABLE), "--map", str(MAP), "--data", str(data), "--partial"])
    assert done.exit_code == 0, done.output
    return data


@pytest.fixture(scope="module", params=["memory", "SQLite"])
def asked(request: pytest.FixtureRequest, folder: Path) -> dialogues.Registry:
    if request.param == "memory":
        return dialogues.load(folder)
    build(folder, folder.parent / "treaties.db")
    return dialogues.open_store(folder.parent / "treaties.db")


@pytest.fixture(scope="module")
def rows(asked: dialogues.Registry) -> list[Row]:
    found = rows_of(TABLE, asked.agreements)
    assert len(found) == len(TABLE.read_text(encoding="utf-8").splitlines()) - 1
    return found


@pytest.mark.parametrize("question", FILTERS, ids=lambda each: each.asked)
def test_filters_answer_as_the_table_does_in_order_of_time(
    asked: dialogues.Registry, rows: list[Row], question: Question
) -> None:
    expected = [row["key"] for row in rows if question.judge(row)]
    assert expected
    assert [*question.ask(asked)] == expected


@pytest.mark.parametrize("question", SEARCHES, ids=lambda each: each.asked)
def test_searches_find_what_the_table_has_page_by_page(
    asked: dialogues.Registry, rows: list[Row], question: Question
) -> None:
    expected = [row["key"] for row in rows if question.judge(row)]
    assert bool(expected) == ("syntax" not in question.asked)
    found = [*question.ask(asked)]
    assert sorted(found) == sorted(expected)
    assert [*question.ask(asked)] == found
