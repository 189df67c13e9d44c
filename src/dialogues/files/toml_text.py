"""TOML as people save it: read with guards, and what is wrong with it in a sentence."""

from __future__ import annotations

from typing import Any


class NoToml(ValueError):
    """The bytes are no TOML; the text says why."""


def toml_of(content: bytes) -> dict[str, Any]:
    """Read TOML, with or without a byte-order mark. Raises :class:`NoToml` for what is none."""
    import tomllib  # here: most runs read none

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except RecursionError:
        problem = "it is nested too deeply"
    except UnicodeDecodeError as error:
        problem = f"it is not UTF-8: byte {error.start + 1}"
    except tomllib.TOMLDecodeError as error:
        problem = str(error)
    except ValueError:  # of int(), which tomllib lets through
        problem = "a number in it has too many digits"
    raise NoToml(problem)
