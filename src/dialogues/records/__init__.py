"""What a data file says: one frozen record a file, with a source for every claim."""

from dialogues.records.agreements import (
    Agreement,
    Document,
    ListingEntry,
    Party,
    Period,
    Relation,
    Signatory,
    Signature,
)
from dialogues.records.evidence import Evidence, Resolution, Retirement
from dialogues.records.manifest import Manifest
from dialogues.records.organisations import Organisation, OrganisationName
from dialogues.records.publications import Identifier, LanguageList, Publication
from dialogues.records.sources import Source

Record = Agreement | Publication | Organisation | Source

RECORD_TYPES: dict[str, type[Record]] = {
    "agreements": Agreement,
    "publications": Publication,
    "organisations": Organisation,
    "sources": Source,
}
"""The collections: a folder's name and the kind of record its files hold."""

__all__ = [
    "RECORD_TYPES",
    "Agreement",
    "Document",
    "Evidence",
    "Identifier",
    "LanguageList",
    "ListingEntry",
    "Manifest",
    "Organisation",
    "OrganisationName",
    "Party",
    "Period",
    "Publication",
    "Record",
    "Relation",
    "Resolution",
    "Retirement",
    "Signatory",
    "Signature",
    "Source",
]
