"""Fixtures: the bundled registry, the command line, and where the package under test lies."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dialogues
from dialogues.cli import cli

ROOT = Path(__file__).parent.parent
_CACHE = tempfile.TemporaryDirectory(prefix="dialogues-cache-")


def pytest_configure(config: pytest.Config) -> None:
    for name in ("DIALOGUES_LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"  # whoever runs the tests, the reader is the same
    os.environ["COLUMNS"] = "80"  # and what is printed to no terminal is as wide
    os.environ["DIALOGUES_CACHE"] = _CACHE.name  # nothing is written into the home of whoever runs them
    config.addinivalue_line(
        "markers", "checkout: needs the checkout itself, or takes long: left out where the wheel is tested"
    )
    wheel = os.environ.get("DIALOGUES_WHEEL")
    if wheel and not Path(dialogues.__file__).is_relative_to(Path(wheel).resolve()):
        raise pytest.UsageError(f"the wheel in {wheel} is to be tested, but {dialogues.__file__} was imported")


@pytest.fixture(scope="session", autouse=True)
def _away_from_the_checkout() -> None:
    """Where the wheel is tested, stand in its folder: of a registry that lies below, a command would tell."""
    wheel = os.environ.get("DIALOGUES_WHEEL")
    if wheel:
        os.environ["DIALOGUES_WHEEL"] = str(Path(wheel).resolve())
        os.chdir(os.environ["DIALOGUES_WHEEL"])


@pytest.fixture(scope="session")
def registry() -> dialogues.Registry:
    return dialogues.load()


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command in this process, as a pipe would: no terminal, 80 columns."""

    def run_command(*arguments: str, **options: object) -> Result:
        options["env"] = {"GITHUB_ACTIONS": None, "DIALOGUES_DATA": None, **options.pop("env", {})}  # type: ignore[dict-item]
        return CliRunner().invoke(cli, arguments, prog_name="dialogues", **options)  # type: ignore[arg-type]

    return run_command
