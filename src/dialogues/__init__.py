"""Agreements, their documents and what hangs on them: typed, checked, and answered in the reader's language.

>>> import dialogues
>>> registry = dialogues.load()
>>> print(registry.choose("china-2006", "zh-TW, en;q=0.5").served)
en
"""

from dialogues.choosing import Choice
from dialogues.errors import DialoguesError, InvalidRegistry
from dialogues.languages import LanguageMatch, LanguageReading, LanguageTag, Matcher, best_match, identify_language
from dialogues.reading import Reading, load, read
from dialogues.registry import Registry

__version__ = "0.1.0"

__all__ = [
    "Choice",
    "DialoguesError",
    "InvalidRegistry",
    "LanguageMatch",
    "LanguageReading",
    "LanguageTag",
    "Matcher",
    "Reading",
    "Registry",
    "__version__",
    "best_match",
    "identify_language",
    "load",
    "read",
]
