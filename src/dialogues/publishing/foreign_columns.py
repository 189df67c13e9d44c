"""The mapping of a foreign table: which of its columns is which of ours, and what its words and names mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dialogues.errors import CannotImport
from dialogues.files.toml_text import NoToml, toml_of

_MAX_BYTES = 2_000_000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Begins(_Part):
    """A word of a closed list told by how a text begins."""

    column: str
    """The foreign column that holds the text."""
    words: dict[str, str]
    """What it begins with, and what that means; the longest beginning counts."""


class NewOrganisation(_Part):
    """An organisation that is begun for a name of the table."""

    id: str
    """Its id."""
    name: str
    """Its name."""
    kind: str = "unknown"
    """What it is."""
    country: str | None = None
    """The country that it belongs to."""


class Mapping(_Part):
    """How a foreign table is read."""

    collection: str = ""
    """The collection that its rows are of; that which the file is named for if not given."""
    language: str = "en"
    """The language of its titles, names and dates."""
    quotes: bool = True
    """Whether quotation marks enclose cells."""
    id: str = ""
    """What an id is made of: ``uk-{id}``, with the names of foreign columns; else of name and year."""
    columns: dict[str, Annotated[str | list[str], Field(min_length=1)]] = {}
    """Our columns, each with the foreign one that it is read from, or several: the first that says something counts."""
    constant: dict[str, str] = {}
    """Our columns that say the same in every row."""
    split: dict[str, str] = {}
    """What stands between several in a cell, by our columns."""
    words: dict[str, dict[str, str]] = {}
    """What a word of the table means, by our columns."""
    begins: dict[str, Begins] = {}
    """Our columns whose word is told by how a text begins."""
    names: dict[str, str] = {}
    """Names of parties, and how the registry finds them: a code, an id or a name."""
    territories: str = ""
    """A pattern (a regular expression) of names among the parties that are territories it applies to, and no party."""
    organisations: dict[str, NewOrganisation] = {}
    """Names of parties that are organisations to be begun."""
    begin: tuple[str, ...] = ()
    """The collections of which a record is begun for a name that none bears: organisations, themes."""
    ignored: dict[str, str] = {}
    """Foreign columns that are not read, each with the reason."""


def read_mapping(path: Path) -> Mapping:
    """Read a mapping from a TOML file. Raises :class:`~dialogues.errors.CannotImport` where it is none."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            raise CannotImport(str(path), f"it is larger than {_MAX_BYTES:,} bytes")
        return Mapping.model_validate(toml_of(content))
    except OSError as error:
        raise CannotImport(str(path), (error.strerror or "it cannot be read").lower()) from None
    except NoToml as error:
        raise CannotImport(str(path), f"it is no TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise CannotImport(str(path), f"{where}: {_told(first['type'], first['msg'])}") from None


def _told(kind: str, message: str) -> str:
    allowed = ", ".join(Mapping.model_fields)
    return f"the key is unknown; allowed are {allowed}" if kind == "extra_forbidden" else message.lower()
