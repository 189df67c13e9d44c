"""What hatchling runs when it builds a wheel or an editable install: the catalogues of messages are compiled."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MESSAGES = Path("src", "dialogues", "languages", "messages")
IN_THE_WHEEL = "dialogues/languages/messages"


class CompiledMessages(BuildHookInterface):  # type: ignore[type-arg]  # of a configuration that nothing here reads
    """Puts a ``.mo`` where each ``.po`` would be; in an editable install beside it, where git ignores it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; for a wheel into a folder that is gone when the build is over."""
        sources = sorted((Path(self.root) / MESSAGES).glob("*.po"))
        if version == "editable":
            for source in sources:
                _compile(source, source.with_suffix(".mo"))
            return
        self._folder = tempfile.TemporaryDirectory()
        for source in sources:
            compiled = Path(self._folder.name) / f"{source.stem}.mo"
            _compile(source, compiled)
            build_data["force_include"][str(compiled)] = f"{IN_THE_WHEEL}/{compiled.name}"


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as text, target.open("wb") as binary:
        write_mo(binary, read_po(text))
