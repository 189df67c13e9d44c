r"""A folder written as one text: what an example holds can be read at a glance.

``==> path`` starts a file; ``==> path -> target`` is a link, ``==> path/`` a folder, ``==> path [latin-1]`` a file in
another encoding, ``==> path [2 MB]`` one that is filled up, ``==> path [raw]`` one in which ``\u2028`` is the character,
``==> path [pdf]`` a PDF with a page for each word, ``==> path [pdf with a damaged page]`` one that nobody can read.
A manifest is added, but for ``==> no registry.yaml``.
"""

from __future__ import annotations

import re
from pathlib import Path

from pdfs import DAMAGED, pdf

MANIFEST = 'format: "1.1"\ntitle: {en: Examples}\nversion: 1\ndate: 2026-11-24\nlicence: MIT\n'
_HEAD = re.compile(r"^==> (.*)\n", re.MULTILINE)


def unpack(text: str, root: Path) -> Path:
    """Write the files of a bundle into a folder."""
    root.mkdir(parents=True)
    pieces = _HEAD.split(text)
    if not any(head in ("registry.yaml", "no registry.yaml") for head in pieces[1::2]):
        (root / "registry.yaml").write_text(MANIFEST)
    for head, content in zip(pieces[1::2], pieces[2::2], strict=True):
        name, _, rest = head.partition(" -> " if " -> " in head else " [")
        path = root / name
        if head.startswith("no "):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        elif " -> " in head:
            path.symlink_to(rest)
        elif rest == "2 MB]":
            path.write_text(content + "# " + "x" * 2_000_000)
        elif rest == "raw]":
            path.write_text(content.encode("latin-1").decode("unicode_escape"), encoding="utf-8")
        elif rest == "pdf with a damaged page]":
            path.write_text(DAMAGED)
        elif rest == "pdf]":
            path.write_bytes(pdf(content.split()))
        else:
            path.write_text(content, encoding="latin-1" if rest else "utf-8")
    return root
