"""The examples that the pages of the rules print, completed to folders that can be checked.

An example is a part of a record. What it leaves out is the plainest there is: the mandatory fields of its kind, and the
records that it names. ``==> path`` starts a file, as in a bundle; without one, it is of the kind of record that the rule judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from dialogues.checks.rules import Rule
from dialogues.files import read
from dialogues.records import Cooperation, Event, Person, Programme, Source
from dialogues.records.events import Contribution
from dialogues.records.figures import Figure, Place
from dialogues.records.programmes import Funding, Interest, Phase

EXAMPLES = Path(__file__).parent / "rules"
AGREEMENT = "agreements/example-2001.yaml"
FILES = {
    **dict.fromkeys((Programme, Phase, Funding, Interest, Figure), "programmes/example.yaml"),
    **dict.fromkeys((Event, Contribution, Place), "events/example.yaml"),
    Cooperation: "cooperations/example.yaml",
    Person: "people/example.yaml",
    Source: "sources/example.yaml",
}
"""The files of examples of rules that judge one kind of record, or a part of it; the others are of an agreement."""
PLAIN = {
    "agreements": {
        "title": "{en: Example}",
        "kind": "unknown",
        "parties": (
            "[{side: eu, organisation: ec, evidence: [{for: organisation, source: page, quote: the Commission}]},"
            " {side: partner, country: BR, evidence: [{for: country, source: page, quote: Brazil}]}]"
        ),
    },
    "publications": {"kind": "study"},
    "organisations": {"name": "{en: Example}", "kind": "ministry"},
    "sources": {"title": "Example", "address": "https://example.org/{stem}", "class": "official"},
    "events": {"kind": "seminar"},
    "programmes": {"name": "{en: Example}", "kind": "programme"},
    "cooperations": {"name": "{en: Example}", "ends": "[{city: Essen}, {city: Cali}]"},
    "people": {"name": "Jane Doe"},
    "themes": {"name": "{en: Example}"},
    "registry.yaml": {
        "format": '"1.1"',
        "title": "{en: Example}",
        "version": "1",
        "date": "2026-11-24",
        "licence": "MIT",
    },
}
"""The mandatory fields of each kind of record."""
NAMED_BY = {
    "agreement": "agreements",
    "organisation": "organisations",
    "office": "organisations",
    "part_of": "organisations",
    "replaced_by": "",
    "source": "sources",
    "person": "people",
    "programme": "programmes",
    "predecessor": "programmes",
    "event": "events",
    "institutions": "organisations",
    "organisations": "organisations",
}
"""The collections of the records that fields name."""

_FENCED = re.compile(r"^```(?:yaml|toml)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r"^==> (.*)\n", re.MULTILINE)
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def printed(rule: Rule) -> tuple[str, str]:
    """Give the example of a rule's page, and what the page says to use instead, as printed."""
    example, instead = _FENCED.findall(rule.page)
    return example, instead


def cases(rule: Rule, *names: str) -> Iterator[tuple[str, str]]:
    """Give the examples of a rule that there are: ``Example`` and ``Use instead`` of its page, and two more files."""
    for name in names:
        file = EXAMPLES / rule.code / f"{name}.txt"
        if name in ("Example", "Use instead"):
            yield name, completed(rule, printed(rule)[name == "Use instead"])
        elif file.exists():
            yield name, file.read_text(encoding="utf-8")


def completed(rule: Rule, example: str) -> str:
    """Write an example as a bundle, each of its records whole."""
    kind = (get_args(rule.of) or (rule.of,))[0]
    text = example if example.startswith("==> ") else f"==> {FILES.get(kind, AGREEMENT)}\n{example}"
    pieces = _HEAD.split(text)[1:]
    return "".join(f"==> {head}\n{_whole(head, body)}" for head, body in zip(pieces[::2], pieces[1::2], strict=True))


def with_what_it_names(rule: Rule, root: Path) -> Path:
    """Add a plain record to a folder for each that is named and not there."""
    for _ in range(3):  # a plain record may name others
        for finding in read(root).findings:
            fields = [each for each in re.findall(r"[a-z_]+", finding.path) if each in NAMED_BY]
            if finding.code == "R601" != rule.code and fields:
                collection = NAMED_BY[fields[-1]] or finding.location.file.partition("/")[0]
                name = finding.message.split("'")[1]
                path = root / collection / f"{name}.yaml"
                path.parent.mkdir(exist_ok=True)
                path.write_text(_whole(f"{collection}/{name}.yaml", "# plain\n"))
    return root


def _whole(path: str, body: str) -> str:
    collection, _, name = path.partition("/")
    if not body.strip() or not path.endswith(".yaml"):
        return body
    there = set(_KEY.findall(body))
    missing = {key: value for key, value in PLAIN.get(collection, {}).items() if key not in there}
    return "".join(f"{key}: {value}\n" for key, value in missing.items()).replace("{stem}", name) + body
