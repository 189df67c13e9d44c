"""Language matching beside the other ways in Python: speed and correctness in one table, in one run.

PyICU, langcodes and Babel are asked as a web service would: a text in, a tag as text out.
Rounds of all contestants take turns, so that a machine that changes its pace does so for all of them.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median

import icu
import langcodes
from babel import negotiate_locale

import dialogues
from dialogues.languages import LanguageTag, Matcher, best_match

CASES = """
zh-TW | zh en
mo | en ro fr
pt-BR | en pt
uk | ru en
hy | en ru
es-AR | en es es-419
ja | en es
sr-Latn | en hr ru
en | en zh
"""
TYPICAL = [
    (wanted.strip(), available.split()) for wanted, available in (line.split("|") for line in CASES.split("\n") if line)
]
TAGS = (
    "en en-GB en-US en-AU es es-419 es-MX es-AR pt pt-BR pt-PT fr fr-CA de de-CH zh zh-Hant zh-TW zh-HK ja ko ru uk be "
    "hy ka kk ro mo bg sr sr-Latn hr bs sh nb nn no da sv fi tr az uz ar he fa ur hi bn ta id ms vi th el it nl af ca"
).split()
CLDR = Path(__file__).parent.parent / "tests" / "cldr" / "localeMatcherTest-part.txt"

Ask = Callable[[], object]


def random_pairs(count: int) -> list[tuple[str, list[str]]]:
    chooser = random.Random(48)  # noqa: S311  # the same pairs each time
    return [(chooser.choice(TAGS), chooser.sample(TAGS, chooser.randint(1, 6))) for _ in range(count)]


def icu_matcher(available: list[str]) -> object:
    builder = icu.LocaleMatcher.Builder()
    builder.setSupportedLocales([icu.Locale(tag) for tag in available])
    return builder.build()


def contestants(pairs: list[tuple[str, list[str]]]) -> dict[str, Ask]:
    prepared = [(wanted, Matcher(available)) for wanted, available in pairs]
    compiled = [(wanted, icu_matcher(available)) for wanted, available in pairs]
    for wanted, matcher in prepared:
        matcher.match(wanted)

    def ours() -> None:
        for wanted, matcher in prepared:
            matcher.match(wanted)

    def ours_without_memo() -> None:
        for wanted, matcher in prepared:
            matcher._match(wanted)  # noqa: SLF001  # what match() calls when it has not seen the text

    def ours_unprepared() -> None:
        for wanted, available in pairs:
            best_match(wanted, available)

    def by_icu() -> None:
        for wanted, matcher in compiled:
            matcher.getBestMatchForListString(wanted).toLanguageTag()

    def by_langcodes() -> None:
        for wanted, available in pairs:
            langcodes.closest_match(wanted, available)

    def by_babel() -> None:
        for wanted, available in pairs:
            negotiate_locale([wanted], available, sep="-")

    return {
        "dialogues, prepared and memoised": ours,
        "dialogues, prepared, without memo": ours_without_memo,
        "dialogues, unprepared": ours_unprepared,
        "PyICU, prepared": by_icu,
        "langcodes": by_langcodes,
        "Babel": by_babel,
    }


def rates(pairs: list[tuple[str, list[str]]], rounds: int, repeat: int) -> dict[str, float]:
    asked = contestants(pairs)
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, ask in asked.items():
            start = time.perf_counter()
            for _ in range(repeat):
                ask()
            times[name].append((time.perf_counter() - start) / repeat / len(pairs))
    return {name: 1 / median(each) / 1e6 for name, each in times.items()}


EUROPEAN = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
BROWSERS = (
    "en-US en en-GB de-DE de fr-FR fr es-ES es it-IT it pl-PL pl pt-BR pt nl-NL nl ru-RU ru uk-UA uk sv-SE sv zh-CN zh "
    "zh-TW ja-JP ja ko-KR ko tr-TR tr cs-CZ cs ro-RO ro hu-HU hu el-GR el bg-BG bg hr-HR hr sk-SK sk da-DK da ar he"
).split()


def headers(count: int, seed: int) -> list[str]:
    """Make distinct headers in the form of browsers, of five ranges each: no recorded traffic."""
    chooser = random.Random(seed)  # noqa: S311  # the same headers each time
    found: set[str] = set()
    while len(found) < count:
        tags = chooser.sample(BROWSERS, 5)
        found.add(",".join(tag if at == 0 else f"{tag};q=0.{9 - at}" for at, tag in enumerate(tags)))
    return sorted(found)


def header_table() -> None:
    """Print CPU time for 1,000 headers never seen, of ranges that were seen; medians of nine rounds."""
    matcher, peer, registry = Matcher(EUROPEAN), icu_matcher(EUROPEAN), dialogues.load()
    for header in headers(300, 999):
        matcher.match(header)
        registry.choose("brazil-2007", header)
    times: dict[str, list[float]] = {}
    for seed in range(9):
        every = headers(1_000, seed)
        for name, ask, asked in (
            ("PyICU, prepared", lambda each: peer.getBestMatchForListString(each).toLanguageTag(), every),
            ("dialogues, a header never seen", matcher.match, every),
            ("dialogues, the same headers again", matcher.match, every),
            ("registry.choose, a header never seen", lambda each: registry.choose("brazil-2007", each), every),
            # As many as a registry remembers for certain: of a thousand in turn, half are forgotten before they come.
            ("registry.choose, the last 300 again", lambda each: registry.choose("brazil-2007", each), every[-300:]),
        ):
            start = time.process_time()
            for header in asked:
                ask(header)
            times.setdefault(name, []).append((time.process_time() - start) / len(asked) * 1e6)
    base = median(times["PyICU, prepared"])
    print("\n| 1,000 headers of five ranges, 24 languages | µs | against PyICU |\n|---|---|---|")
    for name, each in times.items():
        print(f"| {name} | {median(each):.2f} ({min(each):.2f}-{max(each):.2f}) | {median(each) / base:.2f} |")


def cldr_cases() -> list[tuple[list[str], list[str], str | None, bool, str]]:
    cases, state = [], {}
    for raw in CLDR.read_text(encoding="utf-8").splitlines():
        line = raw.split("#")[0].strip()
        if line.startswith("** test"):
            state = {}
        elif line.startswith("@"):
            name, _, value = line[1:].partition("=")
            state[name] = value.strip()
        elif ">>" in line:
            wanted, _, expected = line.partition(">>")
            available = [tag.strip() for tag in state.get("supported", "").split(",") if tag.strip()]
            cases.append(
                (
                    [tag.strip() for tag in wanted.split(",")],
                    available,
                    state.get("default") or None,
                    state.get("favor") == "script",
                    expected.split("|")[0].strip(),
                )
            )
    return cases


def correct(answer: Callable[[list[str], list[str], str | None, bool], str | None]) -> str:
    cases = cldr_cases()
    right = 0
    for wanted, available, default, favor, expected in cases:
        try:
            got = answer(wanted, available, default, favor) or default or (available[0] if available else "null")
            right += got == expected or str(LanguageTag.parse(got)) == str(LanguageTag.parse(expected))
        except Exception:  # noqa: BLE001  # an answer that raises is a wrong answer
            right += expected == "null" and not available
    return f"{right} of {len(cases)} ({right / len(cases):.1%})"


def by_ours(wanted: list[str], available: list[str], default: str | None, favor: bool) -> str | None:  # noqa: FBT001
    match = best_match(wanted, available, default=default, favor_script=favor)
    return str(match.available) if match else None


def by_icu_case(wanted: list[str], available: list[str], default: str | None, favor: bool) -> str | None:  # noqa: FBT001
    if not available:
        return None  # PyICU crashes on an empty set
    builder = icu.LocaleMatcher.Builder()
    builder.setSupportedLocales([icu.Locale.forLanguageTag(tag) for tag in available])
    if default:
        builder.setDefaultLocale(icu.Locale.forLanguageTag(default))
    if favor:
        builder.setFavorSubtag(icu.ULocMatchFavorSubtag.SCRIPT)
    found = builder.build().getBestMatchForListString(", ".join(wanted))
    return found.toLanguageTag() if found else None


def by_langcodes_case(wanted: list[str], available: list[str], _default: str | None, _favor: bool) -> str | None:  # noqa: FBT001
    for tag in wanted:
        found, _ = langcodes.closest_match(tag, available)
        if found != "und":
            return found
    return None


def by_babel_case(wanted: list[str], available: list[str], _default: str | None, _favor: bool) -> str | None:  # noqa: FBT001
    return negotiate_locale(wanted, available, sep="-")


def first_use() -> float:
    code = (
        "import time; import dialogues.languages.matching; start = time.perf_counter();"
        "from dialogues.languages import best_match; best_match('zh-TW', ['zh', 'en']);"
        "print(time.perf_counter() - start)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(9)]
    return median(float(run.stdout) for run in runs)


def main() -> None:
    print(f"PyICU {version('PyICU')} (ICU {icu.ICU_VERSION}), ", end="")
    print(f"langcodes {version('langcodes')}, Babel {version('babel')}, Python {sys.version.split()[0]}\n")
    correctness = {
        "dialogues, prepared and memoised": correct(by_ours),
        "PyICU, prepared": correct(by_icu_case),
        "langcodes": correct(by_langcodes_case),
        "Babel": correct(by_babel_case),
    }
    eight = rates(TYPICAL, rounds=15, repeat=2_000)
    many = rates(random_pairs(10_000), rounds=5, repeat=1)
    print("| | typical cases, M/s | 10,000 random pairs, M/s | against PyICU | against langcodes | CLDR's test |")
    print("|---|---|---|---|---|---|")
    for name, rate in eight.items():
        ratios = f"{rate / eight['PyICU, prepared']:.1f} × | {rate / eight['langcodes']:.1f} ×"
        print(f"| {name} | {rate:.3f} | {many[name]:.3f} | {ratios} | {correctness.get(name, '')} |")
    header_table()
    print(f"\nFirst use in a fresh process, tables included: {first_use() * 1000:.0f} ms.")


if __name__ == "__main__":
    main()
