"""How a child is started, so that nothing beside the data decides what code it runs.

The child has the path of a plain interpreter. Behind it, where it can hide nothing, stands what the caller's path adds:
neither the current folder, nor the one that the caller's script lies in, nor a relative entry of PYTHONPATH.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from dialogues.documents import worker

_WORKER = os.path.abspath(worker.__file__)  # noqa: PTH100  # strings, for a command line
_PACKAGE = os.path.dirname(os.path.dirname(_WORKER))  # noqa: PTH120
# The only settings of the interpreter that the child shares; a path among them must be absolute.
_KEPT = ("PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED")
_KEPT_PATHS = ("PYTHONHOME", "PYTHONPYCACHEPREFIX")


def _here() -> str:
    try:
        return os.path.realpath(os.getcwd())  # noqa: PTH109
    except OSError:  # it was removed
        return ""


_BEGUN_IN = _here()  # what ``python -m`` put on the path, wherever the program goes from there


def child_command(*arguments: str) -> list[str]:
    """Give the command line of a child. Raises OSError where there is no interpreter to start."""
    if not sys.executable:
        raise OSError("there is no Python interpreter to read documents with (sys.executable is empty)")
    path = trusted(sys.path, os.environ.get("PYTHONPATH", ""))
    return [os.path.abspath(sys.executable), "-P", "-s", _WORKER, *arguments, _PACKAGE, *path]  # noqa: PTH100


def child_surroundings() -> dict[str, Any]:
    """Give the environment and the folder that a child is started with."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("PYTHON")}
    kept |= {name: os.environ[name] for name in _KEPT if name in os.environ}
    kept |= {name: os.environ[name] for name in _KEPT_PATHS if os.path.isabs(os.environ.get(name, ""))}  # noqa: PTH117
    folder = os.path.dirname(os.path.abspath(sys.executable))  # noqa: PTH100, PTH120
    return {"env": kept, "cwd": folder if os.path.isdir(folder) else None}  # noqa: PTH112


def trusted(path: Sequence[Any], given: str) -> list[str]:
    """Give the entries of a path that a child may have behind its own; ``given`` is the value of PYTHONPATH.

    The folder of this package stays wherever it is: who writes there can change this code anyway.
    """
    absolute = {os.path.realpath(each) for each in given.split(os.pathsep) if os.path.isabs(each)}  # noqa: PTH117
    wanted = {os.path.dirname(os.path.realpath(_PACKAGE)), *absolute}  # noqa: PTH120
    foreign = set(_foreign(given)) - wanted
    return [
        each
        for each in path
        if isinstance(each, str) and os.path.isabs(each) and os.path.realpath(each) not in foreign  # noqa: PTH117
    ]


def _foreign(given: str) -> Iterator[str]:
    yield _BEGUN_IN
    yield _here()
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    if script:
        yield os.path.dirname(os.path.realpath(script))  # noqa: PTH120
    for entry in given.split(os.pathsep):
        if not os.path.isabs(entry):  # noqa: PTH117
            yield os.path.realpath(os.path.join(_BEGUN_IN, entry))  # noqa: PTH118
