"""How to cite a registry, or a record of it with its version and its sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from dialogues.errors import CannotCite, UnknownValue
from dialogues.languages.matching import Language
from dialogues.publishing.addresses import Addresses
from dialogues.records import Agreement, Date, Manifest, Record, Source
from dialogues.records.dates import Precision
from dialogues.registry import Registry
from dialogues.registry.display import cited_sources, record_name, text_in, when

STYLES = ("text", "bibtex", "csl-json")
"""A line of prose, an entry for BibTeX, and the items of the Citation Style Language."""


def cite(registry: Registry, identifier: str | None = None, style: str = "text", language: Language = "en") -> str:
    """Write how a registry is cited, or one of its records with the sources that it cites.

    ``style`` is ``text``, ``bibtex`` (``@misc`` entries, which every version of BibTeX knows) or ``csl-json`` (an array
    of CSL 1.0.2 items, as Zotero and pandoc read it). Titles are in the reader's language where there are several.

    Raises :class:`~dialogues.errors.UnknownValue` for another style, :class:`~dialogues.errors.UnknownRecord` for an id
    that is not there, and :class:`~dialogues.errors.CannotCite` for a registry without a manifest.

    >>> import dialogues
    >>> print(cite(dialogues.load()).partition(". sha256")[0])
    The dialogues developers (2026). Regional policy dialogues of the European Union, version 2026.11.1. CC-BY-4.0
    """
    if style not in STYLES:
        raise UnknownValue("style", style, STYLES)
    items = list(_items(registry, identifier, language))
    if style == "csl-json":
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    if style == "bibtex":
        return "\n".join(map(_bibtex, items))
    head, *sources = map(_text, items)
    return "".join([f"{head}\n", *["Sources:\n"] * bool(sources), *(f"- {each}\n" for each in sources)])


def citation_file(registry: Registry) -> str:
    """Write a CITATION.cff (Citation File Format 1.2.0); empty where the publisher, whom it must name, is not known."""
    manifest = _manifest(registry)
    author = _publisher(registry, manifest, "en")
    if not author:
        return ""
    lines = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them with their version.",
        "type": "dataset",
        "title": text_in(manifest.title, "en"),
        "version": manifest.version,
        "date-released": str(manifest.date)
        if manifest.date.precision is Precision.DAY and not manifest.date.mark
        else "",
        "license": manifest.licence if re.fullmatch(r"[A-Za-z0-9.+-]+", manifest.licence) else "",
        "license-url": manifest.licence_address or "",
        "url": _url(manifest),
    }
    told = [f"{key}: {_quoted(value)}\n" for key, value in lines.items() if value]
    told += ["authors:\n", f"  - name: {_quoted(author)}\n"]
    told += ["identifiers:\n", "  - type: other\n", f'    value: "sha256:{registry.digest}"\n']
    told += ["    description: The digest of the records\n"]
    return "".join(told)


_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # what YAML refuses or folds, and JSON leaves as it is


def _quoted(text: str) -> str:
    """Write a text in quotes for YAML, of which JSON's texts are nearly a part."""
    return _CONTROLS.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(text, ensure_ascii=False))


def _manifest(registry: Registry) -> Manifest:
    if registry.manifest is None:
        raise CannotCite("it has no manifest, and so neither title nor version")
    return registry.manifest


def _publisher(registry: Registry, manifest: Manifest, language: Language) -> str:
    if manifest.publisher is None or manifest.publisher not in registry:
        return ""
    return record_name(registry, manifest.publisher, language)


def _url(manifest: Manifest) -> str:
    return manifest.base if manifest.base is not None and manifest.base.startswith("https:") else ""


# Items of the Citation Style Language, of which the other styles are made


def _items(registry: Registry, identifier: str | None, language: Language) -> Iterator[dict[str, Any]]:
    manifest = _manifest(registry)
    whole = _of_registry(registry, manifest, language)
    if identifier is None:
        yield whole
        return
    record = registry[identifier]
    if isinstance(record, Source):
        yield _of_source(record)
        return
    yield _of_record(registry, record, whole, language)
    for each in cited_sources(record):
        source = registry.get(each)
        if isinstance(source, Source):
            yield _of_source(source)


def _of_registry(registry: Registry, manifest: Manifest, language: Language) -> dict[str, Any]:
    publisher = _publisher(registry, manifest, language)
    item: dict[str, Any] = {
        "id": "-".join(filter(None, [manifest.publisher or "registry", str(manifest.date.year)])),
        "type": "dataset",
        "title": text_in(manifest.title, language),
        "author": [{"literal": publisher}] if publisher else None,
        "publisher": publisher,
        "version": manifest.version,
        "issued": _date(manifest.date),
        "URL": _url(manifest),
        "note": f"{manifest.licence}; sha256:{registry.digest}",
    }
    return {key: value for key, value in item.items() if value}


def _of_record(registry: Registry, record: Record, whole: dict[str, Any], language: Language) -> dict[str, Any]:
    """Give a record as an entry of the registry: what is cited is what the registry says, in this version."""
    told = when(record, language) if isinstance(record, Agreement) else ""
    item: dict[str, Any] = {
        "id": record.id,
        "type": "entry",
        "title": record_name(registry, record.id, language) + (f" ({told})" if told else ""),
        "container-title": whole["title"],
        **{key: whole[key] for key in ("author", "publisher", "version", "issued", "note") if key in whole},
        **_address(registry, record),
    }
    return {key: value for key, value in item.items() if value}


def _address(registry: Registry, record: Record) -> dict[str, str]:
    """Give the address that a record has below the base of its registry; nothing without one."""
    manifest = _manifest(registry)
    if manifest.base is None:
        return {}
    address = Addresses.of(manifest).record(record)
    return {"URL" if address.startswith("https:") else "number": address}


def _of_source(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.id,
        "type": "webpage" if source.address else "document",
        "title": source.title,
        "author": [{"literal": source.publisher}] if source.publisher else None,
        "issued": _date(source.as_of),
        "accessed": _date(source.accessed),
        "URL": source.address,
        "archive_location": source.archived,
        "language": str(source.language) if source.language else None,
        "note": "; ".join(
            filter(None, [source.citation, *(f"{each.scheme} {each.value}" for each in source.identifiers)])
        ),
    }
    return {key: value for key, value in item.items() if value}


def _date(date: Date | None) -> dict[str, Any] | None:
    """Write a date at its precision; of one that is in doubt, CSL knows that it is about then."""
    if date is None:
        return None
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"date-parts": [parts]} | ({"circa": True} if date.mark else {})


# Styles


def _text(item: dict[str, Any]) -> str:
    """Write an item as a sentence."""
    author = item["author"][0]["literal"] if "author" in item else ""
    year = f"({item['issued']['date-parts'][0][0]})" if "issued" in item else ""
    head = " ".join(filter(None, [author, year]))
    title = item["title"] if "container-title" not in item else f"{item['title']} [{item['id']}]"
    version = _version(item)
    within = f"In: {item['container-title']}{version}" if "container-title" in item else ""
    named = title if within else f"{title}{version}"
    read = f"read on {_written(item['accessed'])}" if "accessed" in item else ""
    note = item.get("note", "").replace("; sha256", ". sha256")
    parts = [head, named, within, item.get("URL", item.get("number", "")), item.get("archive_location", ""), read, note]
    return " ".join(". ".join(part for part in parts if part).split())


def _version(item: dict[str, Any]) -> str:
    return f", version {item['version']}" if "version" in item else ""


def _written(date: dict[str, Any]) -> str:
    return "-".join(f"{part:02}" for part in date["date-parts"][0])


_BIBTEX = {"title": "title", "URL": "url", "number": "number", "note": "note"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # a terminal would obey them, and TeX stops
_WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _bibtex(item: dict[str, Any]) -> str:
    """Write an item as an entry; the title in two pairs of braces, so that no style changes its capitals."""
    fields: list[tuple[str, str]] = []
    if "author" in item:
        fields.append(("author", f"{{{{{_escaped(item['author'][0]['literal'])}}}}}"))
    for key, name in _BIBTEX.items():
        if key in item:
            text = item[key] if key == "URL" else _escaped(item[key])
            fields.append((name, f"{{{{{text}}}}}" if key == "title" else f"{{{text}}}"))
    version = _version(item)
    if "container-title" in item:
        fields.append(("howpublished", f"{{In: {_escaped(item['container-title'] + version)}}}"))
    elif version:
        fields.append(("howpublished", f"{{Data set{_escaped(version)}}}"))
    if "issued" in item:
        year, *month = item["issued"]["date-parts"][0][:2]
        fields.append(("year", f"{{{year}}}"))
        fields += [("month", _MONTHS[each - 1]) for each in month]
    if "accessed" in item:
        fields.append(("urldate", f"{{{_written(item['accessed'])}}}"))
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@misc{{{item['id']},\n{lines}}}\n"


def _escaped(text: str) -> str:
    r"""Write what TeX would obey: ``&`` is ``\&``."""
    plain = _CONTROL.sub("", " ".join(text.split()))
    return _SPECIAL.sub(lambda char: _WRITTEN.get(char[0], f"\\{char[0]}"), plain)
