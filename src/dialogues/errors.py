"""What a caller cannot have: every exception of the library, with its evidence as attributes.

Faults of the data are not exceptions but findings (:mod:`dialogues.findings`);
the one exception that carries them is :class:`~dialogues.findings.InvalidRegistry`.
They stand in one module, however long, since a caller looks for what can be caught in one place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Self

# What pathlib makes of an address has one slash. That of a database is known, and may have any password.
_IN_ADDRESS = r"(?ai)(\bpostgres(?:ql)?(?:\+\w+)?:/{1,2}[^\s/:@]*):\S*@|(\b[a-z][a-z0-9+.-]*:/{1,2}[^\s/:@]*):[^\s/@]*@"
_IN_WORDS = r"(?i)\b(password\s*=\s*)(?:'[^']*'|[^\s&]+?(?=:?(?:[\s&]|$)))"


def without_passwords(text: str) -> str:
    """Leave the passwords of addresses out of what is told, whichever they are.

    >>> without_passwords("postgresql://me:secret@example.org/registry: there is no such folder")
    'postgresql://me@example.org/registry: there is no such folder'
    """
    # They are compiled where somebody needs them: that takes as long as to import the rest of this module.
    if "@" in text:
        text = re.sub(_IN_ADDRESS, r"\1\2@", text)
    return re.sub(_IN_WORDS, r"\1…", text) if "password" in text.casefold() else text


class DialoguesError(Exception):
    """The root of all exceptions this library raises on purpose.

    Each goes through :mod:`pickle`, :mod:`copy` and a process pool, and tells a service how to answer.

    >>> import dialogues
    >>> try:
    ...     dialogues.load().choose("russia-2007", "ru", strict=True)
    ... except dialogues.DialoguesError as error:
    ...     print(type(error).__name__, error.status)
    NoSuitableDocument 406
    """

    status: ClassVar[int] = 500
    """The HTTP status of an answer that says so (RFC 9110)."""
    _made_of: tuple[tuple[object, ...], dict[str, object]]

    def __new__(cls, *arguments: object, **named: object) -> Self:
        """Keep what it is made of, so that it can be made again in another process."""
        self = super().__new__(cls, *arguments)
        self._made_of = arguments, named
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        arguments, named = self._made_of
        kept = {key: value for key, value in self.__dict__.items() if key != "_made_of"}
        return _made_again, (type(self), arguments, named), kept

    def __str__(self) -> str:  # a KeyError would write its message in quotes
        return str(self.args[0]) if self.args else ""

    def problem(self) -> dict[str, Any]:
        """Give the problem details of an HTTP answer (RFC 9457), as JSON values: the evidence beside the message.

        >>> UnknownRecord("chna-2006", ["china-2006"]).problem()["detail"]
        "no record 'chna-2006'; did you mean china-2006?"
        """
        words = re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()
        evidence = {key: _as_json(value) for key, value in self.__dict__.items() if not key.startswith("_")}
        return {
            **evidence,
            "type": f"urn:x-dialogues:problem:{words}",
            "title": (type(self).__doc__ or "").partition("\n")[0].rstrip("."),
            "status": self.status,
            "detail": str(self),
        }


def _made_again(kind: type[DialoguesError], arguments: tuple[object, ...], named: dict[str, object]) -> DialoguesError:
    return kind(*arguments, **named)


def _as_json(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return [_as_json(each) for each in value]
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


# Values


class InvalidLanguageTag(DialoguesError, ValueError):
    """The text is not a well-formed BCP 47 language tag (RFC 5646 section 2.1).

    >>> import dialogues
    >>> dialogues.LanguageTag.parse("English!")
    Traceback (most recent call last):
        ...
    dialogues.errors.InvalidLanguageTag: not a well-formed language tag (RFC 5646): 'English!'
    """

    status = 422

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        self.fault = problem
        super().__init__(f"{problem}: {shorten(text)!r}")


class InvalidDate(DialoguesError, ValueError):
    """The text is not a date at year, month or day precision (EDTF, ISO 8601-2).

    >>> import dialogues
    >>> dialogues.Date.parse("2013-02-30")
    Traceback (most recent call last):
        ...
    dialogues.errors.InvalidDate: no such day in the calendar: '2013-02-30'
    """

    status = 422

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        self.fault = problem
        super().__init__(f"{problem}: {shorten(text)!r}")


class InvalidDuration(DialoguesError, ValueError):
    """The text is not a duration of years, months, weeks and days (ISO 8601).

    >>> import dialogues
    >>> dialogues.Duration.parse("five years")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    dialogues.errors.InvalidDuration: not a duration of the form P5Y, P3M, ...: 'five years'
    """

    status = 422

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        self.fault = problem
        super().__init__(f"{problem}: {shorten(text)!r}")


class IncomparableDurations(DialoguesError, ValueError):
    """Which of two durations is longer depends on the day from which they are counted.

    >>> import dialogues
    >>> dialogues.Duration.parse("P1M") < dialogues.Duration.parse("P30D")
    Traceback (most recent call last):
        ...
    dialogues.errors.IncomparableDurations: P1M and P30D cannot be ordered: months differ in their days, and years too
    """

    status = 422

    def __init__(self, one: str, other: str) -> None:
        self.one = one
        self.other = other
        super().__init__(f"{one} and {other} cannot be ordered: months differ in their days, and years too")


class UnknownCountry(DialoguesError, ValueError):
    """The code has the form of a country's, and belongs to none today (ISO 3166-1).

    >>> from dialogues.records.identifiers import country_code
    >>> country_code("UK")
    Traceback (most recent call last):
        ...
    dialogues.errors.UnknownCountry: no country has this code today (ISO 3166-1): 'UK'
    """

    status = 422

    def __init__(self, text: str, similar: Sequence[str] = ()) -> None:
        self.text = text
        self.similar = tuple(similar)
        hint = f"; did you mean {' or '.join(self.similar)}?" if self.similar else ""
        self.fault = f"no country has this code today (ISO 3166-1){hint}"
        super().__init__(f"{self.fault}: {text!r}")


class UnknownSubdivision(DialoguesError, ValueError):
    """The text is not the code of a part of a country (ISO 3166-2).

    >>> from dialogues.records.identifiers import subdivision_code
    >>> subdivision_code("CA-PQ")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    dialogues.errors.UnknownSubdivision: a part of a country ... like CA-QC; did you mean CA-PE or CA-QC?: 'CA-PQ'
    """

    status = 422

    def __init__(self, text: str, similar: Sequence[str] = ()) -> None:
        self.text = text
        self.similar = tuple(similar)
        if len(self.similar) == 1 and len(self.similar[0]) == 2:
            self.fault = f"what has a country code of its own (ISO 3166-1) is a country: write {self.similar[0]}"
        else:
            hint = f"; did you mean {' or '.join(self.similar)}?" if self.similar else ""
            self.fault = f"a part of a country is an ISO 3166-2 code in capitals, like CA-QC{hint}"
        super().__init__(f"{self.fault}: {shorten(text)!r}")


# Look-ups


class UnknownRecord(DialoguesError, KeyError):
    """No record of the registry has this id; a mapping lacks it.

    >>> import dialogues
    >>> dialogues.load().agreements["chna-2006"]
    Traceback (most recent call last):
        ...
    dialogues.errors.UnknownRecord: no record 'chna-2006'; did you mean china-2006?
    """

    status = 404

    def __init__(self, identifier: str, similar: Sequence[str] = ()) -> None:
        self.identifier = identifier
        self.similar = tuple(similar)
        hint = f"; did you mean {' or '.join(self.similar)}?" if self.similar else ""
        super().__init__(f"no record {shorten(identifier)!r}{hint}")


class RetiredRecord(DialoguesError, LookupError):
    """The record is no longer used, or was taken out; its id is never used again.

    >>> print(RetiredRecord("japan-2013-2", "2026-11-25", "It is a duplicate.", "japan-2013"))
    japan-2013-2 was retired on 2026-11-25: It is a duplicate; use japan-2013
    """

    status = 410

    def __init__(self, identifier: str, on: str = "", reason: str = "", replaced_by: str | None = None) -> None:
        self.identifier = identifier
        self.on = on
        self.reason = reason
        self.replaced_by = replaced_by
        happened = f"was retired on {on}: {reason.rstrip('.')}" if on else "was taken out of the registry"
        super().__init__(f"{shorten(identifier)} {happened}" + (f"; use {replaced_by}" if replaced_by else ""))


class UnknownName(DialoguesError, LookupError):
    """Nothing in the registry bears the name.

    >>> import dialogues
    >>> dialogues.load().partner("Brazl")
    Traceback (most recent call last):
        ...
    dialogues.errors.UnknownName: nothing is called 'Brazl'; did you mean Brazil / Brasil / Brésil?
    """

    status = 404

    def __init__(self, name: str, candidates: Sequence[str] = ()) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        hint = f"; did you mean {' / '.join(self.candidates)}?" if self.candidates else ""
        super().__init__(f"nothing is called {shorten(name)!r}{hint}")


class NoPartner(UnknownName):
    """What bears the name is known, and the registry has no agreement with it, or no documents of it.

    >>> import dialogues
    >>> dialogues.load().partner("Norway")
    Traceback (most recent call last):
        ...
    dialogues.errors.NoPartner: 'Norway' is NO: the registry has no agreement with it
    """

    def __init__(self, name: str, found: Sequence[str], parts: int = 0) -> None:
        super().__init__(name)
        self.candidates = tuple(found)
        self.parts = parts
        more = f", though {parts} with a part or a city of it" if parts else ""
        self.args = (f"{shorten(name)!r} is {' or '.join(found)}: the registry has no agreement with it{more}",)


class UnknownValue(DialoguesError, ValueError):
    """The value is not one of those that a field can have.

    >>> import dialogues
    >>> dialogues.load().agreements.where(kind="treatty")
    Traceback (most recent call last):
        ...
    dialogues.errors.UnknownValue: no kind is called 'treatty'; did you mean treaty?
    """

    status = 422

    def __init__(self, field: str, value: str, allowed: Sequence[str] = (), similar: Sequence[str] = ()) -> None:
        self.field = field
        self.value = value
        self.allowed = tuple(allowed)
        self.similar = tuple(similar)
        hint = f"; did you mean {' or '.join(self.similar)}?" if self.similar else ""
        if self.allowed and not self.similar:
            hint = f"; there are: {', '.join(self.allowed)}"
        super().__init__(f"no {field} is called {shorten(value)!r}{hint}")


class AmbiguousValue(DialoguesError, ValueError):
    """The value may be any of several, and nothing is guessed.

    >>> print(AmbiguousValue("country", "Congo", ["CD", "CG"]))
    the country 'Congo' may be CD or CG: write which
    """

    status = 422

    def __init__(self, field: str, value: str, choices: Sequence[str]) -> None:
        self.field = field
        self.value = value
        self.choices = tuple(choices)
        super().__init__(f"the {field} {shorten(value)!r} may be {' or '.join(self.choices)}: write which")


class AmbiguousName(DialoguesError, LookupError):
    """Several records or partners bear the name.

    >>> import dialogues
    >>> dialogues.load().resolve("Japan")
    Traceback (most recent call last):
        ...
    dialogues.errors.AmbiguousName: 'Japan' is the name of several: japan-2013, japan-2021; use an id
    """

    status = 300

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(f"{shorten(name)!r} is the name of several: {', '.join(self.candidates)}; use an id")


class NoSuitableDocument(DialoguesError, LookupError):
    """A strict choice found no document in any of the languages asked for.

    >>> import dialogues
    >>> dialogues.load().choose("russia-2007", "ru", strict=True)
    Traceback (most recent call last):
        ...
    dialogues.errors.NoSuitableDocument: russia-2007 has no document in 'ru'; there is: en
    """

    status = 406

    def __init__(
        self, identifier: str, wanted: str, available: Sequence[str], undetermined: int = 0, role: str = "document"
    ) -> None:
        self.identifier = identifier
        self.wanted = wanted
        self.available = tuple(available)
        self.undetermined = undetermined
        self.role = role
        there = f"there is: {', '.join(self.available)}" if self.available else "it has none whose language is known"
        super().__init__(f"{identifier} has no {role} in {shorten(wanted)!r}; {there}")


class NoDocuments(DialoguesError, TypeError):
    """The record is of a kind that has no documents to choose from.

    >>> import dialogues
    >>> dialogues.load().choose("iuc", "en")
    Traceback (most recent call last):
        ...
    dialogues.errors.NoDocuments: iuc is one of the programmes, which have no documents to choose from
    """

    status = 404

    def __init__(self, identifier: str, collection: str) -> None:
        self.identifier = identifier
        self.collection = collection
        super().__init__(f"{identifier} is one of the {collection}, which have no documents to choose from")


# Registries


class UnknownCollection(DialoguesError, ValueError):
    """No collection of a registry is called so.

    >>> print(UnknownCollection("treaties", ["agreements", "events"]))
    no collection is called 'treaties'; there are: agreements, events
    """

    status = 404

    def __init__(self, name: str, collections: Sequence[str]) -> None:
        self.name = name
        self.collections = tuple(collections)
        super().__init__(f"no collection is called {shorten(name)!r}; there are: {', '.join(self.collections)}")


class IdTaken(DialoguesError, ValueError):
    """The id is that of a record of another collection, was that of one, or is in use.

    >>> print(IdTaken("peru-2013", "agreements"))
    the id 'peru-2013' is that of one of the agreements: ids are unique over all collections
    """

    status = 409

    def __init__(self, identifier: str, collection: str) -> None:
        self.identifier = identifier
        self.collection = collection
        where = f"is that of one of the {collection}" if collection else "was that of a record, and is never used again"
        super().__init__(f"the id {shorten(identifier)!r} {where}: ids are unique over all collections")


class RegistryNotFound(DialoguesError, LookupError):
    """The folder is missing, is no folder, or cannot be read.

    >>> import dialogues
    >>> dialogues.load("nowhere")
    Traceback (most recent call last):
        ...
    dialogues.errors.RegistryNotFound: nowhere: there is no such folder
    """

    def __new__(cls, folder: str, problem: str) -> Self:
        """Keep what it is made of; the address of a store, which is no folder, without its password."""
        return super().__new__(cls, without_passwords(folder), problem)

    def __init__(self, folder: str, problem: str) -> None:
        self.folder = without_passwords(folder)
        self.fault = problem
        super().__init__(f"{self.folder}: {problem}")


class CannotUseStore(DialoguesError, RuntimeError):
    """A database is no store, is damaged, of another version or in use, or cannot be reached or written.

    >>> print(CannotUseStore("registry.db", "it is in use"))
    registry.db: it is in use
    """

    status = 503

    def __init__(self, store: str, problem: str) -> None:
        self.store = store
        self.fault = problem
        super().__init__(f"{store}: {problem}")


# Pages


class CannotDraft(DialoguesError, ValueError):
    """A draft cannot be made, or would overwrite a file.

    >>> print(CannotDraft("drafts/chile-2010.yaml", "there is a file of this name"))
    drafts/chile-2010.yaml: there is a file of this name
    """

    status = 422

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        self.fault = problem
        super().__init__(f"{what}: {problem}")


class CannotImport(DialoguesError, ValueError):
    """A table or its mapping cannot be read, or says what no record can.

    >>> print(CannotImport("agreements.csv", "there is no column 'id'"))
    agreements.csv: there is no column 'id'
    """

    status = 422

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        self.fault = problem
        super().__init__(f"{what}: {problem}")


# Files


class CannotWrite(DialoguesError, RuntimeError):
    """A file cannot be written: it is no longer what was read, is write-protected, or really elsewhere.

    >>> print(CannotWrite("agreements/chile-2010.yaml", "it was saved since it was read"))
    agreements/chile-2010.yaml: it was saved since it was read
    """

    status = 409

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        self.fault = problem
        super().__init__(f"{file}: {problem}")


class CannotExport(DialoguesError, ValueError):
    """A registry cannot be written in a format: it lacks what the format needs, or holds what it has no room for.

    >>> print(CannotExport("the registry has no base, which linked data needs"))
    the registry has no base, which linked data needs
    """

    status = 422


# Publishing and releases


class CannotCite(DialoguesError, ValueError):
    """What is to be cited does not say what a citation needs.

    >>> print(CannotCite("its manifest has no date"))
    the registry cannot be cited: its manifest has no date
    """

    status = 422

    def __init__(self, problem: str) -> None:
        self.fault = problem
        super().__init__(f"the registry cannot be cited: {problem}")


class CannotApply(DialoguesError, ValueError):
    """A registry does not say what a difference starts from, so that the difference does not lead anywhere.

    >>> print(CannotApply("peru-2013", "signed[0].date"))
    peru-2013: signed[0].date is not what the difference starts from; apply it to the older of its two states
    """

    status = 409

    def __init__(self, record: str, place: str) -> None:
        self.record = record
        self.place = place
        where = f"{record}: {shorten(place)}" if place else record
        super().__init__(f"{where} is not what the difference starts from; apply it to the older of its two states")


class CannotRelease(DialoguesError, ValueError):
    """A state of a registry cannot be released as what it claims to be.

    >>> print(CannotRelease("2026.12", ["the id peru-2013 is gone", "two files have errors"]))
    2026.12 cannot be released: the id peru-2013 is gone; two files have errors
    """

    status = 422

    def __init__(self, what: str, problems: Sequence[str]) -> None:
        self.what = what
        self.problems = tuple(problems)
        super().__init__(f"{what} cannot be released: {'; '.join(self.problems)}")


class CannotCompare(DialoguesError, LookupError):
    """What was to be compared cannot be had: there is no git, no such revision, or no registry in it.

    >>> print(CannotCompare("git:v9", "there is no such revision"))
    git:v9: there is no such revision
    """

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        self.fault = problem
        super().__init__(f"{shorten(what)}: {problem}")


# Documents


class CannotAttach(DialoguesError, ValueError):
    """A file cannot be attached to a document, or contradicts the record.

    >>> print(CannotAttach("chile-2010 es", "the text is in Portuguese"))
    chile-2010 es: the text is in Portuguese
    """

    status = 422

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        self.fault = problem
        super().__init__(f"{what}: {problem}")


class MissingDependency(DialoguesError, ImportError):
    """What was asked for needs a package that is not installed, as where it has no wheel for the platform.

    >>> print(MissingDependency("reading a page", "turbohtml"))
    reading a page needs turbohtml, which is not installed: pip install turbohtml
    """

    def __init__(self, what: str, package: str) -> None:
        self.what = what
        self.package = package
        self.command = f"pip install {package}"
        super().__init__(f"{what} needs {package}, which is not installed: {self.command}")


# Checks


class InvalidSettings(DialoguesError, ValueError):
    """The settings of a check cannot be read, or say what is not allowed.

    >>> print(InvalidSettings("dialogues.toml", "select", "no rule is called L2000"))
    dialogues.toml: select: no rule is called L2000
    """

    def __init__(self, file: str, key: str, problem: str) -> None:
        self.file = file
        self.key = key
        self.fault = problem
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")


class RuleFailed(DialoguesError, RuntimeError):
    """A rule of another package broke down, or is no rule.

    >>> print(RuleFailed("X101", "KeyError: 'title'"))
    the rule X101 of another package failed: KeyError: 'title'
    """

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        self.fault = problem
        super().__init__(f"the rule {name} of another package failed: {problem}")


def shorten(text: str, length: int = 60) -> str:
    """Cut a text that is quoted in a message, so that a hostile one cannot fill the terminal. Nothing is raised.

    >>> shorten("x" * 100, 10)
    'xxxxxxxxx…'
    """
    return text if len(text) <= length else text[: length - 1] + "…"
