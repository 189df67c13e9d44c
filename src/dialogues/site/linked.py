"""What a search engine reads in a page: the record in the words of schema.org, as JSON-LD.

Only what is certain is told: a date that is in doubt, or that sources dispute, is left out.
"""

from __future__ import annotations

from typing import Any

from dialogues.languages.localised import LocalisedText
from dialogues.records import Date, Record
from dialogues.site.feeds import name_of
from dialogues.site.reader import Reader
from dialogues.site.site import Site

_TYPES = {
    "agreements": "CreativeWork",
    "publications": "CreativeWork",
    "events": "Event",
    "programmes": "Project",
    "cooperations": "Project",
    "organisations": "Organization",
    "people": "Person",
    "themes": "DefinedTerm",
    "sources": "WebPage",
}
_START = {"agreements": "dateCreated", "publications": "datePublished", "events": "startDate"}
_DATE_FIELDS = {"agreements": "signed", "publications": "published", "events": "date"}


def linked(site: Site, record: Record, reader: Reader) -> dict[str, Any]:
    """Tell a record in the words of schema.org."""
    named = reader.record(record.id)
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES[record.collection],
        "identifier": record.id,
        "name": named.text,
    }
    address = name_of(site, record)
    if address != record.id:
        told["@id"] = address
    if isinstance(record.heading, LocalisedText) and len(record.heading) > 1:
        told["alternateName"] = [text for text in record.heading.values() if text != named.text]
    date = _certain(record.span.start)
    if date and record.collection in _START and not _is_disputed(site, record):
        told[_START[record.collection]] = date
        end = _certain(record.span.end)
        if record.collection == "events" and end:
            told["endDate"] = end
    if record.collection in ("agreements", "publications") and record.languages:
        told["inLanguage"] = [str(tag) for tag in record.languages if str(tag) != "und"]
    return told


def _certain(date: Date | None) -> str:
    return "" if date is None or date.mark else str(date)


def _is_disputed(site: Site, record: Record) -> bool:
    field = _DATE_FIELDS[record.collection]
    return any(each.is_disputed for path, each in site.backings[record.id].items() if path[:1] == (field,))


def catalogue(site: Site, reader: Reader) -> dict[str, Any]:
    """Tell what the registry is, as a data set."""
    manifest = site.registry.manifest
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site.title(reader.language).text,
        "inLanguage": reader.language,
    }
    if manifest is not None:
        told |= {"version": manifest.version, "dateModified": str(manifest.date)}
        told |= {"license": manifest.licence_address} if manifest.licence_address else {}
    return told
