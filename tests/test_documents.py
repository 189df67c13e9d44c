"""Documents: what files really are, in the registry's languages, damaged, hostile, and attached to records."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import jsonschema_rs
import pypdf
import pytest
import yaml
from attrs import evolve
from click.testing import Result

import dialogues
from bundles import unpack
from dialogues.checks.check import check
from dialogues.checks.formats.terminal import visible
from dialogues.checks.settings import Settings
from dialogues.documents import DocumentFacts, TextLayer, inspect, inspect_many
from dialogues.documents import inspection as inspecting
from dialogues.documents.pool import Children, processors
from dialogues.documents.turn import ENDED
from dialogues.documents.worker import read_wake
from dialogues.errors import CannotWrite
from dialogues.files import load, read
from dialogues.files.attach import attach, write_attached
from dialogues.languages.scripts import script_of, script_shares
from dialogues.languages.tags import LanguageTag
from dialogues.records.json_schema import json_schema
from dialogues.vocabulary import MediaType
from pdfs import hostile, page_with, pdf

Run = Callable[..., Result]

# A page of so many words that no machine reads it within a second.
SLOW = page_with(zlib.compress(b"BT /F1 9 Tf " + b"(a) Tj T* " * 150_000 + b"ET"), "/FlateDecode")
SENTENCES = {
    "en": "The parties intend to exchange information on regional policy, multi-level governance and the development of cities.",
    "es": "Las partes tienen la intención de intercambiar información sobre la política regional y el desarrollo de las ciudades.",
    "fr": "Les parties ont l’intention d’échanger des informations sur la politique régionale et le développement des villes.",
    "hy": "Կողմերը մտադիր են տեղեկություններ փոխանակել տարածաշրջանային քաղաքականության և քաղաքների զարգացման մասին։",
    "ka": "მხარეები აპირებენ ინფორმაციის გაცვლას რეგიონული პოლიტიკისა და ქალაქების განვითარების შესახებ.",
    "ro": "Părțile intenționează să facă schimb de informații privind politica regională și dezvoltarea orașelor din țară.",
    "pt": "As partes pretendem trocar informações sobre a política regional e o desenvolvimento das cidades nos dois países.",
    "ru": "Стороны намерены обмениваться информацией о региональной политике и развитии городов в обеих странах.",
    "uk": "Сторони мають намір обмінюватися інформацією про регіональну політику та розвиток міст у обох країнах.",
    "zh": "双方愿意就区域政策、多层治理和城市发展交流信息，并定期举行会议，共同总结合作的经验和成果，推动双方区域合作不断深入发展。",
    "ja": "双方は、地域政策、都市の発展、および多層的なガバナンスに関する情報を交換し、定期的に会合を開催することを希望する。",
    "ar": "يعتزم الطرفان تبادل المعلومات بشأن السياسة الإقليمية وتنمية المدن وعقد اجتماعات منتظمة بين الخبراء من الجانبين.",
    "he": "הצדדים מתכוונים להחליף מידע על המדיניות האזורית ועל פיתוח הערים ולקיים פגישות קבועות בין המומחים משני הצדדים.",
    "hi": "दोनों पक्ष क्षेत्रीय नीति और शहरों के विकास के बारे में जानकारी का आदान-प्रदान करने का इरादा रखते हैं।",
    "th": "ทั้งสองฝ่ายประสงค์ที่จะแลกเปลี่ยนข้อมูลเกี่ยวกับนโยบายระดับภูมิภาคและการพัฒนาเมืองอย่างสม่ำเสมอ",
}
WRONG = {"en": "es", "es": "pt", "fr": "en", "pt": "es", "ro": "fr", "ru": "uk", "uk": "ru", "zh": "ja", "ja": "zh"}


def put(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


# Languages


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_the_language_of_a_text_is_found(language: str, tmp_path: Path) -> None:
    facts = inspect(put(tmp_path, "a.pdf", pdf([SENTENCES[language] * 3], lang=language)))
    assert (facts.readable, facts.text_layer, facts.problem) == (True, TextLayer.ALL, "")
    assert facts.languages[0][0] == language
    assert facts.contradictions(language) == ()


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_wrong_record_is_contradicted_by_the_text_and_by_lang(language: str, tmp_path: Path) -> None:
    wrong = WRONG.get(language, "en")
    without = inspect(put(tmp_path, "a.pdf", pdf([SENTENCES[language] * 3])))
    assert [each.code for each in without.contradictions(wrong)] in (["L303"], ["L304"])
    declared = inspect(put(tmp_path, "b.pdf", pdf([SENTENCES[language] * 3], lang=language)))
    assert [each.code for each in declared.contradictions(wrong)] in (["L301", "L303"], ["L301", "L304"])


@pytest.mark.parametrize("language", ["en", "uk", "zh"])
def test_a_wrong_lang_is_told_of_and_a_right_text_is_not(language: str, tmp_path: Path) -> None:
    facts = inspect(put(tmp_path, "a.pdf", pdf([SENTENCES[language] * 3], lang="de")))
    (finding,) = facts.contradictions(language)
    assert (finding.code, finding.message) == ("L301", f"the file declares de, the record says {language}")


def test_both_languages_of_a_bilingual_text_are_there(tmp_path: Path) -> None:
    facts = inspect(put(tmp_path, "a.pdf", pdf([SENTENCES["en"] * 3, SENTENCES["uk"] * 3])))
    assert {language for language, _ in facts.languages} == {"en", "uk"}
    assert sum(share for _, share in facts.scripts) == pytest.approx(1, abs=0.01)
    assert facts.contradictions("en") == facts.contradictions("uk") == ()
    assert [each.code for each in facts.contradictions("fr")] == ["L303"]


def test_a_scan_is_a_scan_and_not_a_language(tmp_path: Path) -> None:
    scan = inspect(put(tmp_path, "a.pdf", pdf(["", ""])))
    assert (scan.readable, scan.pages, scan.text_layer, scan.languages) == (True, 2, TextLayer.NONE, ())
    assert scan.problem == "no page has text: it is a scan, or shows nothing"
    half = inspect(put(tmp_path, "b.pdf", pdf([SENTENCES["es"] * 3, ""])))
    assert half.text_layer is TextLayer.SOME
    assert scan.contradictions("zh") == half.contradictions("es") == ()


@pytest.mark.parametrize("text", ["", "EN", "Letter of intent", "1234 5678"])
def test_too_little_text_is_no_guess(text: str, tmp_path: Path) -> None:
    facts = inspect(put(tmp_path, "a.pdf", pdf([text])))
    assert (facts.languages, facts.too_little_text) == ((), True)


@pytest.mark.parametrize(
    ("found", "language"),
    [
        ("hr", "bs"),
        ("sr", "hr"),
        ("bs", "sr-Latn"),
        ("id", "ms"),
        ("nb", "da"),
        ("nn", "nb"),
        ("ro", "mo"),
        ("no", "nn"),
    ],
)
def test_families_that_a_text_does_not_tell_apart_never_contradict(found: str, language: str) -> None:
    facts = DocumentFacts("a.pdf", True, languages=((found, 1.0),), scripts=(("Latn", 1.0),), declared=found)
    assert facts.contradictions(language) == ()


@pytest.mark.parametrize(
    ("declared", "codes"),
    [
        ("en-GB", []),
        ("EN", []),
        ("english", ["L302"]),
        ("en_US.UTF-8", []),
        ("x" * 90, ["L302"]),
        ("ge", ["L302"]),
        (None, []),
    ],
)
def test_a_malformed_lang_is_no_contradiction_but_worth_knowing(declared: str | None, codes: list[str]) -> None:
    assert [each.code for each in DocumentFacts("a", True, declared=declared).contradictions("en")] == codes


@pytest.mark.parametrize(
    ("scripts", "languages", "declared", "language", "codes"),
    [
        # A text in the other script of a language or of its family.
        ("Latn", "sr", None, "sr", []),
        ("Cyrl", "sr", None, "sr-Latn", ["L304"]),
        ("Cyrl", "sr", None, "hr", []),
        ("Cyrl", "ro", None, "mo", []),
        ("Hani", "zh", None, "yue", []),
        ("Hani", "zh", None, "zh-Hant", []),
        # What the identification does not know, it cannot miss.
        ("Latn", "so", None, "qu", []),
        ("Cyrl", "ru", None, "qu", ["L304"]),
        ("Latn", "so", None, "es", ["L303"]),
        # A script that both tags tell; a region alone is no contradiction.
        ("Hani", "zh", "zh-Hant", "zh-Hans", ["L301"]),
        ("Hani", "zh", "zh-TW", "zh-CN", ["L301"]),
        ("Hani", "zh", "zh-TW", "zh", []),
        ("Latn", "pt", "pt-PT", "pt-BR", []),
        ("Latn", "en", "mul", "en", []),
        ("Latn", "en", "zxx", "en", []),
    ],
)
def test_contradictions_know_scripts_families_and_limits(
    scripts: str, languages: str, declared: str | None, language: str, codes: list[str]
) -> None:
    facts = DocumentFacts("a", True, declared=declared, letters=5_000, words=400)
    facts = evolve(facts, scripts=((scripts, 1.0),), languages=((languages, 1.0),))
    assert [each.code for each in facts.contradictions(language)] == codes


@pytest.mark.parametrize("pages", [["EN", "", "", ""], ["Ref. Ares(2013)2872143"]])
def test_a_stamp_on_a_scan_contradicts_nothing(pages: list[str], tmp_path: Path) -> None:
    facts = inspect(put(tmp_path, "a.pdf", pdf(pages)))
    assert facts.too_little_text
    assert facts.contradictions("zh") == ()


@pytest.mark.parametrize(("one", "other"), [("en", "es"), ("en", "pt"), ("fr", "en"), ("en", "uk"), ("en", "zh")])
def test_two_languages_on_one_page_are_both_there_by_their_letters(one: str, other: str, tmp_path: Path) -> None:
    facts = inspect(put(tmp_path, "a.pdf", pdf([SENTENCES[one] * 5 + " " * 60 + SENTENCES[other] * 5])))
    assert {language for language, share in facts.languages if share >= 0.2} == {one, other}
    assert facts.contradictions(one) == facts.contradictions(other) == ()
    letters = [sum(map(str.isalpha, SENTENCES[language])) for language in (one, other)]
    assert dict(facts.languages)[one] == pytest.approx(letters[0] / sum(letters), abs=0.15)


def test_short_pages_are_judged_together(tmp_path: Path) -> None:
    words = SENTENCES["es"].split()
    facts = inspect(put(tmp_path, "a.pdf", pdf([" ".join(words[at : at + 3]) for at in range(0, len(words), 3)])))
    assert facts.languages == (("es", 1.0),)


def test_undetermined_and_several_languages_contradict_nothing() -> None:
    facts = DocumentFacts("a", True, languages=(("en", 1.0),), scripts=(("Latn", 1.0),), declared="en")
    assert [facts.contradictions(tag) for tag in ("und", "mul")] == [(), ()]


# Facts


def test_a_pdf_tells_all_of_itself(tmp_path: Path) -> None:
    content = pdf([SENTENCES["pt"] * 2], lang="pt_br", tagged=True, title="Memorando · Brasília")
    facts = dialogues.inspect(put(tmp_path, "a.pdf", content))
    assert (facts.media_type, facts.pdf_version, facts.pages, facts.encrypted) == (MediaType.PDF, "1.7", 1, False)
    assert (facts.size, facts.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (facts.title, facts.created, facts.tagged) == ("Memorando · Brasília", "2007-11-29T12:00:00+00:00", True)
    assert (facts.declared, facts.declared_language) == ("pt_br", LanguageTag.parse("pt-BR"))


@pytest.mark.parametrize(
    ("content", "media_type", "declared"),
    [
        (f"<!doctype html><html lang=pt><title>x</title><p>{SENTENCES['pt']}", MediaType.HTML, "pt"),
        (SENTENCES["pt"], MediaType.TEXT, None),
    ],
)
def test_html_and_text_have_the_facts_that_apply(
    content: str, media_type: MediaType, declared: str | None, tmp_path: Path
) -> None:
    facts = inspect(put(tmp_path, "a.pdf", content.encode()))
    assert (facts.media_type, facts.declared, facts.pages, facts.text_layer) == (
        media_type,
        declared,
        None,
        TextLayer.ALL,
    )
    assert facts.languages[0][0] == "pt"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<!-- a --><!DOCTYPE html><title>x</title>", MediaType.HTML),
        (b"<!doctype html><p>text", MediaType.HTML),
        (SENTENCES["ru"].encode("utf-16"), MediaType.TEXT),
        (b"GIF89a\1\0", None),
    ],
)
def test_the_format_is_told_by_the_bytes(content: bytes, media_type: MediaType | None, tmp_path: Path) -> None:
    assert inspect(put(tmp_path, "a.pdf", content)).media_type is media_type


def test_a_language_in_a_comment_is_none(tmp_path: Path) -> None:
    facts = inspect(
        put(tmp_path, "a", f"<!doctype html><!-- <html lang=de> --><html lang=pt><p>{SENTENCES['pt']}".encode())
    )
    assert (facts.declared, facts.languages[0][0]) == ("pt", "pt")


def test_a_document_encrypted_without_a_password_is_read(tmp_path: Path) -> None:
    for algorithm in ("RC4-128", "AES-128", "AES-256"):
        writer = pypdf.PdfWriter(clone_from=BytesIO(pdf([SENTENCES["en"] * 2])))
        writer.encrypt("", "owner", algorithm=algorithm)
        writer.write(tmp_path / "open.pdf")
        facts = inspect(tmp_path / "open.pdf")
        assert (facts.readable, facts.encrypted, facts.languages[0][0]) == (True, True, "en")
        writer.encrypt("user", "owner", algorithm=algorithm)
        writer.write(tmp_path / "shut.pdf")
        facts = inspect(str(tmp_path / "shut.pdf").encode())  # type: ignore[arg-type]  # a path of bytes is one
        assert (facts.readable, facts.encrypted) == (False, True)


def test_a_file_that_changes_while_it_is_looked_into_is_told_of(tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf", SLOW)
    inspect(put(tmp_path, "b.pdf", pdf(["text"])))
    writer = threading.Timer(0.15, lambda: path.write_bytes(b"x" * len(SLOW)))
    writer.start()
    facts = inspect(path)
    writer.join()
    assert (facts.readable, facts.problem) == (False, "it changed while it was read")


@pytest.mark.parametrize("path", ["nowhere.pdf", ".", "a\0b", "", "x" * 5_000])
def test_what_is_no_file_is_a_problem_and_no_exception(path: str) -> None:
    facts = inspect(path)
    assert not facts.readable
    assert facts.problem


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert inspect(tmp_path / "pipe.pdf").problem == "it is no regular file"


def test_a_file_that_grows_while_it_is_read_is_told_of(tmp_path: Path) -> None:
    path, stop = put(tmp_path, "a.pdf", pdf(["text"]) + b"\0" * 150_000_000), threading.Event()

    def grow() -> None:
        with path.open("ab") as stream:
            while not stop.is_set():
                stream.write(b"\0" * 1_000)
                stream.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        assert inspect(path).problem == "it changed while it was read"
    finally:
        stop.set()
        writer.join()


def test_a_file_over_the_cap_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as stream:
        stream.truncate(200_000_001)
    assert inspect(tmp_path / "a.pdf").problem == "it is larger than 200,000,000 bytes"


# Hostile files, in one run

PAGE = "the text of 1 page could not be read"
NO_TEXT = "no page has text: it is a scan, or shows nothing"
UNKNOWN = "its text is not read: it is a file, of no format that is known"
# What becomes of each; of what a library says, the class of its exception.
PROBLEMS = {
    "truncated.pdf": "PdfStreamError", "mutated.pdf": "PdfReadError", "no-xref.pdf": "PdfReadError",
    "flate-bomb.pdf": PAGE, "flate-bomb-twice.pdf": PAGE, "lzw-bomb.pdf": NO_TEXT, "run-length-bomb.pdf": PAGE,
    "ascii-hex-bomb.pdf": PAGE, "ascii85-bomb.pdf": PAGE, "many-filters.pdf": PAGE, "predictor.pdf": PAGE,
    "million-pages.pdf": "LimitReachedError", "cyclic-pages.pdf": "PdfReadError", "cyclic-lang.pdf": "it has no page",
    "deep.pdf": "PdfReadError", "long-content.pdf": PAGE, "many-words.pdf": PAGE, "draws-itself.pdf": NO_TEXT,
    "dct.pdf": NO_TEXT, "jbig2.pdf": PAGE, "ccitt.pdf": NO_TEXT, "outlines.pdf": PAGE, "previous.pdf": "",
    "encrypted.pdf": "it is encrypted and cannot be opened without its password", "lang.pdf": "", "picture.pdf": UNKNOWN,
    "empty.pdf": "it is empty", "zeros.pdf": UNKNOWN, "head-alone.pdf": "PdfStreamError", "unknown.bin": UNKNOWN,
    "pipe.pdf": "it is no regular file", "good.pdf": "",
}  # fmt: skip


def _kind(facts: DocumentFacts) -> str:
    return (
        facts.problem.removeprefix("could not be read: ").split(":")[0] if "Error" in facts.problem else facts.problem
    )


def test_hostile_files_each_end_in_a_finding_while_a_worker_is_killed(tmp_path: Path, run: Run) -> None:
    for name, content in hostile().items():
        put(tmp_path, name, content)
    os.mkfifo(tmp_path / "pipe.pdf")
    put(tmp_path, "good.pdf", pdf([SENTENCES["en"]] * 60))
    children = inspecting._children()
    killed: list[int] = []

    def kill_one() -> None:
        for _ in range(200):
            if children._idle:
                killed.append(children._idle[0].pid)
                os.kill(killed[0], 9)
                return
            time.sleep(0.01)

    inspect(tmp_path / "good.pdf")
    killer = threading.Thread(target=kill_one)
    killer.start()
    start = time.monotonic()
    found = {Path(facts.path).name: facts for facts in inspect_many(sorted(tmp_path.iterdir()), workers=2)}
    killer.join()
    assert time.monotonic() - start < 60
    assert killed
    died = [name for name, facts in found.items() if facts.problem == ENDED and facts.size is not None]
    assert len(died) <= 1  # it was killed while it read, and not while it was idle
    kinds = {name: _kind(facts) for name, facts in found.items() if name not in died}
    assert kinds == {name: kind for name, kind in PROBLEMS.items() if name not in died}
    assert found["lang.pdf"].problem or found["lang.pdf"].contradictions("en")[0].code == "L302"
    result = run("inspect", *map(str, sorted(tmp_path.iterdir())), "--workers", "2")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


@pytest.mark.parametrize("cause", ["interrupt", "result"])
def test_who_stops_a_run_does_not_wait_for_what_is_left_of_it(cause: str, tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{number}.pdf", SLOW) for number in range(20)]
    put(tmp_path, "0.pdf", pdf(["text"]))
    script = (
        "import os, signal, sys, threading, time, dialogues\n"
        "dialogues.inspect(sys.argv[1])\n"
        "def stop(facts):\n"
        "    if sys.argv[-1] == 'result': raise ValueError('enough')\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "begun = time.monotonic()\n"
        "try:\n    dialogues.inspect_many(sys.argv[1:-1], on_result=stop)\n"
        "except (KeyboardInterrupt, ValueError) as error:\n"
        "    print(type(error).__name__, time.monotonic() - begun < 5)\n"
        "print(dialogues.inspect(sys.argv[1]).readable)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths), cause], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{'ValueError' if cause == 'result' else 'KeyboardInterrupt'} True\nTrue\n"


def test_a_lower_limit_of_the_caller_stays_and_breaks_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf", pdf([SENTENCES["en"]]))
    script = (
        "import resource, sys, dialogues\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (8, 8))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000))\n"
        "print(dialogues.inspect(sys.argv[1]).problem or 'read')\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "read\n"


def test_a_child_that_does_not_start_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    for fork in (False, True):
        children = Children(fork=fork)
        with pytest.raises(OSError, match="the process that reads documents does not start"):
            children.facts(str(put(tmp_path, "a.pdf", pdf(["text"]))))
        children.close()


def test_no_more_files_are_read_at_once_than_there_are_processors(files: list[Path]) -> None:
    children, stop = Children(), threading.Event()
    most = 0

    def watch() -> None:
        nonlocal most
        while not stop.is_set():
            most = max(most, len(children._busy))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with ThreadPoolExecutor(8) as threads:
            assert all(each["readable"] for each in threads.map(children.facts, map(str, files)))
    finally:
        stop.set()
        watcher.join()
        children.close()
    assert 1 <= most <= processors()


def test_a_child_that_takes_too_long_is_killed_and_what_it_told_is_kept(tmp_path: Path) -> None:
    children = Children(wall_seconds=0.5)
    try:
        told = children.facts(str(put(tmp_path, "slow.pdf", SLOW)))
        assert told["problem"] == "could not be read within 0.5 seconds"
        assert told["size"] == len(SLOW)
        assert children.facts(str(put(tmp_path, "good.pdf", pdf(["text"]))))["readable"]
    finally:
        children.close()


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "alone"])
def test_children_that_are_killed_while_they_are_idle_cost_no_file(tmp_path: Path, *, fork: bool) -> None:
    path, children = str(put(tmp_path, "a.pdf", pdf([SENTENCES["en"]]))), Children(fork=fork)
    try:
        expected = children.facts(path)
        for _ in range(3):
            os.kill(children._idle[0].pid, signal.SIGKILL)
            assert children.facts(path) == expected
        server = children._server._process
        if server is not None:  # and neither does the process that forks them
            os.kill(server.pid, signal.SIGKILL)
            os.kill(children._idle[0].pid, signal.SIGKILL)
            assert children.facts(path) == expected
    finally:
        children.close()


def test_a_server_that_is_replaced_leaves_the_files_that_are_read_alone(tmp_path: Path) -> None:
    slow, good = (str(put(tmp_path, name, pdf([SENTENCES["en"] * size] * 15))) for name, size in (("a", 300), ("b", 1)))
    children = Children()
    try:
        with ThreadPoolExecutor(1) as thread:
            reading = thread.submit(children.facts, slow)
            while not children._busy:
                time.sleep(0.01)
            children._server._drop()
            assert children._server.child().pid
            assert "problem" not in reading.result()
        assert children.facts(good)["readable"]
    finally:
        children.close()


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "alone"])
def test_a_pool_that_is_closed_ends_what_is_read(tmp_path: Path, *, fork: bool) -> None:
    """Whether the server or the caller is faster: the files that are read are not waited for."""
    slow = str(put(tmp_path, "slow.pdf", SLOW))
    for _ in range(3):
        children = Children(fork=fork)
        with ThreadPoolExecutor(1) as thread:
            reading = thread.submit(children.facts, slow)
            while not children._busy:
                time.sleep(0.01)
            begun = time.monotonic()
            children.close()
            assert reading.result()["problem"] == ENDED
            assert time.monotonic() - begun < 2


def test_a_file_that_was_begun_is_not_read_again(tmp_path: Path) -> None:
    path, children = str(put(tmp_path, "a.pdf", SLOW)), Children()
    try:
        children.facts(str(put(tmp_path, "b.pdf", pdf(["text"]))))
        killer = threading.Timer(0.4, lambda: os.kill(next(iter(children._busy.values())).pid, signal.SIGKILL))
        killer.start()
        told = children.facts(path)
        killer.join()
    finally:
        children.close()
    assert (told["problem"], told["size"]) == (ENDED, Path(path).stat().st_size)


def test_what_is_read_in_one_turn_is_what_is_read_alone(files: list[Path]) -> None:
    children, paths = Children(), list(map(str, files))
    try:
        alone = [children.facts(path) for path in paths]
        together: list[dict[str, Any]] = []
        while len(together) < len(paths):
            before = len(together)
            assert children.read(paths[before:], together.extend) == len(together) - before > 0
        assert together == alone
        assert children._idle[0].files >= len(paths) * 2
    finally:
        children.close()


def test_a_child_that_is_killed_in_its_turn_costs_the_file_that_it_reads(tmp_path: Path) -> None:
    good, slow = str(put(tmp_path, "a.pdf", pdf([SENTENCES["en"]]))), str(put(tmp_path, "b.pdf", SLOW))
    children = Children()
    found: list[dict[str, Any]] = []
    try:
        expected = children.facts(str(put(tmp_path, "c.pdf", pdf(["text"]))))

        def kill() -> None:
            while not found:  # told while the next file of the turn is read
                time.sleep(0.01)
            os.kill(next(iter(children._busy.values())).pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        paths = [str(tmp_path / "c.pdf"), slow, good]
        assert children.read(paths, found.extend) == 2
        killer.join()
        assert found == [expected, {**found[1], "problem": ENDED, "size": Path(slow).stat().st_size}]
        assert children.facts(good)["readable"]
    finally:
        children.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_caller_raises_is_not_taken_for_a_childs_end(workers: int, files: list[Path]) -> None:
    def full(_facts: DocumentFacts) -> None:
        raise OSError("no space left on the device")

    with pytest.raises(OSError, match="no space left on the device"):
        inspect_many(files, workers=workers, on_result=full)


def alive(pids: list[int]) -> list[int]:
    """Give those that live; one that nobody has waited for is dead."""
    found = []
    for pid in pids:
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.append(pid)
    return found


def of_sessions(session: int) -> list[int]:
    """Give the processes of a session, so all that a program started, whoever their parents are now."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                found.append(int(folder.name))
    return found


WAYS_TO_END = {
    "terminated": "os.kill(os.getpid(), signal.SIGTERM)",
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "interrupted": "os.kill(os.getpid(), signal.SIGINT)",
    "crashed": "os.abort()",
    "exited": "os._exit(3)",
}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed in /proc")
@pytest.mark.parametrize("fork", [True, False], ids=["forked", "alone"])
@pytest.mark.parametrize("way", sorted(WAYS_TO_END))
def test_nothing_is_alive_two_seconds_after_the_caller_ended(way: str, tmp_path: Path, *, fork: bool) -> None:
    put(tmp_path, "slow.pdf", SLOW)
    put(tmp_path, "good.pdf", pdf(["text"]))
    script = (
        "import os, resource, signal, sys, threading, time\n"
        "from dialogues.documents.pool import Children\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        f"children = Children(fork={fork})\n"
        "children.facts('good.pdf')\n"
        "def read():\n"
        "    while True: children.facts('slow.pdf')\n"
        "for _ in range(2): threading.Thread(target=read, daemon=True).start()\n"
        "while len(children._busy) < 1 or children._idle: time.sleep(0.01)\n"
        "time.sleep(0.3)\n"
        "print('reading', flush=True)\n"
        "sys.stdin.readline()\n"
        f"{WAYS_TO_END[way]}\n"
        "time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    with process.stdin, process.stdout:
        assert process.stdout.readline() == b"reading\n"
        pids = of_sessions(process.pid)  # before it may end
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.wait()
    deadline = time.monotonic() + 2
    while alive(pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(pids) > 1
    assert alive(pids) == []


@pytest.mark.parametrize(
    "script",
    [
        "import dialogues; dialogues.inspect(path)",
        "import dialogues; dialogues.inspect_many([path] * 3)",
        "from dialogues.documents.pool import Children; Children().facts(path)",
        "from dialogues.documents.pool import Children; Children(fork=False).facts(path)",
        "from dialogues.documents.pool import Children; pool = Children(); pool.facts(path); del pool; time.sleep(0.1)",
        "from dialogues.documents.pool import Children; pool = Children(); pool.facts(path); pool.close(); del pool",
        "import dialogues; dialogues.inspect(path); os.fork() or dialogues.inspect(path)",
    ],
)
def test_a_pool_that_nobody_closes_warns_of_nothing(script: str, tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", pdf(["text"]))
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", f"import os, sys, time; path = 'a.pdf'; {script}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_children_are_replaced_after_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialogues.documents.pool.FILES_A_CHILD", 2)
    children, path, pids = Children(), str(put(tmp_path, "a.pdf", pdf(["text"]))), []
    try:
        for _ in range(4):
            children.facts(path)
            pids.append(children._idle[0].pid if children._idle else None)
    finally:
        children.close()
    assert pids[0] is not None
    assert pids[1] is None
    assert pids[2] not in (None, pids[0])


@pytest.mark.skipif(not hasattr(socket, "send_fds"), reason="Windows has no such timer")
def test_a_child_that_waits_for_the_next_file_is_not_killed_for_it(tmp_path: Path) -> None:
    """A service that inspects a file now and then would be told that its files cannot be read."""
    file = tmp_path / "a.html"
    file.write_text("<!doctype html><html lang=en><p>Hello</p>", encoding="utf-8")
    child = (
        "import sys; from multiprocessing.connection import Connection; from dialogues.documents import worker as child, contents as reading;"
        "reading.prepare(); child.WALL_SECONDS, child.GRACE_SECONDS = 1.0, 0.5; child.work(*(Connection(int(each)) for each in sys.argv[1:]))"
    )
    pairs = [socket.socketpair() for _ in range(2)]
    ends = [theirs.fileno() for _, theirs in pairs]
    process = subprocess.Popen([sys.executable, "-c", child, *map(str, ends)], pass_fds=ends)
    connections: list[Connection[Any, Any]] = [Connection(ours.detach()) for ours, _ in pairs]
    for _, theirs in pairs:
        theirs.close()
    told, wakes = connections
    for _ in range(2):
        told.send_bytes(json.dumps([str(file)]).encode())
        answers = list(iter(told.recv_bytes, b""))
        assert json.loads(answers[-1])["declared"] == "en"
        assert read_wake(wakes.recv_bytes()) == (len(answers) + 1, True)
        time.sleep(2)
    told.close()
    wakes.close()
    assert process.wait() == 0


def test_the_short_way_for_latin_texts_says_what_the_table_says() -> None:
    for number in range(0x250):
        script = script_of(chr(number))
        assert script_shares(chr(number)) == (((script, 1.0),) if script else ()), hex(number)


def test_whoever_stops_a_run_stops_no_other(tmp_path: Path) -> None:
    slow = [put(tmp_path, f"slow{number}.pdf", pdf([SENTENCES["en"] * 200] * 15)) for number in range(6)]
    good = put(tmp_path, "good.pdf", pdf(["text"]))

    def stopped(_facts: DocumentFacts) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as pool:
        others = pool.submit(inspect_many, slow)
        for _ in range(10):
            with pytest.raises(KeyboardInterrupt):
                inspect_many([good, good], on_result=stopped)
        assert [facts.problem for facts in others.result()] == [""] * 6


def test_comments_that_are_never_closed_cost_no_more_than_their_length(tmp_path: Path) -> None:
    open_comments = put(tmp_path, "a.html", b"<!doctype html><html lang=en><p>Hello</p>" + b"<!--" * 200_000)
    closed_at_once = put(
        tmp_path, "b.html", b"<!doctype html><!--><html lang=fr><p>Bonjour tout le monde</p><!-- <html lang=de> -->"
    )
    assert (inspect(open_comments).problem, inspect(open_comments).declared) == ("", "en")
    assert (inspect(closed_at_once).declared, inspect(closed_at_once).text_layer) == ("fr", TextLayer.ALL)


def test_without_forking_the_facts_are_the_same(tmp_path: Path) -> None:
    path = str(put(tmp_path, "a.pdf", pdf([SENTENCES["ka"] * 2], lang="ka")))
    forked, alone = Children(), Children(fork=False)
    try:
        assert alone.facts(path) == forked.facts(path)
    finally:
        forked.close()
        alone.close()


# Many files


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [put(tmp_path, f"{language}.pdf", pdf([text * 2], lang=language)) for language, text in SENTENCES.items()]


def test_the_facts_are_the_same_for_any_number_of_workers_and_any_executor(files: list[Path]) -> None:
    seen: list[str] = []
    one = inspect_many(files, workers=1, on_result=lambda facts: seen.append(facts.path))
    assert sorted(seen) == sorted(map(str, files))
    assert [facts.path for facts in one] == [str(path) for path in files]
    assert inspect_many(files, workers=4) == one
    with ThreadPoolExecutor(3) as threads:
        assert inspect_many(files, executor=threads) == one
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert inspect_many(files[:4], executor=processes) == one[:4]


class Broken(ThreadPoolExecutor):
    """An executor whose workers die at every second file, and that takes no more than six."""

    taken = 0

    def submit(self, *arguments: Any, **keywords: Any) -> Any:
        self.taken += 1
        if self.taken > 6:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self.taken % 2:
            future: Future[DocumentFacts] = Future()
            future.set_exception(BrokenExecutor("a worker died"))
            return future
        return super().submit(*arguments, **keywords)


def test_what_an_executor_drops_is_read_here(files: list[Path]) -> None:
    seen: list[str] = []
    with Broken(2) as broken:
        found = inspect_many(files, executor=broken, on_result=lambda facts: seen.append(facts.path))
    assert found == inspect_many(files)
    assert sorted(seen) == sorted(map(str, files))


class Cancelling(ThreadPoolExecutor):
    """An executor that is shut down by somebody else before it began most of what it took."""

    taken = 0

    def submit(self, *arguments: Any, **keywords: Any) -> Any:
        self.taken += 1
        future = super().submit(*arguments, **keywords) if self.taken < 3 else Future[Any]()
        if self.taken >= 3:
            future.cancel()
        return future


@pytest.mark.timeout(60)
def test_what_an_executor_cancels_is_read_here(files: list[Path]) -> None:
    with Cancelling(2) as cancelling:
        assert inspect_many(files, executor=cancelling) == inspect_many(files)


class Counting(ThreadPoolExecutor):
    """An executor that counts what it is given."""

    taken = 0

    def submit(self, *arguments: Any, **keywords: Any) -> Any:
        self.taken += 1
        return super().submit(*arguments, **keywords)


@pytest.mark.parametrize(("count", "tasks"), [(1, 1), (63, 63), (64, 32), (600, 38)])
def test_an_executor_is_given_many_files_together(tmp_path: Path, count: int, tasks: int) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"File {number}.")
    with Counting(2) as counting:
        found = inspect_many(paths, executor=counting)
    assert (counting.taken, found) == (tasks, inspect_many(paths))
    assert len({facts.sha256 for facts in found}) == count


def test_a_script_without_a_guard_is_not_run_twice(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", pdf([SENTENCES["en"]]))
    script = tmp_path / "script.py"
    script.write_text("import dialogues\nprint('once')\nprint(dialogues.inspect('a.pdf').languages[0][0])\n")
    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "once\nen\n"


def test_inspecting_works_within_a_daemonic_worker(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", pdf([SENTENCES["en"]]))
    script = (
        "import multiprocessing, dialogues\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(pool.map(dialogues.inspect, ['a.pdf'])[0].readable)\n"
    )
    (tmp_path / "script.py").write_text(script)
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_the_library_imports_no_pdf_reader_before_it_is_asked() -> None:
    code = "import sys, dialogues; dialogues.load(); dialogues.inspect; print([m for m in ('pypdf', 'gcld3') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# The command, and records


def test_the_facts_are_printed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content = pdf([SENTENCES["en"] * 2], lang="EN_gb", tagged=True, title="Letter")
    put(tmp_path, "a.pdf", content)
    result = run("inspect", "a.pdf", "--language", "zh")
    assert result.exit_code == 1
    assert result.stdout == (
        "a.pdf\n"
        "  format     application/pdf 1.7\n"
        f"  size       {len(content):,} bytes\n"
        f"  sha256     {hashlib.sha256(content).hexdigest()}\n"
        "  pages      1\n"
        "  title      Letter\n"
        "  created    2007-11-29T12:00:00+00:00\n"
        "  declares   EN_gb (en-GB)\n"
        "  tagged     yes\n"
        "  text on    all pages\n"
        "  scripts    Latn 100%\n"
        "  languages  en 100%\n"
        "  L301 warning: the file declares en-GB, the record says zh\n"
        "  L304 error: the text is written in Latn, and zh in Hans or Hant\n"
    )
    assert run("inspect", "a.pdf", "--language", "en").exit_code == 0


RECORD = """\
==> agreements/example-2001.yaml
title: {en: Example}   # as printed
kind: declaration
parties: []
documents:
  - language: en
    printed_label: EN
    evidence: []
  - language: pt
"""


def record(tmp_path: Path) -> Path:
    root = unpack(RECORD, tmp_path / "data")
    (root / "files").mkdir()
    return root


def test_a_file_is_attached_without_disturbing_the_record(run: Run, tmp_path: Path) -> None:
    root = record(tmp_path)
    path, content = root / "files" / "a.pdf", pdf([SENTENCES["en"] * 2])
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    shown = run("attach", "example-2001", "English", str(path), "--data", str(root), "--dry-run").stdout
    assert f"\n+    sha256: {digest}\n" in shown
    assert (root / "agreements" / "example-2001.yaml").read_text() == RECORD.partition("\n")[2]
    for _ in range(2):  # attaching it again changes nothing
        result = run("attach", "example-2001", "English", str(path), "--data", str(root))
        assert result.exit_code == 0, result.output
        assert (root / "agreements" / "example-2001.yaml").read_text() == RECORD.partition("\n")[2].replace(
            "    printed_label: EN\n",
            "    printed_label: EN\n    media_type: application/pdf\n    path: files/a.pdf\n"
            f"    size: {len(content)}\n    sha256: {digest}\n    pages: 1\n",
        )
    document = load(root).agreements["example-2001"].documents[0]
    assert (document.path, document.size, document.sha256, document.pages) == ("files/a.pdf", len(content), digest, 1)
    assert run("check", str(root), "--documents", "--select", "F,L").exit_code == 0
    told = json.loads(run("attach", "example-2001", "en", str(path), "--data", str(root), "--json").stdout)
    assert (told["file"], told["sha256"], told["contradictions"]) == ("agreements/example-2001.yaml", digest, [])


@pytest.mark.parametrize(
    ("arguments", "content", "message"),
    [
        (
            ["example-2001", "pt"],
            pdf([SENTENCES["en"] * 2]),
            "it contradicts the record: the text is in en, the record says pt",
        ),
        (["example-2001", "en"], b"%PDF-1.7\n", "could not be read: PdfStreamError: Stream has ended unexpectedly"),
        (["example-2001", "fr"], pdf(["x"]), "it has no document in fr; there is: en, pt; --new adds one"),
    ],
)
def test_a_file_that_contradicts_the_record_is_refused(
    run: Run, tmp_path: Path, arguments: list[str], content: bytes, message: str
) -> None:
    root = record(tmp_path)
    path = root / "files" / "a.pdf"
    path.write_bytes(content)
    before = (root / "agreements" / "example-2001.yaml").read_bytes()
    result = run("attach", *arguments, str(path), "--data", str(root))
    assert result.exit_code == 1
    assert result.stderr.endswith(f": {message}\n")
    assert (root / "agreements" / "example-2001.yaml").read_bytes() == before
    if "contradicts" in message:
        assert run("attach", *arguments, str(path), "--data", str(root), "--force").exit_code == 0


def test_a_file_whose_pages_cannot_be_read_is_no_scan(run: Run, tmp_path: Path) -> None:
    root = record(tmp_path)
    path = root / "files" / "a.pdf"
    path.write_bytes(hostile()["flate-bomb.pdf"])
    arguments = ("attach", "example-2001", "en", str(path), "--data", str(root))
    refused = run(*arguments)
    assert (refused.exit_code, refused.stderr) == (1, f"dialogues: {path}: {PAGE}\n")
    assert run(*arguments, "--force").stdout.splitlines()[1] == PAGE
    assert run("inspect", str(path)).exit_code == 1
    found = [each.code for each in check(root, settings=Settings(select=("F8",)), documents=True).findings]
    assert found == ["F804"]


def test_a_json_record_gets_numbers_and_stays_what_its_schema_allows(run: Run, tmp_path: Path) -> None:
    root = record(tmp_path)
    written = root / "agreements" / "example-2001.json"
    (root / "agreements" / "example-2001.yaml").unlink()
    written.write_text(
        '{"title": {"en": "x"}, "kind": "declaration", "parties": [], "documents": [{"language": "en"}]}'
    )
    path, content = root / "files" / "a.pdf", pdf([SENTENCES["en"]] * 2)
    for pages in (content, pdf([SENTENCES["en"]] * 3)):
        path.write_bytes(pages)
        assert run("attach", "example-2001", "en", str(path), "--data", str(root)).exit_code == 0
    (document,) = json.loads(written.read_text())["documents"]
    assert (document["size"], document["pages"]) == (path.stat().st_size, 3)
    jsonschema_rs.validator_for(json_schema("agreement")).validate(json.loads(written.read_text()))


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("title: {en: x}\nkind: declaration  # of theirs\nparties: []\nnotes: [x]  # y\n", "title kind parties documents notes"),
        ("title: {en: x}\nnotes: [x]\nkind: declaration\nparties: []\n", "title notes kind parties documents"),
        ("notes: [x]\ntitle: {en: x}\nkind: declaration\nparties: []\nevidence: []\n", "notes title kind parties documents evidence"),
        ("{title: {en: x}, kind: declaration, parties: [], notes: [x]}\n", "title kind parties documents notes"),
    ],
)  # fmt: skip
def test_the_first_document_of_a_record_stands_where_the_format_has_it(
    run: Run, tmp_path: Path, written: str, keys: str
) -> None:
    root = record(tmp_path)
    file, path = root / "agreements" / "example-2001.yaml", root / "files" / "a.pdf"
    path.write_bytes(pdf([SENTENCES["en"]]))
    file.write_text(written, encoding="utf-8")
    assert run("attach", "example-2001", "en", str(path), "--new", "--data", str(root)).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert " ".join(yaml.safe_load(text)) == keys
    assert [line for line in written.splitlines() if line.startswith(("kind", "notes"))] == [
        line for line in text.splitlines() if line.startswith(("kind", "notes"))
    ]


def test_a_record_keeps_its_form_and_what_was_saved_meanwhile(tmp_path: Path) -> None:
    root = record(tmp_path)
    file, path = root / "agreements" / "example-2001.yaml", root / "files" / "a.pdf"
    path.write_bytes(pdf([SENTENCES["en"]]))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    reading = read(root)
    attached = attach(reading, "example-2001", LanguageTag.parse("en"), path)
    write_attached(reading, attached)
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\n") == written.count(b"\r\n") > 3
    with pytest.raises(CannotWrite) as caught:
        write_attached(reading, attached)
    changed = "agreements/example-2001.yaml: it was changed after it was read; run the command again"
    assert str(caught.value) == changed
    file.write_text(file.read_text(encoding="utf-8-sig").replace("language: en", "language: fr"))
    with pytest.raises(CannotWrite) as caught:
        attach(reading, "example-2001", LanguageTag.parse("en"), path)
    assert str(caught.value) == changed


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a: b.pdf", "rename the file: a path is relative to the data folder, written with / and without .."),
        ("a\\b.pdf", "rename the file: a path is relative to the data folder, written with / and without .."),
        ("a\nb.pdf", "rename the file: a path has no control characters, and none that turn the direction of a text"),
    ],
)
def test_a_file_whose_name_no_record_can_hold_is_refused(run: Run, tmp_path: Path, name: str, message: str) -> None:
    root = record(tmp_path)
    path = root / "files" / name
    path.write_bytes(pdf([SENTENCES["en"]]))
    before = (root / "agreements" / "example-2001.yaml").read_bytes()
    result = run("attach", "example-2001", "en", str(path), "--data", str(root))
    assert (result.exit_code, result.stderr) == (1, f"dialogues: {visible(str(path))}: {message}\n")
    assert (root / "agreements" / "example-2001.yaml").read_bytes() == before


def test_a_stale_number_of_pages_is_told_of(run: Run, tmp_path: Path) -> None:
    root = record(tmp_path)
    path = root / "files" / "a"
    path.write_bytes(pdf([SENTENCES["en"]]))
    assert run("attach", "example-2001", "en", str(path), "--data", str(root)).exit_code == 0
    path.write_text(SENTENCES["en"])
    result = run("attach", "example-2001", "en", str(path), "--data", str(root), "--force")
    assert result.stderr == f"dialogues: {path}: it has no pages, the record says 1: remove that line first\n"


def test_the_registry_is_the_one_that_the_file_lies_in(run: Run, tmp_path: Path) -> None:
    root = record(tmp_path)
    path = root / "files" / "a.pdf"
    path.write_bytes(pdf([SENTENCES["en"]]))
    manifest = (root / "registry.yaml").read_text(encoding="utf-8")
    (root / "registry.yaml").unlink()
    refused = run("attach", "example-2001", "en", str(path))
    assert refused.stderr.splitlines()[-1] == (
        f"Error: {path}: it lies in no registry's folder; put it into one, or name that with --data."
    )
    (root / "registry.yaml").write_text(manifest)
    assert run("attach", "example-2001", "en", str(path)).exit_code == 0


def test_a_file_outside_the_data_folder_is_refused(run: Run, tmp_path: Path) -> None:
    root = record(tmp_path)
    outside = put(tmp_path, "a.pdf", pdf(["x"]))
    (root / "files" / "link.pdf").symlink_to(outside)
    for path in (outside, root / "files" / "link.pdf"):
        result = run("attach", "example-2001", "en", str(path), "--data", str(root))
        assert (result.exit_code, result.stderr) == (
            1,
            f"dialogues: {path}: put the file into the data folder, {root}\n",
        )
