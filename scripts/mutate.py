"""Runs mutmut over a sample of the mutants of the check and its rules, in a copy, and writes ``docs/mutation.md``.

mutmut leaves decorated functions alone, and every rule is one: in the copy, decorators become calls below them.
``make mutation`` runs it; ``python scripts/mutate.py FOLDER --sample N --seed S`` takes others, ``--sample 0`` all.
The folder is made and kept: the modules in it have every mutant as a function of its own.
"""

from __future__ import annotations

import argparse
import ast
import math
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOOR = 88  # per cent of the mutants that the tests must find
COPIED = (
    "src", "tests", "data", "schemas", "docs", "examples", "scripts", "README.md", "CONTRIBUTING.md", "pyproject.toml",
)  # fmt: skip
MUTATED = "src/dialogues/checks"
RULES = "dialogues.checks.rules"
TESTS = (
    "tests/test_rules.py", "tests/test_slips.py", "tests/test_check.py", "tests/test_hints.py", "tests/test_fixing.py",
    "tests/test_between_file_and_value.py", "tests/test_many_findings.py", "tests/test_reports.py", "tests/test_ci.py",
)  # fmt: skip
HEAD = """# Mutation testing of the rules and the check

`make mutation` writes this page: mutmut {mutmut} makes {every:,} mutants of `{modules}`, and a random
sample of {count:,} (seed {seed}) is tried, each with the tests that reach what it changes:
{tests}.

The tests find **{share:.1f} %** of the sample (95 % interval {low:.1f} to {high:.1f}); the floor is {floor} %. A mutant
that ran out of time, or that no test reaches, is not counted as found. mutmut leaves decorated functions alone, and
every rule is one: in the copy, decorators are written as calls.

"""


def without_decorators(source: str) -> str:
    """Write ``@rule(…)`` or ``@cache`` above a function as ``name = rule(…)(name)`` below it."""
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            decorator = node.decorator_list[0]
            assert node.end_lineno is not None
            assert decorator.end_lineno is not None
            written = ast.get_source_segment(source, decorator) or ""
            lines.insert(node.end_lineno, f"\n\n{node.name} = {written}({node.name})\n")
            del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "".join(lines)


def main() -> None:
    """Make the copy, mutate it, try the sample and write the page."""
    parser = argparse.ArgumentParser(description="Mutation testing of the check; docs/mutation.md is written.")
    parser.add_argument("folder", type=Path, help="where the copy is made")
    parser.add_argument("--sample", type=int, default=100, help="how many mutants; 0 for all  [100]")
    parser.add_argument("--of", default=RULES, help=f"the modules whose mutants are tried  [{RULES}]")
    parser.add_argument("--seed", type=int, default=22, help="of the sample  [22]")
    parser.add_argument("--names", type=Path, help="a file with the names of the mutants to try; no page is written")
    asked = parser.parse_args()
    names = [name for name in copy_mutated(asked.folder) if name.startswith(asked.of)]
    if asked.names:
        chosen = asked.names.read_text(encoding="utf-8").split()
    else:
        count = min(asked.sample or len(names), len(names))
        chosen = random.Random(asked.seed).sample(names, count)  # noqa: S311  # a sample, and no secret
    results = tried(asked.folder, chosen)
    if asked.names:
        print("".join(f"{name}: {state}\n" for name, state in results.items()), end="")
    else:
        text = page(results, asked, len(names))
        (ROOT / "docs" / "mutation.md").write_text(text, encoding="utf-8")


def copy_mutated(folder: Path) -> list[str]:
    """Copy what the tests need, with all mutants in the modules, and name the mutants."""
    from mutmut.mutation.file_mutation import mutate_file_contents  # here: mutmut is installed for this alone
    from mutmut.utils.format_utils import get_mutant_name

    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    names: list[str] = []
    for path in sorted((folder / MUTATED).rglob("*.py")):
        file = path.relative_to(folder)
        made = mutate_file_contents(str(file), without_decorators(path.read_text(encoding="utf-8")))
        path.write_text(made.code, encoding="utf-8")
        names += [get_mutant_name(file, name) for name in made.mutant_names]
    return names


def tried(folder: Path, chosen: list[str]) -> dict[str, str]:
    """Try mutants, and give what became of each."""
    (folder / "chosen.txt").write_text("\n".join(chosen), encoding="utf-8")
    paths = os.pathsep.join([str(folder.resolve() / "src"), str(Path(__file__).parent)])
    subprocess.run(  # noqa: S603  # our tests
        [
            *(sys.executable, "-m", "pytest", "-q", "-n0", "-m", "not checkout", "--hypothesis-profile=ci"),
            *("-p", "no:cacheprovider", "-p", "mutants_tried", "-o", "tmp_path_retention_policy=none"),
            *("--basetemp", tempfile.mkdtemp(), *TESTS),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "MUTATION_TESTS": " ".join(TESTS), "MUTANT_UNDER_TEST": "stats"},
        check=True,
    )
    lines = (folder / "results.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ") for line in lines)


def interval(found: int, count: int) -> tuple[float, float]:
    """Give Wilson's interval of 95 % for a share, in per cent."""
    z, share = 1.96, found / count
    middle, spread = share + z * z / (2 * count), z * math.sqrt(share * (1 - share) / count + z * z / (4 * count**2))
    whole = 1 + z * z / count
    return 100 * (middle - spread) / whole, 100 * (middle + spread) / whole


def page(states: dict[str, str], asked: argparse.Namespace, every: int) -> str:
    """Write the figures, and every mutant that no test found, by module and function."""
    counted = Counter(states.values())
    low, high = interval(counted["killed"], len(states))
    head = HEAD.format(
        mutmut=f"{version('mutmut')} on Python {platform.python_version()}",
        every=every,
        count=len(states),
        seed=asked.seed,
        modules=asked.of,
        tests=",\n".join(", ".join(f"`{name}`" for name in TESTS[at : at + 4]) for at in range(0, len(TESTS), 4)),
        share=100 * counted["killed"] / len(states),
        low=low,
        high=high,
        floor=FLOOR,
    )
    table = ["| mutants | number |", "|---|--:|", *(f"| {state} | {counted[state]:,} |" for state in sorted(counted))]
    return "\n".join([head + "\n".join(table), f"| all | {len(states):,} |", "", *survivors(states)])


def survivors(states: dict[str, str]) -> list[str]:
    """List what no test found, by module and function."""
    left: defaultdict[str, defaultdict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, state in states.items():
        told = re.fullmatch(r"dialogues\.(\S+)\.x_?(\S+)__mutmut_(\d+)", name)
        if state != "killed" and told:
            left[told[1]][told[2].strip("ǁ").replace("ǁ", "."), state].append(told[3])
    lines = ["## Those that no test found", ""]
    for module, functions in sorted(left.items()):
        lines += [f"### {module}: {sum(map(len, functions.values()))}", ""]
        lines += [f"- `{name}`, {state}: {', '.join(found)}" for (name, state), found in sorted(functions.items())]
        lines.append("")
    return lines


if __name__ == "__main__":
    main()
