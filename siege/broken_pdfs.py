"""PDFs that are damaged at random, inspected."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import dialogues
from dialogues.documents.turn import ENDED
from pdfs import hostile, pdf
from siege.campaign import Campaign, Done, dice, timed
from siege.damage import damaged
from test_documents import SENTENCES


@cache
def _good() -> list[bytes]:
    texts = [[text * 2] for text in SENTENCES.values()]
    made = [pdf(text, lang=language, title="Letter") for language, text in zip(SENTENCES, texts, strict=True)]
    return [*made, *(content for content in hostile().values() if 0 < len(content) < 20_000)]


def batch(seed: int, tries: range) -> Done:
    """Inspect some broken PDFs."""
    done = Done()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broken.pdf"
        for number in tries:
            rng = dice("pdfs", seed, number)
            content = damaged(rng, rng.choice(_good()), rng.choice(_good()))
            path.write_bytes(content)
            facts = timed(done, lambda: dialogues.inspect(path))
            done.counted["read" if facts.readable else "refused with a problem"] += 1
            if not facts.readable and not facts.problem:
                done.faults.append(f"{number}: not readable, and nobody says why")
            if facts.size not in (len(content), None) or facts.problem == ENDED:
                done.faults.append(f"{number}: {facts.size} bytes, {facts.problem}")
    return done


CAMPAIGN = Campaign("pdfs", "broken PDFs, inspected", 4_000, 100, 120, batch)
