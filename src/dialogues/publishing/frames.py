"""Tables as frames of pandas, with the types of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogues.errors import MissingDependency
from dialogues.publishing.columns import ColumnType
from dialogues.publishing.rows import to_rows, wanted_table

if TYPE_CHECKING:
    import pandas

    from dialogues.registry import Registry

_TYPES = {
    ColumnType.STRING: "string",
    ColumnType.INTEGER: "Int64",
    ColumnType.NUMBER: "Float64",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "datetime64[s]",
    ColumnType.CODES: "object",
    ColumnType.TEXTS: "object",
}


def to_frame(registry: Registry, table: str, *, language: str = "en") -> pandas.DataFrame:
    """Give a table of a registry as a frame of pandas.

    Texts are of pandas' ``string``, numbers and truth values of the types that know a missing value, days of
    ``datetime64[s]``; a list of texts is a tuple in a column of objects.
    Raises :class:`~dialogues.errors.UnknownValue` for a name that no table has, and
    :class:`~dialogues.errors.MissingDependency` where pandas is not installed.

    >>> import dialogues
    >>> frame = dialogues.to_frame(dialogues.load(), "documents")
    >>> int(frame["language"].eq("pt").sum()) > 0
    True
    """
    try:
        import pandas as pd  # here: an extra, which costs 0.3 s
    except ImportError:
        raise MissingDependency("a frame", "policy-dialogues[frames]") from None
    columns = wanted_table(table).columns
    rows = to_rows(registry, table, language=language)
    held: dict[str, Any] = {
        column.name: pd.Series([row[column.name] for row in rows], dtype=_TYPES[column.kind]) for column in columns
    }
    return pd.DataFrame(held)
