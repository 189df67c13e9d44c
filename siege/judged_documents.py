"""PDFs in many languages and forms, each judged by the right record and by a wrong one: ``python -m siege.judged_documents``.

It prints a table, and exits with 1 where a right record was accused, too few wrong ones were told, or the table is not
the one of docs/documents.md; ``--write`` puts it there. Nothing is random.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

import dialogues
from siege.judged_pdfs import FORMS, Form, Paragraph, paragraphs

PAGE = Path(__file__).parent.parent / "docs" / "documents.md"
LEAST_TOLD = 0.95
_TABLE = re.compile(r"(?<=<!-- judged: begin -->\n).*?(?=<!-- judged: end -->)", re.DOTALL)


@frozen
class Verdict:
    """What was said of a document."""

    form: Form
    language: str
    accused: tuple[str, ...]
    """What the right record was told."""
    told: tuple[str, ...]
    """What the wrong record was told."""
    judged: bool
    """Whether its language or its script was known."""
    seen: str
    """What it was taken for."""


def verdicts(languages: Iterable[Paragraph], forms: Iterable[Form] = FORMS) -> list[Verdict]:
    """Make the documents of some languages, and judge them."""
    made = [(form, each, content) for form in forms for each in languages if (content := form.make(each)) is not None]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (_, _, content) in enumerate(made):
            paths.append(Path(folder) / f"{number}.pdf")
            paths[-1].write_bytes(content)
        facts = dialogues.inspect_many(paths)
    return [_verdict(form, each, found) for (form, each, _), found in zip(made, facts, strict=True)]


def _verdict(form: Form, each: Paragraph, facts: dialogues.DocumentFacts) -> Verdict:
    right = [each.language, *([each.second] if form.bilingual else [])]
    wrong = "de" if each.neighbour in right else each.neighbour
    accused = tuple(found.message for language in right for found in facts.contradictions(language))
    told = tuple(found.message for found in facts.contradictions(wrong))
    judged = bool(told) or bool(facts.languages and not facts.doubts)
    return Verdict(form, each.language, accused, told, judged, f"{facts.languages} {facts.scripts} {facts.doubts}")


def table(found: list[Verdict]) -> str:
    """Write the table, a line a form."""
    lines = [
        "| form | documents | right records accused | could not be judged | wrong records told |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [_row(form.name, of_form) for form in FORMS if (of_form := [each for each in found if each.form is form])]
    lines.append(_row("all whose text can be read", [each for each in found if each.form.readable]))
    return "\n".join([*lines, _row("all", found)]) + "\n"


def _row(name: str, found: list[Verdict]) -> str:
    accused, told = (sum(map(bool, each)) for each in ([one.accused for one in found], [one.told for one in found]))
    share = f" ({told / len(found):.0%})" if all(each.form.readable for each in found) else ""
    return f"| {name} | {len(found)} | {accused} | {sum(not each.judged for each in found)} | {told}{share} |"


def faults(found: list[Verdict]) -> list[str]:
    """Say which right records were accused, and whether too few wrong ones were told."""
    told = [f"{each.language}, {each.form.name}: {'; '.join(each.accused)}" for each in found if each.accused]
    readable = [bool(each.told) for each in found if each.form.readable]
    return [*told, *(["too few wrong records were told"] if sum(readable) < LEAST_TOLD * len(readable) else [])]


def main() -> None:
    """Judge all, and print the table; or put it into the documentation."""
    parser = argparse.ArgumentParser(prog="python -m siege.judged_documents", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/documents.md")
    parser.add_argument(
        "--all", action="store_true", help="say of each document that was not judged or told what it was taken for"
    )
    wanted = parser.parse_args()
    found = verdicts(paragraphs())
    made, page = table(found), PAGE.read_text(encoding="utf-8")
    print(made)
    wrong = faults(found)
    if wanted.all:
        print(*(f"{each.language}, {each.form.name}: {each.seen}" for each in found if not each.told), sep="\n")
    if wanted.write:
        PAGE.write_text(_TABLE.sub(lambda _: made, page), encoding="utf-8")
    elif made not in page:
        wrong.append("docs/documents.md has another table: write it anew with --write, and read what changed")
    print(*(f"- {each}" for each in wrong), sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
