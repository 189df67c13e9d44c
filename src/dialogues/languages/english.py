"""The English words of the vocabulary and of the records' fields where they are not those of the data files.

They are the messages that the catalogues translate; see :mod:`dialogues.languages.catalogue`.
"""

from __future__ import annotations

from typing import Final

SAID_OTHERWISE: Final = {
    ("Access", "on-request"): "on request",
    ("Bound", "exact"): "exactly",
    ("DocumentRole", "main"): "main text",
    ("DocumentRole", "consolidated"): "consolidated text",
    ("EventKind", "high-level-dialogue"): "high-level dialogue",
    ("How", "long name"): "official long name",
    ("MediaType", "application/pdf"): "PDF",
    ("MediaType", "text/html"): "HTML",
    ("MediaType", "text/plain"): "plain text",
    ("MediaType", "application/xhtml+xml"): "XHTML",
    ("MediaType", "application/msword"): "Word (DOC)",
    ("MediaType", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"): "Word (DOCX)",
    ("MediaType", "application/vnd.oasis.opendocument.text"): "OpenDocument (ODT)",
    ("MediaType", "application/rtf"): "RTF",
    ("NameOrder", "given-first"): "given name first",
    ("NameOrder", "family-first"): "family name first",
    ("OrganisationKind", "eu-institution"): "EU institution",
    ("OrganisationKind", "eu-department"): "EU department",
    ("OrganisationKind", "eu-body"): "EU body",
    ("Side", "eu"): "EU side",
    ("Side", "own"): "own side",
    ("TitleUse", "short"): "short title",
    ("TitleUse", "popular"): "popular title",
    ("TitleUse", "former"): "former title",
    ("field", "countries"): "country",
    ("field", "cooperations"): "cooperation",
    ("field", "events"): "event",
    ("field", "family"): "family name",
    ("field", "href"): "address",
    ("field", "other_names"): "also",
    ("field", "other_titles"): "also titled",
    ("field", "outside"): "outside work",
    ("field", "programmes"): "programme",
    ("field", "excepted"): "except",
    ("field", "sha256"): "checksum",
    ("field", "source_class"): "class",
    ("field", "themes"): "theme",
    ("field", "title_basis"): "title is",
    ("part", "actions"): "action",
    ("part", "applies_to"): "application",
    ("part", "contributions"): "contribution",
    ("part", "documents"): "document",
    ("part", "ends"): "end",
    ("part", "figures"): "figure",
    ("part", "files"): "file",
    ("part", "identifiers"): "identifier",
    ("part", "interested"): "interest",
    ("part", "language_lists"): "language list",
    ("part", "listed"): "entry",
    ("part", "notes"): "note",
    ("part", "other_names"): "other name",
    ("part", "other_titles"): "other title",
    ("part", "parties"): "party",
    ("part", "phases"): "phase",
    ("part", "places"): "place",
    ("part", "predecessors"): "predecessor",
    ("part", "published_in"): "publication",
    ("part", "relations"): "relation",
    ("part", "resolution"): "resolution",
    ("part", "signatories"): "signatory",
    ("part", "signed"): "signature",
    ("relation", "followed-by-programme"): "followed by (programme)",
}
"""By context and word: the context is the name of the closed list, ``field``, ``part``, ``relation`` or ``collection``.

All other words are their own English, with spaces for hyphens and underscores.
"""


def english(context: str, word: str) -> str:
    """Give the English label of a word of the vocabulary or of a field.

    >>> english("OrganisationKind", "eu-body"), english("field", "printed_label")
    ('EU body', 'printed label')
    """
    return SAID_OTHERWISE.get((context, word)) or word.replace("-", " ").replace("_", " ")
