"""HTTP for services: what to answer, as values; no framework and no network.

Each function takes what a request says and gives an :class:`Answer`, or a part of one, that any framework can send:

>>> import dialogues
>>> from dialogues import http
>>> answer = http.negotiate(dialogues.load(), "brazil-2007", "pt-BR, en;q=0.5")
>>> answer.status, answer.headers["Content-Language"], answer.headers["Content-Location"]
(200, 'pt', '/agreements/brazil-2007?lang=pt')

A record lies at ``BASE/COLLECTION/ID``, and its text in a language at ``?lang=`` below it; what a service has
elsewhere it links itself. RFC 9110 is the law of all of it, RFC 9457 of problems, RFC 8288 of links.
It is one module, however long: an answer is one thing, and each of its fields is decided with an eye on the others.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from email.utils import format_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote, urlencode

from attrs import frozen

from dialogues._version import __version__
from dialogues.errors import AmbiguousName, DialoguesError, NoSuitableDocument, RetiredRecord, shorten
from dialogues.records import Agreement, Publication, Record
from dialogues.records.dates import Precision
from dialogues.registry import Registry
from dialogues.registry.collection import closed
from dialogues.vocabulary import DocumentRole

if TYPE_CHECKING:
    from dialogues.records import Document
    from dialogues.registry.choice import Choice

Field: TypeAlias = str | Sequence[str] | None
"""The value of a header field; a sequence where the request repeats the field, None where it lacks it."""

JSON = "application/json"
PROBLEM = "application/problem+json"
REASON = "Choice-Reason"
"""The field that says why a text was chosen: it is of the answer and not of the text, which others got for others."""

_LONGEST_ECHO = 200  # characters of a request that a problem repeats
_IS_REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy"
_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_UNRESERVED = "/:?#[]@!$&'()*+,;=-._~%"


@frozen
class Answer:
    """What a service answers: send the status, the header fields and the body as they are.

    >>> Answer(204, {"Allow": "GET"}).to_dict()
    {'status': 204, 'headers': {'Allow': 'GET'}, 'body': None}
    """

    status: int
    """The status code."""
    headers: Mapping[str, str]
    """The header fields by name, all ASCII; the length of the body is the server's to say."""
    body: bytes = b""
    """The body, JSON in UTF-8; empty where the status has none (304)."""
    choice: Choice | None = None
    """The choice that the answer rests on, which explains itself; None where nothing was chosen."""

    def to_dict(self) -> dict[str, object]:
        """Give the answer as plain data, its body read.

        >>> import dialogues
        >>> from dialogues import http
        >>> http.negotiate(dialogues.load(), "brazil-2070").to_dict()["status"]
        404
        """
        body = json.loads(self.body) if self.body else None
        return {"status": self.status, "headers": dict(self.headers), "body": body}


# Parts of an answer


def etag(registry: Registry, *variant: str) -> str:
    """Give the entity tag of what a registry says, in one variant: a strong one, since the same tag is the same bytes.

    ``variant`` is all that the bytes depend on beside the registry and this library: an address, a language.
    Nothing is raised.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> etag(registry, "pt") == etag(dialogues.load(), "pt"), etag(registry, "pt") == etag(registry, "en")
    (True, False)
    """
    made_of = json.dumps([__version__, registry.digest, *variant])
    return f'"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'


def links(registry: Registry, identifier: str, *, base: str = "") -> str:
    """Give the ``Link`` field of a record: where else it is, and in which languages (RFC 8288, Signposting).

    ``alternate`` is each of its texts with its language, ``cite-as`` the record's own address in its registry,
    ``collection`` what it is one of, ``describedby`` the JSON Schema of its kind, ``license`` that of the data, and
    ``item`` a file on the web. Raises :class:`~dialogues.errors.UnknownRecord` for an id that is not there.

    >>> import dialogues
    >>> links(dialogues.load(), "peru-2013").split(", ")[0]
    '</agreements/peru-2013?lang=en>; rel="alternate"; type="application/json"; hreflang="en"'
    """
    return _link_field(_links(registry, registry[identifier], base))


def problem(error: DialoguesError | int, detail: str = "") -> Answer:
    """Give the answer that says what is wrong (RFC 9457): of an exception of this library, or of a bare status.

    What it repeats of a request is cut, so that a long one is not sent back. Raises ValueError for a status that is
    none (RFC 9110 section 15).

    >>> problem(404, "there is nothing at /agreement").to_dict()["body"]
    {'type': 'about:blank', 'title': 'Not Found', 'status': 404, 'detail': 'there is nothing at /agreement'}
    """
    if isinstance(error, DialoguesError):
        told = error.problem()
    else:
        told = {"type": "about:blank", "title": HTTPStatus(error).phrase, "status": int(error)}
        told |= {"detail": detail} if detail else {}
    headers = {"Content-Type": PROBLEM, "Content-Language": "en", "Cache-Control": "no-cache"}
    return Answer(told["status"], headers, _json(_cut(told)))


def represent(  # noqa: PLR0913  # each option is a field of the answer
    registry: Registry,
    value: object,
    variant: str,
    *,
    if_none_match: Field = None,
    language: str | None = None,
    negotiated: bool = False,
    max_age: int = 0,
) -> Answer:
    """Give the answer that says a JSON value worked out from a registry: a list, a search, a time line.

    ``variant`` is the address that was asked for, with its query; ``language`` that of the words in the value, and
    ``negotiated`` whether ``Accept-Language`` decided it. ``max_age`` is how many seconds a cache may do without
    asking again. The answer is 304 where ``if_none_match`` has its entity tag. Raises TypeError for a value that is no
    JSON, and ValueError for a number that is none (``nan``).

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> first = represent(registry, ["china-2006"], "/agreements?partner=CN")
    >>> represent(registry, ["china-2006"], "/agreements?partner=CN", if_none_match=first.headers["ETag"]).status
    304
    """
    tag = etag(registry, variant, language or "")
    headers = _validators(registry, tag, max_age, negotiated=negotiated)
    if _matches(if_none_match, tag):
        return Answer(304, headers)
    headers["Content-Type"] = JSON
    if language and language != "und":
        headers["Content-Language"] = language
    return Answer(200, headers, _json(value))


# A record and its best text


def negotiate(  # noqa: PLR0913  # each option is a part of the request
    registry: Registry,
    identifier: str,
    accept_language: Field = None,
    lang: str | None = None,
    *,
    role: str | None = None,
    if_none_match: Field = None,
    base: str = "",
    max_age: int = 0,
) -> Answer:
    """Give the answer to a request for a record, of any collection, and for the text of it that suits a reader best.

    ``identifier`` is its id, or a name that means one record. ``accept_language`` is a wish: where nothing matches,
    the fallback is served. ``lang`` (a label of any kind, ``und`` too) and ``role`` name a text that must be there.
    ``base`` stands before every address, ``max_age`` is how many seconds a cache may do without asking again.

    200 has the record and the document in its body, the reason as ``Choice-Reason``
    (:class:`~dialogues.registry.choice.ChoiceReason`) and the address of the text alone as ``Content-Location``;
    304 answers ``if_none_match``; 300 a name of several; 404 a name of nothing; 406 a ``lang`` that is not there, or a
    field that refuses every language there is (``*;q=0``); 410 a record that was retired or taken out; 422 a ``role``
    that is none. Nothing is raised for what a request says.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> negotiate(registry, "russia-2007", "ru").headers["Choice-Reason"]
    'fallback'
    >>> [negotiate(registry, "russia-2007", lang=lang).status for lang in ("en", "und", "ru")]
    [200, 200, 406]
    """
    try:
        record = _record(registry, identifier)
    except DialoguesError as error:
        return _refusal(error, _other_records(registry, error, base))
    varies = bool(_documents(record)) and not lang
    try:
        asked = DocumentRole(closed("role", role, [*DocumentRole])) if role else None
        document, choice = _text(registry, record, _joined(accept_language), lang, asked)
    except DialoguesError as error:
        return _refusal(
            error, _alternates(record, base), negotiated=varies and error.status == HTTPStatus.NOT_ACCEPTABLE
        )
    place = "" if document is None else _documents(record).index(document)
    tag = etag(registry, record.id, str(place), base)
    headers = _validators(registry, tag, max_age, negotiated=varies)
    if choice is not None:
        headers[REASON] = choice.reason.value
    headers["Content-Location"] = _address(record, base, document)
    if _matches(if_none_match, tag):
        return Answer(304, headers, choice=choice)
    headers |= {"Content-Type": JSON, "Link": _link_field(_links(registry, record, base))}
    if document is not None and _is_known(document):
        headers["Content-Language"] = str(document.language)
    return Answer(200, headers, _body(record, document, choice, base), choice)


def _record(registry: Registry, identifier: str) -> Record:
    manifest = registry.manifest
    if identifier not in registry and manifest is not None and identifier in manifest.former_ids:
        raise RetiredRecord(identifier)
    record = registry.get(identifier) or registry.resolve(identifier)
    if record.retired is not None:
        retired = record.retired
        raise RetiredRecord(record.id, str(retired.on), retired.reason, retired.replaced_by)
    return record


def _text(
    registry: Registry, record: Record, wish: str | None, lang: str | None, role: DocumentRole | None
) -> tuple[Document | None, Choice | None]:
    """Choose the text to serve; None where the record has none. Raises NoSuitableDocument and UnknownValue."""
    if not _documents(record):
        if lang or role:
            raise NoSuitableDocument(record.id, lang or "any language", (), role=role or "document")
        return None, None
    if lang == "und":
        of = (DocumentRole.MAIN, DocumentRole.TRANSLATION) if role is None else (role,)
        found = [each for each in _documents(record) if not _is_known(each) and each.role in of]
        if not found:
            raise NoSuitableDocument(record.id, lang, [str(each.language) for each in _documents(record)])
        return found[0], None
    choice = registry.choose(record.id, lang or wish, strict=bool(lang), role=role)
    if choice.document is None and (choice.others or role):
        wanted, available = str(choice.wanted) or "any language", [str(tag) for tag in choice.others]
        raise NoSuitableDocument(record.id, wanted, available, choice.undetermined, role or "document")
    return choice.document, choice


def _body(record: Record, document: Document | None, choice: Choice | None, base: str) -> bytes:
    """Write what is the same for all who get this text: why one got it stands in the header."""
    told = {
        "document": None if document is None else document.model_dump(mode="json"),
        "authentic": None if choice is None or document is None else choice.authentic.value,
        "prevailing": None if choice is None or choice.prevailing is None else str(choice.prevailing),
        "texts": [
            {"href": href, "language": str(each.language), "role": each.role.value}
            for each, href in _texts(record, base)
        ],
    }
    return b'{"record":' + record.model_dump_json().encode() + b"," + _json(told)[1:]


def _refusal(error: DialoguesError, others: Sequence[_Link], *, negotiated: bool = False) -> Answer:
    """Say what is wrong, and link what is there instead."""
    answer = problem(error)
    headers = dict(answer.headers) | ({"Vary": "Accept-Language"} if negotiated else {})
    if others:
        headers["Link"] = _link_field(others)
    return Answer(answer.status, headers, answer.body)


# Fields


def _validators(registry: Registry, tag: str, max_age: int, *, negotiated: bool) -> dict[str, str]:
    """Give the fields that an answer and the 304 in its place have in common (RFC 9110 section 15.4.5)."""
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={max_age}" if max_age > 0 else "no-cache"}
    date = None if registry.manifest is None else registry.manifest.date
    if date is not None and date.precision is Precision.DAY and not date.mark:
        headers["Last-Modified"] = format_datetime(datetime.combine(date.earliest, time(), UTC), usegmt=True)
    return headers | ({"Vary": "Accept-Language"} if negotiated else {})


def _joined(field: Field) -> str | None:
    return field if field is None or isinstance(field, str) else ", ".join(field)


def _matches(if_none_match: Field, tag: str) -> bool:
    """Say whether a field names an entity tag, by the weak comparison (RFC 9110 sections 8.8.3.2 and 13.1.2)."""
    text = (_joined(if_none_match) or "").strip(" \t")
    return text == "*" or tag in _ENTITY_TAG.findall(text)


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Half a character, which a request may hold, is written out as JSON has it.
    return text.encode("utf-8", "backslashreplace")


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _cut(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_cut(each) for each in value]
    return shorten(value, _LONGEST_ECHO) if isinstance(value, str) else value


# Addresses and links

_Link: TypeAlias = tuple[str, str, dict[str, str]]
"""An address, a relation and what is said of it beside."""


def _documents(record: Record) -> tuple[Document, ...]:
    return record.documents if isinstance(record, Agreement | Publication) else ()


def _is_known(document: Document) -> bool:
    return document.language.language not in ("und", "")


def _address(record: Record, base: str, document: Document | None = None) -> str:
    address = f"{quote(base, safe=_UNRESERVED)}/{record.collection}/{quote(record.id)}"
    if document is None:
        return address
    query = {"lang": str(document.language)}
    if document.role not in (DocumentRole.MAIN, DocumentRole.TRANSLATION):
        query["role"] = document.role.value
    return f"{address}?{urlencode(query)}"


def _texts(record: Record, base: str) -> Iterator[tuple[Document, str]]:
    """Give the documents that have an address: of those in one language and role, the first."""
    addresses: dict[str, Document] = {}
    for each in _documents(record):
        addresses.setdefault(_address(record, base, each), each)
    return ((document, address) for address, document in addresses.items())


def _alternates(record: Record, base: str) -> list[_Link]:
    return [
        (href, "alternate", {"type": JSON} | ({"hreflang": str(each.language)} if _is_known(each) else {}))
        for each, href in _texts(record, base)
    ]


def _links(registry: Registry, record: Record, base: str) -> list[_Link]:
    found = _alternates(record, base)
    manifest = registry.manifest
    if manifest is not None and manifest.prefix:
        found.append((f"{manifest.prefix}{record.collection}/{record.id}", "cite-as", {}))
    found.append((f"{base}/{record.collection}", "collection", {"type": JSON}))
    found.append(
        (f"{base}/schemas/{type(record).__name__.lower()}", "describedby", {"type": "application/schema+json"})
    )
    if manifest is not None and manifest.licence_address:
        found.append((manifest.licence_address, "license", {}))
    for each in _documents(record):
        if each.href:
            about = {"type": each.media_type.value} if each.media_type else {}
            found.append((each.href, "item", about | ({"hreflang": str(each.language)} if _is_known(each) else {})))
    return found


def _other_records(registry: Registry, error: DialoguesError, base: str) -> list[_Link]:
    """Link the records that may have been meant, or what replaces one."""
    if isinstance(error, RetiredRecord):
        new = registry.get(error.replaced_by) if error.replaced_by else None
        return [] if new is None else [(_address(new, base), _IS_REPLACED_BY, {})]
    meant = error.candidates if isinstance(error, AmbiguousName) else ()
    records = [record for each in meant if (record := registry.get(each)) is not None]
    return [(_address(record, base), "alternate", {"type": JSON}) for record in records]


def _link_field(found: Iterable[_Link]) -> str:
    return ", ".join(
        "; ".join(
            [f"<{quote(href, safe=_UNRESERVED)}>", f'rel="{rel}"', *(f'{key}="{text}"' for key, text in about.items())]
        )
        for href, rel, about in found
    )
