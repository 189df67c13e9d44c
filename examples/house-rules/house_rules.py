"""Rules of our ministry: each agreement needs a note that says where the original is kept."""

from dialogues.checks.rules import Problem, rule
from dialogues.records import Agreement


@rule("M101", "warning", Agreement)
def place_of_the_original(agreement, _context):
    """No note says where the original is kept."""
    if not any("original" in str(note).lower() for note in agreement.notes):
        yield Problem("no note says where the original is kept", ("title",), "add it to the notes", key=True)


RULES = (place_of_the_original,)
