"""The manifest of a registry: the file ``registry.yaml`` beside the collections."""

from typing import Annotated

from pydantic import Field

from dialogues.records.fields import AddressField, DateField, FileRecord, IdField, LocalisedField, Text

FORMAT_MAJOR, FORMAT_MINOR = 1, 0
"""The version of the data format that this library reads: another major is refused, a newer minor warned of."""


class Manifest(FileRecord):
    """What a registry is, and under which terms it may be used."""

    format: Annotated[str, Field(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}$")]
    """The version of the data format, ``major.minor``."""
    title: LocalisedField
    """The registry's name, by language."""
    version: Text
    """The version of the data."""
    date: DateField
    """The date of that version."""
    licence: Text
    """The licence of the data, as an SPDX expression."""
    licence_address: AddressField | None = None
    """Where the licence can be read."""
    former_ids: tuple[IdField, ...] = ()
    """Ids of records that were taken out in the past; they are never used again."""
    notice: Text | None = None
    """What else a user of the data must know: whose texts are quoted, and under which terms."""
