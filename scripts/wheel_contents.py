"""What hatchling runs when it builds a wheel or an editable install: what is made of other files, and not kept."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MESSAGES = Path("src", "dialogues", "languages", "messages")
MESSAGES_IN_THE_WHEEL = "dialogues/languages/messages"
SNAPSHOT_IN_THE_WHEEL = "dialogues/files/bundled.json"


class WheelContents(BuildHookInterface):  # type: ignore[type-arg]  # of a configuration that nothing here reads
    """Compiles the messages, a ``.mo`` for each ``.po``, and reads the bundled registry once for all who install it.

    In an editable install the messages stand beside their sources, where git ignores them, and the registry is read.
    """

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
            build_data["force_include"][str(compiled)] = f"{MESSAGES_IN_THE_WHEEL}/{compiled.name}"
        snapshot = Path(self._folder.name) / "bundled.json"
        if write_snapshot(Path(self.root), snapshot):
            build_data["force_include"][str(snapshot)] = SNAPSHOT_IN_THE_WHEEL


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as text, target.open("wb") as binary:
        write_mo(binary, read_po(text))


def write_snapshot(root: Path, target: Path) -> bool:
    """Write what the files of the bundled registry say; nothing where one of them has to be looked at closer."""
    sys.path.insert(0, str(root / "src"))
    from dialogues._version import __version__
    from dialogues.files.plain_yaml import plain

    data = root / "data"
    paths = [path for path in sorted(data.rglob("*")) if path.suffix in (".yaml", ".yml", ".json")]
    files = {path.relative_to(data).as_posix(): plain(path.read_text("utf-8")) for path in paths}
    if not all(isinstance(value, dict) for value in files.values()):
        return False
    written = json.dumps({"library": __version__, "files": files}, ensure_ascii=False, separators=(",", ":"))
    target.write_text(written, "utf-8")
    return True
