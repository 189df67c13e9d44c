"""Giving a record another id: its file, every reference to it, and the ids that were; and retiring a record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dialogues.errors import CannotWrite, IdTaken
from dialogues.files import Reading, compose, read_text
from dialogues.files.changes import Change
from dialogues.files.edit import apply, apply_all, in_place
from dialogues.files.replace import BOM, CHANGED, content_of, encoded, place_of
from dialogues.files.scalars import write_block
from dialogues.files.to_record import to_record
from dialogues.findings import Append, Replace, Severity
from dialogues.records import Application, Manifest, Retirement
from dialogues.records.evidence import Evidence, Resolution
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import Path as PathWithin
from dialogues.records.fields_of import field_of, parts, references
from dialogues.records.identifiers import record_id
from dialogues.records.parties import Action, Signature

SETTINGS = "dialogues.toml"


def renamed(reading: Reading, old: str, new: str) -> tuple[Change, ...]:
    """Give a record another id: its file, all that names it, and the manifest, which keeps the old id.

    Raises :class:`~dialogues.errors.UnknownRecord`, :class:`~dialogues.errors.IdTaken` for an id that is in use or was,
    and :class:`~dialogues.errors.CannotWrite` where a file cannot be read, since it may name the record, or edited.
    """
    record = reading.registry[old]
    _require_free(reading, new)
    _require_whole(reading, old)
    manifest = reading.registry.manifest
    if reading.manifest_file is None or manifest is None:
        raise CannotWrite("registry.yaml", "there is no manifest, and it is what keeps the ids that were")
    changes = []
    for identifier, file in reading.files.items():
        each = reading.registry[identifier]
        naming = dict(_naming(each, old, new))
        if naming:
            changes.append(_edited(reading, file, naming))
    moved = reading.files[record.id]
    there = next((each for each in changes if each.file == moved), None)
    content = content_of(place_of(reading.folder, moved)) if there is None else there.after
    folder, _, name = moved.rpartition("/")
    changes = [each for each in changes if each.file != moved]
    changes += [
        Change(f"{folder}/{new}{name.removeprefix(old)}", None, content),
        Change(moved, content_of(place_of(reading.folder, moved)), None),
        _in_manifest(reading, reading.manifest_file, manifest, (old, new)),
        *_in_settings(reading.folder, old, new),
    ]
    return tuple(changes)


def retired(reading: Reading, identifier: str, retirement: Retirement) -> Change:
    """Retire a record: its file says since when, why, and what is used instead.

    Raises :class:`~dialogues.errors.UnknownRecord`, and :class:`~dialogues.errors.CannotWrite` for a record that is
    retired, and a successor that is not there, is of another kind or is retired itself.
    """
    record = reading.registry[identifier]
    if record.retired is not None:
        raise CannotWrite(reading.files[identifier], f"it is retired since {record.retired.on}")
    if retirement.replaced_by is not None:
        successor = reading.registry[retirement.replaced_by]
        if successor.id == record.id or successor.collection != record.collection:
            raise CannotWrite(successor.id, f"another one of the {record.collection} takes the place of {identifier}")
        if successor.retired is not None:
            raise CannotWrite(successor.id, "it is retired itself")
    file = reading.files[identifier]
    before = content_of(place_of(reading.folder, file))
    text = _text(reading, file)
    value = retirement.model_dump(mode="json", exclude_defaults=True)
    line_end = "\r\n" if "\r\n" in text else "\n"
    if file.endswith(".json"):
        after = json.dumps({**json.loads(text), "retired": value}, ensure_ascii=False, indent=2) + "\n"
        after = after.replace("\n", line_end)
    else:
        block = "".join(f"{line}{line_end}" for line in write_block({"retired": value}))
        after = f"{text}{'' if text.endswith(line_end) else line_end}{block}"
    tree, _ = compose(after, file)
    made = to_record(type(record), tree, file, identifier)[0] if tree is not None else None
    if made != record.model_copy(update={"retired": retirement}):
        raise CannotWrite(file, "the retirement cannot be written into it; write it by hand")
    return Change(file, before, (BOM if before.startswith(BOM) else b"") + after.encode())


def _require_free(reading: Reading, new: str) -> None:
    try:
        record_id(new)
    except ValueError as error:
        raise CannotWrite(new or "''", str(error)) from None
    manifest = reading.registry.manifest
    there = reading.registry.get(new)
    if there is not None or new in reading.faulty:
        raise IdTaken(new, there.collection if there is not None else "records that cannot be read")
    if manifest is not None and new in manifest.former_ids:
        raise IdTaken(new, "")


def _require_whole(reading: Reading, old: str) -> None:
    """Refuse to rename where a file cannot be read: what it names is not known. References alone may lead nowhere."""
    for each in reading.findings:
        if each.severity is Severity.ERROR and not each.code.startswith("R"):
            raise CannotWrite(each.location.file, f"it has a fault, and may name {old}: mend it first")


def _naming(record: FileRecord, old: str, new: str) -> Iterator[tuple[PathWithin, str]]:
    """Find the places of a record that name another, and what stands there then.

    They are references, parties by their ids, and what evidence speaks of and a source says.
    """
    for each in references(record):
        if each.identifier == old:
            yield each.path, new
    for path, part in parts(record):
        if isinstance(part, Signature | Action | Application):
            yield from (((*path, "party", at), new) for at, name in enumerate(part.party) if name == old)
        if isinstance(part, Evidence | Resolution):
            for at, claim in enumerate(part.claims):
                written = _claim(claim, old, new)
                if written != claim:
                    yield (*path, "for", at), written
        if isinstance(part, Evidence) and part.says == old and any(map(_is_reference(record, path), part.claims)):
            yield (*path, "says"), new


def _claim(claim: str, old: str, new: str) -> str:
    """Write the other id into a path where it names a party: elsewhere it is a field, or the tag of a language."""
    if old.isdecimal():
        return claim  # the number of a party
    return re.sub(rf"((?:^|\.)parties[.\[]){re.escape(old)}(?=[.\]]|$)", rf"\g<1>{new}", claim)


def _is_reference(record: FileRecord, path: PathWithin) -> Callable[[str], bool]:
    """Say of a claim of the evidence at a path whether it is a field that names a record."""
    owner = [each for at, each in parts(record) if at == path[: max(i for i, p in enumerate(path) if p == "evidence")]]

    def asked(claim: str) -> bool:
        below: Any = type(owner[0]) if owner else type(record)
        for part in claim.replace("[", ".").replace("]", "").split("."):
            held = field_of(below, part)
            if held is None:
                continue  # a number, or the name of a party
            if held.reference is not None:
                return True
            below = held.part or below
        return False

    return asked


def _edited(reading: Reading, file: str, naming: Mapping[PathWithin, str]) -> Change:
    """Write other texts in some places of a file."""
    text = _text(reading, file)
    tree, _ = compose(text, file)
    value = None if tree is None else tree.value
    edits = [(Replace(_written(value, path), text_there),) for path, text_there in naming.items()]
    after, made = apply_all(text, edits, file)
    if made < len(edits):
        raise CannotWrite(file, "what it names cannot be changed without another change: do that by hand")
    before = content_of(place_of(reading.folder, file))
    return Change(file, before, encoded(after, before))


def _written(value: Any, path: PathWithin) -> PathWithin:
    """Give the path of an item as the file has it: a single item may stand without a list."""
    for part in path[:-1]:
        value = value[part]
    return path[:-1] if isinstance(value, str) else path


def _in_manifest(reading: Reading, file: str, manifest: Manifest, ids: tuple[str, str]) -> Change:
    """Keep the id that was, and write the other one where the manifest names the record."""
    old, new = ids
    naming = dict(_naming(manifest, old, new))
    naming |= {("own", at): new for at, name in enumerate(manifest.own) if name == old}
    change = _edited(reading, file, naming) if naming else None
    before = content_of(place_of(reading.folder, file))
    text = (before if change is None or change.after is None else change.after).decode("utf-8-sig")
    text = text.replace("\r\n", "\n")
    after = apply(text, Append(("former_ids",), old), file)
    if after is not None and not manifest.former_ids:
        after = in_place(after, file, Manifest, "former_ids")
    if after is None:
        raise CannotWrite(file, f"{old} cannot be put among its former_ids: do that by hand")
    return Change(file, before, encoded(after, before))


def _in_settings(folder: Path, old: str, new: str) -> Iterator[Change]:
    """Write the other id where the settings beside the manifest expect a listing of a source."""
    path = folder / SETTINGS
    if path.is_file():
        before = content_of(place_of(folder, SETTINGS))
        text = before.decode("utf-8", "surrogateescape")
        after = re.sub(rf'(?m)^(\s*source\s*=\s*)(["\']){re.escape(old)}\2', rf"\g<1>\g<2>{new}\g<2>", text)
        if after != text:
            yield Change(SETTINGS, before, after.encode("utf-8", "surrogateescape"))


def _text(reading: Reading, file: str) -> str:
    text, _ = read_text(reading.folder, file)
    if text is None:
        raise CannotWrite(file, CHANGED)
    return text
