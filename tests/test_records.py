"""Records: written as they are read, walked in one place, and knowing their own names and times."""

from __future__ import annotations

from typing import Any, get_args

import pytest

import dialogues
from bundles import unpack
from dialogues.records import RECORD_TYPES, Agreement, Entry, Evidence, Manifest, Place, Source, Span
from dialogues.records.canonical import canonical_hash, canonical_json
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, field_of, fields_of, parts, references

KINDS = [*RECORD_TYPES.values(), Manifest]


def test_what_is_written_is_read_again(registry: dialogues.Registry) -> None:
    for record in registry.values():
        kind: type[FileRecord] = type(record)
        assert kind.model_validate(record.model_dump()) == record
        assert kind.model_validate(record.model_dump(mode="json")) == record
        assert kind.model_validate_json(record.model_dump_json()) == record
    assert registry.manifest is not None
    assert Manifest.model_validate(registry.manifest.model_dump()) == registry.manifest


def test_python_may_name_attributes_and_files_have_their_keys_alone(tmp_path: Any) -> None:
    evidence = Evidence(claims=("date",), source="page")
    assert evidence.model_dump(exclude_defaults=True) == {"for": ("date",), "source": "page"}
    root = unpack(
        "==> sources/page.yaml\ntitle: Page\naddress: https://example.org\nsource_class: official\n", tmp_path / "data"
    )
    told = [f"{each.code} {each.message} ({each.hint})" for each in dialogues.read(root).findings]
    assert told == [
        "S302 the key 'class' is missing (add it)",
        "S301 the key 'source_class' is unknown here (allowed: title, address, class, publisher, language, as_of, accessed, archived, citation, identifiers, note, retired)",
    ]


def every_kind(kind: type[FileRecord], seen: dict[type[FileRecord], None]) -> None:
    if kind not in seen:
        seen[kind] = None
        for field in fields_of(kind):
            if field.part is not None:
                every_kind(field.part, seen)


PARTS: dict[type[FileRecord], None] = {}
for each in KINDS:
    every_kind(each, PARTS)


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_every_field_is_known_by_its_name_and_by_its_key(kind: type[FileRecord]) -> None:
    assert [field.name for field in fields_of(kind)] == [*kind.__pydantic_fields__]
    for field in fields_of(kind):
        assert field_of(kind, field.name) == field_of(kind, field.key) == field
        assert not get_args(field.holds), f"{field.name} holds {field.holds}: the walk does not see into it"
        assert (field.reference is None) or field.part is None
    assert field_of(kind, "nothing") is None


def test_a_reference_names_its_relation_or_its_owner_does() -> None:
    marks = [(kind, field) for kind in PARTS for field in fields_of(kind) if field.reference is not None]
    assert len(marks) > 25
    for kind, field in marks:
        assert field.reference is not None
        named = bool(field.reference.relation) and bool(field.reference.inverse)
        owner_says = [each for each in fields_of(kind) if each.name == "kind" and hasattr(each.holds, "inverse")]
        assert named or owner_says, f"{kind.__name__}.{field.name}"


def test_the_walk_sees_every_part_and_every_reference(registry: dialogues.Registry) -> None:
    """Against a walk over the JSON of the records, which knows nothing of types."""

    def ids(value: Any, path: tuple[str | int, ...] = ()) -> Any:
        if isinstance(value, dict):
            for key, each in value.items():
                yield from ids(each, (*path, key))
        elif isinstance(value, list):
            for at, each in enumerate(value):
                yield from ids(each, (*path, at))
        elif isinstance(value, str) and value in registry:
            yield path, value

    for record in registry.values():
        found = {(each.path, each.identifier) for each in references(record)}
        written = record.model_dump(mode="json", exclude={"id"})
        # A word may be an id by chance: an event's kind, a fund's acronym; a reference is always one.
        assert found <= set(ids(written)) | {pair for pair in found if pair[1] not in registry}
        assert all(each.identifier in registry for each in references(record))
        for path, part in parts(record):
            here: Any = written
            for key in path:
                here = here[key]
            assert type(part).model_validate({**here, **({"id": record.id} if not path else {})}) == part


def test_an_end_of_a_cooperation_is_an_end_and_a_place_of_an_event_a_place(registry: dialogues.Registry) -> None:
    relations = {
        (each.relation, each.inverse)
        for record in registry.cooperations.values()
        for each in references(record)
        if each.path[0] == "ends" and each.path[-1] == "institution"
    }
    assert relations == {("end", "end-of")}
    mark = field_of(Place, "institution")
    assert mark is not None
    assert mark.reference is not None
    assert (mark.reference.relation, mark.reference.inverse) == ("place", "place-of")


def test_every_record_knows_its_collection_names_and_time(registry: dialogues.Registry) -> None:
    for name, collection in registry.collections.items():
        for record in collection.values():
            assert record.collection == name == registry.collection_of(record.id)
            heading = record.heading
            texts = [] if heading is None else [heading] if isinstance(heading, str) else [*heading.values()]
            assert [each.text for each in record.names][: len(texts)] == texts
            assert isinstance(record.span, Span)
            kind = field_of(type(record), type(record).kind_field)
            assert record.kind_word in ([""] if kind is None else [each.value for each in kind.holds])
    assert registry["iuc"].span.start is not None
    assert registry["china-2006"].years == (2006,)
    assert registry["brazil-2007"].partner_countries == ("BR",)


@pytest.mark.parametrize("kind", [*RECORD_TYPES.values()], ids=lambda kind: kind.__name__)
def test_every_kind_of_entry_is_one_of_a_collection(kind: type[Entry]) -> None:
    assert RECORD_TYPES[kind.collection] is kind
    assert next(iter(kind.__pydantic_fields__)) == "id"
    assert [*kind.__pydantic_fields__][-1] == "retired"
    assert FieldOf("id", "id", field_of(kind, "id").holds, None, None, required=True) == field_of(kind, "id")  # type: ignore[union-attr]


def test_the_canonical_form_is_sorted_and_leaves_out_what_is_not_said() -> None:
    source = Source.model_validate({"id": "a", "title": "É", "address": "https://example.org", "class": "press"})
    assert canonical_json(source) == '{"address":"https://example.org","class":"press","id":"a","title":"É"}'.encode()
    assert canonical_hash(source) == canonical_hash(Source.model_validate(source.model_dump()))
    assert Agreement.collection == "agreements"
