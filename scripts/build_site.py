"""Builds the site of the documentation, offline: ``python scripts/build_site.py build/docs``.

The pages are those of the repository, in the same folders, so that a link that works there works here. What can be
taken from the library is: the reference of its public names and of its commands. A warning is an error.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from inspect import isclass, isfunction
from pathlib import Path

import click
from sphinx.cmd.build import build_main

import dialogues
from dialogues import http
from dialogues.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "LICENSE-DATA.md")
FOLDERS = ("docs", "examples")

CONFIGURATION = f"""\
project = "dialogues"
version = release = "{dialogues.__version__}"
copyright = "the dialogues developers"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "dialogues {dialogues.__version__}"
html_copy_source = False
html_show_sphinx = False
templates_path = []
suppress_warnings = ["misc.highlighting_failure"]  # pages show what is wrong on purpose
myst_heading_anchors = 4
myst_enable_extensions = ["fieldlist"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 80
"""

INDEX = """\
# dialogues

Agreements, their texts in several languages, and what hangs on them: typed, checked, answered in the reader's language.

- **I run a service**: the best text for each reader, headers and caching done right. → [In a service](docs/service.md)
- **I write scripts, or do research**: typed values, every statement with its source. → [In research](docs/research.md)
- **I keep the records**: files to write by hand, and a check like a linter's. → [Curating](docs/curating.md),
  [the data format](docs/data-format.md), [the check](docs/checking.md)

Or read [what it is and what it does](README.md), or [the library in five minutes](docs/index.md).

![The agreements and what came of them, by partner and year](docs/timeline.svg)

"""

CONTENTS = {
    "Begin": ("What it is and does <README>", "docs/index", "docs/installing", "docs/comparison", "docs/questions"),
    "Guides": ("docs/service", "docs/research", "docs/curating", "docs/checking", "docs/languages", "docs/names",
               "docs/searching", "docs/dialogues", "docs/pages", "docs/documents", "docs/exporting", "docs/releases",
               "docs/storing", "docs/workers", "docs/site", "docs/terminal", "examples/registries/README",
               "examples/import/README"),
    "Reference": ("reference/python", "reference/errors", "reference/commands", "docs/data-format", "docs/rules",
                  "docs/json", "docs/data-dictionary", "docs/environment", "docs/versions", "CHANGELOG"),
    "Behind it": ("docs/design", "docs/performance", "docs/siege", "docs/mutation", "SECURITY", "CONTRIBUTING",
                  "LICENSE-DATA", "docs/releasing"),
}  # fmt: skip


def index() -> str:
    """Write the first page, with the contents of the site."""
    listed = {page for pages in CONTENTS.values() for page in pages}
    pages = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md"))
    others = sorted({path.relative_to(ROOT).with_suffix("").as_posix() for path in pages} - listed)
    trees = (
        f"```{{toctree}}\n:caption: {caption}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n"
        for caption, pages in (*CONTENTS.items(), *([("More", others)] if others else []))
    )
    return INDEX + "\n".join(trees)


def python_names() -> str:
    """Write the reference of the public names but the exceptions."""
    return "# Python names\n\n" + "\n".join(_names(errors=False))


def error_names() -> str:
    """Write the reference of the exceptions."""
    head = "Each is a `dialogues.DialoguesError`, with the `status` of an HTTP answer and a `problem()`."
    return f"# Exceptions\n\n{head}\n\n" + "\n".join(_names(errors=True))


def _names(*, errors: bool) -> Iterator[str]:
    names = [(f"dialogues.{name}", getattr(dialogues, name)) for name in dialogues.__all__]
    names += [(f"dialogues.http.{name}", value) for name, value in vars(http).items() if _is_of_http(name, value)]
    for name, value in names:
        if (isclass(value) and issubclass(value, Exception)) is errors:
            kind = "autofunction" if isfunction(value) else "autoexception" if errors else "autoclass"
            members = "" if isfunction(value) or errors else "   :members:\n"
            yield f"## {name}\n\n```{{eval-rst}}\n.. {kind}:: {name}\n{members}```\n"


def _is_of_http(name: str, value: object) -> bool:
    return not name.startswith("_") and getattr(value, "__module__", "") == http.__name__


def commands() -> str:
    """Write the reference of the commands, as each tells of itself."""
    context = click.Context(cli, info_name="dialogues", max_content_width=96, terminal_width=96)
    parts = ["# Commands\n", "```text", cli.get_help(context).rstrip(), "```\n"]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        below = click.Context(command, info_name=name, parent=context, max_content_width=96, terminal_width=96)
        parts += [f"## dialogues {name}\n", "```text", command.get_help(below).rstrip(), "```\n"]
    return "\n".join(parts)


def _without_folders(page: Path) -> None:
    """Let links to folders, which a site has no page of, lead to the page within, or be words alone."""

    def linked(found: re.Match[str]) -> str:
        text, target = found.groups()
        if not (page.parent / target).is_dir():
            return found[0]
        return f"[{text}]({target.rstrip('/')}/README.md)" if (page.parent / target / "README.md").exists() else text

    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"\[([^\]\n]+)\]\(([^)#:\s]+)\)", linked, text), encoding="utf-8")


def write(source: Path) -> None:
    """Lay out what the site is made of."""
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    for name in PAGES:
        shutil.copy(ROOT / name, source / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for page in source.rglob("*.md"):
        _without_folders(page)
    (source / "reference").mkdir()
    made = {
        "conf.py": CONFIGURATION,
        "index.md": index(),
        "reference/python.md": python_names(),
        "reference/errors.md": error_names(),
        "reference/commands.md": commands(),
    }
    for name, text in made.items():
        (source / name).write_text(text, encoding="utf-8")


def build(folder: Path) -> int:
    """Build the site in a folder's ``html``; give 0 where nothing was amiss."""
    write(folder / "source")
    shutil.rmtree(folder / "html", ignore_errors=True)
    options = ("--fail-on-warning", "--keep-going", "--quiet", "--fresh-env", "--doctree-dir", str(folder / "doctrees"))
    return build_main(["-b", "html", *options, str(folder / "source"), str(folder / "html")])


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1])))
