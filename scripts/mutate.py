"""Runs mutmut over the rules and the check, in a copy of the checkout, and prints what it says of the tests.

mutmut leaves decorated functions alone, and every rule is one: in the copy, decorators become calls below them.
Run as ``python scripts/mutate.py FOLDER`` with mutmut installed; the folder is made and kept for ``mutmut browse``.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPIED = ("src", "tests", "data", "schemas", "docs", "examples", "scripts", "README.md", "CONTRIBUTING.md")
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["src/dialogues/rules/*", "src/dialogues/checking.py", "src/dialogues/judging.py"]
pytest_add_cli_args_test_selection = ["tests/test_rules.py", "tests/test_check.py"]
pytest_add_cli_args = ["-m", "not checkout", "-p", "no:cacheprovider"]
also_copy = ["data", "schemas", "docs", "examples", "pyproject.toml", "README.md"]
"""


def without_decorators(source: str) -> str:
    """Write ``@rule(…)`` above a function as ``name = rule(…)(name)`` below it."""
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            decorator = node.decorator_list[0]
            written = ast.get_source_segment(source, decorator) or ""
            if not written.startswith(("rule(", "told_while_reading(")):
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
    for path in (folder / "src" / "dialogues" / "rules").glob("*.py"):
        path.write_text(without_decorators(path.read_text(encoding="utf-8")), encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + SETTINGS
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mutmut", "run"], cwd=folder, check=False)
    subprocess.run([sys.executable, "-m", "mutmut", "results"], cwd=folder, check=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
