"""``kill -9`` in the middle of a command that writes: the folder holds all that it writes, or nothing of it.

Each command is run over copies of a registry, once for every change that it makes to a file, and killed before that one
(``killed.py``). What is left then says itself that it is unfinished, or is as before; ``check --fix`` tidies up, and
then the folder is as before, or as if nobody had killed anything.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result

from dialogues.files.root import is_unfinished

Run = Callable[..., Result]
pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the runs are children of one process, which loads once"
)

FILES: dict[str, str] = {
    "registry.yaml": (
        'format: "1.1"\ntitle: {en: Example}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\nown: leipzig\n'
    ),
    "dialogues.toml": '[[expect.listings]]\nsource = "page"\nagreements = 1\n',
    "organisations/leipzig.yaml": "name: {en: Leipzig}\nkind: city-authority\ncountry: DE\n",
    "sources/page.yaml": "title: A page\naddress: https://example.org/a\nclass: official\n",
    "agreements/chile-2010.yaml": (
        "title: {en: Letter of intent}\ntitle_basis: descriptive\nkind: letter-of-intent\nbinding: unknown\n"
        "parties:\n  - {side: own, organisation: leipzig}\n  - {side: partner, country: CL}\n"
        "signed:\n  - {date: 2010-05}\nstatus: unknown\n"
        "evidence:\n  - for: [kind, parties.1.country, signed.0.date, title.en]\n    source: page\n    note: The first lines.\n"
    ),
}
FAULTY = {
    f"agreements/peru-{year}.yaml": (
        "title: {en: Letter}\nkind: letter-of-intent\n"
        f"parties:\n  - {{side: own, organisation: leipzig}}\n  - {{side: partner, organisation: missing-{year}}}\n"
        "documents:\n  - {language: English}\n"
    )
    for year in (2012, 2013)
}
"""Records that name what is not there, and have what can be mended."""
TABLE = "id,title,kind,partners,date\noman-2001,A treaty,treaty,Oman,2001-05\ncuba-2002,A letter,letter-of-intent,Cuba,2002\n"
COMMANDS = {
    "new": (
        *("new", "agreement", "--partner", "Iceland", "--date", "2019-05-02", "--kind", "MoU"),
        *("--source", "https://example.org/new", "--organisation", "leipzig", "--quote", "On 2 May 2019"),
    ),
    "new registry": ("new", "registry", "--name", "Ours", "--own", "Essen", "--kind", "city-authority", "--licence", "MIT"),
    "stub": ("stub",),
    "import": ("import", "TABLE"),
    "rename": ("rename", "page", "first-page"),
    "retire": ("retire", "chile-2010", "--reason", "Never signed"),
    "sources": ("sources", "--verify", "--record", "--allow-host", "127.0.0.1"),
    "check --fix": ("check", "FOLDER", "--fix", "--select", "L,S1", "--fail-on", "never"),
}  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def killed(command: tuple[str, ...], folder: Path, tmp_path: Path) -> int:
    """Run a command over copies, killed at another moment each; say how often."""
    where = ("FOLDER",) if command[0] == "check" else ()
    wanted = [each for each in command if not where or each != "FOLDER"]
    wanted = [*wanted, "FOLDER"] if where else [*wanted, "--data", "FOLDER"]
    plan = tmp_path / "plan.json"
    told = {"folder": str(folder), "runs": str(tmp_path / "runs"), "command": wanted}
    plan.write_text(json.dumps(told), encoding="utf-8")
    script = Path(__file__).with_name("killed.py")
    environment = {key: value for key, value in os.environ.items() if key != "DIALOGUES_DATA"}
    done = subprocess.run(
        [sys.executable, str(script), str(plan)], capture_output=True, text=True, check=True, env=environment
    )
    return int(done.stdout)


class Page(BaseHTTPRequestHandler):
    """Answers with one page, and does not log."""

    def do_GET(self) -> None:
        text = b"<p>On 2 May 2019"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_has_written_all_or_nothing(
    name: str, tmp_path: Path, run: Run, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # what the first run has fetched, the others read
    data = tmp_path / "data"
    online = FILES | {
        f"sources/page{more}.yaml": f"title: A page\naddress: {site}/{more}\nclass: official\n" for more in ("", "-2")
    }
    given = {"sources": online, "new registry": {}, "stub": FILES | FAULTY, "check --fix": FILES | FAULTY}.get(
        name, FILES
    )
    for file, text in given.items():
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_text(text, encoding="utf-8")
    data.mkdir(exist_ok=True)
    table = tmp_path / "agreements.csv"
    table.write_text(TABLE, encoding="utf-8")
    command = tuple(str(table) if each == "TABLE" else each for each in COMMANDS[name])
    moments = killed(command, data, tmp_path)
    runs = tmp_path / "runs"
    before, after = contents(data), contents(runs / "000" / "data")
    assert before != after
    outcomes = []
    for moment in range(1, moments + 1):
        folder = runs / f"{moment:03}" / "data"
        held = {file: text for file, text in contents(folder).items() if not Path(file).name.startswith(".")}
        if held not in (before, after):
            assert is_unfinished(folder), f"moment {moment}: neither all nor nothing, and nobody says so"
        if contents(folder):
            run("check", str(folder), "--fix", "--select", "S1", "--fail-on", "never")
        outcomes.append({True: "all", False: "nothing"}[contents(folder) == after])
        assert contents(folder) in (before, after), f"moment {moment}"
        shutil.rmtree(folder)
    assert outcomes == sorted(outcomes, reverse=True), "from one moment on, all is written"
    assert set(outcomes) == {"all", "nothing"}
