"""Writes docs/rules.md from the rules. Run with PYTHONPATH=src."""

from __future__ import annotations

from pathlib import Path

from dialogues.checks.formats.rule_pages import document

if __name__ == "__main__":
    Path("docs/rules.md").write_text(document(), encoding="utf-8")
