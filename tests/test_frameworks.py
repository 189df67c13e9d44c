"""The library within other people's frameworks: templates, services, and models of their own."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

import dialogues
from dialogues import Date, LanguageTag


class Answer(BaseModel):
    """What the service below answers."""

    lang: LanguageTag
    since: Date | None
    language: str


def test_a_registry_works_in_a_django_template(registry: dialogues.Registry) -> None:
    from django.conf import settings  # here: Django is set up once, and for this test alone
    from django.template import Context, Engine

    settings.configure()
    template = Engine().from_string(
        "{% for a in registry.agreements.values %}{{ a.id }} {{ a.date }} {% endfor %}|{{ registry.digest }}|{{ registry.nothing }}"
    )
    listed, digest, nothing = template.render(Context({"registry": registry})).split("|")
    assert listed.startswith("china-2006 2006-05-15 russia-2007 ")
    assert (digest, nothing) == (registry.digest, "")


def test_a_registry_works_in_a_jinja_template(registry: dialogues.Registry) -> None:
    import jinja2  # here: for this test alone

    text = "{{ registry.agreements['brazil-2007'].documents|length }} {{ registry.nothing }}"
    assert jinja2.Environment(autoescape=True).from_string(text).render(registry=registry) == "2 "


def test_tags_and_dates_are_types_of_a_fastapi_function() -> None:
    from fastapi import FastAPI  # here: for this test alone
    from fastapi.testclient import TestClient

    app = FastAPI()

    @app.get("/documents")
    def documents(lang: LanguageTag, since: Date | None = None) -> Answer:
        return Answer(lang=lang, since=since, language=lang.language)

    client = TestClient(app)
    assert client.get("/documents", params={"lang": "PT-br", "since": "2013-05"}).json() == {
        "lang": "pt-BR",
        "since": "2013-05",
        "language": "pt",
    }
    refused = client.get("/documents", params={"lang": "!!", "since": "2013-13"})
    assert refused.status_code == 422
    assert [each["msg"] for each in refused.json()["detail"]] == [
        "Value error, not a well-formed language tag (RFC 5646): '!!'",
        "Value error, no such day in the calendar: '2013-13'",
    ]
    parameters = app.openapi()["paths"]["/documents"]["get"]["parameters"]
    lang, since = (each["schema"] for each in parameters)
    assert (lang["type"], lang["pattern"], lang["examples"]) == (
        "string",
        "^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*$",
        ["en", "zh-Hans", "pt-BR"],
    )
    assert since["anyOf"][0]["examples"] == ["2007-11-29", "2013-05", "2015", "2011-02-14?"]


class Mine(BaseModel):
    """Somebody's own model."""

    when: Date
    languages: tuple[LanguageTag, ...] = ()
    years: Annotated[dict[str, Date], Field(default_factory=dict)]


def test_tags_and_dates_are_types_of_anybodys_model() -> None:
    mine = Mine.model_validate({"when": "2011-02-14?", "languages": ["EN", "zh_TW"], "years": {"a": "2015"}})
    assert mine.when == Date.parse("2011-02-14?")
    assert [str(each) for each in mine.languages] == ["en", "zh-TW"]
    assert mine.model_dump_json() == '{"when":"2011-02-14?","languages":["en","zh-TW"],"years":{"a":"2015"}}'
    assert Mine.model_validate_json(mine.model_dump_json()) == mine
    assert Mine.model_validate(mine.model_dump()) == mine
    for wrong in (7, None, "yesterday", ["2015"]):
        with pytest.raises(ValidationError):
            Mine.model_validate({"when": wrong})
        with pytest.raises(ValidationError):
            TypeAdapter(LanguageTag).validate_python(["", wrong][wrong != "yesterday"])
