"""Generated modules and indices are what their scripts make of the committed inputs."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.checkout


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))


@pytest.mark.parametrize("name", ["_cldr.py", "_subtags.py"])
def test_the_tables_are_generated(name: str) -> None:
    import build_tables

    (path,) = (path for path in build_tables.MODULES if path.name == name)
    assert path.read_text(encoding="utf-8") == build_tables.MODULES[path]()


def test_the_name_indices_are_generated(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "scripts" / "build_names.py"), str(tmp_path)], check=True)
    for name in ("_languages.bin", "_territories.bin"):
        # Compressed bytes differ between versions of zlib; what they hold does not.
        shipped = (ROOT / "src" / "dialogues" / "names" / name).read_bytes()
        assert zlib.decompress(shipped) == zlib.decompress((tmp_path / name).read_bytes())


def test_the_table_of_former_countries_is_generated() -> None:
    import build_former_countries

    assert build_former_countries.TARGET.read_text(encoding="utf-8") == build_former_countries.table()


def test_the_official_names_of_states_are_generated() -> None:
    import build_official_names

    assert build_official_names.TARGET.read_text(encoding="utf-8") == build_official_names.module()


def test_the_codes_and_names_of_parts_of_countries_are_generated() -> None:
    import build_subdivisions

    assert build_subdivisions.MODULE.read_text(encoding="utf-8") == build_subdivisions.module()
    assert zlib.decompress(build_subdivisions.INDEX.read_bytes()) == zlib.decompress(build_subdivisions.index())


def test_the_schemas_that_ship_are_those_of_the_records() -> None:
    import build_schemas

    shipped = {path.name: path.read_text(encoding="utf-8") for path in build_schemas.FOLDER.iterdir()}
    assert shipped == build_schemas.contents()


def test_every_data_file_names_its_schema_for_editors() -> None:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        hint, _, schema = first.partition("$schema=")
        assert hint == "# yaml-language-server: ", path
        assert (path.parent / schema).resolve().is_file(), path


def test_the_wheel_ships_no_json_to_parse_at_import() -> None:
    assert not list((ROOT / "src").rglob("*.json"))


@pytest.mark.parametrize(
    ("name", "command"), [("timeline.svg", ["timeline", "--svg"]), ("languages.svg", ["list", "--matrix", "--svg"])]
)
def test_the_pictures_of_the_pages_are_those_that_the_command_prints(
    run: Callable[..., Result], name: str, command: list[str]
) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == run(*command, "--in", "en").stdout


def test_the_map_is_made_of_whole_outlines_that_stay_within_it() -> None:
    """No outline jumps from one edge of the map to the other, as one would that passes the 180th meridian."""
    land = (ROOT / "src" / "dialogues" / "site" / "_land.txt").read_text(encoding="ascii")
    outlines = re.findall(r"M([^M]*)z", land)
    assert len(outlines) > 80
    for outline in outlines:
        start, _, steps = outline.partition("l")
        x, y = map(float, start.split())
        numbers = list(map(float, re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", steps)))
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            assert abs(right) < 150, outline[:40]
            x, y = x + right, y + down
            assert -1 <= x <= 1001
            assert -1 <= y <= 433


def test_the_data_part_of_the_changelog_is_what_the_difference_prints() -> None:
    import build_changelog

    assert build_changelog.TARGET.read_text(encoding="utf-8") == build_changelog.changelog()
