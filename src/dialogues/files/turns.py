"""One run at a time writes into a registry: another one waits, and then sees what was written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def turn(root: Path) -> Iterator[None]:
    """Wait until nobody else writes into a folder, and keep others waiting.

    A lock of the system on the folder itself (flock): it leaves no file, and ends with its process however that ends.
    Where the system or the disk has none (Windows, some network disks), nobody waits.
    """
    try:
        import fcntl  # here: Windows has none
    except ImportError:
        yield
        return
    while not root.is_dir() and root != root.parent:
        root = root.parent  # the registry is only begun
    descriptor = None
    try:
        with suppress(OSError):  # a folder that may not be listed, a disk without locks
            descriptor = os.open(root, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)
