"""Agreements, their documents and what hangs on them: typed, checked, and answered in the reader's language.

>>> import dialogues
>>> registry = dialogues.load()
>>> print(registry.choose("china-2006", "zh-TW, en;q=0.5").served)
en
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.checking import Report, check
    from dialogues.choosing import Choice
    from dialogues.dates import Date
    from dialogues.errors import AmbiguousName, DialoguesError, InvalidRegistry, UnknownName
    from dialogues.finding import Found
    from dialogues.findings import Finding
    from dialogues.languages import LanguageMatch, LanguageReading, LanguageTag, Matcher, best_match, identify_language
    from dialogues.pdf import DocumentFacts, inspect, inspect_many
    from dialogues.reading import Reading, load, read
    from dialogues.reading.page import Page, read_page
    from dialogues.registry import Registry

__version__ = "0.1.0"

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
    "Choice": "choosing",
    "Date": "dates",
    "DialoguesError": "errors",
    "DocumentFacts": "pdf",
    "Finding": "findings",
    "Found": "finding",
    "InvalidRegistry": "errors",
    "LanguageMatch": "languages",
    "LanguageReading": "languages",
    "LanguageTag": "languages",
    "Matcher": "languages",
    "Page": "reading.page",
    "Reading": "reading",
    "Registry": "registry",
    "Report": "checking",
    "UnknownName": "errors",
    "best_match": "languages",
    "check": "checking",
    "identify_language": "languages",
    "inspect": "pdf",
    "inspect_many": "pdf",
    "load": "reading",
    "read": "reading",
    "read_page": "reading.page",
}

_PUBLIC_MODULES = frozenset(
    {
        "choosing",
        "dates",
        "describing",
        "errors",
        "findings",
        "identifiers",
        "languages",
        "localised",
        "reading",
        "records",
        "registry",
        "rules",
        "schema",
        "settings",
        "vocabulary",
    }
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
