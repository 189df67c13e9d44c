"""The registry to look at: a static site in the reader's language, and pictures for reports.

``dialogues site data -o out`` makes one. Its pages need nothing from outside and no script.
"""
