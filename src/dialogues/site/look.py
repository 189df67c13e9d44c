"""What a site looks like by the word of its registry's manifest: its name, its logo, its one colour."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from dialogues.errors import CannotWrite
from dialogues.files.logo import read_logo
from dialogues.records.contrast import DARK, LIGHT, mixed, shade

if TYPE_CHECKING:
    from dialogues.languages.localised import LocalisedText
    from dialogues.records import Manifest
    from dialogues.records.manifest import Accent

_KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
_TINT = {"light": 0.1, "dark": 0.16}
"""How much of the colour is in the tint behind the counts of a table."""


class Icon(NamedTuple):
    """The picture beside the name of the site."""

    path: str
    """Where it is, from the root of the site."""
    kind: str
    """Its media type."""


OURS = Icon("assets/icon.svg", _KINDS[".svg"])
"""The library's, where nobody has another one."""


@frozen
class Look:
    """What is the publisher's own on a site."""

    name: LocalisedText | None = None
    """What the site is called; None where it is called as its registry."""
    icon: Icon = OURS
    """The logo."""
    files: dict[str, bytes] = field(factory=dict)
    """The logo and the colours as files, by their paths."""


def look_of(manifest: Manifest | None, home: Path | None, templates: Path | None) -> Look:
    """Read what a manifest says of its site; what the folder of ``templates`` has comes before it.

    Raises :class:`~dialogues.errors.CannotWrite` for a logo that is not in ``home``, or cannot be shown to everybody.
    """
    told = None if manifest is None else manifest.site
    if told is None:
        return Look()
    files: dict[str, bytes] = {}
    icon = OURS
    if told.logo is not None and home is not None and not _has(templates, "icon.svg"):
        content, problem = read_logo(home, told.logo)
        if problem:
            raise CannotWrite(told.logo, f"the manifest names it as the logo of the site, and {problem}")
        suffix = told.logo[-4:].lower()
        icon = Icon(f"assets/logo{suffix}", _KINDS[suffix])
        files[icon.path] = content
    if told.accent is not None and not _has(templates, "brand.css"):
        files["assets/brand.css"] = _style(told.accent).encode()
    return Look(told.name, icon, files)


def _has(templates: Path | None, asset: str) -> bool:
    return templates is not None and (templates / "assets" / asset).is_file()


def _style(accent: Accent) -> str:
    dark = accent.dark or shade(accent.light, DARK)
    return (
        "/* The colour that the registry's manifest names. */\n"
        f":root {{ {_rules(accent.light, LIGHT[0], 'light')} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_rules(dark, DARK[0], 'dark')} }} }}\n"
    )


def _rules(colour: str, paper: str, scheme: str) -> str:
    return f"--accent: {colour}; --accent-tint: {mixed(colour, paper, _TINT[scheme])};"
