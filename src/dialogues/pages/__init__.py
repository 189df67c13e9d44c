"""Listing pages: which partners and publications a page lists, with which documents, and what is odd about it."""

from dialogues.pages.entries import Entry, EntryKind, ListedDocument, Oddity, OddityKind, Unread
from dialogues.pages.page import Page, read_page

__all__ = ["Entry", "EntryKind", "ListedDocument", "Oddity", "OddityKind", "Page", "Unread", "read_page"]
