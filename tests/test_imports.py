"""What importing the library costs, and what it must not pull in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LAZY = [
    "babel",
    "sqlite3",
    "psycopg",
    "regex",
    "click",
    "pypdf",
    "rapidfuzz",
    "turbohtml",
    "gcld3",
    "importlib.metadata",
    "dialogues.cli",
]
EXTRAS = ["pandas", "duckdb", "openpyxl", "pyoxigraph"]


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize("module", LAZY)
def test_importing_the_library_does_not_import_what_only_some_need(module: str) -> None:
    assert module not in modules_after("import dialogues")


def test_an_export_imports_nothing_that_is_installed_for_other_formats() -> None:
    loaded = modules_after(
        "import dialogues, io\ndialogues.publishing.export(dialogues.load(), io.BytesIO(), 'json')\n"
        "dialogues.to_rows(dialogues.load(), 'agreements')"
    )
    assert not loaded & {*EXTRAS}


def test_a_plain_list_imports_nothing_that_documents_need() -> None:
    loaded = modules_after(
        "from dialogues.cli import cli\ntry: cli.main(['list'], prog_name='dialogues')\nexcept SystemExit: pass"
    )
    assert not loaded & {"rapidfuzz", "pypdf", "turbohtml", "gcld3"}


def test_a_registry_that_names_no_part_of_a_country_and_no_former_one_loads_no_table_of_them() -> None:
    loaded = modules_after("import dialogues\ndialogues.load()")
    assert not loaded & {"dialogues.languages._subdivisions", "dialogues.languages.former_countries"}


def test_a_code_of_a_part_of_a_country_is_checked_without_the_index_of_names() -> None:
    from dialogues.languages import subdivisions

    read = subdivisions.names_of_subdivisions.cache_info
    subdivisions.names_of_subdivisions.cache_clear()
    assert subdivisions.is_subdivision("CA-QC")
    assert subdivisions.subdivision_country("CA-QC") == "CA"
    assert read().currsize == 0
    assert subdivisions.find_subdivisions("Québec")
    assert read().currsize == 1


def test_the_public_names_are_there() -> None:
    import dialogues

    assert all(hasattr(dialogues, name) for name in dialogues.__all__)
    assert {"load", "read", "best_match", "identify_language", "LanguageTag", "Matcher"} <= set(dialogues.__all__)


@pytest.mark.checkout
def test_a_misspelt_name_is_an_error_for_a_type_checker(tmp_path: Path) -> None:
    """Names are looked up when they are first used, and a type checker must not take that for: any name will do."""
    (tmp_path / "slip.py").write_text("from dialogues import laod\nfrom dialogues.records import Agrement\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "slip.py"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stdout == (
        'slip.py:1: error: Module "dialogues" has no attribute "laod"  [attr-defined]\n'
        'slip.py:2: error: Module "dialogues.records" has no attribute "Agrement"; maybe "Agreement"?  [attr-defined]\n'
        "Found 2 errors in 1 file (checked 1 source file)\n"
    )


@pytest.mark.parametrize(
    "module",
    [
        "checks",
        "documents",
        "errors",
        "files",
        "findings",
        "languages",
        "pages",
        "publishing",
        "records",
        "registry",
        "store",
        "vocabulary",
    ],
)
def test_a_public_module_is_there_whatever_ran_before(module: str) -> None:
    assert f"dialogues.{module}" in modules_after(f"import dialogues\nassert dialogues.{module}.__name__")
