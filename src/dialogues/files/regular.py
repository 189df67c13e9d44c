"""A file that is read whole: a regular one, never a pipe that has nothing yet."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from dialogues.documents.file_bytes import open_file


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file, and wait for none. Raises OSError for what cannot be opened, and what is no such file."""
    stream = open_file(path)
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        return stream
    stream.close()
    raise OSError(errno.EINVAL, "it is no regular file", str(path))
