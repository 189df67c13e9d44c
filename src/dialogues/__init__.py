"""Agreements, their documents and what hangs on them: typed, checked, and answered in the reader's language.

>>> import dialogues
>>> registry = dialogues.load()
>>> print(registry.choose("china-2006", "zh-TW, en;q=0.5").served)
en
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues import checks as checks
    from dialogues import documents as documents
    from dialogues import errors as errors
    from dialogues import files as files
    from dialogues import findings as findings
    from dialogues import http as http
    from dialogues import languages as languages
    from dialogues import pages as pages
    from dialogues import publishing as publishing
    from dialogues import records as records
    from dialogues import registry as registry
    from dialogues import releases as releases
    from dialogues import store as store
    from dialogues import vocabulary as vocabulary
    from dialogues.checks.check import check
    from dialogues.checks.report import Report
    from dialogues.documents import DocumentFacts, inspect, inspect_many
    from dialogues.errors import (
        AmbiguousName,
        AmbiguousValue,
        CannotApply,
        CannotAttach,
        CannotCite,
        CannotCompare,
        CannotDraft,
        CannotExport,
        CannotImport,
        CannotRelease,
        CannotUseStore,
        CannotWrite,
        DialoguesError,
        IdTaken,
        IncomparableDurations,
        InvalidDate,
        InvalidDuration,
        InvalidLanguageTag,
        InvalidSettings,
        MissingDependency,
        NoDocuments,
        NoPartner,
        NoSuitableDocument,
        RegistryNotFound,
        RetiredRecord,
        RuleFailed,
        UnknownCollection,
        UnknownCountry,
        UnknownName,
        UnknownRecord,
        UnknownSubdivision,
        UnknownValue,
    )
    from dialogues.files import Reading, load, read
    from dialogues.files.in_memory import registry_of
    from dialogues.files.writing import write
    from dialogues.findings import Finding, InvalidRegistry
    from dialogues.languages import LanguageMatch, LanguageReading, LanguageTag, Matcher, best_match, identify_language
    from dialogues.languages.catalogue import label
    from dialogues.pages import Page, read_page
    from dialogues.publishing.frames import to_frame
    from dialogues.publishing.rows import to_rows
    from dialogues.records.dates import Date
    from dialogues.records.durations import Duration
    from dialogues.registry import Registry
    from dialogues.registry.choice import Choice
    from dialogues.registry.found import Found
    from dialogues.registry.partners import Dialogue, Partner
    from dialogues.registry.relations import Related
    from dialogues.registry.search import Hit, Match
    from dialogues.registry.statements import Stance, Statement, statements
    from dialogues.releases import Change, Difference, difference
    from dialogues.store import Store, open_store

from dialogues._version import __version__ as __version__

__all__ = [
    "AmbiguousName",
    "AmbiguousValue",
    "CannotApply",
    "CannotAttach",
    "CannotCite",
    "CannotCompare",
    "CannotDraft",
    "CannotExport",
    "CannotImport",
    "CannotRelease",
    "CannotUseStore",
    "CannotWrite",
    "Change",
    "Choice",
    "Date",
    "Dialogue",
    "DialoguesError",
    "Difference",
    "DocumentFacts",
    "Duration",
    "Finding",
    "Found",
    "Hit",
    "IdTaken",
    "IncomparableDurations",
    "InvalidDate",
    "InvalidDuration",
    "InvalidLanguageTag",
    "InvalidRegistry",
    "InvalidSettings",
    "LanguageMatch",
    "LanguageReading",
    "LanguageTag",
    "Match",
    "Matcher",
    "MissingDependency",
    "NoDocuments",
    "NoPartner",
    "NoSuitableDocument",
    "Page",
    "Partner",
    "Reading",
    "Registry",
    "RegistryNotFound",
    "Related",
    "Report",
    "RetiredRecord",
    "RuleFailed",
    "Stance",
    "Statement",
    "Store",
    "UnknownCollection",
    "UnknownCountry",
    "UnknownName",
    "UnknownRecord",
    "UnknownSubdivision",
    "UnknownValue",
    "best_match",
    "check",
    "difference",
    "identify_language",
    "inspect",
    "inspect_many",
    "label",
    "load",
    "open_store",
    "read",
    "read_page",
    "registry_of",
    "statements",
    "to_frame",
    "to_rows",
    "write",
]

# A name is imported when it is first used (PEP 562): who wants a language tag does not wait for the records.
_MODULES = {
    "checks.check": "check",
    "checks.report": "Report",
    "documents": "DocumentFacts inspect inspect_many",
    "errors": (
        "AmbiguousName AmbiguousValue CannotApply CannotAttach CannotCite CannotCompare CannotDraft "
        "CannotExport CannotImport CannotRelease CannotUseStore CannotWrite DialoguesError IdTaken "
        "IncomparableDurations InvalidDate InvalidDuration InvalidLanguageTag InvalidSettings "
        "MissingDependency NoDocuments NoPartner NoSuitableDocument RegistryNotFound RetiredRecord "
        "RuleFailed UnknownCollection UnknownCountry UnknownName UnknownRecord UnknownSubdivision "
        "UnknownValue"
    ),
    "files": "Reading load read",
    "files.in_memory": "registry_of",
    "files.writing": "write",
    "findings": "Finding InvalidRegistry",
    "languages": "LanguageMatch LanguageReading LanguageTag Matcher best_match identify_language",
    "languages.catalogue": "label",
    "pages": "Page read_page",
    "publishing.frames": "to_frame",
    "publishing.rows": "to_rows",
    "records.dates": "Date",
    "records.durations": "Duration",
    "registry": "Registry",
    "registry.choice": "Choice",
    "registry.found": "Found",
    "registry.partners": "Dialogue Partner",
    "registry.relations": "Related",
    "registry.search": "Hit Match",
    "registry.statements": "Stance Statement statements",
    "releases": "Change Difference difference",
    "store": "Store open_store",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

_PUBLIC_MODULES = frozenset(
    {
        "checks",
        "documents",
        "errors",
        "files",
        "findings",
        "http",
        "languages",
        "pages",
        "publishing",
        "records",
        "registry",
        "releases",
        "store",
        "vocabulary",
    }
)


if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """Import a public name, or a module of the package, on first use."""
        if name in _MODULE_OF:
            found = getattr(import_module(f"dialogues.{_MODULE_OF[name]}"), name)
        elif name in _PUBLIC_MODULES:
            found = import_module(f"dialogues.{name}")
        else:
            raise AttributeError(f"module 'dialogues' has no attribute {name!r}")
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    """Name what is public, for completion."""
    return [*__all__, "__version__"]
