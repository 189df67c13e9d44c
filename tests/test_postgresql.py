"""A store on a server of PostgreSQL: the same answers, and what can go wrong. ``make services`` runs these."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings

import dialogues
from dialogues.errors import CannotUseStore
from dialogues.findings import InvalidRegistry
from dialogues.store.postgresql_tables import PostgreSQLTables
from dialogues.store.sync import build, sync
from test_store import DATA, FORKED, TREATIES, differences, edit, registries, write

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.skipif(not os.environ.get("DIALOGUES_SERVICES"), reason="needs PostgreSQL, which make services starts"),
]


class Postgres:
    """A server of its own, for whoever runs the tests; as root, for the user that Debian's package makes."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path must be short
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres", "postgres")
        found = shutil.which("initdb") or max(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))
        self.programs = Path(found).parent
        self.run("initdb", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "-N", "-U", "postgres")
        self.start()

    def run(self, program: str, *arguments: str) -> None:
        command = [*self.user, str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")

    def address(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql://{user}:secret@/{database}?host={self.folder}"

    def do(self, statement: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    postgres = Postgres()
    yield postgres
    postgres.stop()
    shutil.rmtree(postgres.folder)


@pytest.fixture(scope="module")
def stored(server: Postgres) -> str:
    """The bundled registry on the server."""
    build(DATA, server.address())
    return server.address()


@pytest.fixture
def own(server: Postgres) -> str:
    """An empty database."""
    server.do("DROP DATABASE IF EXISTS own WITH (FORCE)")
    server.do("CREATE DATABASE own")
    return server.address("own")


PLACE = "postgresql://postgres@/own"


def test_a_server_answers_all_questions_as_a_registry_in_memory_does(registry: dialogues.Registry, stored: str) -> None:
    store = dialogues.open_store(stored)
    assert differences(registry, store) == []
    assert store == registry
    assert pickle.loads(pickle.dumps(store)) == store  # noqa: S301


def test_so_does_one_of_states_provinces_and_cities(own: str) -> None:
    build(TREATIES, own)
    assert differences(dialogues.load(TREATIES), dialogues.open_store(own)) == []


@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(before=registries(), behind=registries())
def test_a_store_that_is_synchronised_is_as_one_that_is_built(
    before: dict[str, str], behind: dict[str, str], tmp_path_factory: pytest.TempPathFactory, own: str
) -> None:
    folder = tmp_path_factory.mktemp("registry")
    write(folder, before)
    build(folder, own)
    write(folder, behind)
    sync(folder, own)
    assert differences(dialogues.load(folder), dialogues.open_store(own)) == []
    assert sync(folder, own).read == 0


@pytest.fixture
def folder(tmp_path: Path, own: str) -> Path:
    """A copy of the bundled registry, with its store."""
    shutil.copytree(DATA, tmp_path / "data")
    build(tmp_path / "data", own)
    return tmp_path / "data"


def test_who_reads_is_told_that_there_is_another_state(folder: Path, own: str) -> None:
    store = dialogues.open_store(own)
    before = store.find("China")
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    assert sync(folder, own).changed == ("brazil-2007",)
    with pytest.raises(CannotUseStore) as told:
        store.search("policy")
    assert str(told.value) == f"{PLACE}: it was replaced by a newer one; open it again"
    assert dialogues.open_store(own).find("China") == before
    assert [each.id for each in dialogues.open_store(own).search('"rio grande"')] == ["brazil-2007"]


def test_a_fault_leaves_the_old_state(folder: Path, own: str) -> None:
    before = dialogues.open_store(own).digest
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    (folder / "themes" / "energy.yaml").unlink()
    with pytest.raises(InvalidRegistry) as told:
        sync(folder, own)
    assert {each.code for each in told.value.findings} == {"R601"}
    store = dialogues.open_store(own)
    assert store.digest == before
    assert store["brazil-2007"].signed[0].place == "Brasília"  # type: ignore[union-attr]


@pytest.mark.parametrize("what", ["build", "sync"])
def test_whatever_is_killed_leaves_the_old_state_or_the_new_one(folder: Path, own: str, what: str) -> None:
    old = dialogues.open_store(own).digest
    edit(folder / "agreements" / "brazil-2007.yaml", "place: Brasília", "place: Rio Grande")
    new = dialogues.load(folder).digest
    code = (
        "import sys; from dialogues.store.sync import build, sync; print(1, flush=True)\n"
        "(build if sys.argv[1] == 'build' else sync)(sys.argv[2], sys.argv[3])"
    )
    for wait in (0.05, 0.2, 0.4, 0.6):
        process = subprocess.Popen(
            [sys.executable, "-c", code, what, str(folder), own], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None
        process.stdout.read(1)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = dialogues.open_store(own)
        assert store.digest in {old, new}
        assert len(dict(store)) == len(dialogues.load())
    sync(folder, own)
    assert dialogues.open_store(own).digest == new


# Faults


def fault(address: str, ask: Callable[[str], Any] = dialogues.open_store) -> str:
    with pytest.raises(CannotUseStore) as told:
        ask(address)
    assert "secret" not in str(told.value) + repr(told.value) + json.dumps(told.value.problem())
    return told.value.fault


def test_what_is_wrong_is_told_and_never_a_password(server: Postgres, own: str) -> None:
    no_store = "it is no store of this library; build one with 'dialogues store build'"
    assert fault(own) == no_store
    assert fault(server.address("nowhere")) == "there is no such database; create it, or see its name"
    away = "the server cannot be reached, or went away; see that it runs, and ask again"
    assert fault("postgresql://me:secret@/x?host=/nowhere") == away
    assert fault("postgresql://me:secret@[::1/x") == "the address cannot be read; write postgresql://USER@HOST/DATABASE"
    build(DATA, own)
    server.do("UPDATE dialogues.meta SET value = '99' WHERE key = 'version'", "own")
    assert fault(own) == "it has version 99, and this library reads version 3; update the library"
    server.do("DROP SCHEMA dialogues CASCADE", "own")
    server.do("CREATE SCHEMA dialogues; CREATE TABLE dialogues.letters (text text)", "own")
    ours = "the schema dialogues is there and is no store of this library; use another database"
    assert fault(own, lambda place: build(DATA, place)) == ours


def test_a_user_who_may_not_is_told(server: Postgres, own: str) -> None:
    server.do("DROP ROLE IF EXISTS reader")
    server.do("CREATE ROLE reader LOGIN")
    reader = server.address("own", "reader")
    may_not = "the user may not do that; let it read the schema dialogues, or create one to build a store"
    assert fault(reader, lambda place: build(DATA, place)) == may_not
    build(DATA, own)
    assert fault(reader) == may_not
    server.do("GRANT USAGE ON SCHEMA dialogues TO reader", "own")
    server.do("GRANT SELECT ON ALL TABLES IN SCHEMA dialogues TO reader", "own")
    assert dialogues.open_store(reader).find("China")
    assert fault(reader, lambda place: sync(DATA, place)) == may_not
    store = dialogues.open_store(reader)
    server.do("CREATE TABLE dialogues.of_another_version (text text)", "own")
    build(DATA, own)  # what was granted stays
    assert store.find("China") == dialogues.open_store(reader).find("China")


def test_who_reads_waits_for_no_build(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build(DATA, own)
    store = dialogues.open_store(own)
    answers: list[Any] = []
    ends = PostgreSQLTables.write_meta

    def meanwhile(tables: PostgreSQLTables, manifest: str | None) -> None:
        answers.extend([len(store), len(dialogues.open_store(own)), fault(own, lambda place: build(TREATIES, place))])
        ends(tables, manifest)

    monkeypatch.setattr(PostgreSQLTables, "write_meta", meanwhile)
    build(TREATIES, own)
    busy = "another process is writing it; try again when that is over"
    assert answers == [len(dialogues.load()), len(dialogues.load()), busy]
    assert fault("", lambda _: store.find("China")) == "it was replaced by a newer one; open it again"
    assert dialogues.open_store(own) == dialogues.load(TREATIES)


def test_what_the_server_refuses_is_told(server: Postgres, own: str) -> None:
    server.do("DROP DATABASE IF EXISTS latin")
    server.do("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    letters = "the database cannot hold all letters; create one with the encoding UTF8"
    assert fault(server.address("latin"), lambda place: build(DATA, place)) == letters
    server.do("DROP ROLE IF EXISTS stranger")
    server.do("CREATE ROLE stranger NOLOGIN")
    stranger = server.address("own", "stranger")
    assert fault(stranger) == "the server does not let you in; see the user and the password"
    server.do("ALTER ROLE stranger LOGIN; REVOKE CONNECT ON DATABASE own FROM PUBLIC")
    may_not = "the user may not do that; let it read the schema dialogues, or create one to build a store"
    assert fault(stranger) == may_not
    server.do("GRANT CONNECT ON DATABASE own TO stranger; ALTER DATABASE own CONNECTION LIMIT 0")
    assert fault(stranger) == "the server has no room for more; try again later"
    server.do("ALTER DATABASE own CONNECTION LIMIT -1; ALTER DATABASE own SET statement_timeout = 5")
    assert fault(own, lambda place: build(DATA, place)) == (
        "the server ended what takes longer than it allows; allow more (statement_timeout), or ask for less"
    )


def test_two_that_synchronise_at_once_do_not_meet(folder: Path, own: str) -> None:
    import psycopg

    with psycopg.connect(own) as connection:
        connection.execute("LOCK TABLE dialogues.meta IN EXCLUSIVE MODE")
        busy = "another process is writing it; try again when that is over"
        assert fault(own, lambda place: sync(folder, place)) == busy
        assert dialogues.open_store(own).find("China")


def test_a_server_that_went_away_is_told_and_asked_again(registry: dialogues.Registry) -> None:
    server = Postgres()
    build(DATA, server.address())
    store = dialogues.open_store(server.address())
    assert store.search("hubner")
    server.stop()
    away = "the server cannot be reached, or went away; see that it runs, and ask again"
    assert fault("", lambda _: store.search("hubner")) == away
    server.start()
    assert store.search("hubner") == registry.search("hubner")
    server.stop()
    shutil.rmtree(server.folder)


def test_a_record_as_long_as_one_can_be_is_held(tmp_path: Path, own: str) -> None:
    rare = "".join(chr(0x20000 + at) for at in range(20_000))
    parties = [{"side": "own", "country": "FR"}, {"side": "partner", "country": "BR"}]
    record = {
        "title": {"zh": rare},
        "kind": "treaty",
        "parties": parties,
        "notes": [rare, "policy " * 1_000, rare[::-1]],
    }
    write(tmp_path, {"agreements/long.json": json.dumps(record, ensure_ascii=False)})
    build(tmp_path, own)
    registry, store = dialogues.load(tmp_path), dialogues.open_store(own)
    for text in (rare[:50], rare[9_000:9_050], rare[50:0:-1], "policy", '"policy policy"'):
        assert store.search(text, language="zh") == registry.search(text, language="zh")
    assert len(store.search(rare[:50])) == 1


def test_a_process_that_is_forked_off_asks_by_itself(stored: str) -> None:
    done = subprocess.run([sys.executable, "-c", FORKED, stored], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("alike\n", "")


def test_a_command_prints_the_same_of_a_server(run: Callable[..., Result], stored: str) -> None:
    for arguments in (["list", "--in", "es"], ["find", "Китай"], ["show", "Japan"], ["search", "hubner", "--json"]):
        assert run(*arguments, "--data", stored).output == run(*arguments).output
