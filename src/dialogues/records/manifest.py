"""The manifest of a registry: the file ``registry.yaml`` beside the collections."""

from typing import Annotated

from pydantic import Field

from dialogues.records.fields import (
    AddressField,
    BaseField,
    ColourField,
    DateField,
    FileRecord,
    IdField,
    LocalisedField,
    LogoField,
    OneOrMore,
    Reference,
    Text,
)

FORMAT_MAJOR, FORMAT_MINOR = 1, 1
"""The version of the data format that this library reads: another major is refused, a newer minor warned of."""


class Accent(FileRecord):
    """The one colour of a site: of its links, its buttons and the dots of its map."""

    light: ColourField
    """On light paper: `#` and six hexadecimal digits, in quotes."""
    dark: ColourField | None = None
    """On dark paper; a lighter shade of the other where it is left out."""


class SiteLook(FileRecord):
    """What a site of the registry looks like, so that it is known as its publisher's."""

    name: LocalisedField | None = None
    """What the site is called, by language; the registry's title where it is left out."""
    logo: LogoField | None = None
    """The path of the logo, relative to the data folder: SVG or PNG."""
    accent: Accent | None = None
    """The colour of links and buttons, which has to be read well on the paper of the site."""


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
    publisher: Annotated[IdField, Reference("organisations", "publisher", "published")] | None = None
    """The id of the organisation that publishes the registry."""
    own: OneOrMore[Text] = ()
    """The bodies whose registry it is: ids of organisations, or codes of countries."""
    base: BaseField | None = None
    """The address below which each record has its own: ``https:`` or ``urn:``; a record's is ``BASE/agreements/ID``."""
    themes_scheme: AddressField | None = None
    """The address of the list that the ids of themes come from."""
    former_ids: tuple[IdField, ...] = ()
    """Ids of records that were taken out in the past; they are never used again."""
    notice: Text | None = None
    """What else a user of the data must know: whose texts are quoted, and under which terms."""
    site: SiteLook | None = None
    """Name, logo and colour of the site that `dialogues site` makes."""

    @property
    def prefix(self) -> str | None:
        """What the address of every record begins with: the base, ended as one; None where it has none."""
        if self.base is None or self.base.endswith(("/", ":")):
            return self.base
        return f"{self.base}{'/' if self.base.startswith('https:') else ':'}"
