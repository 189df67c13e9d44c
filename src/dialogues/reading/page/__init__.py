"""Listing pages: which partners and publications a page lists, with which documents, and what is odd about it."""

from dialogues.reading.page.page import Entry, ListedDocument, Oddity, OddityKind, Page, Unread, read_page

__all__ = ["Entry", "ListedDocument", "Oddity", "OddityKind", "Page", "Unread", "read_page"]
