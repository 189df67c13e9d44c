"""Agreements, their documents and what hangs on them: typed, checked, and answered in the reader's language.

>>> import dialogues
>>> registry = dialogues.load()
>>> print(registry.choose("china-2006", "zh-TW, en;q=0.5").served)
en
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.checks.check import Report, check
    from dialogues.documents import DocumentFacts, inspect, inspect_many
    from dialogues.errors import AmbiguousName, DialoguesError, UnknownName
    from dialogues.files import Reading, load, read
    from dialogues.findings import Finding, InvalidRegistry
    from dialogues.languages import LanguageMatch, LanguageReading, LanguageTag, Matcher, best_match, identify_language
    from dialogues.pages import Page, read_page
    from dialogues.records.dates import Date
    from dialogues.registry.choice import Choice
    from dialogues.registry.name_book import Found
    from dialogues.registry.registry import Registry

from dialogues._version import __version__ as __version__

__all__ = [
    "AmbiguousName",
    "Choice",
    "Date",
    "DialoguesError",
    "DocumentFacts",
    "Finding",
    "Found",
    "InvalidRegistry",
    "LanguageMatch",
    "LanguageReading",
    "LanguageTag",
    "Matcher",
    "Page",
    "Reading",
    "Registry",
    "Report",
    "UnknownName",
    "best_match",
    "check",
    "identify_language",
    "inspect",
    "inspect_many",
    "load",
    "read",
    "read_page",
]

# A name is imported when it is first used (PEP 562): who wants a language tag does not wait for the records.
_MODULES = {
    "AmbiguousName": "errors",
    "Choice": "registry.choice",
    "Date": "records.dates",
    "DialoguesError": "errors",
    "DocumentFacts": "documents",
    "Finding": "findings",
    "Found": "registry.name_book",
    "InvalidRegistry": "findings",
    "LanguageMatch": "languages",
    "LanguageReading": "languages",
    "LanguageTag": "languages",
    "Matcher": "languages",
    "Page": "pages",
    "Reading": "files",
    "Registry": "registry.registry",
    "Report": "checks.check",
    "UnknownName": "errors",
    "best_match": "languages",
    "check": "checks.check",
    "identify_language": "languages",
    "inspect": "documents",
    "inspect_many": "documents",
    "load": "files",
    "read": "files",
    "read_page": "pages",
}

_PUBLIC_MODULES = frozenset(
    {"checks", "documents", "errors", "files", "findings", "languages", "pages", "records", "registry", "vocabulary"}
)


if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """Import a public name, or a module of the package, on first use."""
        if name in _MODULES:
            found = getattr(import_module(f"dialogues.{_MODULES[name]}"), name)
        elif name in _PUBLIC_MODULES:
            found = import_module(f"dialogues.{name}")
        else:
            raise AttributeError(f"module 'dialogues' has no attribute {name!r}")
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    """Name what is public, for completion."""
    return [*__all__, "__version__"]
