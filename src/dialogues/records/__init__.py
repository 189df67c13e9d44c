"""What a data file says: one frozen record a file, with a source for every claim.

Names are imported on first use: who wants a date does not wait for the records, nor a list of agreements for events.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

if TYPE_CHECKING:
    from dialogues.records.agreements import Agreement, Application, Period, Relation, Term
    from dialogues.records.cooperations import Cooperation
    from dialogues.records.dates import Date
    from dialogues.records.durations import Duration, end_of, start_of
    from dialogues.records.entry import Entry, Name, Span
    from dialogues.records.events import Contribution, Event, EventFile
    from dialogues.records.evidence import Evidence, Note, Resolution, Retirement
    from dialogues.records.figures import Figure, Place
    from dialogues.records.manifest import Manifest
    from dialogues.records.order import time_key
    from dialogues.records.organisations import Organisation, OrganisationName, Predecessor
    from dialogues.records.parties import Action, Party, Signatory, Signature
    from dialogues.records.people import Person, PersonName
    from dialogues.records.programmes import Funding, Interest, Phase, Programme
    from dialogues.records.publications import LanguageList, Publication
    from dialogues.records.sources import Source
    from dialogues.records.texts import Document, ListingEntry
    from dialogues.records.themes import Theme
    from dialogues.records.works import Identifier, OtherTitle, OutsideWork, PublishedIn

    Record: TypeAlias = (
        Agreement | Publication | Event | Programme | Cooperation | Person | Theme | Organisation | Source
    )

_MODULES = {
    "agreements": "Agreement Application Period Relation Term",
    "cooperations": "Cooperation",
    "dates": "Date",
    "durations": "Duration end_of start_of",
    "entry": "Entry Name Span",
    "events": "Contribution Event EventFile",
    "evidence": "Evidence Note Resolution Retirement",
    "figures": "Figure Place",
    "manifest": "Manifest",
    "order": "time_key",
    "organisations": "Organisation OrganisationName Predecessor",
    "parties": "Action Party Signatory Signature",
    "people": "Person PersonName",
    "programmes": "Funding Interest Phase Programme",
    "publications": "LanguageList Publication",
    "sources": "Source",
    "texts": "Document ListingEntry",
    "themes": "Theme",
    "works": "Identifier OtherTitle OutsideWork PublishedIn",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}


def _first_use(name: str) -> Any:
    """Import a kind of record, or a part of one (PEP 562)."""
    if name == "Record":  # the union is for type checkers; every record is an entry
        name = "Entry"
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'dialogues.records' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"dialogues.records.{_MODULE_OF[name]}"), name)
    return found


if not TYPE_CHECKING:  # a type checker would take any name for one that is there
    __getattr__ = _first_use


class _RecordTypes(Mapping[str, "type[Record]"]):
    """The kinds of record by collection, each imported when it is asked for."""

    _NAMES: ClassVar = {
        "agreements": "Agreement",
        "publications": "Publication",
        "events": "Event",
        "programmes": "Programme",
        "cooperations": "Cooperation",
        "organisations": "Organisation",
        "people": "Person",
        "themes": "Theme",
        "sources": "Source",
    }

    def __getitem__(self, collection: str) -> "type[Record]":
        name = self._NAMES[collection]
        found: type[Record] = globals().get(name) or _first_use(name)
        return found

    def __contains__(self, collection: object) -> bool:
        return collection in self._NAMES  # without importing its kind

    def __iter__(self) -> Iterator[str]:
        return iter(self._NAMES)

    def __len__(self) -> int:
        return len(self._NAMES)


RECORD_TYPES: Mapping[str, "type[Record]"] = _RecordTypes()
"""The collections: a folder's name and the kind of record its files hold."""

__all__ = [
    "RECORD_TYPES",
    "Action",
    "Agreement",
    "Application",
    "Contribution",
    "Cooperation",
    "Date",
    "Document",
    "Duration",
    "Entry",
    "Event",
    "EventFile",
    "Evidence",
    "Figure",
    "Funding",
    "Identifier",
    "Interest",
    "LanguageList",
    "ListingEntry",
    "Manifest",
    "Name",
    "Note",
    "Organisation",
    "OrganisationName",
    "OtherTitle",
    "OutsideWork",
    "Party",
    "Period",
    "Person",
    "PersonName",
    "Phase",
    "Place",
    "Predecessor",
    "Programme",
    "Publication",
    "PublishedIn",
    "Record",
    "Relation",
    "Resolution",
    "Retirement",
    "Signatory",
    "Signature",
    "Source",
    "Span",
    "Term",
    "Theme",
    "end_of",
    "start_of",
    "time_key",
]
