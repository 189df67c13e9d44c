"""What an editor tells who writes a record: the server of YAML that most editors use, asked as an editor asks it.

``make editor`` runs these, with npm; the server speaks the Language Server Protocol on its standard streams.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

HERE = Path(__file__).parent
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 60  # seconds that an answer may take
SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}},
    "http": {},
}
SCHEMA = "# yaml-language-server: $schema=../.schemas/agreement.json\n"
RECORD = f"""\
{SCHEMA}title: {{en: Memorandum of Understanding with Namibia}}
kind: memorandum-of-understanding
parties:
  - side: eu
    organisation: european-commission
    evidence:
      - {{for: organisation, source: press-2022, quote: the Commission}}
  - side: partner
    country: NA
signed:
  - date: 2022-11-08
"""
REGISTRY = {
    "registry.yaml": 'format: "1.1"\ntitle: {en: Example}\nversion: 1\ndate: 2026-11-25\nlicence: MIT\n',
    "agreements/namibia-2022.yaml": RECORD,
    "organisations/european-commission.yaml": "name: {en: European Commission}\nkind: eu-institution\n",
    "organisations/ministry-of-mines.yaml": "name: {en: Ministry of Mines}\nkind: ministry\ncountry: NA\n",
    "sources/press-2022.yaml": "title: The President\naddress: https://example.org/press\nclass: official\n",
}


class Editor:
    """As much of an editor as asks the server: it opens files, and has what the server says of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        command = ["node", str(SERVER), "--stdio"]
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # it is ours
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.diagnostics: queue.Queue[dict[str, Any]] = queue.Queue()
        self.asked = 0
        assert self.server.stdout is not None
        self.listener = threading.Thread(target=self.listen, args=(self.server.stdout,), daemon=True)
        self.listener.start()
        abilities = {"textDocument": {"completion": {"completionItem": {}}}, "workspace": {"configuration": True}}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": abilities})
        self.tell("initialized", {})

    def close(self) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.listener.join(PATIENCE)
        with self.server:  # closes its streams, and waits
            pass

    def listen(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            length = int(header.split(b":")[1]) if header.lower().startswith(b"content-length") else 0
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics.put(message["params"])
            elif "method" in message and "id" in message:
                items = message.get("params", {}).get("items", ()) if isinstance(message.get("params"), dict) else ()
                self.send({"id": message["id"], "result": [SETTINGS.get(each["section"]) for each in items] or None})
            elif "id" in message:
                self.answers.put(message)

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.server.stdin is not None
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        answer = self.answers.get(timeout=PATIENCE)
        assert answer["id"] == self.asked
        return answer["result"]

    def open(self, folder: str, text: str) -> tuple[str, list[str]]:
        """Open a text as a new file of a folder: give its address, and what is wrong with it (line and message)."""
        self.asked += 1
        address = (self.root / folder / f"record-{self.asked}.yaml").as_uri()
        file = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": file})
        while (told := self.diagnostics.get(timeout=PATIENCE))["uri"] != address:
            pass
        found = [(each["range"]["start"]["line"] + 1, each["message"]) for each in told["diagnostics"]]
        return address, [f"{line}: {message}" for line, message in sorted(found)]

    def ask_at(self, method: str, text: str, offset: int) -> Any:
        """Ask something of a place of a text."""
        line = text.count("\n", 0, offset)
        place = {"line": line, "character": offset - (text.rfind("\n", 0, offset) + 1)}
        address, _ = self.open("agreements", text)
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": address}, "position": place})

    def completed(self, text: str, words: str) -> dict[str, str]:
        """Give what may stand behind words, each with its description."""
        result = self.ask_at("completion", text, text.index(words) + len(words))
        return {each["label"]: _text(each.get("documentation")) for each in result["items"]}

    def hover(self, text: str, word: str) -> str:
        """Give what is shown beside a word, without where it comes from."""
        result = self.ask_at("hover", text, text.index(word))
        return _text(result["contents"] if result else None).partition("\n\nSource:")[0]


def _text(value: Any) -> str:
    return value.get("value", "") if isinstance(value, dict) else value or ""


def schema_of(root: Path) -> str:
    """Give what ``dialogues schema agreement --data ROOT`` prints."""
    command = [sys.executable, "-m", "dialogues", "schema", "agreement", "--data", str(root)]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout  # noqa: S603  # our own


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a registry with the schema that has its ids, written as the docs say."""
    root = tmp_path_factory.mktemp("registry")
    for name, text in REGISTRY.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / ".schemas").mkdir()
    (root / ".schemas" / "agreement.json").write_text(schema_of(root), encoding="utf-8")
    made = Editor(root)
    yield made
    made.close()


def test_the_ids_of_the_registry_are_offered_where_one_is_named(editor: Editor) -> None:
    above = RECORD.partition("    organisation")[0]
    text = f"{above}    organisation: \n"
    assert editor.completed(text, "    organisation: ").keys() - {"null"} == {
        "european-commission",
        "ministry-of-mines",
    }
    text = f"{above}    evidence:\n      - for: organisation\n        source: \n"
    assert editor.completed(text, "        source: ").keys() - {"null"} == {"press-2022"}


def test_the_words_of_a_list_are_offered_with_what_they_mean(editor: Editor) -> None:
    offered = editor.completed(f"{SCHEMA}title: {{en: x}}\nkind: \n", "kind: ")
    assert offered["treaty"] == "It is called a treaty."
    assert offered["letter-of-intent"] == "It is called a letter of intent, and the parties have signed one text."


def test_what_a_key_and_a_value_mean_is_shown_beside_them(editor: Editor) -> None:
    assert editor.hover(RECORD, "memorandum-of") == "It is called a memorandum of understanding."
    assert editor.hover(RECORD, "eu\n") == "The own side, in a registry of the EU's agreements."
    assert editor.hover(RECORD, "organisation: eur") == (
        "The id of the organisation that is the party, or acts for the country.\n\n"
        "Allowed Values:\n\n* `european-commission`\n* `ministry-of-mines`"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("", "", []),
        ("memorandum-of-understanding", "memo", ['3: Value must be "agreement" | ']),
        ("side: eu", "side: us", ['5: Value must be "eu" | "own" | "partner" | "party".']),
        ("signed:", "singed:", ["11: Property singed is not allowed."]),
        ("2022-11-08", "8 November 2022", ["12: String does not match the pattern"]),
        ("country: NA", "country: Namibia", ["10: String does not match the pattern"]),
        # It may be yet to be written, of which the check tells (R601).
        ("european-commission", "european-parliament", []),
    ],
)
def test_what_is_wrong_is_told_at_its_line(editor: Editor, right: str, wrong: str, told: list[str]) -> None:
    _, found = editor.open("agreements", RECORD.replace(right, wrong) if right else RECORD)
    assert [each[: len(start)] for each, start in zip(found, told, strict=True)] == told


def test_a_shipped_record_of_each_kind_has_nothing_wrong(editor: Editor) -> None:
    """With the schema that its first line names."""
    folders = sorted(path for path in (HERE.parent / "data").iterdir() if path.is_dir())
    texts = {str(path): min(path.glob("*.yaml")).read_text(encoding="utf-8") for path in folders}
    assert {name: editor.open(name, text)[1] for name, text in texts.items()} == {name: [] for name in texts}
