"""Writing into hand-written files: only what an edit asks for changes, and a file is old or new, never half."""

from dialogues.writing.applying import append_item, apply
from dialogues.writing.files import replace_file
from dialogues.writing.scalars import write_scalar

__all__ = ["append_item", "apply", "replace_file", "write_scalar"]
