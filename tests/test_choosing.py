"""Choosing a document: CLDR's matching, and the respect a legal text asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from dialogues.errors import InvalidLanguageTag, NoDocuments, NoSuitableDocument, UnknownName
from dialogues.languages import LanguageTag, Matcher
from dialogues.records import Document
from dialogues.registry.choice import Choice, ChoiceReason, choose
from dialogues.vocabulary import Answer


def documents(*languages: str) -> list[Document]:
    return [Document(language=LanguageTag.parse(language)) for language in languages]


def chosen(wanted: str, available: str, **options: object) -> Choice:
    return choose("x", documents(*available.split()), wanted, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "available", "served", "reason", "distance"),
    [
        ("en", "en es", "en", "exact", 0),
        ("zh-TW, en;q=0.5", "en zh", "en", "exact", 0),
        ("zh-TW", "en zh", "zh", "other-script", 54),
        ("zh-Hant", "en zh-Hans", "zh-Hans", "other-script", 54),
        ("zh-TW, fr;q=0.5", "en zh", "zh", "other-script", 54),
        ("zh-CN", "en zh", "zh", "same-language", 0),
        ("*", "es en", "en", "any", None),
        ("ru, *;q=0.1", "es", "es", "any", None),
        ("nb", "en no", "no", "same-language", 1),
        ("no", "en nb", "nb", "same-language", 1),
        ("nn", "en nb", "en", "fallback", None),
        ("pt-BR", "en pt", "pt", "same-language", 0),
        ("pt", "en pt-PT pt-BR", "pt-BR", "same-language", 0),
        ("es-AR", "en es es-419", "es-419", "same-language", 4),
        ("mo", "en ro", "ro", "exact", 0),
        ("sr-Latn", "en sr", "sr", "other-script", 5),
        ("hy", "ru en", "en", "fallback", None),
        ("uk", "ru en", "en", "fallback", None),
        ("nb", "da en", "en", "fallback", None),
        ("ja", "es pt", "es", "fallback", None),
        ("ja", "und es", "es", "fallback", None),
        ("ja", "und", None, "none", None),
        ("und", "und en", "en", "fallback", None),
        ("en", "", None, "none", None),
        ("fr, en;q=0", "en es", "es", "fallback", None),
        ("fr, *;q=0", "en es", None, "none", None),
        ("*;q=0, es", "en es", "es", "exact", 0),
        ("Ukrainian", "en uk", "uk", "exact", 0),
        ("espagnol, anglais;q=0.3", "en es", "es", "exact", 0),
        ("中文", "en zh", "zh", "exact", 0),
        ("en-GB;q=0, en", "en fr", "en", "exact", 0),
        ("es-ES;q=0, es-419", "es-419 en", "es-419", "exact", 0),
        ("pt;q=0, pt-BR", "pt-PT pt-BR en", "pt-BR", "exact", 0),
        ("pt;q=0, pt-BR", "pt-PT en", "en", "fallback", None),
        ("en-GB;q=0, en", "en-GB fr", "fr", "fallback", None),
        ("en-US;q=0, en", "en-US en-AU fr", "en-AU", "same-language", 5),
        ("*;q=0, es", "es-MX fr", "es-MX", "same-language", 5),
        ("*;q=0, es-MX", "es fr", None, "none", None),
        ("en, en-US", "en-US en", "en", "exact", 0),
        ("en", "en-US en", "en", "exact", 0),
        ("es", "en es es", "es", "exact", 0),
        ("en-JJ", "fr en", "en", "exact", 0),
        ("en-a, fr", "fr en", "en", "exact", 0),
        ("sh", "en hr", "en", "fallback", None),
        ("sh", "en sr", "sr", "other-script", 58),
        ("", "es en", "en", "any", None),
        (" , ", "es en", "en", "any", None),
        ("!", "es en", "en", "fallback", None),
    ],
)
def test_the_choice(wanted: str, available: str, served: str | None, reason: str, distance: float | None) -> None:
    choice = chosen(wanted, available)
    assert (choice.served and str(choice.served), choice.reason.value, choice.distance) == (served, reason, distance)


def test_what_is_not_near_enough_is_never_related() -> None:
    assert chosen("fr", "de es", related=True, fallback=()).reason is ChoiceReason.NONE
    assert chosen("uk", "ru be", related=True, fallback=()).reason is ChoiceReason.NONE


def test_of_equal_documents_the_first_is_served() -> None:
    both = documents("en", "en")
    assert choose("x", both, "en").document is both[0]
    equal = documents("es-AR", "es-CL")
    assert choose("x", equal, "es-MX").document is equal[0]
    assert choose("x", equal[::-1], "es-MX").document is equal[1]


@pytest.mark.parametrize("wanted", [None, "", [], " ,", "*", "*;q=0.5"])
@pytest.mark.parametrize("strict", [False, True])
def test_no_wish_is_answered_by_the_policy(wanted: str | None, strict: bool) -> None:
    choice = choose("x", documents("es", "en"), wanted, strict=strict)
    assert (str(choice.served), choice.reason.value, choice.matched) == ("en", "any", None)
    assert choice.explain() == (
        "Any language will do: served English (en). Whether this text is authentic is not known."
        " There is also: Spanish (es)."
    )
    assert str(choose("x", documents("es", "pt"), wanted, fallback=()).served) == "es"


@pytest.mark.parametrize("wanted", [5, b"en"])
def test_a_wish_of_another_type_is_told(wanted: object) -> None:
    with pytest.raises(InvalidLanguageTag) as caught:
        choose("x", documents("en"), wanted)  # type: ignore[arg-type]
    assert str(caught.value) == f"what a reader wants is a text, not {type(wanted).__name__}: {str(wanted)!r}"


@pytest.mark.parametrize(
    ("wanted", "available", "served", "reason"),
    [
        ("hy", "en ru", "ru", "related"),
        ("hy, en;q=0.1", "en ru", "en", "exact"),
        ("uk", "en ru", "en", "fallback"),
        ("nb", "da sv", "da", "related"),
        ("bs", "sr-Latn hr", "hr", "related"),
        ("be", "uk ru", "ru", "related"),
    ],
)
def test_a_related_language_is_served_only_when_asked_for(
    wanted: str, available: str, served: str, reason: str
) -> None:
    choice = chosen(wanted, available, related=True)
    assert (str(choice.served), choice.reason.value) == (served, reason)
    assert chosen(wanted, available).reason is not ChoiceReason.RELATED


@pytest.mark.parametrize(
    ("fallback", "served"),
    [((), None), (("fr",), None), (("*",), "pt"), (("fr", "es"), "es"), (("en", "*"), "pt"), (("es-MX",), "es")],
)
def test_the_fallback_is_a_policy(fallback: tuple[str, ...], served: str | None) -> None:
    choice = chosen("ja", "und pt es", fallback=fallback)
    assert (choice.served and str(choice.served)) == served
    assert choice.reason is (ChoiceReason.FALLBACK if served else ChoiceReason.NONE)
    assert choice.matched is None


def test_a_fallback_that_names_no_language_is_refused_even_where_it_is_not_needed() -> None:
    with pytest.raises(InvalidLanguageTag) as caught:
        chosen("en", "en", fallback=("ua",))
    assert str(caught.value) == (
        "a fallback names no language: UA is the code of a country, not of a language; did you mean uk?: 'ua'"
    )


@pytest.mark.parametrize(("wanted", "served"), [("pt-BR", "pt"), ("en", "en")])
def test_strict_serves_the_language_asked_for(wanted: str, served: str) -> None:
    assert str(chosen(wanted, "en pt", strict=True).served) == served


def test_strict_raises_and_says_what_there_is(registry: dialogues.Registry) -> None:
    with pytest.raises(NoSuitableDocument) as caught:
        registry.choose("russia-2007", "ru", strict=True)
    assert isinstance(caught.value, LookupError)
    assert str(caught.value) == "russia-2007 has no document in 'ru'; there is: en"
    with pytest.raises(NoSuitableDocument) as caught:
        chosen("zh-TW", "zh", strict=True)
    with pytest.raises(NoSuitableDocument) as caught:
        chosen("en", "und", strict=True)
    assert str(caught.value) == "x has no document in 'en'; it has none whose language is known"
    assert caught.value.undetermined == 1
    with pytest.raises(NoSuitableDocument) as caught:
        registry.choose("china-2006", "zh", strict=True, role="annex")
    assert str(caught.value) == "china-2006 has no annex in 'zh'; it has none whose language is known"


def test_texts_of_another_role_are_named_where_none_of_the_role_asked_for_is_there(
    registry: dialogues.Registry,
) -> None:
    assert registry.choose("china-2006", "zh", role="annex").explain() == (
        "Asked for zh: no document is served, since none is on record. "
        "There is also: English (en) and Chinese (zh)."
    )  # fmt: skip


def test_a_record_without_documents_says_so() -> None:
    assert chosen("en", "").explain() == "Asked for en: no document is served, since none is on record."


NOT_KNOWN = "Whether this text is authentic is not known."


@pytest.mark.parametrize(
    ("authentic", "document", "answer", "sentence"),
    [
        (None, "zh", "unknown", NOT_KNOWN),
        ("zh-Hans", "zh", "yes", "This text is authentic."),
        ("en", "zh", "no", "This text is not authentic."),
        ("", "zh", "no", "This text is not authentic."),
        ("zh pt", "zh-Hant", "yes", "This text is authentic."),
        ("zh pt", "zh-TW", "yes", "This text is authentic."),
        ("zh-Hans", "zh-Hant", "no", "This text is not authentic."),
        ("zh-CN", "zh-Hant", "no", "This text is not authentic."),
        ("zh-Hans", "zh-TW", "no", "This text is not authentic."),
        ("zh-Hant", "zh", "unknown",
         f"{NOT_KNOWN[:-1]}, since the record does not say which script it is written in."),
        ("sr", "sr-Latn", "yes", "This text is authentic."),
        ("no", "nb", "yes", "This text is authentic."),
        ("pt-BR", "pt", "yes", "This text is authentic."),
        ("hr", "sr-Latn", "no", "This text is not authentic."),
    ],
)  # fmt: skip
def test_whether_the_text_is_authentic_is_said(
    authentic: str | None, document: str, answer: str, sentence: str
) -> None:
    tags = None if authentic is None else [LanguageTag.parse(tag) for tag in authentic.split()]
    choice = chosen(document, document, authentic=tags)
    assert choice.authentic is Answer(answer)
    assert choice.explain().partition(". ")[2] == sentence


@pytest.mark.parametrize(
    ("available", "there"),
    [
        ("en fr fr", " There is also: French (fr)."),
        ("en fr fr en", " There is also: French (fr) and another document in the same."),
        ("en en en", " There is also: 2 other documents in the same."),
        ("en", ""),
    ],
)
def test_each_language_is_named_once(available: str, there: str) -> None:
    assert chosen("en", available).explain() == (
        f"Asked for en: served English (en), which is what was asked for. {NOT_KNOWN}{there}"
    )


def test_a_choice_as_plain_data() -> None:
    assert chosen("fr, en;q=0.5, a b", "en es und").to_dict() == {
        "id": "x",
        "wanted": [{"language": "fr", "q": 1.0}, {"language": "en", "q": 0.5}],
        "problems": ["'a b' was dropped: no tag, code or name of a language"],
        "served": "en",
        "printed_label": None,
        "href": None,
        "reason": "exact",
        "distance": 0.0,
        "role": "main",
        "authentic": "unknown",
        "prevailing": None,
        "access": None,
        "others": ["es"],
        "undetermined": 1,
        "explanation": "Asked for fr, en;q=0.5: served English (en), which is what was asked for (en)."
        f" {NOT_KNOWN} There is also: Spanish (es). One document of undetermined language exists."
        " Of what was asked, 'a b' was dropped: no tag, code or name of a language.",
    }


def test_the_choice_explains_itself(registry: dialogues.Registry) -> None:
    texts = {
        ("china-2006", "zh-TW, en;q=0.5"): "Asked for zh-TW, en;q=0.5: served English (en, printed 'EN'), which is what"
        " was asked for (en). Whether this text is authentic is not known. There is also: Chinese (zh).",
        ("russia-2007", "ru"): "Asked for ru: served English (en, printed 'EN'), as a fallback, since nothing matches."
        " Whether this text is authentic is not known. One document of undetermined language exists.",
        ("brochure-2009", "mo, ua"): "Asked for mo: served Romanian (ro, printed 'mo'), which is what was asked for."
        " Whether this text is authentic is not known. There is also: English (en), Spanish (es), French (fr),"
        " Armenian (hy), Georgian (ka), Portuguese (pt), Russian (ru), Ukrainian (uk), and Chinese (zh)."
        " Of what was asked, 'ua' was dropped: UA is the code of a country, not of a language; did you mean uk?.",
        ("india-2019", "en"): "Asked for en: no document is served, since none is on record.",
    }
    assert {key: registry.choose(*key).explain() for key in texts} == texts


def test_asking_in_other_forms_gives_the_same(registry: dialogues.Registry) -> None:
    forms = ["es-AR, en;q=0.5", ["es-AR", "en"], [LanguageTag.parse("es-AR"), "English"], LanguageTag.parse("es-AR")]
    assert {str(registry.choose("chile-2010", form).served) for form in forms} == {"es"}  # type: ignore[arg-type]


def test_what_cannot_be_chosen_from_says_so(registry: dialogues.Registry) -> None:
    with pytest.raises(UnknownName) as unknown:
        registry.choose("china-2007", "en")
    assert str(unknown.value).startswith("nothing is called 'china-2007'; did you mean china-2006")
    with pytest.raises(NoDocuments) as caught:
        registry.choose("regio-brazil", "en")
    assert str(caught.value) == "regio-brazil is one of the sources, which have no documents to choose from"


languages = st.sampled_from(
    ["en", "es", "pt", "pt-BR", "zh", "zh-Hant", "ru", "uk", "hy", "ka", "ro", "nb", "da", "und", "sr", "sr-Latn"]
)


@given(st.lists(languages, max_size=4), st.lists(languages, min_size=1, max_size=3), st.booleans())
def test_laws(available: list[str], wanted: list[str], related: bool) -> None:
    choice = choose("x", documents(*available), wanted, related=related)
    if choice.document is not None:
        assert choice.served is not None
        assert choice.served.language != "und"
    known = [language for language in available if language != "und"]
    assert (choice.document is None) == (not known)
    assert len(choice.others) + choice.undetermined + (choice.document is not None) == len(available)
    # CLDR's matcher, over the same documents, never finds the language of the reader where the choice does not.
    match = Matcher(known).match(wanted[0])
    if match is not None and match.reason in ("exact", "same-language"):
        assert choice.matched is not None
        assert choice.matched.text == wanted[0]
    assert choice.explain()


ranges = st.tuples(
    languages | st.sampled_from(["*", "pt-PT", "es-ES", "es-419", "en-GB", "en-XQ"]),
    st.sampled_from(["", ";q=0", ";q=0.5", ";q=0.1"]),
)


@given(st.lists(languages | st.sampled_from(["en-GB", "es-419", "pt-PT"]), max_size=4), st.lists(ranges, max_size=5))
def test_what_is_in_a_language_asked_for_and_not_refused_is_served(
    available: list[str], wanted: list[tuple[str, str]]
) -> None:
    weighted = {LanguageTag(tag) for tag, weight in wanted if weight != ";q=0" and tag not in ("*", "und")}
    refused = {LanguageTag(tag) for tag, weight in wanted if weight == ";q=0" and tag != "*"}
    there = {LanguageTag(tag) for tag in available}
    choice = choose("x", documents(*available), ", ".join(map("".join, wanted)))
    if weighted & there - refused:
        assert choice.reason in ("exact", "same-language")
    if choice.served is not None:
        assert choice.served not in refused - weighted
