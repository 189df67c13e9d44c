"""Language tags, labels, matching and localised names: RFC 5646, RFC 9110 and UTS #35."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.languages.accept import AcceptLanguage, LanguageRange
    from dialogues.languages.labels import identify_language
    from dialogues.languages.matcher import LanguageMatch, Matcher, best_match
    from dialogues.languages.matching import MatchReason, Near, compare, distance
    from dialogues.languages.reading import LabelKind, LanguageReading
    from dialogues.languages.tags import UNDETERMINED, LanguageTag

__all__ = [
    "UNDETERMINED",
    "AcceptLanguage",
    "LabelKind",
    "LanguageMatch",
    "LanguageRange",
    "LanguageReading",
    "LanguageTag",
    "MatchReason",
    "Matcher",
    "Near",
    "best_match",
    "compare",
    "distance",
    "identify_language",
]

# Reading a registry needs tags and neither names nor matching: each module is imported on first use (PEP 562).
_MODULES = {
    "UNDETERMINED": "tags",
    "AcceptLanguage": "accept",
    "LabelKind": "reading",
    "LanguageMatch": "matcher",
    "LanguageRange": "accept",
    "LanguageReading": "reading",
    "LanguageTag": "tags",
    "MatchReason": "matching",
    "Matcher": "matcher",
    "Near": "matching",
    "best_match": "matcher",
    "compare": "matching",
    "distance": "matching",
    "identify_language": "labels",
}


if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """Import a public name on first use."""
        if name not in _MODULES:
            raise AttributeError(f"module 'dialogues.languages' has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"dialogues.languages.{_MODULES[name]}"), name)
        return found
