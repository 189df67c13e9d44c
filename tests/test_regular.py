"""What is read whole is a regular file: a pipe that has nothing yet is told of, and nobody waits for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from dialogues.files import bundled_folder

Run = Callable[..., Result]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among files")
@pytest.mark.parametrize(
    ("name", "call", "told"),
    [
        ("release.json", "release --verify {0}", "{0}: it is no release: release.json: it is no regular file"),
        ("records.json", "list --data {0}", "{0}/records.json: it is no regular file"),
        ("SHA256SUMS", "release --verify {0}", "missing: SHA256SUMS"),
        (
            "tables/themes.csv",
            "import {0}/tables/themes.csv --data {1}",
            "{0}/tables/themes.csv: it is no regular file",
        ),
    ],
)
def test_a_pipe_is_told_of_and_not_waited_for(tmp_path: Path, run: Run, name: str, call: str, told: str) -> None:
    release = tmp_path / "release"
    assert run("release", str(bundled_folder()), "-o", str(release)).exit_code == 0
    (release / name).unlink()
    os.mkfifo(release / name)
    writer = os.open(release / name, os.O_RDWR)  # somebody who has written nothing yet
    done = run(*(each.format(release, bundled_folder()) for each in call.split()))
    os.close(writer)
    assert (str(done.exception) if isinstance(done.exception, Exception) else done.stdout.strip()) == told.format(
        release
    )
