"""Language tags, labels, matching and localised names: RFC 5646, RFC 9110 and UTS #35."""

from dialogues.languages.accept import AcceptLanguage, LanguageRange
from dialogues.languages.labels import LabelKind, LanguageReading, identify_language
from dialogues.languages.matching import LanguageMatch, Matcher, MatchReason, best_match, distance
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
    "best_match",
    "distance",
    "identify_language",
]
