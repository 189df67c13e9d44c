"""Writing into hand-written files: only what an edit asks for changes, and a file is old or new, never half."""

from dialogues.writing.applying import apply
from dialogues.writing.files import replace_file
from dialogues.writing.scalars import write_scalar

__all__ = ["apply", "replace_file", "write_scalar"]
