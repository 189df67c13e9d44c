"""The fields of a kind of record, by type: the one place that looks into pydantic's models.

Over 300 lines: each walk over a record (its parts, references, targets) is written out, since all records take it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeAlias, get_args, get_origin

from dialogues.records.fields import FileRecord, Reference, Relates, one_or_more

Path: TypeAlias = tuple[str | int, ...]


class FieldOf(NamedTuple):
    """A field of a kind of record."""

    name: str
    """The attribute."""
    key: str
    """The key in the file."""
    holds: Any
    """What a value is, or an item of a list: a kind of record, LanguageTag, LocalisedText, Date, str …"""
    reference: Reference | None
    """The mark of a field that holds the id of another record."""
    relates: Relates | None
    """The mark of a field whose parts relate the record to others in words of their own."""
    several: bool = False
    """Whether it is a list of values."""
    required: bool = False
    """Whether every record has it."""
    one_or_more: bool = False
    """Whether a single item may stand for a list of one."""

    @property
    def part(self) -> type[FileRecord] | None:
        """The kind of record that its values are; None where they are none."""
        return self.holds if isinstance(self.holds, type) and issubclass(self.holds, FileRecord) else None


@cache
def fields_of(kind: type) -> tuple[FieldOf, ...]:
    """List the fields of a kind of record, in their order; none for what is no kind of record."""
    return tuple(
        FieldOf(
            name,
            field.alias or name,
            _held(field.annotation),
            _mark(field.metadata, field.annotation, Reference),
            _mark(field.metadata, None, Relates),
            _is_list(field.annotation),
            field.is_required(),
            any(getattr(each, "func", None) is one_or_more for each in field.metadata),
        )
        for name, field in getattr(kind, "__pydantic_fields__", {}).items()
    )


def field_of(kind: type, key: str) -> FieldOf | None:
    """Give the field of a kind of record that has a key in the file, or an attribute of that name; None for none."""
    return keys_of(kind).get(key)


def is_mandatory(kind: type[FileRecord], name: str) -> bool:
    """Say whether a field, by its attribute, must be there."""
    return bool(kind.__pydantic_fields__[name].is_required())


@cache
def keys_of(kind: type) -> dict[str, FieldOf]:
    """Give the fields of a kind of record by their keys in the file, and by their attributes."""
    return {each.name: each for each in fields_of(kind)} | {each.key: each for each in fields_of(kind)}


def _held(annotation: Any) -> Any:
    """Give the type within ``tuple[…]``, ``… | None`` and ``Annotated[…]``; of a text or a record, the record."""
    if get_origin(annotation) is Annotated:
        return _held(get_args(annotation)[0])
    held = [_held(part) for part in get_args(annotation) if part not in (type(None), ...)]
    records = [each for each in held if isinstance(each, type) and issubclass(each, FileRecord)]
    return (records or held or [annotation])[0]


def _is_list(annotation: Any) -> bool:
    """Say whether a type is ``tuple[…]``, within ``Annotated[…]`` or ``… | None`` too."""
    if get_origin(annotation) is tuple:
        return True
    inner = get_args(annotation)
    return any(map(_is_list, inner[:1] if get_origin(annotation) is Annotated else inner))


def _mark(metadata: list[Any], annotation: Any, kind: type) -> Any:
    return next((each for each in (*metadata, *_marks(annotation)) if isinstance(each, kind)), None)


def _marks(annotation: Any) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)


def parts(record: FileRecord, above: Path = (), *, cited: bool = True) -> Iterator[tuple[Path, FileRecord]]:
    """Go through a record and all its parts, in the order of its fields; paths, of keys, start below ``above``.

    Evidence and resolutions are among them, unless ``cited`` says otherwise.
    """
    found: list[tuple[Path, FileRecord]] = []
    _add_parts(record, above, cited, found)
    return iter(found)


def _add_parts(
    record: FileRecord,
    above: Path,
    cited: bool,  # noqa: FBT001  # called often
    found: list[tuple[Path, FileRecord]],
) -> None:
    found.append((above, record))
    for name, key in _part_fields(type(record), cited):
        value = getattr(record, name)
        if not value:
            continue
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    continue  # a text may stand in a part's place
                kind: type = type(item)
                if _part_fields(kind, cited):
                    _add_parts(item, (*above, key, index), cited, found)
                else:  # as nearly all are: evidence
                    found.append(((*above, key, index), item))
        elif not isinstance(value, str):
            _add_parts(value, (*above, key), cited, found)


@cache
def _part_fields(kind: type, cited: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001  # cached
    return tuple(
        (each.name, each.key)
        for each in fields_of(kind)
        if each.part is not None and (cited or each.key not in ("evidence", "resolution"))
    )


def add_targets(
    record: FileRecord, targets: set[tuple[str, str]], share: Callable[[FileRecord], None] | None = None
) -> None:
    """Add the other records that a record refers to: of each the id, and the collection that it must be in, or none.

    ``share`` is called with the record and each of its parts.
    """
    if share is not None:
        share(record)
    values = record.__dict__
    for name, collection, leaf in _target_fields(record.__class__, share is not None):
        value = values[name]
        if not value:
            continue
        several: tuple[Any, ...] = value if value.__class__ is tuple else (value,)
        if collection is not None:
            targets.update([(each, collection) for each in several])
            continue
        for each in several:
            part: type = each.__class__
            if leaf is not None and part is leaf.kind:  # evidence, as most parts are
                if share is not None:
                    share(each)
                targets.add((each.__dict__[leaf.name], leaf.collection))
            elif part is not str:  # a text may stand in a part's place
                add_targets(each, targets, share)


class _Leaf(NamedTuple):
    """A kind of part that has no parts and refers to one other record, as evidence does to its source."""

    kind: type
    name: str
    collection: str


@cache
def _leaf(kind: type) -> _Leaf | None:
    marked = [each for each in fields_of(kind) if each.reference is not None or each.part is not None]
    if not marked:
        return None
    field, mark = marked[0], marked[0].reference
    if mark is None or len(marked) > 1 or field.several or not field.required:
        return None
    return _Leaf(kind, field.name, mark.collection)


@cache
def _target_fields(kind: type, every: bool) -> tuple[tuple[str, str | None, _Leaf | None], ...]:  # noqa: FBT001  # cached
    """List the fields to look into: attribute, and the collection that it refers to; None for parts to look into.

    ``every`` asks for all parts, also for those that refer to nothing.
    """
    return tuple(
        (
            each.name,
            each.reference.collection if each.reference is not None else None,
            _leaf(each.part) if each.part is not None else None,
        )
        for each in fields_of(kind)
        if each.reference is not None or (each.part is not None and (every or _reference_fields(each.part, True)))
    )


class ReferenceFound(NamedTuple):
    """A field that names another record."""

    path: Path
    """Where the field is."""
    identifier: str
    """The id of the other record."""
    collection: str
    """The collection the other record must be in; empty for any."""
    relation: str
    """What the other record is to this one."""
    inverse: str
    """What this record is to the other one."""


def references(
    record: FileRecord, above: Path = (), relates: Relates | None = None, *, cited: bool = True
) -> Iterator[ReferenceFound]:
    """Go through every reference of a record, in the order of its fields; paths start below ``above``.

    Those of evidence to its sources are among them, unless ``cited`` says otherwise. ``relates`` says what the records
    that these refer to are, where the field that holds the part has words of its own.
    """
    found: list[ReferenceFound] = []
    _add_references(record, above, relates, cited, found)
    return iter(found)


def _add_references(
    record: FileRecord,
    above: Path,
    relates: Relates | None,
    cited: bool,  # noqa: FBT001  # called often
    found: list[ReferenceFound],
) -> None:
    for name, key, mark, within in _reference_fields(type(record), cited):
        value = getattr(record, name)
        if not value:
            continue
        several = isinstance(value, tuple)
        for index, item in enumerate(value if several else (value,)):
            path = (*above, key, index) if several else (*above, key)
            if mark is not None:
                found.append(_found(record, item, path, mark, relates))
            elif not isinstance(item, str):  # a text may stand in a part's place
                _add_references(item, path, within, cited, found)


def relations_of(record: FileRecord) -> set[tuple[str, str, str]]:
    """Gather what a record says of others: what each is to it, what it is to that one, and the other's id."""
    found: set[tuple[str, str, str]] = set()
    sources: set[str] = set()
    _relate(record, None, found, sources)
    if sources:
        relation = _citing()
        found.update([(*relation, source) for source in sources])
    return found


def _relate(part: FileRecord, relates: Relates | None, found: set[tuple[str, str, str]], sources: set[str]) -> None:
    values = part.__dict__
    for name, is_evidence, mark, within in _relating_fields(type(part)):
        value = values[name]
        if not value:
            continue
        if is_evidence:  # as nearly all parts are
            sources.update([each.__dict__["source"] for each in value])
            continue
        items = value if value.__class__ is tuple else (value,)
        if mark is not None:
            words = _words(part, mark, relates)
            found.update([(*words, each) for each in items])
        else:
            for each in items:
                if each.__class__ is not str:  # a text may stand in a part's place
                    _relate(each, within, found, sources)


@cache
def _relating_fields(kind: type) -> tuple[tuple[str, bool, Reference | None, Relates | None], ...]:
    """List the fields to look into: attribute, whether it holds evidence, the mark (None: look below)."""
    return tuple((name, key == "evidence", mark, within) for name, key, mark, within in _reference_fields(kind, True))


@cache
def _citing() -> tuple[str, str]:
    """Give what a source is to the record whose evidence cites it, and the record to the source."""
    from dialogues.records.evidence import Evidence  # here: what looks into models imports none of them

    source = keys_of(Evidence)["source"].reference
    assert source is not None
    return source.relation, source.inverse


def _found(owner: FileRecord, value: Any, path: Path, mark: Reference, relates: Relates | None) -> ReferenceFound:
    return ReferenceFound(path, value, mark.collection, *_words(owner, mark, relates))


def _words(owner: FileRecord, mark: Reference, relates: Relates | None) -> tuple[str, str]:
    """Give what another record is to this one, and this one to it."""
    if not mark.relation:
        kind: Any = owner
        return kind.kind.value, kind.kind.inverse
    return (mark.relation, mark.inverse) if relates is None else (relates.relation, relates.inverse)


@cache
def _reference_fields(
    kind: type,
    cited: bool,  # noqa: FBT001  # cached
) -> tuple[tuple[str, str, Reference | None, Relates | None], ...]:
    """List the fields to look into: attribute, key, and the mark (None: look below)."""
    return tuple(
        (each.name, each.key, each.reference, each.relates)
        for each in fields_of(kind)
        if (cited or each.key != "evidence")
        and (each.reference is not None or (each.part is not None and _reference_fields(each.part, cited)))
    )
