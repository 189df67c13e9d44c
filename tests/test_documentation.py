"""What pages say of the code that no example shows: variables, figures, names that are promised, the picture."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest

import dialogues
from dialogues.cli import _COMMANDS, _PIPE_CLOSED, _STOPPED, cli

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.checkout


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert len(page("README.md").splitlines()) <= 120


QUESTIONS = (
    page("README.md").partition("| a newcomer asks |")[2].partition("\n\n")[0] if (ROOT / "README.md").exists() else ""
)


def test_the_readme_answers_what_a_newcomer_asks() -> None:
    text = page("README.md")
    assert text.splitlines()[2].startswith("Agreements, their texts in several languages")  # what it is
    for asked in ("my agreements", "the best language", "check my files", "as CSV"):
        assert f"**{asked}**" in QUESTIONS
    assert text.index("| a newcomer asks |") < text.index("## Two commands")
    assert len(registry_tables := dialogues.publishing.TABLES) == 34, len(registry_tables)


@pytest.mark.parametrize("call", re.findall(r"`dialogues (.*?)`", QUESTIONS))
def test_an_answer_of_the_readme_is_a_command_that_works(call: str, tmp_path: Path) -> None:
    arguments = [each.replace("examples/", f"{ROOT}/examples/") for each in shlex.split(call)]
    command = [sys.executable, "-m", "dialogues", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    if "new registry" in call:
        again = [sys.executable, "-m", "dialogues", "check", "."]
        assert subprocess.run(again, capture_output=True, check=False, cwd=tmp_path).returncode == 0
    if call == "export --output out":
        assert len([*(tmp_path / "out").glob("*.csv")]) == 34


def test_no_word_of_the_pages_is_misspelt() -> None:
    """By the list of common mistakes that ``make docs`` asks."""
    recipe = re.findall(r"\$\(BIN\)/codespell (.*)", page("Makefile"))[0].split()
    command = [sys.executable, "-m", "codespell_lib", *recipe]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, encoding="utf-8")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    wrong = subprocess.run([*command[:3], "-"], input="recieve", capture_output=True, text=True, check=False, cwd=ROOT)
    assert "receive" in wrong.stdout


def test_the_readme_names_every_command() -> None:
    table = page("README.md").partition("| to … | commands |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)[^`]*`", table)) == set(cli.list_commands(click.Context(cli)))


def test_the_environment_variables_of_the_page_are_those_that_the_code_reads() -> None:
    rows = re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", page("docs/environment.md"), flags=re.MULTILINE)
    told = set(re.findall(r"[A-Z_]+", " ".join(rows)))
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", source)) - {"PYTHONPATH"}
    read |= set(re.findall(r"= \"(DIALOGUES_[A-Z]+)\"", source))
    # click reads the first, platformdirs the second.
    assert told - {"_DIALOGUES_COMPLETE", "XDG_CACHE_HOME"} == read


def test_the_commands_whose_answer_can_be_a_no_are_those_that_the_page_tells() -> None:
    """By what their modules end with; 2 and what a shell gives for a stopped program are of all commands."""
    rows = page("docs/environment.md").partition("| command | 1 is |")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(\w+)`", re.sub(r"\|[^|]*\|$", "|", rows, flags=re.MULTILINE)))
    ending = re.compile(r"sys\.exit\((?!2\))")
    found = set()
    for name, (place, _) in _COMMANDS.items():
        module = ROOT / "src" / "dialogues" / "cli" / f"{place.partition(':')[0]}.py"
        if ending.search(module.read_text(encoding="utf-8")):
            found.add(name)
    assert told == found
    general = re.findall(r"^\| ([\d, ]+) \|", page("docs/environment.md"), flags=re.MULTILINE)
    assert {int(code) for each in general for code in each.split(",")} == {0, 1, 2, _STOPPED, _PIPE_CLOSED}


@pytest.mark.parametrize("name", ["README.md", "docs/comparison.md"])
def test_a_figure_that_a_page_boasts_of_is_one_that_was_measured(name: str) -> None:
    """Each number with a fraction stands in the page of measurements, or names a licence, a version or a norm."""
    text = re.sub(
        r"```.*?```|\(.*?\.md.*?\)|CC[ -]BY[ -]4\.0|Unicode-3\.0|Python 3\.\d+|q=0\.\d", "", page(name), flags=re.DOTALL
    )
    measured = set(re.findall(r"\d+\.\d+", page("docs/performance.md")))
    told = re.findall(r"\d+\.\d+", text)
    assert len(told) >= 10
    assert [each for each in told if each not in measured] == []


def test_the_modules_that_are_promised_are_those_that_the_package_gives() -> None:
    row = re.findall(r"^\| the public modules \| (.*) \|$", page("docs/versions.md"), flags=re.MULTILINE)[0]
    for name in (told := re.findall(r"`(\w+)`", row)):
        assert getattr(dialogues, name).__name__ == f"dialogues.{name}"
    assert set(told) == set(dialogues._PUBLIC_MODULES)


def test_the_notebook_runs() -> None:
    """Every cell in its order, in one namespace, as a kernel would; what its tables show is what the registry says."""
    notebook = json.loads(page("examples/research.ipynb"))
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                assert (cell["outputs"], cell["execution_count"]) == ([], None)
                exec(compile("".join(cell["source"]), cell["id"], "exec"), names)  # noqa: S102  # our own cells
    assert printed.getvalue().splitlines()[0] == "without a date: china-2020-plan, india-2019"
    assert int(names["coverage"].loc["BR", "pt"]) == 1
    assert int(names["per_year"].sum()) > 30
    assert len(names["axes"].collections[0].get_segments()) == len(names["dated"]) == 16
    assert names["matrix"].images[0].get_array().shape == names["coverage"].shape
    assert [bar.get_height() for bar in names["counts"].patches] == names["per_year"].tolist()
    names["pyplot"].close("all")
    assert len(names["disputed"]) == int(names["said"]["says"].notna().sum())


def test_the_plot_of_the_page_is_what_its_examples_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of Matplotlib may draw it a little otherwise; what it shows is the same."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import build_plot
    import matplotlib

    with contextlib.redirect_stdout(io.StringIO()):
        drawn = build_plot.picture()
    stored = build_plot.FILE.read_text(encoding="utf-8")
    words = [re.findall(r"<text[^>]*>(.*?)</text>", each) for each in (drawn, stored)]
    assert words[0] == words[1]
    assert {"china-2006", "colombia-2021"} <= set(words[0])
    if f"Matplotlib v{matplotlib.__version__}," in stored:
        assert drawn == stored


# What a release is held to


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout, and distributions of it that are as they should be."""
    files = {
        "src/dialogues/_version.py": '__version__ = "0.3.0"\n',
        "src/dialogues/py.typed": "",
        "src/dialogues/languages/messages/es.po": "",
        "data/registry.yaml": "",
        "schemas/1.1/agreement.json": "{}",
        "docs/index.md": "",
        "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n## 0.3.0 (2026-12-01)\n\n- New.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


INFO = "policy_dialogues-0.3.0.dist-info"
WHEEL = [
    "dialogues/_version.py", "dialogues/py.typed", "dialogues/files/bundled.json", "dialogues/languages/messages/es.mo", "dialogues/data/registry.yaml", "dialogues/schemas/1.1/agreement.json",
    f"{INFO}/METADATA", f"{INFO}/RECORD", f"{INFO}/entry_points.txt", f"{INFO}/licenses/LICENSE",
    f"{INFO}/licenses/LICENSE-DATA.md", f"{INFO}/licenses/src/dialogues/languages/LICENSE-Unicode-3.0.txt",
]  # fmt: skip


@pytest.mark.parametrize(
    ("added", "left_out", "expected"),
    [
        ([], [], []),
        ([], ["dialogues/py.typed"], ["dialogues/py.typed is missing"]),
        ([], ["dialogues/languages/messages/es.mo"], ["dialogues/languages/messages/es.mo is missing"]),
        ([], ["dialogues/data/registry.yaml"], ["dialogues/data/registry.yaml is missing"]),
        ([], ["dialogues/files/bundled.json"], ["dialogues/files/bundled.json is missing"]),
        (["tests/conftest.py"], [], ["tests/conftest.py does not belong into it"]),
        (["dialogues/__pycache__/a.pyc"], [], ["dialogues/__pycache__/a.pyc does not belong into it"]),
        ([], [f"{INFO}/licenses/LICENSE"], [f"{INFO}/licenses/LICENSE is missing"]),
    ],
)
def test_a_wheel_that_is_not_whole_is_not_released(
    added: list[str], left_out: list[str], expected: list[str], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import check_release

    wheel = checkout / "a.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in [*WHEEL, *added]:
            if name not in left_out:
                archive.writestr(name, "")
    assert list(check_release.of_wheel(wheel, checkout)) == expected
    assert list(check_release.of_changelog(checkout)) == []


def test_a_release_has_its_number_in_the_changelog_and_both_files(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import check_release

    (checkout / "CHANGELOG.md").write_text("## Unreleased\n\n- New.\n\n## 0.2.0 (2026-01-01)\n", encoding="utf-8")
    (checkout / "dist").mkdir()
    (checkout / "dist" / "policy_dialogues-0.2.0.tar.gz").write_bytes(b"")
    assert check_release.problems(checkout / "dist", checkout) == [
        "policy_dialogues-0.3.0-py3-none-any.whl: is missing",
        "policy_dialogues-0.3.0.tar.gz: is missing",
        "policy_dialogues-0.2.0.tar.gz: is of no version to be released",
        "CHANGELOG.md has no section for 0.3.0",
        "CHANGELOG.md has entries that are of no version",
    ]
