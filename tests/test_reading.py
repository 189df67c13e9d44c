"""Reading a folder: every kind of broken file, places, limits, and where the bundled registry is."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
from dialogues.errors import RegistryNotFound, UnknownCollection
from dialogues.files import compose, from_json, from_yaml, read, read_text
from dialogues.findings import Finding, InvalidRegistry, Severity

HERE = Path(__file__).parent
BROKEN = HERE / "broken"


def told(findings: tuple[Finding, ...]) -> str:
    return "".join(f"{finding}{f' [{finding.path}]' if finding.path else ''}\n" for finding in findings)


def test_every_kind_of_broken_file_is_told_of_whole() -> None:
    reading = read(BROKEN)
    assert told(reading.findings) == (HERE / "broken.expected").read_text(encoding="utf-8")
    assert sorted(reading.files) == [
        "council",
        "dangling",
        "good-2001",
        "page",
        "refers-to-faulty",
        "wrong-kind-of-record",
    ]


def test_each_broken_file_has_a_finding() -> None:
    told_of = {finding.location.file for finding in read(BROKEN).findings}
    fine = {"good-2001.yaml", "page.yaml", "refers-to-faulty.yaml", "council.yaml"}
    files = {
        path.relative_to(BROKEN).as_posix()
        for path in BROKEN.glob("*/*")
        if path.name not in fine and not path.name.startswith(".") and path.parent.name != "agrements"
    }
    assert files <= told_of
    assert len(files) >= 40


def test_load_raises_once_with_all_that_read_tells() -> None:
    with pytest.raises(InvalidRegistry) as caught:
        dialogues.load(BROKEN)
    assert caught.value.findings == read(BROKEN).findings
    lines = str(caught.value).splitlines()
    assert lines[0] == f"the registry has {len(caught.value.findings)} structure findings:"
    assert lines[-1] == f"… and {len(caught.value.findings) - 10} more"


FROZEN = """
import gc, sys
import dialogues
before = gc.get_freeze_count()
dialogues.load()
dialogues.read()
unasked = gc.get_freeze_count()
try:
    dialogues.load(sys.argv[1], freeze=True)
except dialogues.InvalidRegistry:
    refused = gc.get_freeze_count()
registry = dialogues.load(freeze=True)
frozen = gc.get_freeze_count()
print(before == unasked == refused == 0, frozen > 50 * len(registry), gc.isenabled(), "china-2006" in registry)
print(any(each is registry["china-2006"] for each in gc.get_objects()))
gc.unfreeze()
print(any(each is registry["china-2006"] for each in gc.get_objects()))
"""


def test_what_is_frozen_is_not_counted_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def counting() -> int:
        counted.append(1)
        return 0

    monkeypatch.setattr(gc, "get_freeze_count", counting)
    assert dialogues.read_page("<ul><li>Japan <a href='a.pdf'>EN</a></ul>", "https://example.org/").entries
    assert counted == []  # it goes through all that is frozen, one by one


def test_what_is_loaded_is_left_out_of_collections_only_when_that_is_asked_for() -> None:
    # In a process of its own: what is frozen is all of it.
    run = subprocess.run([sys.executable, "-c", FROZEN, BROKEN], capture_output=True, text=True, check=True)
    assert run.stdout == "True True True True\nFalse\nTrue\n"


def test_collections_are_loaded_by_name_and_no_other() -> None:
    for given_as in ("themes", ["themes", "themes"], iter(["themes"])):
        registry = dialogues.load(collections=given_as)
        assert len(registry) == len(registry.themes) > 0
    with pytest.raises(UnknownCollection) as caught:
        dialogues.load(collections=["agreement"])
    assert str(caught.value) == (
        "no collection is called 'agreement'; there are: agreements, publications, events, programmes, cooperations,"
        " organisations, people, themes, sources"
    )


def folder(tmp_path: Path, **files: str | bytes) -> Path:
    (tmp_path / "agreements").mkdir()
    for name, content in files.items():
        path = tmp_path / "agreements" / f"{name.replace('_', '-')}.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


GOOD = "title: {en: x}\nkind: declaration\nparties: []\n"


def codes(path: Path) -> list[tuple[str, str]]:
    return [(finding.location.file, finding.code) for finding in read(path).findings if finding.code != "S406"]


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    root = folder(tmp_path / "data", inside=GOOD)
    outside = tmp_path / "outside.yaml"
    outside.write_text(GOOD)
    (root / "agreements" / "link-in.yaml").symlink_to("inside.yaml")
    (root / "agreements" / "link-out.yaml").symlink_to(outside)
    (root / "agreements" / "link-nowhere.yaml").symlink_to("nowhere.yaml")
    (root / "agreements" / "link-loop.yaml").symlink_to("link-loop.yaml")
    assert codes(root) == [
        ("agreements/link-loop.yaml", "S101"),
        ("agreements/link-nowhere.yaml", "S101"),
        ("agreements/link-out.yaml", "S105"),
    ]
    assert sorted(read(root).files) == ["inside", "link-in"]


def test_a_folder_that_leads_out_is_refused_and_one_within_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "elsewhere").mkdir()
    root = folder(tmp_path / "data", inside=GOOD)
    (tmp_path / "elsewhere" / "china-1983.yaml").write_text("kind: declaration\n")
    (root / "publications").symlink_to(tmp_path / "elsewhere")
    (root / "kept").mkdir()
    (root / "kept" / "page.txt").write_text("")
    (root / "sources").symlink_to("kept")
    reading = read(root)
    assert [str(finding) for finding in reading.findings if finding.code != "S406"] == [
        "publications:1:1: S105 error: the link leads out of the data folder: its files were not read"
        " (put the folder itself here)",
        "sources/page.txt:1:1: S107 warning: this is no record file and was not read"
        " (a record's file ends in .yaml, .yml, .json)",
    ]
    assert reading.incomplete == {"publications"}
    assert read_text(root, "publications/china-1983.yaml")[0] is None  # nor is it written to, see test_fixing
    everything = tmp_path / "linked"
    everything.symlink_to(root)  # the registry itself may be a link
    assert sorted(read(everything).files) == ["inside"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    root = folder(tmp_path, good=GOOD)
    os.mkfifo(root / "agreements" / "pipe.yaml")
    assert codes(root) == [("agreements/pipe.yaml", "S104")]


def test_a_file_that_is_too_large_is_not_parsed(tmp_path: Path) -> None:
    root = folder(tmp_path, large=b"# " + b"x" * 2_000_000, good=GOOD)
    assert codes(root) == [("agreements/large.yaml", "S106")]
    assert list(read(root).registry.agreements) == ["good"]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_a_bomb_is_one_finding(tmp_path: Path, bomb: str) -> None:
    assert len(codes(folder(tmp_path, bomb=bomb))) == 1


def test_memory_stays_bounded_over_all_broken_files() -> None:
    code = (
        "import sys, dialogues; dialogues.read(sys.argv[1]);"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    peak = subprocess.run([sys.executable, "-c", code, str(BROKEN)], capture_output=True, text=True, check=True)
    assert int(peak.stdout) < 300_000  # kilobytes on Linux


def test_a_missing_folder_is_the_callers_mistake(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    messages = []
    for path in (tmp_path / "nowhere", file):
        for door in (dialogues.read, dialogues.load):
            with pytest.raises(RegistryNotFound) as caught:
                door(path)
            messages.append(str(caught.value).removeprefix(str(tmp_path)))
    no_folder = "/file: it is a file; a registry is a folder, or one file whose name ends in .json"
    assert messages == ["/nowhere: there is no such folder"] * 2 + [no_folder] * 2


@pytest.mark.parametrize(
    ("manifest", "code", "severity"),
    [("2.0", "S407", Severity.ERROR), ("1.9", "S408", Severity.WARNING), ("1", "S305", Severity.ERROR)],
)
def test_another_major_format_is_refused_and_a_newer_minor_read(
    tmp_path: Path, manifest: str, code: str, severity: Severity
) -> None:
    root = folder(tmp_path, good=GOOD)
    (root / "registry.yaml").write_text(
        f'format: "{manifest}"\ntitle: {{en: x}}\nversion: 1\ndate: 2026\nlicence: MIT\n'
    )
    (finding,) = read(root).findings
    assert (finding.code, finding.severity) == (code, severity)


def test_scalars_stay_text() -> None:
    tree, faults = from_yaml.compose("a: no\nb: 2015\nc: 2007-11-29\nd: ~\ne: 0x1F\nf: ''\ng:\nh: null\n")
    assert faults == []
    assert tree is not None
    assert tree.value == {
        "a": "no", "b": "2015", "c": "2007-11-29", "d": "~", "e": "0x1F", "f": "", "g": None, "h": "null",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parse"),
    [
        ('parties:\n  - side: eu\n    "naïve 中": x\n', from_yaml.compose),
        ('{"parties": [\n  {"side": "eu",\n    "naïve 中": "x"}]}', from_json.compose),
    ],
)
def test_every_key_and_value_has_its_place_in_characters(text: str, parse: object) -> None:
    tree, faults = parse(text)  # type: ignore[operator]
    assert faults == []
    path = ("parties", 0, "naïve 中")
    key, value = tree.locate("f", path, key=True), tree.locate("f", path)
    lines = text.split("\n")
    assert lines[key.line - 1][key.column - 1 : key.end_column - 1] == '"naïve 中"'
    assert lines[value.line - 1][value.column - 1 : value.end_column - 1].strip('"') == "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"note": "NaN is no number",\n "x": NaN}', "x.json:2:7: S202 error: not JSON: NaN is not JSON"),
        ('{"NaN": "a \\" NaN",\n "x": [1, NaN]}', "x.json:2:11: S202 error: not JSON: NaN is not JSON"),
        ('{"Infinity": "-Infinity", "x": -Infinity}', "x.json:1:32: S202 error: not JSON: -Infinity is not JSON"),
        ('["-Infinity", Infinity, -Infinity]', "x.json:1:15: S202 error: not JSON: Infinity is not JSON"),
        ("NaNNaN", "x.json:1:1: S202 error: not JSON: NaN is not JSON"),
        ('{"x": nan}', "x.json:1:7: S202 error: not JSON: Expecting value"),
        # Pythons differ in the words and the place of these.
        ('{"x": [1, 2 ,\n ]}', "x.json:1:13: S202 error: not JSON: Illegal trailing comma before end of array"),
        ('{"x": 1,}', "x.json:1:8: S202 error: not JSON: Illegal trailing comma before end of object"),
        ('{"a": 1, "%s": 1, "%s": 2}' % (("k" * 100,) * 2), "x.json:1:117: S203 error: the key '%s…' stands twice, first in line 1" % ("k" * 59)),
    ],
)  # fmt: skip
def test_a_fault_of_json_is_told_of_where_it_is(text: str, message: str) -> None:
    (fault,) = compose(text, "x.json")[1]
    assert str(fault).partition(" (")[0] == message


values = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85\ufeff"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé中", min_size=1), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abc", min_size=1), values, min_size=1, max_size=4))
def test_yaml_and_json_say_the_same(value: dict[str, object]) -> None:
    import json

    import yaml

    written = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=1000)
    from_yaml_tree, yaml_faults = from_yaml.compose(written)
    from_json_tree, json_faults = from_json.compose(json.dumps(value))
    assert (yaml_faults, json_faults) == ([], [])
    assert from_yaml_tree is not None
    assert from_json_tree is not None
    assert from_yaml_tree.value == from_json_tree.value == value


@given(st.text(max_size=200) | st.text("{}[]:,-&*!#'\" \n\tab?|>%@<", max_size=60))
def test_no_text_raises_and_what_is_not_read_is_told_of(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    for file in ("x.yaml", "x.json"):
        tree, faults = compose(text, file)
        assert tree is not None or faults


def test_the_bundled_registry_of_a_checkout_is_its_own_data() -> None:
    expected = HERE.parent / "data"
    if os.environ.get("DIALOGUES_WHEEL"):
        expected = Path(dialogues.__file__).parent / "data"
    assert dialogues.files.bundled_folder() == expected


@pytest.mark.checkout
def test_an_installed_copy_brings_its_own_data(tmp_path: Path) -> None:
    """What a wheel unpacks to: the package with the data inside, and nothing beside it."""
    import shutil

    shutil.copytree(HERE.parent / "src" / "dialogues", tmp_path / "site" / "dialogues")
    shutil.copytree(HERE.parent / "data", tmp_path / "site" / "dialogues" / "data")
    code = "import dialogues; print(dialogues.files.bundled_folder()); print(len(dialogues.load().agreements))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
    )
    assert done.stdout.split() == [str(tmp_path / "site" / "dialogues" / "data"), "18"]


# Reading without places


def read_both_ways(text: str) -> bool:
    """Say whether a text is read for its values alone; where it is, the reader that knows places must say the same."""
    tree, faults = from_yaml.compose(text)
    if tree is None or not callable(tree._mark):
        return False
    strict, found = from_yaml.composed(text)
    assert strict is not None
    assert (repr(tree.value), tree.texts, faults, []) == (repr(strict.value), strict.texts, found, faults)
    assert tree.locate("x.yaml", ("parties", 0)) == strict.locate("x.yaml", ("parties", 0))
    return True


def texts_of(folder: Path) -> list[str]:
    return [path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*.yaml") if path.is_file()]


def test_both_ways_of_reading_agree_on_the_files_of_the_tests_and_the_bundled_registry() -> None:
    assert sum(map(read_both_ways, texts_of(HERE))) > 20
    assert sum(map(read_both_ways, texts_of(dialogues.files.bundled_folder()))) > 300


def test_both_ways_of_reading_agree_on_damaged_files() -> None:
    rng = random.Random(25)
    whole = [text[:1200] for text in texts_of(dialogues.files.bundled_folder() / "agreements")]
    fine = 0
    for _ in range(3000):
        text = rng.choice(whole)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice("{}[]:-,&*!#?'\" \n\t|>%@<\u00a0") + text[at + rng.randint(0, 2) :]
        fine += read_both_ways(text)
    assert 600 < fine < 2400


TOKENS = [
    *"{}[],'\" \nab",
    ": ",
    "- ",
    "&a ",
    "*a",
    "!t ",
    "# c\n",
    "? ",
    "|\n",
    ">\n",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "<<",
    "''",
    "\u00a0",
]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(TOKENS), max_size=14).map("".join))
def test_both_ways_of_reading_agree_on_whatever_yaml_has(text: str) -> None:
    read_both_ways(text)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("title: {fr: 'Accord\u00a0: texte'}\n", True),  # as French is printed
        ("a: «\u00a0b\u00a0»\nc: 5\u00a0%\n", True),
        ('"a\\_b": c\n', True),
        ("a\u00a0b: c\n", False),
        ("'a\u00a0b': c\n", False),
        ("c: d\na:\u00a0b\n", False),
    ],
)
def test_a_no_break_space_within_a_value_is_read_as_fast_as_any_other_sign(text: str, fine: bool) -> None:
    assert read_both_ways(text) == fine


@pytest.mark.parametrize(
    "text", ["[" * 64 + "]" * 64, "[" * 65 + "]" * 65, "a: " + "x" * 20_001, "- a\n" * 50_001, "a: b\n---\nc: d\n", ""]
)
def test_what_has_a_limit_is_left_to_the_reader_that_tells_it(text: str) -> None:
    tree, faults = from_yaml.compose(text)
    strict, found = from_yaml.composed(text)
    told = [[fault.finding("x.yaml") for fault in each] for each in (faults, found)]
    assert (told[0], tree is None) == (told[1], strict is None)
    assert read_both_ways(text) == (len(text) == 128)
