"""Runs mutmut over the rules and the check, in a copy of the checkout, and writes ``docs/mutation.md``.

mutmut leaves decorated functions alone, and every rule is one: in the copy, decorators become calls below them.
Run as ``python scripts/mutate.py FOLDER`` with mutmut installed; the folder is made and kept for ``mutmut browse``.
"""

from __future__ import annotations

import ast
import platform
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOOR = 85  # per cent of the mutants that the tests must find
COPIED = ("src", "tests", "data", "schemas", "docs", "examples", "scripts", "README.md", "CONTRIBUTING.md")
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = [
  "src/dialogues/checks/rules/*", "src/dialogues/checks/check.py", "src/dialogues/checks/judge.py",
  "src/dialogues/records/date_words.py",
]
pytest_add_cli_args_test_selection = ["tests/test_rules.py", "tests/test_check.py", "tests/test_dates.py"]
pytest_add_cli_args = ["-m", "not checkout", "-p", "no:cacheprovider", "-k", "not error_to_no_rule"]
also_copy = ["data", "schemas", "docs", "examples", "pyproject.toml", "README.md"]
"""

HEAD = """# Mutation testing of the rules and the check

Written by `python scripts/mutate.py FOLDER`, with mutmut {mutmut} on Python {python}; about 12 minutes on two cores.
The files under mutation are `checks/rules/`, `checks/check.py`, `checks/judge.py` and `records/date_words.py`.
The tests are `tests/test_rules.py`, which compares the findings of every example, `tests/test_check.py` and
`tests/test_dates.py`.

The tests find {share:.1f} % of the mutants; the floor is {floor} %. A mutant that ran out of time is not counted as
found. mutmut leaves decorated functions alone, and every rule is one: in the copy, decorators are written as calls.

"""


def without_decorators(source: str) -> str:
    """Write ``@rule(…)`` above a function as ``name = rule(…)(name)`` below it."""
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            decorator = node.decorator_list[0]
            written = ast.get_source_segment(source, decorator) or ""
            if not written.startswith("rule("):
                continue
            assert node.end_lineno is not None
            lines.insert(node.end_lineno, f"\n\n{node.name} = {written}({node.name})\n")
            del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "".join(lines)


def main(folder: Path) -> None:
    """Make the copy, mutate it and print the results."""
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    for path in (folder / "src" / "dialogues" / "checks" / "rules").glob("*.py"):
        path.write_text(without_decorators(path.read_text(encoding="utf-8")), encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + SETTINGS
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mutmut", "run"], cwd=folder, check=False)
    results = subprocess.run(
        [sys.executable, "-m", "mutmut", "results", "--all", "true"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    (ROOT / "docs" / "mutation.md").write_text(page(results), encoding="utf-8")


def page(results: str) -> str:
    """Write the figures, and every mutant that no test found, by module and function."""
    told = re.findall(r"^ *dialogues\.(\S+)\.x_?(\S+)__mutmut_(\d+): (.+)$", results, re.MULTILINE)
    counted = Counter(state for *_, state in told)
    share = 100 * counted["killed"] / len(told)
    left: defaultdict[str, defaultdict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for module, function, number, state in told:
        if state != "killed":
            left[module][function.strip("ǁ").replace("ǁ", "."), state].append(number)
    lines = [HEAD.format(floor=FLOOR, share=share, mutmut=version("mutmut"), python=platform.python_version())]
    lines += ["| mutants | number |", "|---|--:|", *(f"| {state} | {counted[state]:,} |" for state in sorted(counted))]
    lines += [f"| all | {len(told):,} |", "", "## Those that no test found", ""]
    for module, functions in sorted(left.items()):
        lines += [f"### {module}: {sum(map(len, functions.values()))}", ""]
        lines += [f"- `{name}`, {state}: {', '.join(found)}" for (name, state), found in sorted(functions.items())]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
