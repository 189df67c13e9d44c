"""What the claims of a record rest on, in the reader's words."""

from __future__ import annotations

from dialogues.languages.catalogue import word
from dialogues.languages.english import SAID_OTHERWISE
from dialogues.languages.matching import Language
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import Path, field_of


def path_in_words(record: FileRecord, path: Path, language: Language = "en") -> str:
    """Write the place of a value in the reader's words: *document 2: language*, and never ``documents[1].language``.

    What there is one of has no number.

    >>> import dialogues
    >>> brazil = dialogues.load().agreements["brazil-2007"]
    >>> path_in_words(brazil, ("documents", 1, "language"))
    'document 2: language'
    >>> path_in_words(brazil, ("signed", 0, "date"), "pt"), path_in_words(brazil, ("title", "en"), "ru")
    ('assinatura: data', 'название (en)')
    """
    parts: list[str] = []
    here: object = record
    for at, key in enumerate(path):
        if isinstance(key, int):
            here = here[key] if isinstance(here, tuple) and key < len(here) else None
            continue
        field = field_of(type(here), key)
        if field is None:
            parts[-1:] = [f"{parts[-1]} ({key})" if parts else key]
            continue
        here = getattr(here, field.name, None)
        number = path[at + 1] if at + 1 < len(path) else None
        parts.append(_name(field.key, number, here, language))
    return ": ".join(parts)


def _name(key: str, number: int | str | None, held: object, language: Language) -> str:
    if not isinstance(number, int):
        return word("field", key, language)
    name = word("part" if ("part", key) in SAID_OTHERWISE else "field", key, language)
    return f"{name} {number + 1}" if isinstance(held, tuple) and len(held) > 1 else name
