"""The best document for a reader: CLDR's matching, with the respect that a legal text asks for.

A user interface may hand a reader a related language without a word; a choice between documents may not.
A choice and the words that explain it stand together, since each reason is told by the one who knew it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

from attrs import frozen

from dialogues.errors import InvalidLanguageTag, NoSuitableDocument
from dialogues.languages.accept import NO_WISH, AcceptLanguage, LanguageRange, Part, read_field, read_part
from dialogues.languages.catalogue import counted, message, message_language, noted
from dialogues.languages.display import join, language_name
from dialogues.languages.labels import identify_language
from dialogues.languages.matching import (
    DEFAULT_THRESHOLD,
    Compared,
    Language,
    MatchReason,
    Wanted,
    compare,
    compare_all,
    is_refused,
)
from dialogues.languages.subtags import Likely
from dialogues.languages.tags import LanguageTag
from dialogues.names.memo import Memo
from dialogues.records.texts import Document
from dialogues.vocabulary import Access, Answer, DocumentRole

ANY = "*"
DEFAULT_FALLBACK = ("en", ANY)
"""English, then the first document whose language is known."""


class ChoiceReason(StrEnum):
    """Why a document was chosen."""

    EXACT = "exact"
    """It is in a language the reader named."""
    SAME_LANGUAGE = "same-language"
    """It is in that language, of another or an implied region."""
    OTHER_SCRIPT = "other-script"
    """It is in that language, written in another script."""
    RELATED = "related"
    """It is in another language, which readers of the one wanted usually read."""
    ANY = "any"
    """The reader takes any (``*``, or no wish at all), and none that they named is there; the policy chose."""
    FALLBACK = "fallback"
    """Nothing matched; it is what the policy names."""
    NONE = "none"
    """There is no document to serve."""


_SENTENCES = {
    ChoiceReason.EXACT: noted("choice", "which is what was asked for"),
    ChoiceReason.SAME_LANGUAGE: noted("choice", "the language asked for, though not with the same region"),
    ChoiceReason.OTHER_SCRIPT: noted("choice", "the language asked for in another script"),
    ChoiceReason.RELATED: noted("choice", "a related language, which readers of the one asked for usually read"),
    ChoiceReason.ANY: noted("choice", "since any language will do"),
    ChoiceReason.FALLBACK: noted("choice", "as a fallback, since nothing matches"),
}
_ANOTHER_CODE = noted("choice", "the language asked for, by another of its codes")
_AUTHENTIC = {
    Answer.YES: noted("choice", "This text is authentic."),
    Answer.NO: noted("choice", "This text is not authentic."),
    Answer.UNKNOWN: noted("choice", "Whether this text is authentic is not known."),
}
_SCRIPT_UNKNOWN = noted(
    "choice",
    "Whether this text is authentic is not known, since the record does not say which script it is written in.",
)
_ROLES = {
    DocumentRole.TRANSLATION: noted("choice", "a translation into {language}"),
    DocumentRole.ANNEX: noted("choice", "an annex in {language}"),
    DocumentRole.CONSOLIDATED: noted("choice", "a consolidated text in {language}"),
    DocumentRole.SUMMARY: noted("choice", "a summary in {language}"),
}
_CALLED = {DocumentRole.MAIN: "main text", DocumentRole.CONSOLIDATED: "consolidated text"}
_ACCESS: dict[Access | None, str] = {
    Access.ON_REQUEST: noted("choice", "The text is given on request."),
    Access.RESTRICTED: noted("choice", "The text is restricted."),
    Access.NOT_PUBLISHED: noted("choice", "The text is not published."),
}
_ASK: dict[Access | None, str] = {
    Access.ON_REQUEST: noted("choice", "The text is given on request; ask {whom}."),
    Access.RESTRICTED: noted("choice", "The text is restricted; ask {whom}."),
    Access.NOT_PUBLISHED: noted("choice", "The text is not published; ask {whom}."),
}
_TEXTS = (DocumentRole.MAIN, DocumentRole.TRANSLATION)
_STEPS = ((MatchReason.EXACT, MatchReason.SAME_LANGUAGE), (MatchReason.OTHER_SCRIPT,), (MatchReason.RELATED,))


@frozen(repr=False)
class Choice:
    """The document that suits a reader best, and why.

    >>> import dialogues
    >>> choice = dialogues.load().choose("china-2006", "zh-TW, en;q=0.5")
    >>> str(choice.served), choice.reason.value, choice.authentic.value
    ('en', 'exact', 'unknown')
    """

    identifier: str
    """The id of the record whose documents were chosen from."""
    document: Document | None
    """The document; None when nothing may be served."""
    wanted: AcceptLanguage
    """What the reader asked for, as it was understood."""
    matched: LanguageRange | None
    """The reader's language that the document was chosen for; None for a fallback."""
    reason: ChoiceReason
    """Why this document."""
    distance: float | None
    """CLDR's distance from the language matched; None for a fallback."""
    authentic: Answer
    """Whether the text served is an authentic one."""
    others: tuple[LanguageTag, ...]
    """The languages of the other documents, those not determined left out."""
    undetermined: int
    """The number of documents whose language nobody has determined; they are never served as a match."""
    script_unknown: bool = False
    """Whether it is not known that the text is authentic since the record does not say which script it is in."""
    prevailing: LanguageTag | None = None
    """The language whose text decides where the authentic ones differ; None when it is not known or there is none."""
    access: Access | None = None
    """Who can read the text; None when nobody knows."""
    ask: str = ""
    """Whom to ask for a text that is not public; empty when nobody knows."""
    beside: tuple[Document, ...] = ()
    """Annexes, summaries and the like, which a choice serves only when asked for their role."""

    @property
    def served(self) -> LanguageTag | None:
        """The language of the document served.

        >>> import dialogues
        >>> choice = dialogues.load().choose("brazil-2007", "pt-BR, en;q=0.5")
        >>> choice.served
        LanguageTag('pt')
        """
        return None if self.document is None else self.document.language

    @property
    def printed_label(self) -> str | None:
        """The label under which a listing prints the document served.

        >>> import dialogues
        >>> choice = dialogues.load().choose("brazil-2007", "pt-BR, en;q=0.5")
        >>> choice.printed_label
        'EN'
        """
        return None if self.document is None else self.document.printed_label

    def __repr__(self) -> str:
        served = "nothing" if self.served is None else str(self.served)
        return f"<Choice {self.identifier}: {served} for {str(self.wanted) or 'no wish'!r}, {self.reason.value}>"

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """Give the choice as plain data, with the keys that ``dialogues choose --json`` prints.

        ``language`` is that of the explanation.

        >>> import dialogues
        >>> choice = dialogues.load().choose("brazil-2007", "pt-BR, en;q=0.5")
        >>> choice.to_dict()["served"]
        'pt'
        """
        return {
            "id": self.identifier,
            **self.wanted.to_dict(),
            "served": None if self.served is None else str(self.served),
            "printed_label": self.printed_label,
            "href": None if self.document is None else self.document.href,
            "reason": self.reason.value,
            "distance": self.distance,
            "role": None if self.document is None else self.document.role.value,
            "authentic": self.authentic.value,
            "prevailing": None if self.prevailing is None else str(self.prevailing),
            "access": None if self.access is None else self.access.value,
            "others": [str(tag) for tag in self.others],
            "undetermined": self.undetermined,
            "explanation": self.explain(language),
        }

    def explain(self, language: Language = "en") -> str:
        """Say in plain sentences what was served and why, and what else there is; each language is named once.

        ``language`` is the reader's: the sentences are in one of ten, else in English, and names of languages in any.

        >>> import dialogues
        >>> choice = dialogues.load().choose("brazil-2007", "pt-BR, en;q=0.5")
        >>> print(choice.explain()[:77])
        Asked for pt-BR, en;q=0.5: served Portuguese (pt, printed 'EN'), the language
        """
        sentences = [*self._answer(language), *self._rest(language)]
        problems = (
            message("choice", "Of what was asked, {problem}.", language, problem=each) for each in self.wanted.problems
        )
        return _between(language).join([*sentences, *problems])

    def _answer(self, language: Language) -> Iterator[str]:
        asked = message("choice", "Any language will do", language)
        if not self.wanted.names_nothing:
            asked = message("choice", "Asked for {wanted}", language, wanted=self._asked(language))
        if self.document is None:
            why = self._why_nothing(language)
            yield message("choice", "{asked}: no document is served, since {why}.", language, asked=asked, why=why)
            yield from self._access(language)
            return
        what = _named(self.document, language, self.printed_label)
        if self.wanted.names_nothing:
            yield message("choice", "{asked}: served {what}.", language, asked=asked, what=what)
        else:
            why = self._why(language)
            yield message("choice", "{asked}: served {what}, {why}.", language, asked=asked, what=what, why=why)
        yield message("choice", _SCRIPT_UNKNOWN if self.script_unknown else _AUTHENTIC[self.authentic], language)
        if self.prevailing is not None:
            yield self._prevails(self.prevailing, self.document.language, language)
        yield from self._access(language)

    def _prevails(self, prevailing: LanguageTag, served: LanguageTag, language: Language) -> str:
        if compare(prevailing, served).is_same_language:
            return message("choice", "Where the authentic texts differ, this one prevails.", language)
        other = f"{language_name(prevailing, language)} ({prevailing})"
        return message(
            "choice", "Where the authentic texts differ, the one in {language} prevails.", language, language=other
        )

    def _why_nothing(self, language: Language) -> str:
        if self.others or self.undetermined:
            return message("choice", "none is in a language that may be served", language)
        if self.access is Access.NOT_PUBLISHED:
            return message("choice", "the text was never published", language)
        return message("choice", "none is on record", language)

    def _access(self, language: Language) -> Iterator[str]:
        if self.access in _ACCESS:
            if self.ask:
                yield message("choice", _ASK[self.access], language, whom=self.ask)
            else:
                yield message("choice", _ACCESS[self.access], language)

    def _asked(self, language: Language) -> str:
        return str(self.wanted) or message("choice", "no language that is understood", language)

    def _why(self, language: Language) -> str:
        why = _SENTENCES[self.reason]
        if self.matched is None:
            return message("choice", why, language)
        if self.reason is ChoiceReason.SAME_LANGUAGE and self.matched.tag is not None and self.served is not None:
            why = _ANOTHER_CODE if self.matched.tag.language != self.served.language else why
        told = message("choice", why, language)
        return f"{told} ({self.matched.text})" if len(self.wanted.ranges) > 1 else told

    def _rest(self, language: Language) -> Iterator[str]:
        others = (tag for tag in dict.fromkeys(self.others) if tag != self.served)
        there = [f"{language_name(tag, language)} ({tag})" for tag in others]
        same = self.others.count(self.served) if self.served is not None else 0
        if same:
            there.append(
                counted(
                    "choice", "another document in the same", "{number} other documents in the same", same, language
                )
            )
        beside = [_named(each, language) for each in self.beside]
        if self.document is None:
            there, beside = there + beside, []
        if there:
            yield message("choice", "There is also: {others}.", language, others=join(there, language))
        if beside:
            yield message("choice", "Beside it stands {documents}.", language, documents=join(beside, language))
        if self.undetermined:
            yield counted(
                "choice",
                "One document of undetermined language exists.",
                "{number} documents of undetermined language exist.",
                self.undetermined,
                language,
            )


def _named(document: Document, language: Language, printed: str | None = None) -> str:
    """Name a document by its language, the label it is printed under, and its role where it is not the text itself."""
    name = language_name(document.language, language)
    if document.role in _ROLES:
        name = message("choice", _ROLES[document.role], language, language=name)
    label_text = f", {message('text', 'printed {text}', language, text=repr(printed))}" if printed else ""
    return f"{name} ({document.language}{label_text})"


def _between(language: Language) -> str:
    """Give what stands between two sentences: nothing where the script puts no spaces between words."""
    return "" if message_language(language) == "zh" else " "


def choose(  # noqa: PLR0913  # each option is a question a caller may ask
    identifier: str,
    documents: Sequence[Document],
    wanted: Wanted,
    *,
    authentic: Sequence[LanguageTag] | None = None,
    prevailing: LanguageTag | None = None,
    access: Access | None = None,
    ask: str = "",
    strict: bool = False,
    related: bool = False,
    fallback: Sequence[str] | None = None,
    role: DocumentRole | None = None,
) -> Choice:
    """Choose the document that suits a reader best: the text itself or a translation, unless another role is asked for.

    Of equally near languages a main text is preferred to a translation; where nothing matches, a main text is served.

    ``wanted`` is a language by any label, an ``Accept-Language`` field, or a sequence of them, the preferred first;
    None and an empty field are no wish: any language will do.
    ``authentic`` are the authentic languages, None when they are not known; ``prevailing`` the one that decides;
    ``access`` who can read the texts, and ``ask`` whom to ask for them.
    ``strict`` serves the language asked for and nothing else; where none is asked for, what the policy names.
    ``related`` allows a language that readers of the one asked for usually read.
    ``fallback`` is what to serve when nothing matches: languages, and ``*`` for the first whose language is known;
    :data:`DEFAULT_FALLBACK` if None, nothing if empty.
    Raises :class:`~dialogues.errors.NoSuitableDocument` when ``strict`` finds nothing, and
    :class:`~dialogues.errors.InvalidLanguageTag` for a fallback that names no language, or a wish that is no text.
    """
    asked = read_wanted(wanted)
    policy = _DEFAULT_POLICY if fallback is None else [_fallback(name) for name in fallback]
    roles = _TEXTS if role is None else (role,)
    asked_for = [each for each in documents if each.role in roles]
    asked_for.sort(key=_is_translation)
    known = [document for document in asked_for if document.language.language not in ("und", "")]
    allowed = _allowed(known, asked)
    found = _match(allowed, asked, 1 if strict else 3 if related else 2)
    if found is None and not (strict and not asked.names_nothing):
        mains = [each for each in allowed if each.role is not DocumentRole.TRANSLATION]
        takes_any = asked.names_nothing or any(each.tag is None and each.weight for each in asked.ranges)
        found = _by_policy(mains, policy, takes_any=takes_any)
        if found is None and len(mains) < len(allowed):
            found = _by_policy(allowed, policy, takes_any=takes_any)
    document, matched, reason, measured = found or (None, None, ChoiceReason.NONE, None)
    others = tuple([each.language for each in known if each is not document])
    undetermined = len(asked_for) - len(known)
    if document is None and strict:
        languages, what = [str(tag) for tag in others], "document" if role is None else _CALLED.get(role, role.value)
        raise NoSuitableDocument(identifier, str(asked) or str(wanted), languages, undetermined, what)
    answer, script_unknown = _is_authentic(document, authentic)
    return Choice(
        identifier,
        document,
        asked,
        matched,
        reason,
        measured,
        answer,
        others,
        undetermined,
        script_unknown,
        prevailing,
        (document.access if document is not None else None) or access,
        ask,
        tuple([each for each in documents if each.role not in roles]),
    )


def _is_translation(document: Document) -> bool:
    return document.role is DocumentRole.TRANSLATION


_Found: TypeAlias = tuple[Document, LanguageRange | None, ChoiceReason, float | None]


def read_wanted(wanted: Wanted) -> AcceptLanguage:
    """Read what a reader asks for; every part may be a tag, a code or a name in any language.

    Raises :class:`~dialogues.errors.InvalidLanguageTag` for a value that is no text, tag or sequence of them.
    """
    if wanted is None:
        return NO_WISH
    if isinstance(wanted, AcceptLanguage):
        return wanted
    if isinstance(wanted, str):
        return _FIELDS[wanted] if len(wanted) <= _REMEMBERED else _read_text(wanted)
    if isinstance(wanted, LanguageTag):
        return AcceptLanguage((LanguageRange(str(wanted), wanted),))
    if not _is_sequence(wanted):
        raise InvalidLanguageTag(str(wanted), f"what a reader wants is a text, not {type(wanted).__name__}")
    parts = [_read_text(str(each).replace(",", " ")) for each in wanted]
    return AcceptLanguage(
        tuple(each for part in parts for each in part.ranges), tuple(each for part in parts for each in part.problems)
    )


def _is_sequence(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, bytes)


def _read_text(text: str) -> AcceptLanguage:
    return read_field(text, _PARTS.__getitem__)


def _understand(label: str) -> LanguageTag:
    reading = identify_language(label)
    if reading.tag is None or reading.ambiguous_with:
        meant = " or ".join(str(tag) for tag in reading.suggestions)
        raise ValueError(f"{reading.note}; did you mean {meant}?" if meant else reading.note)
    return reading.tag


_REMEMBERED = 400  # characters; a longer field is read each time, from parts that are remembered
_PARTS: Memo[str, Part] = Memo(lambda part: read_part(part, _understand), most=600_000, each=1_000)
_FIELDS: Memo[str, AcceptLanguage] = Memo(_read_text, most=600_000, each=1_000, weigh=lambda text, _: 40 * len(text))


def _fallback(name: str) -> LanguageTag | None:
    """Read one entry of a fallback policy; None stands for any language."""
    if name == ANY:
        return None
    try:
        return _understand(name)
    except ValueError as error:
        raise InvalidLanguageTag(name, f"a fallback names no language: {error}") from None


def _allowed(documents: Sequence[Document], asked: AcceptLanguage) -> Sequence[Document]:
    """Leave out what the reader refuses (``q=0``); see :func:`~dialogues.languages.matching.is_refused`."""
    refused = [each.tag for each in asked.ranges if not each.weight]
    if not refused:
        return documents
    named = [each.tag for each in asked.ranges if each.weight and each.tag is not None]
    anything = any(each.tag is None and each.weight for each in asked.ranges)
    return [each for each in documents if not is_refused(each.language, named, refused, anything=anything)]


def _match(documents: Sequence[Document], asked: AcceptLanguage, steps: int) -> _Found | None:
    """Find what suits the first of the reader's languages that anything suits, in one of some steps of likeness."""
    there = tuple([(document.language.canonical, document.language.form) for document in documents])
    wanted = [each for each in asked.ranges if each.weight and each.tag is not None]
    for each in wanted:
        tag = each.tag
        assert tag is not None
        found = _NEAREST[tag.canonical, tag.form, there, 0]
        if found is not None:
            return documents[found[0]], each, found[1], found[2]
    for step in range(1, steps):
        for each in wanted:
            assert each.tag is not None
            found = _NEAREST[each.tag.canonical, each.tag.form, there, step]
            if found is not None:
                return documents[found[0]], each, found[1], found[2]
    return None


_Question: TypeAlias = tuple[str, Likely, tuple[Compared, ...], int]


def _nearest(question: _Question) -> tuple[int, ChoiceReason, float] | None:
    """Find which language is nearest of those that relate to one in the ways of a step; of equals, the first."""
    text, form, there, step = question
    nears, reasons = compare_all((text, form), there), _STEPS[step]
    found: tuple[int, ChoiceReason, float] | None = None
    least = float("inf")
    for at, near in enumerate(nears):
        if near.reason not in reasons or (near.reason is MatchReason.RELATED and near.distance >= DEFAULT_THRESHOLD):
            continue
        measured = -1 if near.reason is MatchReason.EXACT else near.distance
        if measured < least:
            found, least = (at, ChoiceReason(near.reason.value), near.distance), measured
    return found


_NEAREST: Memo[_Question, tuple[int, ChoiceReason, float] | None] = Memo(_nearest, most=600_000, each=700)


def _by_policy(
    documents: Sequence[Document], policy: Sequence[LanguageTag | None], *, takes_any: bool
) -> _Found | None:
    """Find what the policy names; where the reader takes any language, at last the first there is."""
    reason = ChoiceReason.ANY if takes_any else ChoiceReason.FALLBACK
    for language in (*policy, None) if takes_any else policy:
        for document in documents:
            if language is None or compare(language, document.language).is_same_language:
                return document, None, reason, None
    return None


_DEFAULT_POLICY = [_fallback(name) for name in DEFAULT_FALLBACK]


def _is_authentic(document: Document | None, authentic: Sequence[LanguageTag] | None) -> tuple[Answer, bool]:
    """Say whether a text is in an authentic language, and whether that is unknown for want of its script.

    A language that is named without script and region is authentic in all its scripts.
    """
    if document is None:
        return Answer.UNKNOWN, False
    if document.role is DocumentRole.TRANSLATION:
        return Answer.NO, False
    if authentic is None:
        return document.authentic, False
    language = document.language
    nears = [(tag, compare(tag, language)) for tag in authentic]
    in_other_script = [tag for tag, near in nears if near.reason is MatchReason.OTHER_SCRIPT]
    if any(near.is_same_language for _, near in nears) or not all(tag.script or tag.region for tag in in_other_script):
        return Answer.YES, False
    # The authentic script is not the likely one, and the record does not say which script the text is in.
    unknown = bool(in_other_script) and not (language.script or language.region)
    return Answer.UNKNOWN if unknown else Answer.NO, unknown
