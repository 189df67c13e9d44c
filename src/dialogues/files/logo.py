"""The logo of a registry's site: a file of its folder, read with care, since a site shows it to everybody."""

from __future__ import annotations

import os
import re
from pathlib import Path

from dialogues.documents.file_bytes import open_file, read_attached

MAX_BYTES = 500_000
"""The largest logo: each page asks for it."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
# What runs, or asks for something elsewhere, when the picture is opened by itself.
_ACTIVE = (
    (re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE), "it has a document type, which may define anything"),
    (
        re.compile(r"<(?:[^\s<>/:]+:)?(?:script|foreignObject|animate|set\b)|\son\w+\s*=|javascript:", re.IGNORECASE),
        "it has parts that run or move",
    ),
    (
        re.compile(
            r"(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg);)|url\(\s*[\"']?\s*(?!#)|@import", re.IGNORECASE
        ),
        "it asks for something outside of itself",
    ),
)


def read_logo(root: Path, file: str) -> tuple[bytes, str]:
    """Give the bytes of a logo below a folder, or why it cannot be used; never raises for what it finds there."""
    facts = read_attached(root, file)
    if facts.problem:
        return b"", facts.problem
    if facts.size > MAX_BYTES:
        return b"", f"it has {facts.size:,} bytes, and each page asks for it: at most {MAX_BYTES:,}"
    try:
        with open_file(os.path.join(root, file)) as stream:  # noqa: PTH118  # a path of the manifest, with slashes
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return b"", f"it cannot be read: {(error.strerror or str(error)).lower()}"
    problem = _problem_of_png(content) if file.lower().endswith(".png") else _problem_of_svg(content)
    return (b"", problem) if problem else (content, "")


def _problem_of_png(content: bytes) -> str:
    return "" if content.startswith(_PNG) else "it is no PNG"


def _problem_of_svg(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "it is no SVG in UTF-8"
    problem = next((told for pattern, told in _ACTIVE if pattern.search(text)), "")
    return problem or ("" if _SVG.search(text) else "it is no SVG")
