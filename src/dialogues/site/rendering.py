"""Rendering the templates of a site: the library's, and those of a ministry in their place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from dialogues.errors import CannotWrite, MissingDependency

if TYPE_CHECKING:
    from jinja2 import Environment, Template

HERE = Path(__file__).parent / "templates"


class Templates:
    """The templates of a site; those in a folder of one's own come before the library's."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._read: dict[str, Template] = {}

    def render(self, name: str, told: Mapping[str, Any]) -> bytes:
        """Write a page with a template.

        Raises :class:`~dialogues.errors.CannotWrite` where one of somebody's own cannot be used, with its file, the
        line and what is wrong, and :class:`~dialogues.errors.MissingDependency` without Jinja2.
        """
        try:
            if name not in self._read:
                self._read[name] = self._environment.get_template(name)
            return self._read[name].render(told).encode()
        except MissingDependency:
            raise
        except Exception as error:
            # A template is a program: whatever it raises is told to who wrote it. Ours are tested, and those in their
            # place say so by the frame that it was raised in.
            if self._own is None:
                raise
            raise CannotWrite(self._place(error, name), f"the template cannot be used: {error}") from error

    def _place(self, error: Exception, name: str) -> str:
        """Give the file that was being read or run, with the line where that is known."""
        if isinstance(error, UnicodeDecodeError):
            return self._undecodable(name)
        # One's own comes first: what it asks of the library's may break there.
        frames = sorted(
            (each for each in extract_tb(error.__traceback__) if self._is_a_template(each.filename)),
            key=lambda each: self._own is not None and Path(each.filename).is_relative_to(self._own),
        )
        line = getattr(error, "lineno", None)  # of what is no template, jinja2.TemplateSyntaxError has file and line
        if line is not None:
            return f"{getattr(error, 'filename', None) or name}:{line}"
        return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else name

    def _undecodable(self, name: str) -> str:
        for each in sorted(self._own.rglob("*.html")) if self._own is not None else ():
            try:
                each.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                return str(each)
        return name

    def _is_a_template(self, file: str) -> bool:
        return any(each is not None and Path(file).is_relative_to(each) for each in (self._own, HERE))

    @cached_property
    def _environment(self) -> Environment:
        if find_spec("jinja2") is None:
            raise MissingDependency("making a site", "policy-dialogues[site]")
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: an extra

        return Environment(
            loader=FileSystemLoader([str(each) for each in (self._own, HERE) if each is not None]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            keep_trailing_newline=True,
        )
