"""From files to records: a folder is read file by file, and whatever is wrong becomes a finding."""

from dialogues.reading.folder import Reading, bundled_folder, load, read

__all__ = ["Reading", "bundled_folder", "load", "read"]
