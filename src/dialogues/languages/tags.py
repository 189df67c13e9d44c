"""Language tags: values that are canonical whatever they were written as (BCP 47, UTS #35)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import field, frozen

from dialogues.errors import InvalidLanguageTag
from dialogues.languages.subtags import (
    MAX_LENGTH,
    Likely,
    Subtags,
    deprecated,
    likely_form,
    likely_subtags,
    problems,
    read_subtags,
)
from dialogues.languages.subtags import (
    canonical as canonical_subtags,
)

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

TAG_PATTERN = "^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*$"
"""The form of a tag in a JSON Schema; the grammar of RFC 5646 says more than a pattern can."""


@frozen(init=False, repr=False, eq=False)
class LanguageTag:
    """A language tag in canonical form, and the text it was written as.

    Two tags are equal when their canonical forms are: ``mo`` and ``ro``, ``zh_TW.UTF-8`` and ``zh-TW``.
    Whatever it is made from, a whole tag or its subtags, is put into canonical form; what has none is refused with
    :class:`~dialogues.errors.InvalidLanguageTag`.
    It is a type in pydantic's models: read from text, written as text.

    >>> LanguageTag("zh_tw.UTF-8"), LanguageTag("zh", region="TW") == LanguageTag.parse("zh-TW")
    (LanguageTag('zh-TW'), True)
    """

    language: str
    """ISO 639 code, ``und`` for undetermined; empty for a tag of private subtags only (``x-pig-latin``)."""
    script: str
    """ISO 15924 code, empty when the tag has none."""
    region: str
    """ISO 3166-1 alpha-2 or UN M.49 code, empty when the tag has none."""
    variants: tuple[str, ...]
    """Registered variants, in alphabetical order."""
    extensions: tuple[str, ...]
    """Extensions with their singleton (``u-co-phonebk``), in alphabetical order."""
    private: str
    """The private-use part, ``x-`` included, empty when there is none."""
    extlang: str
    """Extended language subtags that no registry entry turns into a language of their own (never in a valid tag)."""
    source: str
    """The text the tag was read from."""
    canonical: str = field(init=False)
    """The canonical form as text, as ``str`` gives it."""

    def __init__(  # noqa: PLR0913, PLR0917  # a tag has as many parts
        self,
        language: str,
        script: str = "",
        region: str = "",
        variants: tuple[str, ...] = (),
        extensions: tuple[str, ...] = (),
        private: str = "",
        extlang: str = "",
        source: str = "",
    ) -> None:
        parts = (language, extlang, script, region, *variants, *extensions, private)
        written = language if not any(parts[1:]) else "-".join(part for part in parts if part)
        self._fill(canonical_subtags(read_subtags(written)), source or written)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a BCP 47 tag, a CLDR locale (``zh_Hant``) or a POSIX one (``zh_TW.UTF-8``) in any case.

        Raises :class:`~dialogues.errors.InvalidLanguageTag` when it is not well-formed, or no text at all.

        >>> from dialogues import LanguageTag
        >>> str(LanguageTag.parse("zh_TW.UTF-8")), str(LanguageTag.parse("mo"))
        ('zh-TW', 'ro')
        """
        tag = object.__new__(cls)
        tag._fill(canonical_subtags(read_subtags(text)), text)
        return tag

    def _fill(self, subtags: Subtags, source: str) -> None:
        text = str(subtags)
        if len(text) > MAX_LENGTH:
            raise InvalidLanguageTag(source, f"its canonical form has more than {MAX_LENGTH} characters")
        write = object.__setattr__
        language, extlang, script, region, variants, extensions, private = subtags
        write(self, "language", language)
        write(self, "script", script)
        write(self, "region", region)
        write(self, "variants", variants)
        write(self, "extensions", extensions)
        write(self, "private", private)
        write(self, "extlang", extlang)
        write(self, "source", source)
        write(self, "canonical", text)

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps the tag, as it was written, from being valid (RFC 5646 section 2.2.9), in plain words.

        >>> from dialogues import LanguageTag
        >>> LanguageTag.parse("xx").problems
        ("'xx' is not a registered language subtag",)
        """
        return tuple(problems(read_subtags(self.source)))

    @property
    def deprecated(self) -> tuple[tuple[str, str], ...]:
        """The subtags, as written, that are retired, each with what replaces it (or an empty string).

        >>> from dialogues import LanguageTag
        >>> LanguageTag.parse("iw").deprecated
        (('iw', 'he'),)
        """
        return tuple(deprecated(self.source))

    def maximize(self) -> Self:
        """Add the likely script and region (UTS #35, Add Likely Subtags); a tag nothing is known of stays as it is.

        >>> from dialogues import LanguageTag
        >>> str(LanguageTag.parse("zh-TW").maximize())
        'zh-Hant-TW'
        """
        found = likely_subtags(self.language, self.script, self.region) if self.language else None
        return self._with(*found) if found else self

    def minimize(self, favor: Literal["region", "script"] = "region") -> Self:
        """Leave out what is likely anyway (UTS #35, Remove Likely Subtags).

        Where script and region are not both needed, ``favor`` says which one stays.

        >>> from dialogues import LanguageTag
        >>> str(LanguageTag.parse("zh-Hant-TW").minimize())
        'zh-TW'
        """
        found = likely_subtags(self.language, self.script, self.region) if self.language else None
        if not found:
            return self
        language, script, region = found
        trials = [(language, "", ""), (language, "", region), (language, script, "")]
        if favor == "script":
            trials[1], trials[2] = trials[2], trials[1]
        for trial in trials:
            if likely_subtags(*trial) == found:
                return self._with(*trial)
        return self._with(*found)

    @cached_property
    def form(self) -> Likely:
        """The form that matching works on: with likely script and region."""
        # CLDR's rules still name Serbo-Croatian by its retired code, at equal distance from what replaced it.
        retired = self.source.strip().lower()
        if retired in _SERBO_CROATIAN:
            return likely_form("sh")
        return likely_form(self.language, self.script, self.region, self.variants, self.private)

    def _with(self, language: str, script: str, region: str) -> Self:
        return type(self)(language, script, region, self.variants, self.extensions, self.private, self.extlang)

    def __str__(self) -> str:
        return self.canonical

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.canonical!r})"

    def __hash__(self) -> int:
        return hash(self.canonical)

    def __eq__(self, other: object) -> bool:
        return self.canonical == other.canonical if isinstance(other, LanguageTag) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._order() < other._order() if isinstance(other, LanguageTag) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._order() <= other._order() if isinstance(other, LanguageTag) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._order() > other._order() if isinstance(other, LanguageTag) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._order() >= other._order() if isinstance(other, LanguageTag) else NotImplemented

    def _order(self) -> tuple[object, ...]:
        return (self.language, self.script, self.region, self.variants, self.extensions, self.private, self.extlang)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic how a tag is read and written; FastAPI and JSON Schema follow from it."""
        from pydantic_core import core_schema  # here: a tag alone does without pydantic

        schema = {"type": "string", "pattern": TAG_PATTERN, "examples": ["en", "zh-Hans", "pt-BR"]}
        return core_schema.no_info_plain_validator_function(
            cls._validated,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
            metadata={"pydantic_js_functions": [lambda _schema, _handler: schema]},
        )

    @classmethod
    def _validated(cls, value: object) -> Self:
        return value if isinstance(value, cls) else cls.parse(value)  # type: ignore[arg-type]  # parse refuses others


_SERBO_CROATIAN = {"sh", "hbs"}

UNDETERMINED = LanguageTag("und")
"""The tag of a language nobody has determined."""
