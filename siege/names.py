"""Names of languages and countries that nobody ever wrote, asked of everything that understands names."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from random import Random

import dialogues
from dialogues.errors import InvalidLanguageTag, UnknownName
from siege.campaign import Campaign, Done, dice

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz -_'",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя ",
    "中国语文法英德意日本韩台灣ひらがなカタカナ한국어",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي\u200c\u200f ",
    "".join(
        map(chr, [0, 9, 10, 13, 27, 0xA0, 0x300, 0x301, 0x327, 0x200D, 0x202E, 0x2028, 0xFEFF, 0xFFFD, 0x1F600, 0xD800])
    ),
    "0123456789-_.@;=,*q/()[]{}%&",
)


@cache
def _registry() -> dialogues.Registry:
    return dialogues.load()


def name(rng: Random) -> str:
    """Give a name: of random letters, or one that means something and was damaged."""
    kind = rng.random()
    if kind < 0.4:
        text = rng.choice(("Português do Brasil", "zh-Hant-TW", "Russian Federation", "République de Moldavie", "EN EN",
                           "українська", "Ελληνικά", "中华人民共和国", "sr-Cyrl-RS-x-private", "i-klingon", "mo, ro;q=0.5"))  # fmt: skip
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(text) + 1)
            text = (
                text[:at]
                + rng.choice(rng.choice(_ALPHABETS)) * rng.choice((0, 1, 1, 5))
                + text[at + rng.randrange(3) :]
            )
        return text
    if kind < 0.5:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(12)))
    letters = "".join(rng.sample(_ALPHABETS, rng.choice((1, 1, 2))))
    return "".join(rng.choices(letters, k=rng.choice((0, 1, 2, 3, 5, 8, 13, 40, 400))))


def batch(seed: int, tries: range) -> Done:
    """Ask for some names."""
    done, registry = Done(), _registry()
    questions: list[tuple[Callable[[str], object], tuple[type[Exception], ...]]] = [
        (dialogues.identify_language, ()),
        (dialogues.LanguageTag.parse, (InvalidLanguageTag,)),
        (lambda text: dialogues.best_match(text, ["en", "ro", "zh-Hant"]), (InvalidLanguageTag,)),
        (registry.find, (UnknownName,)),
    ]
    for number in tries:
        text = name(dice("names", seed, number))
        done.tries += 1
        for question, expected in questions:
            begun = time.monotonic()
            try:
                question(text)
            except expected:
                pass
            except Exception as error:  # noqa: BLE001  # it is what the campaign looks for
                done.faults.append(f"{number}: {text!r}: {type(error).__name__}: {error}"[:300])
            done.slowest = max(done.slowest, time.monotonic() - begun)
    return done


CAMPAIGN = Campaign("names", "names, each asked as a language, a tag, a wish and a partner", 100_000, 2_000, 150, batch)
