"""Out of the house: the registry as tables, JSON and linked data.

Names are imported on first use: who makes rows needs neither files nor terms.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.publishing.exporting import FORMATS, export
    from dialogues.publishing.frames import to_frame
    from dialogues.publishing.graph_files import shapes
    from dialogues.publishing.json_ld_context import context
    from dialogues.publishing.rows import to_rows, wanted_table
    from dialogues.publishing.tables import TABLES, Table

__all__ = ["FORMATS", "TABLES", "Table", "context", "export", "shapes", "to_frame", "to_rows", "wanted_table"]

_MODULES = {
    "json_ld_context": "context",
    "exporting": "FORMATS export",
    "frames": "to_frame",
    "graph_files": "shapes",
    "rows": "to_rows wanted_table",
    "tables": "TABLES Table",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """Import a name on first use (PEP 562)."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module 'dialogues.publishing' has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"dialogues.publishing.{_MODULE_OF[name]}"), name)
        return found
